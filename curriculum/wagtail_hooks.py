"""Registration only."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.extension_points import CITY_LINKS, DEMO, MODERATION_SCOPE, SITEMAP_ADDRESSES

from . import log_actions
from .assignments.demo import add_assignments
from .certificates.demo import add_certificates
from .desk import DESK_ENTRIES, own_entries
from .lessons.demo import add_readings
from .lessons.office import TrainingGroup
from .permissions import moderation_scope
from .roster import links as roster_links
from .workshops import demo as workshops_demo
from .workshops import home as workshops_home

hooks.register(DESK_ENTRIES, own_entries)
hooks.register(DESK_ENTRIES, workshops_home.desk_entries)
hooks.register(DEMO, add_readings)
hooks.register(MODERATION_SCOPE, moderation_scope)
hooks.register(DEMO, workshops_demo.add_workshops)
hooks.register(DEMO, add_assignments)
hooks.register(DEMO, add_certificates)  # for whoever is trained by then
hooks.register(CITY_LINKS, roster_links.city_links)
hooks.register(SITEMAP_ADDRESSES, roster_links.sitemap_addresses)
hooks.register("register_log_actions", log_actions.register_actions)
register_snippet(TrainingGroup)
