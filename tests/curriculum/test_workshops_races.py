"""Many people at the same moment: no seat is given twice, no mark is silently lost, one form makes one workshop."""

import os
import threading
import uuid
from collections.abc import Callable

import pytest
from django.db import connection

from curriculum.models import Attendance, Roll, Seat, SeatState, Workshop
from curriculum.workshops.rules import mark
from curriculum.workshops.services import planning, seats, sheets
from tests.curriculum.halls import BEFORE, END, START, Hall

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = int(os.environ.get("WARTA_SOAK", "1"))


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each of them answered; an error fails the test."""
    start, answers = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        start.wait(10)
        try:
            answers[number] = act()
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not [answer for answer in answers if isinstance(answer, Exception)], answers
    return answers


def taking(workshop: Workshop, membership):
    return lambda: seats.take_seat(workshop=workshop, membership=membership, by=membership.user, now=BEFORE)


def giving_up(workshop: Workshop, membership):
    return lambda: seats.give_up_seat(workshop=workshop, membership=membership, by=membership.user, now=BEFORE)


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_seats_taken_and_given_up_at_once_are_never_more_nor_fewer_than_there_are(round_number):
    hall = Hall(7)
    workshop = hall.workshop(capacity=2)
    early, late = hall.people[:4], hall.people[4:]
    at_once(*(taking(workshop, one) for one in early))
    seated = Seat.objects.filter(workshop=workshop, state=SeatState.SEAT).select_related("membership__user")
    holders = [seat.membership for seat in seated]
    assert len(holders) == 2 and Seat.objects.filter(state=SeatState.WAITING).count() == 2
    at_once(
        *(giving_up(workshop, one) for one in holders),
        *(taking(workshop, one) for one in late),
        lambda: seats.seat_everybody(workshop=workshop, by=hall.tono, now=BEFORE),
    )
    now_seated = set(seated.all().values_list("membership_id", flat=True))
    assert now_seated == {one.pk for one in early} - {one.pk for one in holders}  # those who had waited longest


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_two_trainers_who_save_at_once_both_know_what_stands_there(round_number):
    hall = Hall(3)
    workshop, lina = hall.workshop(), hall.trainer("Lina")
    first, second, third = hall.people
    present, excused = mark("present", 180), mark("excused", 180)
    answers = at_once(
        lambda: hall.save(workshop, {first: present, second: present, third: None}),
        lambda: hall.save(workshop, {first: excused, second: None, third: excused}, by=lina),
    )
    told = [answer.merged.clashes for answer in answers]
    assert sorted(told) == [(), (first.pk,)]
    winner = present if told[0] == () else excused
    assert Attendance.objects.get(membership=first).presence == winner.presence
    assert Attendance.objects.count() == 3


def test_one_form_and_one_sheet_at_once_are_one_workshop_and_one_sheet():
    hall, key = Hall(2), uuid.uuid4()
    plan = planning.Plan("Memotret", START, END, "Aula")
    made = at_once(*([lambda: planning.plan_workshop(cohort=hall.cohort, plan=plan, client_id=key, by=hall.tono)] * 3))
    assert len({workshop.pk for workshop in made}) == Workshop.objects.count() == 1
    at_once(*([lambda: sheets.print_roll(workshop=made[0], by=hall.tono, today=START.date())] * 3))
    assert Roll.objects.count() == 1
    later = {"starts_at": END, "ends_at": END.replace(hour=20), "venue": "Balai", "directions": "", "reason": "Banjir.", "by": hall.tono}
    moved = at_once(*([lambda: planning.move_workshop(workshop=made[0], **later)] * 2))
    assert moved[0] == moved[1] and Workshop.objects.count() == 2
