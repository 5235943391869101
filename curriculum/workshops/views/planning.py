"""Planning a workshop, changing it, moving it, calling it off."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from people.roles import Role

from ...models import Cohort, Workshop
from ...pages import class_at, onward, posted
from ...visitor import Visitor
from ..errors import WorkshopRefused
from ..forms import CancelForm, MoveForm, WorkshopForm, times_of
from ..moments import hours, zone_of
from ..services import planning
from .pages import schedule_page, show, workshop_page


@schedule_page("GET", "POST")
def workshop_new(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    cohort = class_at(visitor, slug, Role.TRAINER)
    own = visitor.user.pk if cohort in visitor.cohorts(Role.TRAINER) else None
    form = WorkshopForm(posted(request), cohort=cohort, initial={"trainer": own})
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            made = planning.plan_workshop(cohort=cohort, plan=form.plan, client_id=form.cleaned_data["client_id"], by=visitor.user)
            return onward("workshop", made.public_id, news="planned" if made.ends_at > timezone.now() else "planned_late")
        except WorkshopRefused as refused:
            refusal = str(refused)
    return _plan_page(request, visitor, form, cohort, refusal=refusal)


@workshop_page("GET", "POST", for_planners=True)
def workshop_edit(request: HttpRequest, visitor: Visitor, workshop: Workshop) -> HttpResponse:
    form = WorkshopForm(posted(request), cohort=workshop.cohort, workshop=workshop)
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            planning.change_workshop(workshop=workshop, plan=form.plan, by=visitor.user)
            return onward("workshop", workshop.public_id, news="changed")
        except WorkshopRefused as refused:
            refusal = str(refused)
    return _plan_page(request, visitor, form, workshop.cohort, workshop=workshop, refusal=refusal)


def _plan_page(request: HttpRequest, visitor: Visitor, form: WorkshopForm, cohort: Cohort, **context: Any) -> HttpResponse:
    boxes = list(form["lessons"])  # asked once
    return show(request, visitor, "plan", form=form, cohort=cohort, lesson_boxes=boxes, **context)


@workshop_page("GET", "POST", for_planners=True)
def workshop_move(request: HttpRequest, visitor: Visitor, workshop: Workshop) -> HttpResponse:
    typed = posted(request)
    form, refusal = MoveForm(typed, zone=zone_of(workshop), initial=times_of(workshop)), ""
    if form.is_bound and form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("starts_at", "ends_at", "venue", "directions", "reason")}
        try:
            new = planning.move_workshop(workshop=workshop, by=visitor.user, **wanted)
            return onward("workshop", new.public_id, news="moved")
        except WorkshopRefused as refused:
            refusal = str(refused)
    return show(request, visitor, "move", workshop=workshop, form=form, refusal=refusal, hours=hours(workshop))


@workshop_page("GET", "POST", for_planners=True)
def workshop_cancel(request: HttpRequest, visitor: Visitor, workshop: Workshop) -> HttpResponse:
    form, refusal = CancelForm(posted(request)), ""
    if form.is_bound and form.is_valid():
        try:
            planning.cancel_workshop(workshop=workshop, reason=form.cleaned_data["reason"], by=visitor.user)
            return onward("workshop", workshop.public_id, news="cancelled")
        except WorkshopRefused as refused:
            refusal = str(refused)
    return show(request, visitor, "cancel", workshop=workshop, form=form, refusal=refusal, hours=hours(workshop))
