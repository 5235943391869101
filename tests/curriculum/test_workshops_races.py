"""Many people at the same moment: no seat is given twice, no mark is silently lost, one form makes one workshop."""

import os
import threading
import uuid
from contextlib import suppress
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone

from curriculum.assignments import services as assignments
from curriculum.assignments.errors import AlreadyAccepted, AnsweredAnew
from curriculum.certificates import drawing
from curriculum.certificates.services import ask_for_file
from curriculum.models import Assignment, Attendance, Certificate, CertificateBatch, CompletionRule, Roll, Seat, SeatState, SignUp, Workshop
from curriculum.roster import sign_ups
from curriculum.roster.services import end_enrolment
from curriculum.training_home import visitor_of
from curriculum.workshops.rules import mark
from curriculum.workshops.services import planning, seats, sheets
from jobs.runner import drain
from people.models import User
from people.services import erase_person
from tests.curriculum.halls import BEFORE, END, START, Hall, lesson
from tests.racing import SECONDS, answers_at_once

pytestmark = pytest.mark.django_db(transaction=True)
SOON = timezone.now() + timedelta(days=3)
ROUNDS = int(os.environ.get("WARTA_SOAK", "1"))


def taking(workshop: Workshop, membership):
    return lambda: seats.take_seat(workshop=workshop, membership=membership, by=membership.user, now=BEFORE)


def giving_up(workshop: Workshop, membership):
    return lambda: seats.give_up_seat(workshop=workshop, membership=membership, by=membership.user, now=BEFORE)


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_seats_taken_and_given_up_at_once_are_never_more_nor_fewer_than_there_are(round_number):
    hall = Hall(7)
    workshop = hall.workshop(capacity=2)
    early, late = hall.people[:4], hall.people[4:]
    answers_at_once(*(taking(workshop, one) for one in early))
    seated = Seat.objects.filter(workshop=workshop, state=SeatState.SEAT).select_related("membership__user")
    holders = [seat.membership for seat in seated]
    assert len(holders) == 2 and Seat.objects.filter(state=SeatState.WAITING).count() == 2
    answers_at_once(
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
    answers = answers_at_once(
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
    made = answers_at_once(*([lambda: planning.plan_workshop(cohort=hall.cohort, plan=plan, client_id=key, by=hall.tono)] * 3))
    assert len({workshop.pk for workshop in made}) == Workshop.objects.count() == 1
    answers_at_once(*([lambda: sheets.print_roll(workshop=made[0], by=hall.tono, today=START.date())] * 3))
    assert Roll.objects.count() == 1
    later = {"starts_at": END, "ends_at": END.replace(hour=20), "venue": "Balai", "directions": "", "reason": "Banjir.", "by": hall.tono}
    moved = answers_at_once(*([lambda: planning.move_workshop(workshop=made[0], **later)] * 2))
    assert moved[0] == moved[1] and Workshop.objects.count() == 2


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_who_leaves_while_seats_are_taken_stops_nobody(round_number):
    hall = Hall(4)
    workshop = hall.workshop(capacity=1)
    leaving, *others = hall.people
    seats.take_seat(workshop=workshop, membership=leaving, by=leaving.user, now=BEFORE)
    answers_at_once(
        lambda: end_enrolment(membership=leaving, by=hall.tono, today=BEFORE.date()),
        taking(workshop, leaving),
        *(taking(workshop, one) for one in others),
    )
    assert Seat.objects.filter(workshop=workshop, state=SeatState.SEAT).count() == 1


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_a_workshop_may_be_moved_while_a_sign_up_for_it_is_accepted(round_number):
    hall = Hall(1)
    workshop = hall.workshop(takes_sign_ups=True, starts_at=SOON, ends_at=SOON + timedelta(hours=3))
    facts = {"city": hall.city, "workshop": workshop, "received_on": timezone.localdate(), "name": "Hesti", "phone": "+6286000003010"}
    found = SignUp.objects.create(client_id=uuid.uuid4(), **facts)
    later = {"starts_at": SOON + timedelta(days=1), "ends_at": SOON + timedelta(days=1, hours=3), "venue": "Balai"}
    answers_at_once(
        lambda: sign_ups.accept(sign_up=found, cohort=hall.cohort, batch=None, by=hall.tono, now=timezone.now()),
        lambda: planning.move_workshop(workshop=workshop, directions="", reason="Banjir.", by=hall.tono, **later),
    )
    found.refresh_from_db()
    new = Workshop.objects.get(moved_from=workshop)
    assert Seat.objects.filter(workshop=new, membership=found.membership, state=SeatState.SEAT).exists()


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_an_answer_that_is_accepted_while_it_is_sent_anew_is_the_one_or_the_other(round_number):
    hall, today = Hall(1), timezone.localdate()
    facts = {"cohort": hall.cohort, "kind": "channel", "title": "Jadwal", "words": "Satu minggu.", "opens_on": today, "due_on": today}
    assignment = Assignment.objects.create(client_id=uuid.uuid4(), **facts)
    trainee, trainer = (visitor_of(person, today) for person in (hall.people[0].user, hall.tono))
    answer = assignments.hand_in(visitor=trainee, assignment=assignment, words="Senin: foto.", now=timezone.now())

    def send_anew() -> None:
        with suppress(AlreadyAccepted):
            assignments.hand_in(visitor=trainee, assignment=assignment, words="Selasa: foto.", seen=answer.sent_at, now=timezone.now())

    def accept() -> None:
        moments = {"seen": answer.sent_at, "now": timezone.now()}
        with suppress(AnsweredAnew):
            assignments.judge(visitor=trainer, answer=answer, accept=True, feedback="", **moments)

    answers_at_once(send_anew, accept)
    answer.refresh_from_db()
    assert (answer.words, answer.state, answer.judged_at is None) in (
        ("Senin: foto.", "accepted", False),
        ("Selasa: foto.", "waiting", True),
    )


def test_of_somebody_erased_at_the_moment_her_certificate_is_kept_no_file_stays(monkeypatch):
    hall, now = Hall(1), timezone.now()
    person, programme = hall.people[0], lesson("Satu").module.programme
    rule = CompletionRule.objects.create(programme=programme, version=1, valid_from=now.date())
    batch = CertificateBatch.objects.create(cohort=hall.cohort, made_at=now, client_id=uuid.uuid4())
    Certificate.objects.create(code="A" * 10, membership=person, batch=batch, rule=rule, name="Peserta 001", issued_on=now.date())
    printable, looks, erasing = drawing.printable, [], threading.Thread(target=erase, args=[person.user_id])

    def and_erased(of_batch: CertificateBatch) -> list[Certificate]:
        found = printable(of_batch)
        looks.append(len(found))
        if len(looks) == 3:  # the last look, just before the batch gets its file
            erasing.start()
            erasing.join(0.3)  # she has to wait for the batch
        return found

    monkeypatch.setattr(drawing, "printable", and_erased)
    monkeypatch.setattr(drawing, "draw", lambda _content, paper: SimpleNamespace(pdf=b"Peserta 001"))
    ask_for_file(batch)
    drain()
    erasing.join(SECONDS)
    batch.refresh_from_db()
    assert (looks, batch.file, batch.certificates.get().name.reveal()) == ([1, 1, 1], "", "")
    assert not drawing.files().listdir(drawing.FOLDER)[1]


def erase(user_id: int) -> None:
    try:
        erase_person(user=User.objects.get(pk=user_id), by=None)
    finally:
        connection.close()
