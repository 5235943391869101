"""What editors and administrators see of the site's small lists in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import City, FrontPageSlot, Topic


class FrontPageSlotViewSet(SnippetViewSet):
    model = FrontPageSlot
    icon = "home"
    menu_label = _("Front page")
    add_to_admin_menu = True
    list_display = ["position", "article"]
    copy_view_enabled = False


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "slug"]
    copy_view_enabled = False
    panels = [FieldPanel("name"), FieldPanel("slug")]


class CityViewSet(SnippetViewSet):
    """Read only for editors: they are given no permission but to view."""

    model = City
    icon = "site"
    list_display = ["name", "time_zone", "colour_class", "colour_hex"]
    inspect_view_enabled = True
    copy_view_enabled = False
    panels = [FieldPanel(name) for name in ("name", "slug", "time_zone", "colour_class", "colour_hex")]
