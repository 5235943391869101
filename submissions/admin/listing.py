"""The list of texts: what waits for the editors first, the oldest on top. The number of queries does not grow with its length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.models import Revision
from wagtail.snippets.views.snippets import IndexView

from cms.models import City

from ..models import BylineChoice, ReviewTaskState, Stage, Submission
from ..states import Standing, standings
from . import sight


@dataclass(frozen=True)
class Row:
    """One line of the list, in the words that are shown."""

    title: str
    state: str
    city: str
    byline: str
    waiting_days: int | str
    reader: str


def queue() -> QuerySet[Submission]:
    """Texts in sight with `waits_since` (empty unless the editors' step is open) and the headline that may be seen."""
    step = ReviewTaskState.objects.filter(submission=OuterRef("pk"), stage=Stage.EDITOR, waiting_since__isnull=False)
    title = Revision.objects.filter(pk=OuterRef("shown_id")).values("object_str")[:1]
    texts = sight.texts_in_sight().annotate(waits_since=Subquery(step.values("waiting_since")[:1]), shown_title=Subquery(title))
    return texts.select_related("latest_revision", "membership__cohort").order_by(F("waits_since").asc(nulls_last=True), "-pk")


def describe(texts: Sequence[Submission]) -> list[Submission]:
    """The same texts, each with its `row`."""
    versions = Revision.objects.in_bulk([text.shown_id for text in texts])
    standing = standings(texts)
    cities = City.objects.in_bulk({version.content.get("city") for version in versions.values()} - {None})
    for text in texts:
        text.row = _row(text, versions[text.shown_id].content, standing[text.pk], cities)
    return list(texts)


def _row(text: Submission, content: dict[str, Any], standing: Standing, cities: dict[int, City]) -> Row:
    city = cities.get(content.get("city"))
    return Row(
        title=text.shown_title or str(_("(no headline)")),
        state=standing.word_for_reviewers,
        city=city.name if city else "",
        byline=byline_shown(content),
        waiting_days=(timezone.now() - text.waits_since).days if text.waits_since else "",
        reader=standing.reader,
    )


def byline_shown(content: dict[str, Any]) -> str:
    """The words of the byline; for a real name only that she chose it."""
    return content.get("byline") or str(BylineChoice(content.get("byline_choice") or BylineChoice.SECTOR).label)


def edit_url(text: Submission) -> str:
    return reverse("editors:edit", args=[text.pk])


class SubmissionIndexView(IndexView):
    """No box to tick, no menu in the rows: every act is on the page of the text."""

    paginate_by = 30
    is_searchable = True
    list_export: list[str] = []
    columns: list[BaseColumn] = [
        TitleColumn("title", label=_("Headline"), accessor=lambda text: text.row.title, get_url=edit_url),
        Column("state", label=_("State"), accessor=lambda text: text.row.state),
        Column("city", label=_("City"), accessor=lambda text: text.row.city),
        Column("byline", label=_("Byline"), accessor=lambda text: text.row.byline),
        Column("waiting_days", label=_("Waiting for days"), accessor=lambda text: text.row.waiting_days),
        Column("reader", label=_("Being read by"), accessor=lambda text: text.row.reader),
    ]

    def get_base_queryset(self) -> QuerySet[Submission]:
        return queue()

    def order_queryset(self, queryset: QuerySet[Submission]) -> QuerySet[Submission]:
        return queryset

    def search_queryset(self, queryset: QuerySet[Submission]) -> QuerySet[Submission]:
        return queryset.filter(shown_title__icontains=self.search_query) if self.is_searching else queryset

    def paginate_queryset(self, queryset: QuerySet[Submission], page_size: int) -> tuple[Any, ...]:
        paginator, page, texts, has_other_pages = super().paginate_queryset(queryset, page_size)
        return paginator, page, describe(list(texts)), has_other_pages
