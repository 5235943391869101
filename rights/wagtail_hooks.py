"""Registration with Wagtail's hooks; no logic."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms import extension_points
from rights import demo
from rights import hooks as answers
from rights.office import menu, urls
from rights.questions import listing, office, shipping
from rights.viewsets import AidOfficeViewSet
from rights.wall_box import wall_box

register_snippet(office.RightsQuestionViewSet)
register_snippet(AidOfficeViewSet)

hooks.register("register_admin_urls", urls.admin_urls)
hooks.register("register_admin_menu_item", menu.menu_item)
hooks.register("register_log_actions", menu.register_actions)
hooks.register(extension_points.RIGHTS_BOX, wall_box)
hooks.register(extension_points.SHIPPED_TEXTS, shipping.ship_questions)
hooks.register(extension_points.SITEMAP_ADDRESSES, listing.sitemap_addresses)
hooks.register(extension_points.SEARCH_ANSWERS, listing.search_answers)
hooks.register(extension_points.PUBLIC_SECTIONS, answers.public_sections)
hooks.register(extension_points.FRONT_PAGE_LINKS, answers.front_page_links)
hooks.register(extension_points.CITY_LINKS, answers.city_links)
hooks.register(extension_points.ARTICLE_FOOTER_LINKS, answers.article_footer_links)
hooks.register(extension_points.SITEMAP_ADDRESSES, answers.sitemap_addresses)
hooks.register(extension_points.DEMO, demo.add_aid_offices)
