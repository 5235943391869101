"""What editors see of this room's small lists in Wagtail's admin."""

from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from rights.models import AidOffice


class AidOfficeViewSet(SnippetViewSet):
    """Whom readers may ask, by city."""

    model = AidOffice
    icon = "group"
    list_display = ["name", "city", "telephone"]
    list_filter = ["city"]
    copy_view_enabled = False
    panels = [FieldPanel(name) for name in ("city", "name", "words", "telephone")]
