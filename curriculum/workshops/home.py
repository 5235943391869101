"""The schedule's row on /pelatihan/, and the next workshop on the desk of whoever holds it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.roles import Role

from ..desk import DeskEntry
from ..models import NOT_COMING, Membership, Seat, Workshop, WorkshopStatus
from ..visitor import HomeRow, Visitor
from .moments import day_words, hours
from .permissions import enrolments, may_see_schedule, visible_workshops

if TYPE_CHECKING:
    from people.models import User


def schedule_rows(visitor: Visitor) -> Iterable[HomeRow]:
    """One query, for trainers two: a list that was never closed stands on top."""
    if not may_see_schedule(visitor):
        return
    if unclosed := _unclosed(visitor):
        words = _("%(title)s, %(day)s") % {"title": unclosed.title, "day": day_words(unclosed)}
        yield HomeRow(_("Close the attendance list"), words, reverse("curriculum:attendance", args=[unclosed.public_id]), 5)
    mine = [membership.pk for membership in enrolments(visitor)]
    rows = visible_workshops(visitor).filter(status=WorkshopStatus.PLANNED, ends_at__gte=timezone.now())
    if mine:
        rows = rows.exclude(seats__in=_seats_not_coming(mine))
    yield HomeRow(_("Workshops"), _next(rows.order_by("starts_at", "pk").first()), reverse("curriculum:schedule"), 20)
    if mine:
        yield HomeRow(_("My attendance"), _("At which workshops you were, and for how long"), reverse("curriculum:my_attendance"), 45)


def _unclosed(visitor: Visitor) -> Workshop | None:
    if not visitor.holds(Role.TRAINER):
        return None
    over = visible_workshops(visitor).filter(status=WorkshopStatus.PLANNED, ends_at__lt=timezone.now())
    return over.filter(cohort__in=visitor.cohorts(Role.TRAINER)).order_by("starts_at", "pk").first()


def _seats_not_coming(membership_ids: list[int]):  # noqa: ANN202  QuerySet
    return Seat.objects.filter(membership_id__in=membership_ids, state__in=NOT_COMING)


def _next(workshop: Workshop | None) -> str:
    if workshop is None:
        return _("None is planned")
    words = {"title": workshop.title, "day": day_words(workshop), "hours": hours(workshop)}
    return _("Next: %(title)s, %(day)s, %(hours)s") % words


def desk_entries(user: User, roles: set[str]) -> list[DeskEntry]:
    """For trainers: the workshop of today or the next one, and lists that were never closed. One query."""
    if Role.TRAINER not in roles:
        return []
    trained = Membership.objects.current().held_by(user).as_role(Role.TRAINER).values("cohort_id")
    open_ones = Workshop.objects.filter(cohort_id__in=trained, status=WorkshopStatus.PLANNED).select_related("cohort__city")
    found = open_ones.order_by("starts_at", "pk").first()  # the oldest list that is still open comes first
    if found is None:
        return [DeskEntry(_("Workshops"), _("None is planned"), reverse("curriculum:schedule"), 30)]
    is_over = found.ends_at < timezone.now()
    hint = _("The list of %(title)s, %(day)s, is not closed yet") if is_over else _("Next: %(title)s, %(day)s, %(hours)s")
    words = {"title": found.title, "day": day_words(found), "hours": hours(found)}
    return [DeskEntry(_("Workshops"), hint % words, reverse("curriculum:workshop", args=[found.public_id]), 30)]
