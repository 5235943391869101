"""Registration only."""

from wagtail import hooks

from .desk import DESK_ENTRIES, own_entries

hooks.register(DESK_ENTRIES, own_entries)
