"""The people of a class: the list, one person, somebody added by hand, and the list as a table."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from cms.tables import CSV_TYPE, XLSX_TYPE, csv_bytes, xlsx_bytes
from people.errors import PersonError
from people.roles import Role

from ...cards import with_cards
from ...models import Cohort, CohortStatus
from ...pages import class_at, onward, posted, show, training_page
from ...visitor import Visitor
from .. import exports, services
from ..forms import BatchForm, TraineeForm
from ..importing import ChangedMeanwhile
from ..lists import by_batch, roster_of, trainees
from ..permissions import classes_seen, fills, fills_something, gives_cards, has_rosters
from ..report import CREATED, REJECTED, SAME_PERSON, WITHOUT_NUMBER, RowResult

NEWS = {
    "tambah": gettext_lazy("She is in the class. Print her card, or make one on her own page."),
    "ada": gettext_lazy("She was in the class already. What was new is saved."),
    "pindah": gettext_lazy("The batch is changed."),
    "selesai": gettext_lazy("She left the class. What she wrote stays hers."),
}
# Where the judge's words for a field differ from the form's.
FIELDS = {"kolom": None, "baris": None, "kota": None, "sektor": "sector", "email": None}


@training_page("GET")
def rosters(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The classes whose people she sees."""
    if not has_rosters(visitor):
        raise PermissionDenied
    context = {"classes": classes_seen(visitor), "fills": fills_something(visitor), "gives_cards": gives_cards(visitor)}
    return show(request, visitor, "roster/rosters", **context)


@training_page("GET")
def roster(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    cohort = class_at(visitor, slug, Role.TRAINER, Role.MENTOR)
    found = roster_of(cohort, visitor.today, batch=request.GET.get("angkatan", ""))
    context = {
        "roster": found,
        "groups": by_batch(found.members),
        "fills": fills(visitor, cohort) and cohort.status == CohortStatus.OPEN,
        "gives_cards": gives_cards(visitor),
        "news": NEWS.get(request.GET.get("kabar", "")),
    }
    return show(request, visitor, "roster/roster", cohort=cohort, **context)


@training_page("GET")
def roster_csv(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    found = _found(request, visitor, slug)
    return _table(csv_bytes(exports.header(), exports.rows(found)), CSV_TYPE, f"{slug}.csv")


@training_page("GET")
def roster_xlsx(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    found = _found(request, visitor, slug)
    return _table(xlsx_bytes(found.cohort.name, exports.header(), exports.rows(found)), XLSX_TYPE, f"{slug}.xlsx")


def _found(request: HttpRequest, visitor: Visitor, slug: str) -> Any:
    return roster_of(class_at(visitor, slug, Role.TRAINER, Role.MENTOR), visitor.today, batch=request.GET.get("angkatan", ""))


def _table(data: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@sensitive_post_parameters()
@training_page("GET", "POST")
def trainee_new(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    cohort = class_at(visitor, slug, Role.TRAINER)
    if cohort.status != CohortStatus.OPEN:
        raise PermissionDenied
    form = TraineeForm(posted(request))
    if not form.is_valid():
        return _new_page(request, visitor, cohort, form)
    decision = request.POST.get("decision", "")
    facts = {"cells": form.cells(), "decision": decision if decision in (SAME_PERSON, WITHOUT_NUMBER) else ""}
    try:
        result = services.add_by_hand(cohort=cohort, by=visitor.user, today=visitor.today, **facts)
    except (ChangedMeanwhile, IntegrityError, PersonError):
        refusal = _("Somebody else is writing into the same class. Nothing was saved yet: press once more.")
        return _new_page(request, visitor, cohort, form, refusal=refusal)
    if result.result == REJECTED:
        _put_errors(form, result)
        return _new_page(request, visitor, cohort, form, choices=result.choices)
    return onward("roster", slug, news="tambah" if result.result == CREATED else "ada")


def _put_errors(form: TraineeForm, result: RowResult) -> None:
    field = result.field.split(", ")[0]
    field = FIELDS.get(field, field)
    form.add_error(field if field in form.fields else None, result.reason)


def _new_page(request: HttpRequest, visitor: Visitor, cohort: Cohort, form: TraineeForm, **context: Any) -> HttpResponse:
    return show(request, visitor, "roster/trainee_new", cohort=cohort, form=form, **context)


@training_page("GET", "POST")
def trainee(request: HttpRequest, visitor: Visitor, slug: str, username: str) -> HttpResponse:
    """One person of the class: her batch, her card, and her leaving it."""
    cohort = class_at(visitor, slug, Role.TRAINER, Role.MENTOR)
    membership = trainees(cohort, visitor.today).filter(user__username=username).first()
    if membership is None:
        raise Http404
    if request.method == "POST" and not fills(visitor, cohort):
        raise PermissionDenied
    if (act := request.POST.get("do", "")) == "end":
        services.end_enrolment(membership=membership, by=visitor.user, today=visitor.today)
        return onward("roster", slug, news="selesai")
    initial = {"batch": membership.batch.number if membership.batch else None}
    form = BatchForm(request.POST if act == "batch" else None, initial=initial)
    if form.is_valid():
        services.move_to_batch(membership=membership, number=form.cleaned_data["batch"], by=visitor.user)
        return onward("roster", slug, news="pindah")
    context = {
        "member": with_cards([membership])[0],
        "form": form,
        "fills": fills(visitor, cohort),
        "gives_cards": gives_cards(visitor) and membership.user_id != visitor.user.pk,
    }
    return show(request, visitor, "roster/trainee", cohort=cohort, **context)
