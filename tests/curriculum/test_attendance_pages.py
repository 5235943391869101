"""Attendance on the phone and from paper, as a trainer without script meets it."""

import gzip
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from curriculum.models import Attendance, AttendanceChange, Membership, Presence, Seat, WorkshopStatus
from curriculum.workshops.passes import pass_code
from curriculum.workshops.rules import mark
from curriculum.workshops.services import seats, sheets
from curriculum.workshops.views.attendance import ROWS
from people.roles import Role
from tests.cast import sign_in
from tests.curriculum.halls import Hall

pytestmark = pytest.mark.django_db
TOTAL = 180


@pytest.fixture
def hall(db) -> Hall:
    return Hall(3)


@pytest.fixture
def workshop(hall):
    return seated(hall)


def seated(hall: Hall, **facts):
    """A workshop that began an hour ago."""
    began = timezone.now().replace(second=0, microsecond=0) - timedelta(hours=1)
    made = hall.workshop(starts_at=began, ends_at=began + timedelta(minutes=TOTAL), capacity=300, **facts)
    seats.seat_everybody(workshop=made, by=hall.tono, now=began - timedelta(days=1))
    return made


@pytest.fixture
def phone(client, hall):
    """Tono's."""
    sign_in(client, hall.tono)
    return client


def page_of(workshop, name: str = "attendance") -> str:
    return reverse(f"curriculum:{name}", args=[workshop.public_id])


def fields_of(answer) -> dict[str, str]:
    """What a browser would send of the page's form: ticks, chosen options, texts."""
    page = answer.content.decode()
    sent = {name: value for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page) if "csrf" not in name}
    sent |= dict.fromkeys(re.findall(r'<input type="checkbox" name="(h\d+)" checked', page), "on")
    for name, options in re.findall(r'<select name="(k\d+)".*?</option>(.*?)</select>', page):
        sent[name] = (re.findall(r'value="(\w+)" selected', options) or [""])[0]
    return sent | dict(re.findall(r'<input id="m\d+" name="(m\d+)"[^>]* value="(\d*)"', page))


def presences(workshop) -> list[str]:
    rows = Attendance.objects.filter(workshop=workshop).order_by("membership_id")
    return [f"{row.presence} {row.minutes}" for row in rows]


def test_ticks_of_everybody_are_saved_in_one_post_and_sent_twice_count_once(phone, workshop, hall):
    first, second, third = hall.people
    sent = fields_of(phone.get(page_of(workshop)))
    sent |= {f"h{first.pk}": "on", f"k{second.pk}": "late", f"k{third.pk}": "excused", "do": "save"}
    for _time in range(2):
        assert phone.post(page_of(workshop), sent).status_code == 303
    assert presences(workshop) == ["present 180", "late 165", "excused 0"]
    again = fields_of(phone.get(page_of(workshop)))
    assert again[f"m{second.pk}"] == "15"
    phone.post(page_of(workshop), again | {f"m{second.pk}": "40", "do": "close"})
    assert presences(workshop) == ["present 180", "late 140", "excused 0"]
    workshop.refresh_from_db()
    assert workshop.status == WorkshopStatus.HELD


def test_all_can_be_ticked_first(phone, workshop):
    sent = fields_of(phone.get(page_of(workshop) + "?semua=1"))
    phone.post(page_of(workshop), sent | {"do": "close"})
    assert presences(workshop) == ["present 180"] * 3


def test_numbers_above_a_thousand_are_no_words_with_points(phone, workshop, hall):
    """A page in Indonesian writes 1234 as 1.234; a form's field must not."""
    one, person = hall.people[0], hall.trainer("Wati")
    place = {"cohort": one.cohort, "batch": one.batch, "starts_on": one.starts_on}
    many = Membership.objects.create(pk=1_234_567, user=person, role=Role.TRAINEE, **place)
    Seat.objects.create(workshop=workshop, membership=many, asked_at=timezone.now())
    phone.post(page_of(workshop), fields_of(phone.get(page_of(workshop) + "?semua=1")) | {"do": "close"})
    assert presences(workshop) == ["present 180"] * 4


