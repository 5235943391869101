"""The one viewset through which editors reach texts, with every address guarded."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from ..forms import SubmissionForm
from ..models import Submission
from .acts import act_patterns
from .decisions import CollectDecisionView, DecideView
from .doors import guard, only_in_sight
from .editing import SubmissionEditView
from .life import LifeView, VersionView
from .listing import SubmissionIndexView, queue
from .previews import ShownPreviewView, VersionPreviewView, poster_preview

PANELS = [
    FieldPanel("title"),
    FieldPanel("standfirst"),
    FieldPanel("body"),
    MultiFieldPanel([FieldPanel("lead_photo"), FieldPanel("lead_caption"), FieldPanel("lead_credit")], heading=_("Lead photo")),
    MultiFieldPanel([FieldPanel("city"), FieldPanel("event_date"), FieldPanel("topics")], heading=_("Place, day and topics")),
    MultiFieldPanel(
        [FieldPanel("question_1"), FieldPanel("question_2"), FieldPanel("question_3")], heading=_("Questions for the discussion")
    ),
    MultiFieldPanel([FieldPanel("poster_is_short")], heading=_("Poster")),
    MultiFieldPanel(
        [FieldPanel("byline_choice", read_only=True), FieldPanel("byline", read_only=True)], heading=_("Byline, chosen by the author")
    ),
]


class SubmissionViewSet(SnippetViewSet):
    """Addresses under /redaksi/tulisan/, names under `editors:`."""

    model = Submission
    url_namespace = "editors"
    url_prefix = "tulisan"
    icon = "doc-full"
    menu_label = _("Texts")
    menu_order = 100
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    search_fields = ["title"]
    index_view_class = SubmissionIndexView
    index_template_name = "wagtailadmin/generic/index.html"  # not the snippets' own, which brings the bar of bulk acts
    index_results_template_name = "wagtailadmin/generic/index_results.html"
    edit_view_class = SubmissionEditView
    edit_template_name = "submissions/admin/edit.html"
    preview_on_edit_view_class = ShownPreviewView
    revisions_view_class = VersionPreviewView
    workflow_action_view_class = DecideView
    collect_workflow_action_data_view_class = CollectDecisionView
    edit_handler = ObjectList(PANELS, base_form_class=SubmissionForm)

    def get_queryset(self, request: HttpRequest):  # noqa: ANN201  as Wagtail has it
        return queue()

    def get_urlpatterns(self) -> list[URLPattern]:
        own = [
            path("poster/<int:pk>/<slug:paper>/", only_in_sight(poster_preview), name="poster"),
            path("life/<int:pk>/", only_in_sight(LifeView.as_view()), name="life"),
            path("life/<int:pk>/<int:revision_id>/", only_in_sight(VersionView.as_view()), name="version"),
        ]
        return [*(guard(pattern) for pattern in super().get_urlpatterns()), *own, *act_patterns()]

    def register_chooser_viewset(self) -> None:
        """None: a chooser lists every text."""
