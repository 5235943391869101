"""Planning workshops, seats and the waiting list, calendars."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from curriculum.models import CohortStatus, Seat, SeatState, Workshop, WorkshopStatus
from curriculum.services import end_membership, reopen_membership
from curriculum.workshops import ics
from curriculum.workshops.errors import WorkshopRefused
from curriculum.workshops.facts import attended_share
from curriculum.workshops.rules import Mark, mark
from curriculum.workshops.services import planning, seats
from curriculum.workshops.services.planning import Plan
from curriculum.workshops.views.schedule import event_of
from people.models import User
from people.services import deactivate_person
from tests.curriculum.halls import BEFORE, END, START, Hall, lesson, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    return Hall(4)


def states(workshop: Workshop) -> list[str]:
    return list(Seat.objects.filter(workshop=workshop).order_by("membership_id").values_list("state", flat=True))


def take(workshop: Workshop, membership, **facts):
    return seats.take_seat(workshop=workshop, membership=membership, by=membership.user, **{"now": BEFORE} | facts)


def give_up(workshop: Workshop, membership) -> None:
    seats.give_up_seat(workshop=workshop, membership=membership, by=membership.user, now=BEFORE)


# --- Seats


def test_whoever_finds_no_seat_waits_and_moves_up_in_order(hall):
    workshop = hall.workshop(capacity=2)
    for number, membership in enumerate(hall.people):
        take(workshop, membership, now=BEFORE + timedelta(minutes=number))
    assert states(workshop) == ["seat", "seat", "waiting", "waiting"]
    give_up(workshop, hall.people[0])
    assert states(workshop) == ["given_up", "seat", "seat", "waiting"]


def test_taking_and_giving_up_twice_is_once(hall):
    workshop = hall.workshop(capacity=1)
    for _time in range(2):
        take(workshop, hall.people[0])
        take(workshop, hall.people[1])
    assert states(workshop) == ["seat", "waiting"]
    for _time in range(2):
        give_up(workshop, hall.people[0])
    assert states(workshop) == ["given_up", "seat"]


def test_whoever_gave_up_and_comes_again_stands_at_the_end_of_the_line(hall):
    workshop = hall.workshop(capacity=1)
    first, second, third, _fourth = hall.people
    take(workshop, first)
    take(workshop, second, now=BEFORE + timedelta(minutes=1))
    take(workshop, third, now=BEFORE + timedelta(minutes=2))
    give_up(workshop, second)
    take(workshop, second, now=BEFORE + timedelta(minutes=3))
    give_up(workshop, first)
    assert states(workshop) == ["given_up", "waiting", "seat"]


def test_leaving_the_waiting_list_misses_no_session_and_lasts(hall):
    workshop = hall.workshop(capacity=1)
    first, second, *_others = hall.people
    take(workshop, first)
    take(workshop, second)
    give_up(workshop, second)
    give_up(workshop, first)
    seats.seat_everybody(workshop=workshop, by=hall.tono, now=BEFORE)
    assert states(workshop) == ["given_up", "out", "seat", "waiting"]
    hall.save(workshop, {hall.people[2]: Mark("present", 180)}, close=True)
    shares = attended_share([first.pk, second.pk])
    assert (shares[first.pk].sessions, shares[second.pk].sessions) == (1, 0)


def test_a_whole_batch_is_seated_in_one_press_and_who_gave_up_stays_out(hall):
    workshop = hall.workshop(capacity=3)
    take(workshop, hall.people[3])
    give_up(workshop, hall.people[3])
    stranger = hall.trainee("Dari angkatan lain", batch=None)
    for _time in range(2):
        seats.seat_everybody(workshop=workshop, by=hall.tono, now=BEFORE)
    assert states(workshop) == ["seat", "seat", "seat", "given_up"]
    assert not Seat.objects.filter(membership=stranger).exists()


def test_more_seats_let_those_who_wait_move_up(hall):
    workshop = hall.workshop(capacity=1)
    seats.seat_everybody(workshop=workshop, by=hall.tono, now=BEFORE)
    planning.change_workshop(workshop=workshop, plan=_plan(capacity=3), by=hall.tono)
    assert states(workshop) == ["seat", "seat", "seat", "waiting"]
    with pytest.raises(WorkshopRefused):
        planning.change_workshop(workshop=workshop, plan=_plan(capacity=2), by=hall.tono)


def test_a_seat_is_taken_by_trainees_of_the_class_for_themselves_only(hall):
    workshop, (one, other, *_rest) = hall.workshop(), hall.people
    with pytest.raises(PermissionDenied):
        seats.take_seat(workshop=workshop, membership=one, by=other.user, now=BEFORE)
    with pytest.raises(PermissionDenied):
        seats.seat_everybody(workshop=workshop, by=one.user, now=BEFORE)
    seats.take_seat(workshop=workshop, membership=one, by=hall.tono, now=BEFORE)
    assert states(workshop) == ["seat"]


def test_whoever_leaves_the_class_frees_her_seats_of_later_workshops_only(hall):
    soon, later = hall.workshop(capacity=1), hall.workshop(capacity=1, starts_at=START + timedelta(days=7), ends_at=END + timedelta(days=7))
    for workshop in (soon, later):
        take(workshop, hall.people[0])
        take(workshop, hall.people[1])
    end_membership(membership=hall.people[0], ends_on=START.date())
    assert states(soon) == ["seat", "waiting"] and states(later) == ["out", "seat"]
    reopen_membership(membership=hall.people[0])
    seats.seat_everybody(workshop=later, by=hall.tono, now=BEFORE)
    assert states(later) == ["waiting", "seat", "waiting", "waiting"]


def test_an_account_that_is_closed_keeps_no_seat(hall):
    next_week = timezone.now() + timedelta(days=7)
    workshop = hall.workshop(capacity=1, starts_at=next_week, ends_at=next_week + timedelta(hours=3))
    take(workshop, hall.people[0])
    take(workshop, hall.people[1])
    deactivate_person(user=User.objects.get(pk=hall.people[0].user_id), by=None)
    assert states(workshop) == ["out", "seat"]


@pytest.mark.parametrize("end", ["over", "cancelled"])
def test_no_seat_is_taken_when_it_is_over_or_cancelled(hall, end):
    workshop = hall.workshop()
    if end == "cancelled":
        planning.cancel_workshop(workshop=workshop, reason="Banjir.", by=hall.tono)
    with pytest.raises(WorkshopRefused):
        take(workshop, hall.people[0], now=END + timedelta(minutes=1) if end == "over" else BEFORE)


# --- Planning


def _plan(**facts) -> Plan:
    return Plan(**{"title": "Memotret", "starts_at": START, "ends_at": END, "venue": "Aula"} | facts)


def test_the_same_form_twice_plans_one_workshop(hall):
    key = uuid.uuid4()
    made = {planning.plan_workshop(cohort=hall.cohort, plan=_plan(), client_id=key, by=hall.tono).pk for _time in range(2)}
    assert len(made) == Workshop.objects.count() == 1


def test_nothing_is_planned_for_a_class_that_is_closed(hall):
    hall.cohort.status = CohortStatus.CLOSED
    hall.cohort.save()
    with pytest.raises(WorkshopRefused):
        hall.workshop()


def test_a_trainer_of_another_class_plans_nothing_here(hall):
    with pytest.raises(PermissionDenied):
        planning.plan_workshop(cohort=hall.cohort, plan=_plan(), client_id=uuid.uuid4(), by=user("Lina"))


def test_moving_takes_seats_and_the_waiting_list_along_and_moving_twice_is_once(hall):
    workshop = hall.workshop(capacity=2, lessons=[lesson("Foto")])
    seats.seat_everybody(workshop=workshop, by=hall.tono, now=BEFORE)
    later = {
        "starts_at": START + timedelta(days=7),
        "ends_at": END + timedelta(days=7),
        "venue": "Balai",
        "directions": "",
        "by": hall.tono,
    }
    moved = [planning.move_workshop(workshop=workshop, reason="Banjir.", **later) for _time in range(2)]
    new, old = moved[0], Workshop.objects.get(pk=workshop.pk)
    assert moved[0] == moved[1] and Workshop.objects.count() == 2
    assert states(new) == ["seat", "seat", "waiting", "waiting"]
    assert [one.title for one in new.lessons.all()] == ["Foto"]
    assert (old.status, old.moved_to, old.reason) == (WorkshopStatus.MOVED, new, "Banjir.")
    give_up(new, hall.people[0])
    assert states(new) == ["given_up", "seat", "seat", "waiting"]


def test_the_time_is_changed_freely_until_somebody_has_a_seat(hall):
    workshop = hall.workshop()
    later = _plan(starts_at=START + timedelta(hours=1), ends_at=END + timedelta(hours=1))
    assert planning.change_workshop(workshop=workshop, plan=later, by=hall.tono).starts_at == later.starts_at
    take(workshop, hall.people[0])
    with pytest.raises(WorkshopRefused):
        planning.change_workshop(workshop=workshop, plan=_plan(), by=hall.tono)


def test_the_time_stays_once_somebody_stands_on_the_list(hall):
    workshop = hall.workshop()
    hall.save(workshop, {hall.people[0]: mark("present", 180)})
    with pytest.raises(WorkshopRefused):
        planning.change_workshop(workshop=workshop, plan=Plan("Memotret", START, END + timedelta(hours=3), "Aula"), by=hall.tono)
    planning.change_workshop(workshop=workshop, plan=Plan("Memotret", START, END, "Balai"), by=hall.tono)


def test_a_reason_is_asked_for_and_what_took_place_is_not_cancelled(hall):
    workshop = hall.workshop()
    with pytest.raises(WorkshopRefused):
        planning.cancel_workshop(workshop=workshop, reason="  ", by=hall.tono)
    hall.save(workshop, {hall.people[0]: mark("present", 180)})
    with pytest.raises(WorkshopRefused):
        planning.cancel_workshop(workshop=workshop, reason="Banjir.", by=hall.tono)
    assert Workshop.objects.get().status == WorkshopStatus.PLANNED


# --- Calendar files


def test_lines_of_a_calendar_file_are_folded_at_75_octets_and_never_within_a_letter():
    long = "Pelatihan é 文字 " * 20
    body = ics.calendar_file([ics.Event("a@b", 0, START, END, long)], name="x", made_at=START)
    lines = body.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    unfolded = body.decode().replace("\r\n ", "")
    assert f"SUMMARY:{long}" in unfolded
    assert body.endswith(b"END:VCALENDAR\r\n")


def test_text_in_a_calendar_file_cannot_add_lines_of_its_own():
    event = ics.Event("a@b", 2, START, END, "Satu, dua; tiga\\\r\nSTATUS:CANCELLED\rX\x00", is_cancelled=False)
    body = ics.calendar_file([event], name="x", made_at=START).decode()
    assert "SUMMARY:Satu\\, dua\\; tiga\\\\\\nSTATUS:CANCELLED\\nX " in body
    assert "STATUS:CONFIRMED" in body.split("\r\n") and "STATUS:CANCELLED" not in body.split("\r\n")
    assert "SEQUENCE:2" in body and "DTSTART:20261128T060000Z" in body


def test_a_cancelled_workshop_keeps_its_uid_and_counts_on(hall):
    workshop = hall.workshop()
    before = event_of(workshop)
    planning.cancel_workshop(workshop=workshop, reason="Banjir.", by=hall.tono)
    after = event_of(Workshop.objects.select_related("cohort").get())
    assert (after.uid, after.is_cancelled, after.sequence) == (before.uid, True, before.sequence + 1)
    assert "Banjir." in after.words and hall.tono.display_name not in after.words
    assert ics.moment(datetime(2026, 1, 1, tzinfo=UTC)) == "20260101T000000Z"


def test_seats_know_only_their_states(hall):
    from django.db import IntegrityError, transaction

    workshop = hall.workshop()
    take(workshop, hall.people[0])
    for bad in ({"state": "lost"},):
        with pytest.raises(IntegrityError), transaction.atomic():
            Seat.objects.update(**bad)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(workshop=workshop, membership=hall.people[0], state=SeatState.SEAT, asked_at=BEFORE)
    for bad in ({"status": "moved", "reason": "x"}, {"status": "cancelled"}, {"ends_at": START}, {"capacity": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Workshop.objects.update(**bad)