def test_the_later_of_two_trainers_is_told_what_the_other_wrote(phone, workshop, hall):
    first, second, _third = hall.people
    lina = hall.trainer("Lina")
    mine = fields_of(phone.get(page_of(workshop))) | {f"h{first.pk}": "on", f"h{second.pk}": "on", "do": "save"}
    hall.save(workshop, {first: mark(Presence.LATE, TOTAL, 30)}, by=lina, now=timezone.now())
    answer = phone.post(page_of(workshop), mine)
    page = answer.content.decode()
    assert answer.status_code == 409 and "Lina" in page and "30 menit" in page
    assert presences(workshop) == ["late 150", "present 180"]
    assert f'name="h{first.pk}" checked' in page  # hers is still there, ready to be sent again
    assert phone.post(page_of(workshop), fields_of(answer) | {"do": "save"}).status_code == 303
    assert presences(workshop) == ["present 180", "present 180"]


def test_what_the_other_wrote_about_people_she_did_not_touch_stays_and_is_told(phone, workshop, hall):
    first, second, _third = hall.people
    mine = fields_of(phone.get(page_of(workshop))) | {f"h{second.pk}": "on", "do": "save"}
    hall.save(workshop, {first: mark(Presence.EXCUSED, TOTAL)}, by=hall.trainer("Lina"), now=timezone.now())
    page = phone.post(page_of(workshop), mine, follow=True).content.decode()
    assert "Lina" in page and first.user.display_name in page
    assert presences(workshop) == ["excused 0", "present 180"]


def test_a_correction_asks_for_a_reason_keeps_what_was_typed_and_is_shown_to_the_trainee(phone, workshop, hall, client):
    first = hall.people[0]
    phone.post(page_of(workshop), fields_of(phone.get(page_of(workshop))) | {"do": "close"})
    sent = fields_of(phone.get(page_of(workshop))) | {f"h{first.pk}": "on", "do": "save"}
    refused = phone.post(page_of(workshop), sent)
    assert refused.status_code == 200 and f'name="h{first.pk}" checked' in refused.content.decode()
    assert not AttendanceChange.objects.exists()
    phone.post(page_of(workshop), sent | {"reason": "Tanda tangan\x00 <b>di balik</b>."})
    assert presences(workshop)[0] == "present 180"
    sign_in(client, first.user)
    own = client.get(reverse("curriculum:my_attendance")).content.decode()
    assert "Tanda tangan &lt;b&gt;di balik&lt;/b&gt;." in own and "Tidak hadir" in own
    sign_in(client, hall.people[1].user)
    assert "di balik" not in client.get(reverse("curriculum:my_attendance")).content.decode()


def test_walk_ins_are_added_by_name_and_unclear_names_come_back_as_a_choice(phone, workshop, hall):
    guest, twin, other_twin = hall.trainee("Melati", batch=None), hall.trainee("Mawar", batch=None), hall.trainee("Mawar", batch=None)
    sent = fields_of(phone.get(page_of(workshop))) | {"walk_in": "melati\nMawar\nOrang Asing", "do": "close"}
    answer = phone.post(page_of(workshop), sent)
    page = answer.content.decode()
    assert f'value="{twin.pk}"' in page and f'value="{other_twin.pk}"' in page and "Orang Asing" in page and "/ikut-pelatihan/" in page
    assert Attendance.objects.get().membership == guest
    workshop.refresh_from_db()
    assert workshop.status == WorkshopStatus.PLANNED
    sent = fields_of(answer) | {"walk_in": "melati\nMawar", "pick-1": str(other_twin.pk), "do": "close"}
    assert phone.post(page_of(workshop), sent).status_code == 303
    assert Attendance.objects.get(membership=other_twin).presence == Presence.PRESENT
    assert not Attendance.objects.filter(membership=twin).exists()


