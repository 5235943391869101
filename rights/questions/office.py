"""What editors see of the questions in Wagtail's admin."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from rights.calculators import CALCULATORS
from rights.current import current_law
from rights.headlines import TITLES
from rights.models import RightsQuestion

from .checking import problems


class RightsQuestionForm(WagtailAdminModelForm):
    """Refuses a figure that means nothing, an example that does not compute, and a text without its law."""

    calculator = forms.ChoiceField(label=_("calculator"), required=False, choices=lambda: [("", _("No calculator")), *_calculators()])

    def _post_clean(self) -> None:
        """After the model's own checks, when the instance holds what was typed."""
        super()._post_clean()
        if not self.errors:
            for field, words in problems(self.instance, law=current_law(), today=timezone.localdate()).items():
                self.add_error(field, words)


def _calculators() -> list[tuple[str, str]]:
    return [(name, str(TITLES.get(name, name))) for name in CALCULATORS]


HELP = _(
    "Figures stand as names in braces and are put in when a page is read: {year}, {law:overtime.hours_per_month}, "
    "{law:minimum_wage.karawang}, {example1:overtime_pay}. Dates of an example may move with the calendar: today-14m."
)
PANELS = [
    HelpPanel(content=HELP),
    FieldPanel("question"),
    FieldPanel("slug"),
    MultiFieldPanel([FieldPanel("situation"), FieldPanel("position"), FieldPanel("topic")], heading=_("Where it stands")),
    FieldPanel("short_answer"),
    FieldPanel("body"),
    FieldPanel("next_steps"),
    FieldPanel("laws"),
    MultiFieldPanel([FieldPanel("calculator"), FieldPanel("examples")], heading=_("Worked examples")),
    FieldPanel("description"),
    FieldPanel("checked_on"),
]


class RightsQuestionViewSet(SnippetViewSet):
    """Editors write and publish, programme managers read; nobody deletes: a page of readers is taken off the site instead."""

    model = RightsQuestion
    url_prefix = "hak/tanya"
    icon = "help"
    menu_label = _("Questions about rights")
    menu_order = 150
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["shipped_name", "shipped_hash"]
    list_display = ["question", "situation", "checked_on", "live"]
    list_filter = ["situation", "live"]
    search_fields = ["question", "short_answer"]
    edit_handler = ObjectList(PANELS, base_form_class=RightsQuestionForm)
