"""The pages that propose: a value of one rule, the minimum wages of a year, that a change is taken back; and the check for a newer law."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.calculators import Parameter, Value
from rights.current import current_law
from rights.errors import LawOfficeError, RecordsRefused
from rights.law_records import KNOWN_THROUGH
from rights.models import LawChange, LawCheck, ParameterRecord
from rights.office.forms import CheckForm, ValueForm, WagesForm, WhyForm
from rights.office.page import OfficePage, for_editors
from rights.office.reading import CHANGES_A_PAGE
from rights.office.values import shown_value, unit_words
from rights.previews import Preview, days_of, law_with, preview
from rights.services import parameters
from rights.services.parameter_checks import refuse_unusable

FIRST_YEAR = 2021  # the first of the table


class ProposalPage(OfficePage):
    """GET and "look first" show, "propose" keeps. Whatever is refused comes back with what was typed."""

    def propose(self, form: Any, records: list[dict[str, Any]], title: str) -> HttpResponse:
        """The page again with a preview, or the way to the proposal."""
        try:
            if "propose" not in self.request.POST:
                return self.show(form, preview=self._preview(records))
            change = parameters.propose(
                by=self.request.user,
                records=records,
                title=title,
                why=form.cleaned_data["why"],
                client_id=form.cleaned_data["client_id"],
                at=timezone.now(),
            )
        except RecordsRefused as refused:
            form.add_problems(refused)
            return self.show(form)
        self.tell(_("Proposed. It holds as soon as a second editor has approved it."))
        return redirect("law_office:change", change.pk)

    def _preview(self, records: list[dict[str, Any]]) -> Preview:
        law, unsaved = current_law(), [ParameterRecord(**record) for record in records]
        refuse_unusable(law, unsaved, on=timezone.localdate())
        return preview(law, law_with(law, unsaved), days_of(unsaved))

    def show(self, form: Form, **context: Any) -> HttpResponse:
        raise NotImplementedError


class ProposeValuePage(ProposalPage):
    """`?dari=2026-01-01` corrects the value of that day."""

    template_name = "rights/office/propose_value.html"

    @cached_property
    def parameter(self) -> Parameter:
        name = self.kwargs["parameter"]
        if name == KNOWN_THROUGH or name not in current_law():
            raise Http404
        return current_law()[name]

    @cached_property
    def corrected(self) -> Value | None:
        wanted = self.request.GET.get("dari", "")
        return next((value for value in self.parameter.values if value.reference.valid_from.isoformat() == wanted), None)

    def get_page_title(self) -> str:
        return _("Correct a value") if self.corrected else _("Propose a value")

    def trail(self) -> list[dict[str, str]]:
        return [{"url": reverse("law_office:rule", args=[self.parameter.name]), "label": self.parameter.title}]

    def form(self, *data: Any) -> ValueForm:
        return ValueForm(self.parameter, *data, corrected=self.corrected, today=timezone.localdate())

    @for_editors
    def get(self, request: HttpRequest, parameter: str) -> HttpResponse:
        return self.show(self.form())

    @for_editors
    def post(self, request: HttpRequest, parameter: str) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form)
        return self.propose(form, [form.record()], self._title(form.cleaned_data["valid_from"]))

    def _title(self, day: date) -> str:
        return _("%(title)s, from %(day)s") % {"title": self.parameter.title[:120], "day": day.isoformat()}

    def show(self, form: Form, **context: Any) -> HttpResponse:
        latest = self.corrected or self.parameter.values[-1]
        unit, shown = unit_words(self.parameter.unit), shown_value(latest.content, latest.unit)
        return self.page(parameter=self.parameter, form=form, unit=unit, latest=shown, **context)


class ProposeWagesPage(ProposalPage):
    template_name = "rights/office/propose_wages.html"

    @property
    def year(self) -> int:
        return self.kwargs["year"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not FIRST_YEAR <= kwargs["year"] <= timezone.localdate().year + 1:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Minimum wages of %(year)s") % {"year": self.year}

    @for_editors
    def get(self, request: HttpRequest, year: int) -> HttpResponse:
        return self.show(WagesForm(year, current_law(), initial={"reviewed_on": timezone.localdate()}))

    @for_editors
    def post(self, request: HttpRequest, year: int) -> HttpResponse:
        form = WagesForm(year, current_law(), request.POST)
        if not form.is_valid():
            return self.show(form)
        return self.propose(form, form.records(), self.get_page_title())

    def show(self, form: Form, **context: Any) -> HttpResponse:
        rows = [{**row, "before": self._shown(row["before"])} for row in form.rows()]
        return self.page(form=form, rows=rows, year=self.year, year_before=self.year - 1, **context)

    def _shown(self, value: Value | None) -> str:
        return shown_value(value.content, value.unit) if value else "–"


class TakeBackPage(OfficePage):
    """Asks once; a second editor decides."""

    template_name = "rights/office/ask.html"
    title = gettext_lazy("Take back")

    @cached_property
    def change(self) -> LawChange:
        return get_object_or_404(LawChange, pk=self.kwargs["change_id"])

    def trail(self) -> list[dict[str, str]]:
        return [{"url": reverse("law_office:change", args=[self.change.pk]), "label": self.change.title}]

    @for_editors
    def get(self, request: HttpRequest, change_id: int) -> HttpResponse:
        return self.show(WhyForm())

    @for_editors
    def post(self, request: HttpRequest, change_id: int) -> HttpResponse:
        form = WhyForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        data = form.cleaned_data
        try:
            proposal = parameters.propose_to_take_back(
                change=self.change, by=request.user, why=data["why"], client_id=data["client_id"], at=timezone.now()
            )
        except LawOfficeError as refused:
            self.complain(str(refused))
            return redirect("law_office:change", self.change.pk)
        self.tell(_("Proposed. It holds as soon as a second editor has approved it."))
        return redirect("law_office:change", proposal.pk)

    def show(self, form: Form) -> HttpResponse:
        words = _("The values of this change no longer hold once a second editor agrees; what held before holds again. Nothing is deleted.")
        return self.page(form=form, words=words, button=_("Propose to take it back"))


class ChecksPage(OfficePage):
    """Who looked for a newer law, when and where; and the form to say so."""

    template_name = "rights/office/checks.html"
    title = gettext_lazy("Check for a newer law")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(CheckForm(initial={"checked_through": timezone.localdate()}))

    @for_editors
    def post(self, request: HttpRequest) -> HttpResponse:
        form = CheckForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            parameters.record_law_check(by=request.user, at=timezone.now(), **form.cleaned_data)
        except ValidationError as refused:
            for field, errors in refused.message_dict.items():
                form.add_error(field, errors)
            return self.show(form)
        self.tell(_("The check stands there with your name."))
        return redirect("law_office:checks")

    def show(self, form: Form) -> HttpResponse:
        checks = LawCheck.objects.select_related("checked_by")[:CHANGES_A_PAGE]
        return self.page(form=form, checks=checks, known_through=current_law().known_through)
