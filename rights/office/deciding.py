"""One proposal: what it says, what it would change, and the decision of the second person."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from rights.calculators import BadParameters, Law
from rights.current import current_edition
from rights.errors import LawOfficeError
from rights.law_records import value_from
from rights.models import ChangeState, LawChange, ParameterRecord
from rights.office.forms import ReasonForm
from rights.office.page import OfficePage, for_editors
from rights.office.reading import row_of
from rights.permissions import may_call_off, may_decide
from rights.previews import CannotCount, preview_of_change
from rights.services import parameters


class ChangePage(OfficePage):
    template_name = "rights/office/change.html"

    @cached_property
    def change(self) -> LawChange:
        changes = LawChange.objects.select_related("proposed_by", "decided_by", "takes_back")
        return get_object_or_404(changes, pk=self.kwargs["change_id"])

    def get_page_title(self) -> str:
        return self.change.title

    def trail(self) -> list[dict[str, str]]:
        return [{"url": reverse("law_office:changes"), "label": _("Changes")}]

    def get(self, request: HttpRequest, change_id: int) -> HttpResponse:
        return self.show(ReasonForm())

    @for_editors
    def post(self, request: HttpRequest, change_id: int) -> HttpResponse:
        try:
            words = self._act(request)
        except ValidationError as refused:
            form = ReasonForm(request.POST)
            form.is_valid()
            for error in refused.message_dict.get("reason", []) if not form.errors else []:
                form.add_error("reason", error)
            return self.show(form)
        except LawOfficeError as refused:
            self.complain(str(refused))
        else:
            self.tell(words)
        return redirect("law_office:change", change_id)

    def _act(self, request: HttpRequest) -> str:
        now = timezone.now()
        if "approve" in request.POST:
            parameters.approve(change=self.change, by=request.user, seen=request.POST.get("seen", ""), at=now)
            return _("Approved. Every page counts with it from now on.")
        if "refuse" in request.POST:
            parameters.refuse(change=self.change, by=request.user, reason=request.POST.get("reason", ""), at=now)
            return _("Refused. The proposer reads your reason.")
        if "call_off" in request.POST:
            parameters.call_off(change=self.change, by=request.user, at=now)
            return _("Called off.")
        raise PermissionDenied

    def show(self, form: ReasonForm) -> HttpResponse:
        edition, change = current_edition(), self.change
        is_waiting = change.state == ChangeState.PROPOSED
        found, problem = _preview(edition.law, change) if is_waiting else (None, "")
        records = list((change.takes_back or change).records.all())
        return self.page(
            change=change,
            rows=[_row(edition.law, record) for record in records],
            preview=found,
            problem=problem,
            form=form,
            seen=parameters.token_words(edition),
            may_decide=is_waiting and may_decide(self.request.user, change),
            may_call_off=is_waiting and may_call_off(self.request.user, change),
            taken_back_by=change.taken_back_by.exclude(state__in=[ChangeState.REFUSED, ChangeState.CALLED_OFF]).first(),
            may_take_back=self.may_change and change.state == ChangeState.APPROVED and change.takes_back_id is None,
        )


def _preview(law: Law, change: LawChange) -> tuple[Any, str]:
    """What would change, or why that cannot be computed."""
    try:
        return preview_of_change(law, change), ""
    except (CannotCount, BadParameters, KeyError) as refused:
        return None, str(refused)


def _row(law: Law, record: ParameterRecord) -> dict[str, Any]:
    """The value with the one that it follows or replaces. Words alone for what this version cannot read."""
    try:
        parameter = law[record.parameter]
        value = value_from(parameter, record.as_in_file())
    except (KeyError, BadParameters) as refused:
        return {"record": record, "problem": str(refused)}
    earlier = [each for each in parameter.values if each.reference.valid_from <= record.valid_from and each.content != value.content]
    before = earlier[-1] if earlier else None
    return {
        "record": record,
        "parameter": parameter,
        "before": row_of(before) if before else None,
        "after": row_of(value),
        "rise": _rise(before.content if before else None, value.content),
    }


def _rise(before: Any, after: Any) -> str:
    """In percent, where both are numbers: a digit too many is seen at once."""
    try:
        share = (after - before) / before * 100
    except (TypeError, ZeroDivisionError):
        return ""
    return f"{float(share):+.1f} %".replace(".", ",")
