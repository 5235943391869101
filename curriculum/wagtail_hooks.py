"""Registration only."""

from wagtail import hooks

from cms.extension_points import MODERATION_SCOPE

from . import log_actions
from .desk import DESK_ENTRIES, own_entries
from .permissions import moderation_scope

hooks.register(DESK_ENTRIES, own_entries)
hooks.register(MODERATION_SCOPE, moderation_scope)
hooks.register("register_log_actions", log_actions.register_actions)
