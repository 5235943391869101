"""Pages of workshops: the calendar, planning by a form, seats, files for calendars and paper."""

import io
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cms.models import City, TimeZone
from curriculum.models import Cohort, Roll, Seat, SeatState, Workshop, WorkshopStatus
from curriculum.services import grant_membership
from curriculum.workshops.services import planning, seats, sheets
from people.roles import Role
from people.services import identity_openings, update_identity
from tests.cast import STARTS_ON, sign_in
from tests.curriculum.halls import Hall, user

pytestmark = pytest.mark.django_db
SCHEDULE = "/pelatihan/jadwal/"


@pytest.fixture
def hall(db) -> Hall:
    return Hall(3)


@pytest.fixture
def phone(client, hall):
    """Tono's."""
    sign_in(client, hall.tono)
    return client


def soon(hall: Hall, **facts) -> Workshop:
    start = timezone.now().replace(second=0, microsecond=0) + timedelta(days=3)
    return hall.workshop(**{"starts_at": start, "ends_at": start + timedelta(hours=3)} | facts)


def page_of(workshop, name: str = "workshop") -> str:
    return reverse(f"curriculum:{name}", args=[workshop.public_id])


def form(**facts) -> dict[str, str]:
    times = {"day_0": "28", "day_1": "11", "day_2": "2026", "starts": "13.00", "ends": "16:30"}
    return {"title": "Memotret", "venue": "Aula", "capacity": "30", "client_id": str(uuid.uuid4())} | times | facts


def test_a_workshop_is_planned_on_the_clock_of_its_city_once(phone, hall):
    City.objects.filter(pk=hall.city.pk).update(time_zone=TimeZone.WITA)
    path, sent = reverse("curriculum:workshop_new", args=[hall.cohort.slug]), form(batch=str(hall.batch.pk), takes_sign_ups="on")
    for _time in range(2):
        answer = phone.post(path, sent)
        assert answer.status_code == 303
    workshop = Workshop.objects.get()
    assert workshop.starts_at == datetime(2026, 11, 28, 5, 0, tzinfo=UTC) and workshop.total_minutes == 210
    assert workshop.takes_sign_ups and workshop.batch == hall.batch
    assert "13.00–16.30 WITA" in phone.get(page_of(workshop)).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day_1", "13"),
        ("starts", "25.00"),
        ("starts", "siang"),
        ("ends", "12.00"),
        ("title", " \u200b"),
        ("capacity", "0"),
        ("venue", "x" * 121),
    ],
)
def test_a_bad_plan_comes_back_as_it_was_typed(phone, hall, field, value):
    answer = phone.post(reverse("curriculum:workshop_new", args=[hall.cohort.slug]), form(**{field: value}, directions="Lewat <gang>"))
    assert answer.status_code == 200 and answer.context["form"].errors
    assert "Lewat &lt;gang&gt;" in answer.content.decode()
    assert not Workshop.objects.exists()


def test_the_calendar_shows_the_month_and_only_the_visitors_classes(phone, hall):
    hall.workshop(title="Di bulan ini")
    late = datetime(2026, 11, 30, 22, 0, tzinfo=UTC)  # the first of December in Indonesia
    hall.workshop(title="Bulan depan", starts_at=late, ends_at=late + timedelta(hours=1))
    facts = {"city": City.objects.get(slug="karawang"), "name": "Karawang 2026", "starts_on": STARTS_ON}
    other, _made = Cohort.objects.get_or_create(slug="karawang-2026", defaults=facts)
    grant_membership(user=(lina := user("Lina")), role=Role.TRAINER, starts_on=STARTS_ON, cohort=other)
    plan = planning.Plan("Kelas lain", hall.workshop().starts_at, late, "Aula")
    hidden = planning.plan_workshop(cohort=other, plan=plan, client_id=uuid.uuid4(), by=lina)
    page = phone.get(SCHEDULE + "?bulan=2026-11").content.decode()
    assert "Di bulan ini" in page and "Bulan depan" not in page and "Kelas lain" not in page
    assert "Bulan depan" in phone.get(SCHEDULE + "?bulan=2026-12").content.decode()
    assert phone.get(page_of(hidden)).status_code == 404
    for bad in ("?bulan=2026-13", "?bulan=x", "?kelas=karawang-2026"):
        assert phone.get(SCHEDULE + bad).status_code == 404
    assert phone.get(SCHEDULE).status_code == 200


def test_a_trainee_takes_her_seat_and_gives_it_up(client, hall):
    workshop, (first, second, _third) = soon(hall, capacity=1), hall.people
    path = page_of(workshop, "workshop_seats")
    sign_in(client, second.user)
    client.post(path, {"act": "take"})
    sign_in(client, first.user)
    assert "daftar tunggu" in client.post(path, {"act": "take"}, follow=True).content.decode()
    assert client.post(path, {"act": "give_up", "who": str(second.pk)}).status_code == 303  # her own, whatever the form says
    assert Seat.objects.get(membership=second).state == SeatState.SEAT
    client.post(path, {"act": "take"})
    sign_in(client, second.user)
    client.post(path, {"act": "give_up"})
    assert Seat.objects.get(membership=first).state == SeatState.SEAT
    assert client.post(path, {"act": "seat_all"}).status_code == 403


def test_a_trainer_seats_the_batch_one_more_and_takes_a_seat_back(phone, hall):
    workshop = soon(hall, capacity=3)
    guest = hall.trainee("Melati", batch=None)
    path = page_of(workshop, "workshop_seats")
    phone.post(path, {"act": "seat_all"})
    assert "daftar tunggu" in phone.post(path, {"act": "seat_one", "name": " melati"}, follow=True).content.decode()
    assert phone.post(path, {"act": "seat_one", "name": "<i>Siapa</i>"}).status_code == 409
    phone.post(path, {"act": "give_up", "who": str(hall.people[0].pk)})
    assert Seat.objects.get(membership=guest).state == SeatState.SEAT
    for bad in ("0", "abc", "9" * 30, str(hall.tono.memberships.get().pk)):
        assert phone.post(path, {"act": "give_up", "who": bad}).status_code == 404


