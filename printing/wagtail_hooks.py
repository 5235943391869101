"""Registration with Wagtail's hooks; no logic."""

from wagtail import hooks

from cms import extension_points
from curriculum.desk import DESK_ENTRIES
from printing import demo, log_actions, office
from printing import hooks as answers
from printing.desk import demo as desk_demo

hooks.register(extension_points.ARTICLE_FOOTER_LINKS, answers.article_footer_links)
hooks.register(extension_points.WITHDRAWN_ARTICLE_LINKS, answers.withdrawn_article_links)
hooks.register(extension_points.ARTICLE_POSTER, answers.article_poster)
hooks.register(extension_points.POSTER_FIT, answers.poster_fit)
hooks.register(extension_points.POSTER_PREVIEW, answers.poster_preview)
hooks.register(DESK_ENTRIES, answers.desk_entries)
hooks.register(extension_points.FRONT_PAGE_LINKS, answers.front_page_links)
hooks.register(extension_points.CITY_LINKS, answers.city_links)
hooks.register(extension_points.SITEMAP_ADDRESSES, answers.sitemap_addresses)
hooks.register("construct_homepage_panels", office.add_home_panel)
hooks.register("register_log_actions", log_actions.register_actions)
hooks.register("register_reports_menu_item", answers.walls_report)
hooks.register("register_admin_menu_item", answers.bulletins_menu_item)
hooks.register(extension_points.DEMO, demo.add_bulletins)
hooks.register(extension_points.DEMO, desk_demo.add_walls)
