"""Registration with Wagtail only."""

from wagtail import hooks

from . import office

hooks.register("register_admin_menu_item", office.menu_item)
hooks.register("construct_homepage_panels", office.add_home_panel)
hooks.register("register_log_actions", office.register_actions)
