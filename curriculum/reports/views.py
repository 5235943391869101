"""The figures of a period: page, spreadsheet, paper."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.tables import XLSX_TYPE, xlsx_bytes

from ..models import Cohort
from ..pages import sheet, show, training_page
from ..visitor import Visitor
from . import exports
from .bars import chart_of
from .figures import measure_names, report_on
from .forms import PeriodForm, this_year
from .people import Period
from .permissions import may_report, reported_cohorts

PAPER_LANGUAGE = "id"


@training_page("GET")
def report(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    cohorts = _cohorts(visitor)
    form = _form(request, visitor)
    context: dict[str, Any] = {"form": form, "place": _place(cohorts), "status": 400 if form.errors else 200}
    if not form.errors:
        found = report_on(cohorts, _period(form, visitor))
        context |= {"report": found, "period": exports.period_words(found), "names": measure_names(), "asked": request.GET.urlencode()}
        context |= {"total": list(zip(measure_names(), found.total.cells, strict=True)), "hidden_words": exports.hidden_words()}
        context |= {"tables": [(table, chart_of(table)) for table in found.tables]}
    return show(request, visitor, "reports/report", **context)


@training_page("GET")
def report_xlsx(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    cohorts = _cohorts(visitor)
    form = _form(request, visitor)
    if form.errors:
        return show(request, visitor, "reports/report", form=form, place=_place(cohorts), status=400)
    found = report_on(cohorts, _period(form, visitor))
    response = HttpResponse(xlsx_bytes(_("Figures"), exports.header(), exports.rows(found)), content_type=XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="angka-{found.period.first}-{found.period.last}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


@training_page("GET")
def report_pdf(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    cohorts = _cohorts(visitor)
    form = _form(request, visitor)
    if form.errors:
        return show(request, visitor, "reports/report", form=form, place=_place(cohorts), status=400)
    with override(PAPER_LANGUAGE):
        content = exports.document(report_on(cohorts, _period(form, visitor)), _place(cohorts), visitor.today)
    return sheet(request, visitor, content, name="angka-pelatihan", back=reverse("curriculum:reports"))


def _cohorts(visitor: Visitor) -> list[Cohort]:
    if not may_report(visitor):
        raise PermissionDenied
    return reported_cohorts(visitor)


def _form(request: HttpRequest, visitor: Visitor) -> PeriodForm:
    """Without an asked period it is the year so far."""
    year = this_year(visitor.today)
    is_asked = any(name.startswith(("dari", "sampai")) for name in request.GET)
    return PeriodForm(request.GET if is_asked else None, initial={"dari": year.first, "sampai": year.last})


def _period(form: PeriodForm, visitor: Visitor) -> Period:
    return form.period if form.is_bound else this_year(visitor.today)


def _place(cohorts: list[Cohort]) -> str:
    """Whose figures these are."""
    return cohorts[0].name if len(cohorts) == 1 else _("%(count)d classes") % {"count": len(cohorts)}
