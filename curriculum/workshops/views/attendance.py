"""The attendance list on the trainer's phone: one tick a person, one press for all. Works without script."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.cleaning import clean_text

from ...models import Attendance, AttendanceChange, Membership, Presence, Workshop, WorkshopStatus
from ...pages import onward
from ...visitor import Visitor
from ..errors import ReasonMissing, WorkshopRefused
from ..moments import hours, starts_clock
from ..people import classmates, on_the_list, stored_marks
from ..permissions import enrolments
from ..rules import ASSUMED_MINUTES, PARTLY, THERE, Mark, mark, missed_minutes
from ..services.attendance import REASON_MAX, Saved, save_attendance
from ..walk_ins import WalkIns, find_walk_ins
from ..words import Clash, Told, mark_words, told_changes
from .pages import schedule_page, show, workshop_page

ROWS = 40  # on one page: each is eight elements, and a cheap phone bears 500
WALK_IN_MAX = 4_000  # letters
CHOICES = (Presence.LATE, Presence.LEFT_EARLY, Presence.EXCUSED)


@dataclass(frozen=True)
class Row:
    """A person on the list as the page shows her."""

    membership: Membership
    mark: Mark | None
    total: int
    error: str = ""
    typed: str = ""  # minutes that could not be read

    @property
    def is_ticked(self) -> bool:
        return self.mark is not None and self.mark.presence in THERE

    @property
    def presence(self) -> str:
        return self.mark.presence if self.mark else ""

    @property
    def missed(self) -> int | str | None:
        """Minutes that she missed, for whoever came late or left early; what was typed where that is no number of minutes."""
        if self.mark is None or self.mark.presence not in PARTLY:
            return None
        return self.typed or self.total - self.mark.minutes


@dataclass
class Typed:
    """A list as it was sent: marks by person, what its page had shown, and what could not be read."""

    marks: dict[int, Mark | None]
    seen: dict[int, Mark | None]
    errors: dict[int, str]


@workshop_page("GET", "POST", for_planners=True)
def attendance(request: HttpRequest, visitor: Visitor, workshop: Workshop) -> HttpResponse:
    people = on_the_list(workshop)
    if request.method == "POST":
        return _save(request, visitor, workshop, people)
    stored = stored_marks(workshop)
    shown = dict(stored)
    if "semua" in request.GET:
        shown = {one.pk: stored.get(one.pk) or mark(Presence.PRESENT, workshop.total_minutes) for one in people}
    told = told_changes(workshop, _numbers(request.GET.get("lain", "")))
    return _page(request, visitor, workshop, people, shown, stored, told=told)


def _save(request: HttpRequest, visitor: Visitor, workshop: Workshop, people: list[Membership]) -> HttpResponse:
    typed = read_list(request.POST, {one.pk for one in people}, starts=starts_clock(workshop), total=workshop.total_minutes)
    words = clean_text(request.POST.get("walk_in", ""))[:WALK_IN_MAX]
    guests = find_walk_ins(words, classmates(workshop), request.POST) if words.strip() else WalkIns((), (), ())
    for guest in guests.found:
        if not (known := typed.marks.get(guest.pk)) or known.presence not in THERE:
            typed.marks[guest.pk] = mark(Presence.PRESENT, workshop.total_minutes)
    context: dict[str, Any] = {
        "walk_in": words,
        "guests": guests,
        "errors": typed.errors,
        "reason": request.POST.get("reason", "")[:REASON_MAX],
    }
    close = request.POST.get("do") == "close"
    refusal, reason_error, saved = "", "", None
    if not typed.errors:
        facts = {"reason": context["reason"], "close": close and not guests.questions, "expected": [one.pk for one in people]}
        try:
            saved = save_attendance(workshop=workshop, typed=typed.marks, seen=typed.seen, by=visitor.user, now=timezone.now(), **facts)
        except ReasonMissing as missing:
            reason_error = str(missing)
        except WorkshopRefused as refused:
            refusal = str(refused)
    if saved and not guests.questions and not saved.merged.clashes:
        return _onward(request, workshop, visitor, saved)
    workshop.refresh_from_db(fields=["status"])
    stored = stored_marks(workshop)
    shown = stored | {key: value for key, value in typed.marks.items() if not saved or key in saved.merged.clashes}
    told = told_changes(workshop, saved.merged.clashes, typed.marks) if saved else []
    context |= {"refusal": refusal, "reason_error": reason_error, "told": told}
    return _page(request, visitor, workshop, on_the_list(workshop), shown, stored, status=409 if told else 200, **context)


def _onward(request: HttpRequest, workshop: Workshop, visitor: Visitor, saved: Saved) -> HttpResponse:
    """Back to the list, with the people about whom somebody else wrote meanwhile."""
    others = Attendance.objects.filter(workshop=workshop, membership_id__in=saved.merged.kept).exclude(recorded_by=visitor.user)
    kept = " ".join(str(key) for key in others.values_list("membership_id", flat=True))
    news = "held" if saved.is_closed else "saved"
    return onward("attendance", workshop.public_id, news=news, bagian=request.GET.get("bagian", ""), lain=kept)


def read_list(post: QueryDict, known: set[int], *, starts: time, total: int) -> Typed:
    """What the page sent about its own rows; it says in `seen` which they were and what they showed."""
    seen = {key: value for key, value in read_seen(post.get("seen", "")).items() if key in known}
    typed = Typed({}, seen, {})
    for key, before in seen.items():
        choice = post.get(f"k{key}", "")
        if choice in PARTLY:
            typed.marks[key] = _partly(post, key, choice, before, typed.errors, starts, total)
        elif choice == Presence.EXCUSED:
            typed.marks[key] = mark(choice, total)
        elif f"h{key}" in post:
            typed.marks[key] = mark(Presence.PRESENT, total)
        else:  # a row that nobody has touched says nothing yet
            typed.marks[key] = mark(Presence.ABSENT, total) if before else None
    return typed


def _partly(post: Mapping[str, str], key: int, choice: str, before: Mark | None, errors: dict[int, str], starts: time, total: int) -> Mark:
    words = post.get(f"m{key}", "").strip()
    if words:
        try:
            return mark(choice, total, missed_minutes(words, late=choice == Presence.LATE, starts=starts, total=total))
        except ValueError:
            errors[key] = _("Write minutes, or the time on the clock within the workshop: 20 or 13.20.")
    if before and before.presence == choice:
        return before
    return mark(choice, total, min(ASSUMED_MINUTES, total - 1))


def read_seen(text: str) -> dict[int, Mark | None]:
    """ "12:- 13:late.100": what each row showed."""
    pairs = re.findall(r"(\d{1,18}):([a-z0-9.-]{1,20})", text[:20_000], re.ASCII)
    return {int(key): Mark.read(value) for key, value in pairs}


def written_seen(rows: Sequence[int], stored: Mapping[int, Mark | None]) -> str:
    return " ".join(f"{key}:{stored.get(key) or '-'}" for key in rows)


def _numbers(text: str) -> list[int]:
    return [int(word) for word in text.split()[:100] if word.isascii() and word.isdigit() and len(word) < 18]


def _page(
    request: HttpRequest,
    visitor: Visitor,
    workshop: Workshop,
    people: list[Membership],
    shown: Mapping[int, Mark | None],
    stored: Mapping[int, Mark],
    *,
    status: int = 200,
    told: Sequence[Told | Clash] = (),
    **context: Any,
) -> HttpResponse:
    parts = max(1, -(-len(people) // ROWS))
    part = min(max((_numbers(request.GET.get("bagian", "")) or [1])[0], 1), parts)
    here = people[(part - 1) * ROWS : part * ROWS]
    errors = context.get("errors", {})
    typed = {key: request.POST.get(f"m{key}", "")[:20] for key in errors}
    rows = [Row(one, shown.get(one.pk), workshop.total_minutes, errors.get(one.pk, ""), typed.get(one.pk, "")) for one in here]
    there = sum(1 for one in people if (found := stored.get(one.pk)) and found.presence in THERE)
    context = {
        "rows": rows,
        "partly": [row for row in rows if row.missed is not None],
        "seen": written_seen([one.pk for one in here], stored),
        "hours": hours(workshop),
        "there": there,
        "people_count": len(people),
        "parts": range(1, parts + 1) if parts > 1 else (),
        "part": part,
        "choices": [(value, Presence(value).label) for value in CHOICES],
        "is_held": workshop.status == WorkshopStatus.HELD,
        "is_listable": workshop.status in (WorkshopStatus.PLANNED, WorkshopStatus.HELD),
        "assumed": ASSUMED_MINUTES,
        "told": told,
        "changes": corrections(workshop) if workshop.status == WorkshopStatus.HELD else [],
        "reason_max": REASON_MAX,
        **context,
    }
    return show(request, visitor, "attendance", workshop=workshop, status=status, **context)


# --- What was put right afterwards


@dataclass(frozen=True)
class Correction:
    """One change of a closed list, in words."""

    change: AttendanceChange
    before: str


def corrections(workshop: Workshop) -> list[Correction]:
    """One query."""
    rows = AttendanceChange.objects.filter(attendance__workshop=workshop).order_by("-pk")
    related = rows.select_related("attendance__membership__user", "changed_by")
    return [Correction(row, mark_words(Mark(row.presence, row.minutes), workshop.total_minutes)) for row in related]


@schedule_page("GET")
def my_attendance(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """A trainee's own: each workshop that was held, what its list says of her, and what was changed about it."""
    mine = [membership.pk for membership in enrolments(visitor)]
    rows = (
        Attendance.objects.filter(membership_id__in=mine, workshop__status=WorkshopStatus.HELD)
        .select_related("workshop__cohort__city")
        .prefetch_related("changes__changed_by")
        .order_by("-workshop__starts_at")
    )
    lines = []
    for row in rows:
        total = row.workshop.total_minutes
        changes = [Correction(change, mark_words(Mark(change.presence, change.minutes), total)) for change in row.changes.all()]
        lines.append((row.workshop, mark_words(Mark(row.presence, row.minutes), total), changes))
    return show(request, visitor, "my_attendance", lines=lines, is_trainee=bool(mine))
