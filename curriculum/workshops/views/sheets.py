"""Paper: invitation, sheets to sign, and the page on which a signed sheet is typed in by its row numbers."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.cleaning import clean_text
from printing.layout import Content

from ...models import Membership, Presence, Roll, Workshop, WorkshopStatus
from ...pages import onward, posted, sheet
from ...visitor import Visitor
from .. import paper
from ..errors import ReasonMissing, SheetUnreadable, WorkshopRefused
from ..forms import SheetForm
from ..moments import day_of, hours, starts_clock
from ..people import classmates, on_the_list, stored_marks
from ..permissions import opens_names
from ..rules import THERE, Mark, TypedSheet, mark, marks_of_sheet
from ..services import sheets as services
from ..services.attendance import REASON_MAX, save_attendance
from ..walk_ins import WalkIns, find_walk_ins
from ..words import mark_words, told_changes
from .attendance import WALK_IN_MAX, read_seen, written_seen
from .pages import refuse_strangers, schedule_page, show, workshop_page
from .workshop import workshop_view


@workshop_page("GET")
def invitation(request: HttpRequest, visitor: Visitor, workshop: Workshop) -> HttpResponse:
    if workshop.status in (WorkshopStatus.CANCELLED, WorkshopStatus.MOVED):
        return workshop_view(request, visitor, workshop, status=409, refusal=_("Nobody is invited to what does not take place."))
    return _pdf(request, visitor, workshop, paper.invitation(workshop), "undangan")


@workshop_page("GET", for_planners=True)
def sign_up_sheet(request: HttpRequest, visitor: Visitor, workshop: Workshop) -> HttpResponse:
    return _pdf(request, visitor, workshop, paper.sign_up_sheet(workshop), "pendaftaran")


@workshop_page("POST", for_planners=True)
def roll_new(request: HttpRequest, visitor: Visitor, workshop: Workshop) -> HttpResponse:
    """A sheet of the people on the list now; its page has the file and takes it in again."""
    try:
        made = services.print_roll(workshop=workshop, by=visitor.user, today=visitor.today)
    except WorkshopRefused as refused:
        return workshop_view(request, visitor, workshop, status=409, refusal=str(refused))
    return onward("roll", made.public_id)


def _roll(visitor: Visitor, public_id: uuid.UUID) -> Roll:
    """Raises Http404, PermissionDenied."""
    rows = Roll.objects.select_related("workshop__cohort__city", "workshop__batch", "workshop__trainer")
    found = get_object_or_404(rows, public_id=public_id)
    refuse_strangers(visitor, found.workshop, for_planners=True)
    return found


@schedule_page("GET", "POST")
def roll_sheet(request: HttpRequest, visitor: Visitor, public_id: uuid.UUID) -> HttpResponse:
    """Pen names; a POST opens the legal names for this one sheet."""
    found = _roll(visitor, public_id)
    names = services.open_names(roll=found, by=visitor.user) if request.method == "POST" else None
    return _pdf(request, visitor, found.workshop, paper.roll_sheet(found, names=names), "hadir")


def _pdf(request: HttpRequest, visitor: Visitor, workshop: Workshop, content: Content, name: str) -> HttpResponse:
    back = reverse("curriculum:workshop", args=[workshop.public_id])
    return sheet(request, visitor, content, name=f"{name}-{day_of(workshop):%Y-%m-%d}", back=back)


# --- A signed sheet is typed in


@dataclass(frozen=True)
class Sheet:
    """A sheet on its way in: whose rows it has, what was typed about them, and who came besides."""

    roll: Roll
    people: list[tuple[int, Membership]]
    form: SheetForm
    walk_in: str
    guests: WalkIns

    @classmethod
    def of(cls, roll: Roll, post: QueryDict | None) -> Sheet:
        words = clean_text(post.get("walk_in", ""))[:WALK_IN_MAX] if post else ""
        guests = find_walk_ins(words, classmates(roll.workshop), post) if words.strip() else WalkIns((), (), ())
        return cls(roll, paper.rows_of(roll), SheetForm(post), words, guests)

    @property
    def context(self) -> dict[str, Any]:
        return {"roll": self.roll, "form": self.form, "walk_in": self.walk_in, "guests": self.guests}


@dataclass(frozen=True)
class Preview:
    """What a typed sheet would write, in names."""

    present: int
    exceptions: list[tuple[int, str, str]]  # row, name, what
    replaced: list[tuple[int, str, str, str]]  # row, name, what the list says, what the sheet says
    unlisted: list[str]  # have a seat and no row on this sheet
    seen: str
    marks: dict[int, Mark]


@schedule_page("GET", "POST")
def roll(request: HttpRequest, visitor: Visitor, public_id: uuid.UUID) -> HttpResponse:
    """First the numbers, then the names to be looked at, then one press."""
    sheet_in = Sheet.of(_roll(visitor, public_id), posted(request))
    if sheet_in.form.is_bound and sheet_in.form.is_valid():
        try:
            preview = _preview(sheet_in)
        except SheetUnreadable as unreadable:
            sheet_in.form.add_error(unreadable.field or None, str(unreadable))
        else:
            if not sheet_in.guests.questions:
                match request.POST.get("do"):
                    case "preview":
                        return _preview_page(request, visitor, sheet_in, preview)
                    case "confirm":
                        return _save(request, visitor, sheet_in, preview)
    return _entry_page(request, visitor, sheet_in)


def _entry_page(request: HttpRequest, visitor: Visitor, sheet_in: Sheet) -> HttpResponse:
    workshop = sheet_in.roll.workshop
    stored, total = stored_marks(workshop), workshop.total_minutes
    lines = [
        (number, one.user.display_name, mark_words(stored[one.pk], total) if one.pk in stored else "") for number, one in sheet_in.people
    ]
    others = [(one, len(one.membership_ids)) for one in workshop.rolls.exclude(pk=sheet_in.roll.pk).order_by("-number")]
    facts = {"lines": lines, "others": others, "hours": hours(workshop), "opens_names": opens_names(visitor, workshop.cohort)}
    return show(request, visitor, "roll", workshop=workshop, **facts, **sheet_in.context)


def _preview_page(
    request: HttpRequest, visitor: Visitor, sheet_in: Sheet, preview: Preview, *, status: int = 200, **context: Any
) -> HttpResponse:
    workshop = sheet_in.roll.workshop
    workshop.refresh_from_db(fields=["status"])
    facts = {"needs_reason": workshop.status == WorkshopStatus.HELD, "hours": hours(workshop), "reason_max": REASON_MAX, "preview": preview}
    facts |= {"reason": request.POST.get("reason", "")[:REASON_MAX]}
    return show(request, visitor, "roll_preview", workshop=workshop, status=status, **facts, **sheet_in.context, **context)


def _save(request: HttpRequest, visitor: Visitor, sheet_in: Sheet, preview: Preview) -> HttpResponse:
    """What stands on the list since the names were shown is shown first."""
    workshop, seen = sheet_in.roll.workshop, read_seen(request.POST.get("seen", ""))
    facts = {"expected": [one.pk for one in on_the_list(workshop)], "reason": request.POST.get("reason", ""), "close": True}
    try:
        saved = save_attendance(workshop=workshop, typed=preview.marks, seen=seen, by=visitor.user, now=timezone.now(), **facts)
    except ReasonMissing as missing:
        return _preview_page(request, visitor, sheet_in, preview, reason_error=str(missing))
    except WorkshopRefused as refused:
        return _preview_page(request, visitor, sheet_in, preview, status=409, refusal=str(refused))
    if clashes := saved.merged.clashes:
        told = told_changes(workshop, clashes, preview.marks)
        return _preview_page(request, visitor, sheet_in, _preview(sheet_in), status=409, told=told)
    return onward("attendance", workshop.public_id, news="held" if saved.is_closed else "saved")


def _preview(sheet_in: Sheet) -> Preview:
    """Raises SheetUnreadable."""
    workshop = sheet_in.roll.workshop
    total, stored, last = workshop.total_minutes, stored_marks(workshop), len(sheet_in.roll.membership_ids)
    by_row = marks_of_sheet(_typed(sheet_in.form.cleaned_data), last, starts=starts_clock(workshop), total=total)
    rows = {one.pk: (number, one.user.display_name) for number, one in sheet_in.people}
    marks = {one.pk: by_row[number] for number, one in sheet_in.people}
    for guest in sheet_in.guests.found:
        rows.setdefault(guest.pk, (0, guest.user.display_name))
        if guest.pk not in marks or marks[guest.pk].presence not in THERE:  # she signed an empty row and not her own
            marks[guest.pk] = mark(Presence.PRESENT, total)
    exceptions = [(*rows[key], mark_words(value, total)) for key, value in marks.items() if value.presence != Presence.PRESENT]
    replaced = [
        (*rows[key], mark_words(stored[key], total), mark_words(value, total))
        for key, value in marks.items()
        if key in stored and stored[key] != value
    ]
    unlisted = [one.user.display_name for one in on_the_list(workshop) if one.pk not in marks and one.pk not in stored]
    return Preview(len(marks) - len(exceptions), exceptions, replaced, unlisted, written_seen(list(marks), stored), marks)


def _typed(data: Mapping[str, str]) -> TypedSheet:
    return TypedSheet(**{name: data[name] for name in ("absent", "late", "left", "excused")})
