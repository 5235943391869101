"""Who was there: saving the list, two trainers at once, corrections, sheets by row number, codes, shares."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from curriculum.models import Attendance, AttendanceChange, Membership, Presence, Roll, Workshop, WorkshopStatus
from curriculum.workshops import rules
from curriculum.workshops.errors import ReasonMissing, SheetUnreadable, WorkshopRefused
from curriculum.workshops.facts import attended_share
from curriculum.workshops.passes import pass_code, typed_code, who_has
from curriculum.workshops.people import on_the_list
from curriculum.workshops.rules import Mark, TypedSheet, mark, marks_of_sheet
from curriculum.workshops.services import seats, sheets
from curriculum.workshops.services.attendance import tick_present
from curriculum.workshops.walk_ins import find_walk_ins
from tests.curriculum.halls import BEFORE, END, START, Hall, lesson

TOTAL = 180
PRESENT, ABSENT, EXCUSED = (mark(value, TOTAL) for value in (Presence.PRESENT, Presence.ABSENT, Presence.EXCUSED))


@pytest.fixture
def hall(db) -> Hall:
    return Hall(3)


@pytest.fixture
def workshop(hall) -> Workshop:
    made = hall.workshop()
    seats.seat_everybody(workshop=made, by=hall.tono, now=BEFORE)
    return made


def close(hall: Hall, workshop: Workshop, typed: dict, **facts):
    expected = [membership.pk for membership in on_the_list(workshop)]
    return hall.save(workshop, typed, close=True, expected=expected, **facts)


def presences(workshop: Workshop) -> dict[str, str]:
    rows = Attendance.objects.filter(workshop=workshop).order_by("membership_id")
    return {row.membership.user.display_name[-1]: f"{row.presence} {row.minutes}" for row in rows.select_related("membership__user")}


# --- The list


def test_closing_the_list_makes_everybody_without_a_tick_absent(hall, workshop):
    first, second, _third = hall.people
    saved = close(hall, workshop, {first: PRESENT, second: mark(Presence.LATE, TOTAL, 20)})
    workshop.refresh_from_db()
    assert saved.is_closed and workshop.status == WorkshopStatus.HELD
    assert presences(workshop) == {"1": "present 180", "2": "late 160", "3": "absent 0"}


def test_the_same_list_sent_twice_is_once(hall, workshop):
    for _time in range(2):
        close(hall, workshop, {hall.people[0]: PRESENT})
    assert Attendance.objects.count() == 3
    assert not AttendanceChange.objects.exists()


def test_two_trainers_who_tick_different_people_lose_nothing(hall, workshop):
    lina = hall.trainer("Lina")
    first, second, _third = hall.people
    hall.save(workshop, {first: PRESENT, second: None})
    saved = hall.save(workshop, {first: None, second: PRESENT}, by=lina)
    assert presences(workshop) == {"1": "present 180", "2": "present 180"}
    assert saved.merged.kept == (first.pk,) and saved.merged.clashes == ()


def test_the_later_trainer_is_told_and_overwrites_only_what_she_has_seen(hall, workshop):
    lina, first = hall.trainer("Lina"), hall.people[0]
    late = mark(Presence.LATE, TOTAL, 20)
    hall.save(workshop, {first: late})
    saved = close(hall, workshop, {first: PRESENT}, by=lina)
    assert saved.merged.clashes == (first.pk,) and not saved.is_closed
    assert presences(workshop) == {"1": "late 160"}
    hall.save(workshop, {first: PRESENT}, seen={first: late}, by=lina)
    assert presences(workshop) == {"1": "present 180"}


def test_a_closed_list_is_changed_with_a_reason_and_keeps_what_stood_before(hall, workshop):
    first, *_rest = hall.people
    close(hall, workshop, {})
    with pytest.raises(ReasonMissing):
        hall.save(workshop, {first: PRESENT}, seen={first: ABSENT}, reason="  ")
    for _time in range(2):
        hall.save(workshop, {first: PRESENT}, seen={first: ABSENT}, reason="Tanda tangan di halaman dua.")
    change = AttendanceChange.objects.get()
    assert (change.presence, change.minutes, change.reason) == ("absent", 0, "Tanda tangan di halaman dua.")
    assert change.changed_by == hall.tono and presences(workshop)["1"] == "present 180"


def test_whoever_is_added_to_a_closed_list_was_not_there_before(hall, workshop):
    close(hall, workshop, {})
    late_comer = hall.trainee("Tamu 9", batch=None)
    hall.save(workshop, {late_comer: PRESENT}, reason="Lupa dicatat.")
    assert AttendanceChange.objects.get().presence == Presence.ABSENT


def test_nobody_from_elsewhere_gets_onto_the_list_and_nobody_else_keeps_it(hall, workshop):
    hall.save(workshop, {hall.tono.memberships.get(): PRESENT, hall.people[0]: PRESENT})
    assert presences(workshop) == {"1": "present 180"}
    with pytest.raises(PermissionDenied):
        hall.save(workshop, {hall.people[0]: PRESENT}, by=hall.people[0].user)


def test_the_list_opens_shortly_before_and_closes_after_the_start(hall, workshop):
    with pytest.raises(WorkshopRefused):
        hall.save(workshop, {hall.people[0]: PRESENT}, now=START - timedelta(hours=4))
    with pytest.raises(WorkshopRefused):
        close(hall, workshop, {hall.people[0]: PRESENT}, now=START - timedelta(hours=1))
    assert not Attendance.objects.exists()


def test_without_seats_the_list_is_the_batch_and_walk_ins_join_it(hall):
    workshop = hall.workshop()
    assert on_the_list(workshop) == hall.people
    guest = hall.trainee("Tamu 9", batch=None)
    hall.save(workshop, {guest: PRESENT})
    assert on_the_list(workshop) == [*hall.people, guest]


def test_whoever_joined_the_class_after_the_day_was_not_absent_then(hall):
    then = timezone.now() - timedelta(days=3)
    workshop = hall.workshop(starts_at=then, ends_at=then + timedelta(hours=3))
    late = hall.trainee("Peserta 004", starts_on=timezone.localdate())
    assert on_the_list(workshop) == hall.people
    Membership.objects.filter(cohort=hall.cohort, role="trainee").update(starts_on=timezone.localdate())
    assert on_the_list(workshop) == [*hall.people, late]  # enrolled after all was held: it is typed in all the same


def test_walk_ins_are_found_by_name_and_asked_back_when_unclear(hall):
    twin = hall.trainee("Peserta 002")
    people = [*hall.people, twin]
    found = find_walk_ins("31. peserta 001\nPeserta 002\nPesert 003\nSiapa Ini", people, {})
    assert [one.user.display_name for one in found.found] == ["Peserta 001"]
    same, near, nobody = found.questions
    assert set(same.candidates) == {hall.people[1], twin}
    assert hall.people[2] in near.candidates and nobody.candidates == ()
    picked = find_walk_ins("Peserta 002", people, {"pick-0": str(twin.pk)})
    assert picked.found == (twin,) and not picked.questions
    assert find_walk_ins("Peserta 002", people, {"pick-0": "999999"}).questions


# --- Codes


def test_a_code_is_good_for_one_person_at_one_workshop_and_holds_no_name(hall, workshop):
    first = hall.people[0]
    code = pass_code(workshop, first)
    assert who_has(code, workshop, hall.people) == first
    assert who_has(code, hall.workshop(title="Lain"), hall.people) is None
    assert typed_code(f"https://x.example/pindai/?kode={code}") == typed_code(f" {code[:4].lower()}-{code[4:]}") == code
    assert who_has("", workshop, hall.people) is who_has("ABCDEFGH", workshop, hall.people) is None


@pytest.mark.parametrize(("minutes", "wanted"), [(-60, "present 180"), (14, "present 180"), (40, "late 140")])
def test_a_scan_says_present_or_late_by_the_clock(hall, workshop, minutes, wanted):
    now = START + timedelta(minutes=minutes)
    facts = {"workshop": workshop, "membership": hall.people[0], "by": hall.tono, "now": now}
    assert tick_present(**facts) is True
    assert tick_present(**facts | {"now": now + timedelta(hours=1)}) is False
    assert presences(workshop) == {"1": wanted}


def test_a_scan_after_the_end_is_refused(hall, workshop):
    with pytest.raises(WorkshopRefused):
        tick_present(workshop=workshop, membership=hall.people[0], by=hall.tono, now=END + timedelta(minutes=1))


# --- Sheets


def test_a_sheet_keeps_its_order_and_is_the_same_sheet_until_somebody_joins(hall, workshop):
    rolls = [sheets.print_roll(workshop=workshop, by=hall.tono, today=START.date()) for _time in range(2)]
    assert rolls[0] == rolls[1] and rolls[0].membership_ids == [one.pk for one in hall.people]
    newcomer = hall.trainee("Aminah")
    seats.take_seat(workshop=workshop, membership=newcomer, by=newcomer.user, now=BEFORE)
    assert sheets.print_roll(workshop=workshop, by=hall.tono, today=START.date()).membership_ids[0] == newcomer.pk
    assert Roll.objects.count() == 2


def read(**typed) -> dict[int, Mark]:
    return marks_of_sheet(TypedSheet(**typed), 30, starts=time(13), total=TOTAL)


def test_a_sheet_is_typed_by_its_exceptions():
    marks = read(absent="4 9, 17-18", late="3=20, 8 = 13.45", left="5=30 3=10", excused="12")
    assert {number for number, one in marks.items() if one.presence == Presence.PRESENT} == set(range(1, 31)) - {3, 4, 5, 8, 9, 12, 17, 18}
    assert (marks[3], marks[8], marks[5]) == (Mark("late", 150), Mark("late", 135), Mark("left", 150))
    assert (marks[4], marks[12]) == (ABSENT, EXCUSED)


@pytest.mark.parametrize(
    "typed",
    [{"absent": "31"}, {"absent": "empat"}, {"absent": "4", "late": "4=20"}, {"late": "4"}, {"late": "4=999"}, {"left": "4=12.00"},
     {"absent": "0"}, {"absent": "9999999"}, {"excused": "3", "absent": "3"}, {"late": "3=180"}, {"left": "3=25.70"}],
)  # fmt: skip
def test_a_sheet_that_cannot_be_true_is_not_taken(typed):
    with pytest.raises(SheetUnreadable) as refusal:
        read(**typed)
    assert refusal.value.field in typed


def test_half_of_the_minutes_is_enough():
    assert rules.attended(Presence.LATE, 90, TOTAL) and not rules.attended(Presence.LATE, 89, TOTAL)
    assert not rules.attended(Presence.EXCUSED, 0, TOTAL)


@pytest.mark.parametrize("text", ["-", "", "present", "lost.3", "present.99999", "present.-1"])
def test_what_no_page_of_ours_wrote_is_nothing_seen(text):
    assert Mark.read(text) is None
    assert Mark.read(str(PRESENT)) == PRESENT


# --- Shares


def test_shares_count_held_workshops_and_forgive_what_was_made_up_for(hall):
    first, second, third = hall.people
    foto, berita = lesson("Foto"), lesson("Berita")
    one, two, again = hall.workshop(lessons=[foto]), hall.workshop(lessons=[berita]), hall.workshop(lessons=[foto])
    hall.workshop()  # planned: counts for nobody
    for workshop in (one, two):
        seats.seat_everybody(workshop=workshop, by=hall.tono, now=BEFORE)
    seats.give_up_seat(workshop=two, membership=third, by=third.user, now=BEFORE)
    close(hall, one, {first: PRESENT, second: EXCUSED})
    close(hall, two, {first: mark(Presence.LATE, TOTAL, 100), second: PRESENT})
    hall.save(again, {second: PRESENT}, close=True, expected=[second.pk])
    shares = attended_share([first.pk, second.pk, third.pk, 10_000])
    assert shares[first.pk] == (1, 2)  # too late for half of the second
    assert shares[second.pk] == (2, 2)  # excused once, but heard that lesson another day
    assert shares[third.pk] == (0, 2)  # absent, and a seat given up
    assert shares[10_000] == (0, 0)


def test_shares_ask_the_same_number_of_questions_for_many(hall, django_assert_num_queries):
    workshop = hall.workshop()
    close(hall, workshop, dict.fromkeys(hall.people, PRESENT))
    with django_assert_num_queries(3):
        attended_share([hall.people[0].pk])
    with django_assert_num_queries(3):
        attended_share([membership.pk for membership in hall.people])
