"""Two reports for editors in place of Wagtail's on workflows: what is being read now, and how it was decided."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import TaskState

from .admin import sight
from .admin.listing import queue
from .models import ReviewTaskState
from .permissions import editor_on_duty

DECISIONS = {
    TaskState.STATUS_APPROVED: _("Passed on"),
    TaskState.STATUS_REJECTED: _("Changes wanted"),
    TaskState.STATUS_SKIPPED: _("Not needed"),
    TaskState.STATUS_CANCELLED: _("Called off"),
}


def _moment(name: str) -> Any:
    """Reads that moment of a step, in the reader's words."""
    return lambda step: date_format(timezone.localtime(getattr(step, name)), "SHORT_DATETIME_FORMAT") if getattr(step, name) else ""


def _text_url(step: ReviewTaskState) -> str:
    return reverse("editors:edit", args=[step.submission_id])


COMMON_COLUMNS = [
    TitleColumn("headline", label=_("Headline"), accessor="headline", get_url=_text_url),
    Column("stage", label=_("Step"), accessor="get_stage_display"),
]


class StepsPaginator(WagtailPaginator):
    @property
    def items_count_label(self) -> str:
        return ngettext("%(count)d step", "%(count)d steps", self.count) % {"count": self.count}


class StepsReport(ReportView):
    """Steps of review of the texts in the editors' sight; each row gets the headline that they may see. No download."""

    list_export: list[str] = []
    paginate_by = 50
    paginator_class = StepsPaginator
    shown: ClassVar[dict[str, Any]]
    order: ClassVar[str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not editor_on_duty(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[ReviewTaskState]:
        steps = ReviewTaskState.objects.filter(submission__in=sight.texts_in_sight().values("pk"), **self.shown)
        return steps.select_related("claimed_by", "finished_by").order_by(self.order)

    def paginate_queryset(self, queryset: QuerySet[ReviewTaskState], page_size: int) -> tuple[Any, ...]:
        paginator, page, steps, has_other_pages = super().paginate_queryset(queryset, page_size)
        steps = list(steps)
        titles = dict(queue().filter(pk__in={step.submission_id for step in steps}).values_list("pk", "shown_title"))
        for step in steps:
            step.headline = titles[step.submission_id] or _("(no headline)")
        return paginator, page, steps, has_other_pages


class WaitingReport(StepsReport):
    page_title = _("Texts being read")
    header_icon = "clipboard-list"
    index_url_name = "review_waiting"
    index_results_url_name = "review_waiting_results"
    shown = {"waiting_since__isnull": False}
    order = "waiting_since"
    columns = [
        *COMMON_COLUMNS,
        Column("waiting_since", label=_("Waiting since"), accessor=_moment("waiting_since")),
        Column("due_at", label=_("Due"), accessor=_moment("due_at")),
        Column("claimed_by", label=_("Being read by"), accessor=lambda step: step.claimed_by.display_name if step.is_claimed() else ""),
        Column("late", label=_("Late"), accessor=lambda step: _("late") if step.due_at and step.due_at < timezone.now() else ""),
    ]


class DecidedReport(StepsReport):
    page_title = _("Decisions")
    header_icon = "tasks"
    index_url_name = "review_decided"
    index_results_url_name = "review_decided_results"
    shown = {"finished_at__isnull": False}
    order = "-finished_at"
    columns = [
        *COMMON_COLUMNS,
        Column("status", label=_("Decision"), accessor=lambda step: DECISIONS.get(step.status, step.status)),
        Column("finished_by", label=_("By"), accessor=lambda step: step.finished_by.display_name if step.finished_by else ""),
        Column("finished_at", label=_("Decided at"), accessor=_moment("finished_at")),
        Column("days", label=_("Days"), accessor=lambda step: max((step.finished_at - step.started_at).days, 0)),
    ]