def test_moving_and_cancelling_ask_why_and_tell_it(phone, hall):
    workshop = soon(hall)
    typed = form(reason="Banjir di Klari.", day_0="5", day_1="12", day_2="2027", venue="Balai")
    assert phone.post(page_of(workshop, "workshop_move"), typed | {"reason": ""}).context["form"].errors
    answer = phone.post(page_of(workshop, "workshop_move"), typed, follow=True)
    assert "Banjir di Klari." in answer.content.decode()
    new = Workshop.objects.get(moved_from=workshop)
    assert timezone.localdate(new.starts_at) == date(2027, 12, 5)
    assert phone.post(page_of(workshop, "workshop_cancel"), {"reason": "Batal."}).context["refusal"]
    phone.post(page_of(new, "workshop_cancel"), {"reason": "Aula tutup."})
    assert "Aula tutup." in phone.get(page_of(new)).content.decode()
    assert phone.get(page_of(new, "invitation")).status_code == 409


def test_calendar_files_leave_out_what_she_gave_up_and_say_what_is_cancelled(client, hall):
    kept, given_up = soon(hall, title="Tetap"), soon(hall, title="Dilepas")
    first = hall.people[0]
    for workshop in (kept, given_up):
        seats.seat_everybody(workshop=workshop, by=hall.tono, now=timezone.now())
    seats.give_up_seat(workshop=given_up, membership=first, by=first.user, now=timezone.now())
    planning.cancel_workshop(workshop=kept, reason="Banjir.", by=hall.tono)
    sign_in(client, first.user)
    answer = client.get(reverse("curriculum:schedule_ics"))
    text = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "SUMMARY:Tetap" in text and "STATUS:CANCELLED" in text and "Dilepas" not in text
    assert f"UID:{given_up.public_id}@wartaburuh" in client.get(page_of(given_up, "workshop_ics")).content.decode()


@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_invitation_and_sheets_are_drawn(phone, hall, paper):
    workshop = soon(hall, title="Memotret dengan HP", trainer=hall.tono)
    seats.seat_everybody(workshop=workshop, by=hall.tono, now=timezone.now())
    roll = sheets.print_roll(workshop=workshop, by=hall.tono, today=timezone.localdate())
    height = {"a4": 297, "f4": 330}[paper]
    for path, words in (
        (page_of(workshop, "invitation"), ["Memotret dengan HP", "Aula", "Tono"]),
        (page_of(workshop, "sign_up_sheet"), ["Saya mau ikut", "25"]),
        (page_of(roll, "roll_sheet"), ["Peserta 001", "Peserta 003", "lembar 1", "9"]),
    ):
        answer = phone.get(f"{path}?kertas={paper}")
        sheet = PdfReader(io.BytesIO(answer.content)).pages[0]
        text = " ".join(sheet.extract_text().split())
        assert [word for word in words if word not in text] == []
        assert round(float(sheet.mediabox.height) / 72 * 25.4) == height


def test_a_sheet_with_legal_names_is_a_choice_that_each_of_its_people_can_read(phone, hall):
    workshop, siti = soon(hall), hall.people[0].user
    update_identity(user=siti, by=None, legal_name="Siti Contoh Rahmawati")
    roll = sheets.print_roll(workshop=workshop, by=hall.tono, today=timezone.localdate())
    plain = phone.get(page_of(roll, "roll_sheet"))
    assert "Rahmawati" not in words_of(plain) and not identity_openings(siti)
    named = words_of(phone.post(page_of(roll, "roll_sheet")))
    assert "Siti Contoh Rahmawati" in named and siti.display_name not in named
    assert hall.people[1].user.display_name in named  # of whom we know no legal name
    assert workshop.title in identity_openings(siti).get().data["reason"]


def test_a_second_page_of_the_sheet_says_whose_it_is(phone, hall):
    workshop = soon(hall, title="Wawancara di gerbang")
    roll = Roll.objects.create(workshop=workshop, number=1, membership_ids=[hall.people[0].pk] * 40, printed_on=timezone.localdate())
    pages = PdfReader(io.BytesIO(phone.get(page_of(roll, "roll_sheet")).content)).pages
    assert len(pages) > 1 and "Wawancara di gerbang" in pages[1].extract_text()


def words_of(answer):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())


def test_the_home_of_the_training_and_the_desk_name_the_next_workshop(client, hall):
    soon(hall, title="Yang berikut")
    sign_in(client, hall.people[0].user)
    assert "Yang berikut" in client.get(reverse("curriculum:home")).content.decode()
    sign_in(client, hall.tono)
    assert "Yang berikut" in client.get(reverse("desk")).content.decode()
    past = timezone.now() - timedelta(days=2)
    hall.workshop(title="Belum ditutup", starts_at=past, ends_at=past + timedelta(hours=2))
    assert "Belum ditutup" in client.get(reverse("desk")).content.decode()
    assert "Belum ditutup" in client.get(reverse("curriculum:home")).content.decode()


def test_the_demo_has_workshops_for_its_classes_and_a_second_call_adds_none(hall):
    from curriculum.workshops.demo import add_workshops

    for _time in range(2):
        add_workshops(lambda line: None)
    assert Workshop.objects.count() == 6
    assert Workshop.objects.filter(status=WorkshopStatus.HELD).count() == 3