@pytest.mark.parametrize("minutes", ["lama", "0", "181", "-5", "99999999999"])
def test_minutes_that_cannot_be_are_refused_beside_their_field(phone, workshop, hall, minutes):
    first = hall.people[0]
    phone.post(page_of(workshop), fields_of(phone.get(page_of(workshop))) | {f"k{first.pk}": "late", "do": "save"})
    answer = phone.post(page_of(workshop), fields_of(phone.get(page_of(workshop))) | {f"m{first.pk}": minutes, "do": "close"})
    assert answer.status_code == 200 and list(answer.context["errors"]) == [first.pk]
    assert f'inputmode="decimal" value="{minutes}" aria-invalid' in answer.content.decode()
    assert presences(workshop) == ["late 165"]


@pytest.mark.parametrize("seen", ["", "x", "1:present.180", "999999999999999999:-", ":" * 5000, "0:late.10 0:-"])
def test_a_form_that_no_page_of_ours_made_breaks_nothing(phone, workshop, hall, seen):
    bad = {"seen": seen, "do": "save", "walk_in": "\x00", "k1": "lost", f"h{hall.tono.pk}": "on"}
    assert phone.post(page_of(workshop) + "?bagian=99&lain=abc 5", bad).status_code == 303
    assert not Attendance.objects.exists()


def test_ticks_of_a_session_that_ended_come_back_to_be_sent_again(client, phone, workshop, hall):
    sent = fields_of(phone.get(page_of(workshop))) | {f"h{hall.people[0].pk}": "on", "do": "save"}
    client.logout()
    answer = client.post(page_of(workshop), sent)
    page = answer.content.decode()
    assert answer.status_code == 403 and f'name="h{hall.people[0].pk}"' in page and 'name="seen"' in page


# --- From paper


def test_a_signed_sheet_of_thirty_is_typed_in_by_its_exceptions_and_one_press(client):
    hall = Hall(0)
    hall.crowd(30)
    workshop = seated(hall)
    sign_in(client, hall.tono)
    roll = client.post(page_of(workshop, "roll_new")).headers["Location"]
    typed = {"absent": "4 9 17", "late": "3=20, 8=45", "left": "5=30", "excused": "12", "walk_in": ""}
    preview = client.post(roll, typed | {"do": "preview"})
    page = preview.content.decode()
    assert preview.context["preview"].present == 23
    assert "<b>4 Peserta 004</b>: Tidak hadir" in page and "<b>8 Peserta 008</b>: Terlambat, tidak ikut 45 menit" in page
    assert not Attendance.objects.exists()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    for _time in range(2):
        assert client.post(roll, hidden | {"do": "confirm"}).status_code == 303
    rows = {
        row.membership.user.display_name[-2:]: (row.presence, row.minutes) for row in Attendance.objects.select_related("membership__user")
    }
    assert (rows["04"], rows["08"], rows["05"], rows["12"]) == (("absent", 0), ("late", 135), ("left", 150), ("excused", 0))
    assert len(rows) == 30 and not AttendanceChange.objects.exists()
    workshop.refresh_from_db()
    assert workshop.status == WorkshopStatus.HELD


def test_a_sheet_says_what_it_replaces_and_who_is_not_on_it(phone, workshop, hall):
    first = hall.people[0]
    roll = sheets.print_roll(workshop=workshop, by=hall.tono, today=timezone.localdate())
    hall.save(workshop, {first: mark(Presence.LATE, TOTAL, 30)}, now=timezone.now())
    newcomer = hall.trainee("Datang Belakangan")
    seats.take_seat(workshop=workshop, membership=newcomer, by=hall.tono, now=timezone.now())
    page = phone.post(page_of(roll, "roll"), {"do": "preview", "absent": "2"}).content.decode()
    assert "Terlambat, tidak ikut 30 menit → Hadir" in page and "Datang Belakangan" in page
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    hall.save(workshop, {first: mark(Presence.EXCUSED, TOTAL)}, seen={first: mark(Presence.LATE, TOTAL, 30)}, now=timezone.now())
    told = phone.post(page_of(roll, "roll"), hidden | {"do": "confirm"})
    assert told.status_code == 409 and presences(workshop)[0] == "excused 0"
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', told.content.decode()))
    assert phone.post(page_of(roll, "roll"), hidden | {"do": "confirm"}).status_code == 303
    assert presences(workshop) == ["present 180", "absent 0", "present 180", "absent 0"]


