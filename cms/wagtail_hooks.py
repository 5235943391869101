"""Registration with Wagtail's admin; no logic."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms import extension_points, guards
from cms.discussion import history, office
from cms.viewsets import CityViewSet, FrontPageSlotViewSet, TopicViewSet

register_snippet(FrontPageSlotViewSet)
register_snippet(TopicViewSet)
register_snippet(CityViewSet)

hooks.register("before_delete_page", guards.refuse_to_delete_article)
hooks.register("before_bulk_action", guards.refuse_to_delete_articles)
hooks.register("register_log_actions", history.register_actions)
hooks.register("register_admin_menu_item", office.menu_item)
hooks.register("construct_homepage_panels", office.add_home_panel)
hooks.register(extension_points.CITY_FIGURES, office.city_figures)
