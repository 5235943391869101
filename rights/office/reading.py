"""The pages that show: all rules, one rule by date, all changes, what is due for review."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from rights.calculators import Parameter, Value
from rights.calculators.parameters import weakest
from rights.current import current_law
from rights.law_records import KNOWN_THROUGH
from rights.models import LawChange, ParameterRecord
from rights.office.due import due_for_review
from rights.office.page import OfficePage
from rights.office.values import shown_value, unit_words

GROUPS = {
    "overtime": gettext_lazy("Overtime"),
    "working_hours": gettext_lazy("Working hours"),
    "minimum_wage": gettext_lazy("Minimum wage"),
    "sectoral_wage": gettext_lazy("Sectoral minimum wage"),
    "prorata_wage": gettext_lazy("Part of a month"),
    "late_wage": gettext_lazy("Late wages and deductions"),
    "thr": gettext_lazy("Holiday allowance (THR)"),
    "pkwt": gettext_lazy("Fixed-term contract"),
    "severance": gettext_lazy("Severance"),
    "severance_tax": gettext_lazy("Tax on severance"),
    "leave": gettext_lazy("Leave and sickness"),
    "bpjs": gettext_lazy("BPJS"),
    "jkp": gettext_lazy("Job loss (JKP)"),
    "pph21": gettext_lazy("Income tax"),
    "law": gettext_lazy("The law as a whole"),
}
CHANGES_A_PAGE = 40


def row_of(value: Value) -> dict[str, Any]:
    """A value as a line of a table."""
    return {
        "shown": shown_value(value.content, value.unit),
        "reference": value.reference,
        "mark": weakest(value.reference.confidence),
        "others": [{"shown": shown_value(other.content, value.unit), "source": other.source} for other in value.others],
    }


def group_words(prefix: str) -> str:
    return str(GROUPS.get(prefix, prefix))


class RulesPage(OfficePage):
    """All rules with their value of today, by subject; those that hold no longer show their last one."""

    template_name = "rights/office/rules.html"
    title = gettext_lazy("Rules")

    def get(self, request: HttpRequest) -> HttpResponse:
        law, today, wanted = current_law(), timezone.localdate(), request.GET.get("q", "").strip().lower()
        found = [each for each in law.values() if wanted in f"{each.name} {each.title}".lower()]
        lines = [
            {"parameter": each, "now": row_of(now) if (now := each.find(today)) else None, "last": row_of(each.values[-1])}
            for each in sorted(found, key=lambda each: list(GROUPS).index(_prefix(each)) if _prefix(each) in GROUPS else len(GROUPS))
        ]
        groups = [(group_words(prefix), list(rows)) for prefix, rows in groupby(lines, lambda line: _prefix(line["parameter"]))]
        return self.page(
            groups=groups,
            wanted=wanted,
            waiting=LawChange.objects.waiting().select_related("proposed_by"),
            due=len(due_for_review(law, today)),
            known_through=law.known_through.day,
            next_year=today.year + 1,
        )


def _prefix(parameter: Parameter) -> str:
    return parameter.name.partition(".")[0]


class RulePage(OfficePage):
    """One rule: every value by date, and what editors have done to it."""

    template_name = "rights/office/rule.html"

    @cached_property
    def parameter(self) -> Parameter:
        try:
            return current_law()[self.kwargs["parameter"]]
        except KeyError as unknown:
            raise Http404 from unknown

    def get_page_title(self) -> str:
        return self.parameter.title

    def get(self, request: HttpRequest, parameter: str) -> HttpResponse:
        records = ParameterRecord.objects.filter(parameter=self.parameter.name).select_related("change__proposed_by").order_by("-pk")
        return self.page(
            parameter=self.parameter,
            unit=unit_words(self.parameter.unit),
            values=[row_of(value) for value in reversed(self.parameter.values)],
            records=[{"record": record, "change": record.change} for record in records],
            is_moved_by_checks=self.parameter.name == KNOWN_THROUGH,
        )


class ChangesPage(OfficePage):
    """Every proposal and what became of it, the newest first, and the checks of the law."""

    template_name = "rights/office/changes.html"
    title = gettext_lazy("Changes")

    def get(self, request: HttpRequest) -> HttpResponse:
        changes = LawChange.objects.select_related("proposed_by", "decided_by", "takes_back")
        return self.page(changes=Paginator(changes, CHANGES_A_PAGE).get_page(request.GET.get("p")))


class DuePage(OfficePage):
    """What somebody should look up again."""

    template_name = "rights/office/due.html"
    title = gettext_lazy("Due for review")

    def get(self, request: HttpRequest) -> HttpResponse:
        items = due_for_review(current_law(), timezone.localdate())
        groups = [(words, list(rows)) for words, rows in groupby(items, lambda item: item.why)]
        return self.page(groups=groups, count=len(items))
