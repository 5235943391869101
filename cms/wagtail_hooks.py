"""Registration with Wagtail's admin; no logic."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms import guards
from cms.viewsets import CityViewSet, FrontPageSlotViewSet, TopicViewSet

register_snippet(FrontPageSlotViewSet)
register_snippet(TopicViewSet)
register_snippet(CityViewSet)

hooks.register("before_delete_page", guards.refuse_to_delete_article)
hooks.register("before_bulk_action", guards.refuse_to_delete_articles)