def test_a_sheet_that_cannot_be_read_comes_back_as_it_was_typed(phone, workshop, hall):
    roll = sheets.print_roll(workshop=workshop, by=hall.tono, today=timezone.localdate())
    answer = phone.post(page_of(roll, "roll"), {"do": "confirm", "absent": "4 <b>", "late": "1=20"})
    page = answer.content.decode()
    assert 'value="4 &lt;b&gt;"' in page and 'value="1=20"' in page and answer.context["form"].errors["absent"]
    assert not Attendance.objects.exists()


# --- Codes


def test_a_code_opened_by_any_camera_is_confirmed_with_one_press(phone, workshop, hall):
    first = hall.people[0]
    address = f"{page_of(workshop, 'scan')}?kode={pass_code(workshop, first)}"
    opened = phone.get(address)
    assert first.user.display_name in opened.content.decode() and not Attendance.objects.exists()
    assert "camera=(self)" in opened.headers["Permissions-Policy"]
    assert "camera=()" in phone.get(page_of(workshop)).headers["Permissions-Policy"]
    answer = phone.post(page_of(workshop, "scan"), {"kode": pass_code(workshop, first).lower()}, follow=True)
    assert first.user.display_name in answer.content.decode()
    assert presences(workshop)[0].startswith("late")
    assert "Tidak ada orang" in phone.post(page_of(workshop, "scan"), {"kode": "ABCD-EFGH"}).content.decode()


def test_a_trainee_sees_only_her_own_code(client, workshop, hall):
    first, second, _third = hall.people
    sign_in(client, first.user)
    page = client.get(page_of(workshop, "workshop")).content.decode()
    code = pass_code(workshop, first)
    assert f"{code[:4]}-{code[4:]}" in page and second.user.display_name not in page
    assert client.get(page_of(workshop, "scan")).status_code == 403


# --- Budgets


def cost(client, path: str) -> tuple[int, bytes]:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(captured), answer.content


def test_pages_ask_as_much_for_three_hundred_people_as_for_three_and_fit_a_cheap_phone(client):
    hall = Hall(3)
    workshop = seated(hall)
    sign_in(client, hall.tono)
    roll = sheets.print_roll(workshop=workshop, by=hall.tono, today=timezone.localdate())
    paths = [
        page_of(workshop),
        page_of(workshop, "workshop"),
        page_of(workshop, "scan"),
        reverse("curriculum:schedule"),
        page_of(roll, "roll"),
    ]
    few = [cost(client, path)[0] for path in paths]
    hall.crowd(300)
    seats.seat_everybody(workshop=workshop, by=hall.tono, now=workshop.starts_at)
    marks = [mark(Presence.PRESENT, TOTAL)] * 3 + [mark(Presence.LATE, TOTAL, 10)]
    hall.save(workshop, {one: marks[number % 4] for number, one in enumerate(hall.people)}, now=timezone.now())
    big = sheets.print_roll(workshop=workshop, by=hall.tono, today=timezone.localdate())
    paths[-1] = page_of(big, "roll")
    many = [cost(client, path) for path in paths]
    assert [queries for queries, _page in many] == few and max(few) <= 15
    page = many[0][1]
    assert page.count(b'type="checkbox"') == ROWS
    assert len(gzip.compress(page, 6)) <= 12_000 and len(page) <= 50_000
    assert len(re.findall(rb"<[a-z]", page)) <= 500
