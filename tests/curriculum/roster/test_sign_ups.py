"""Workers who are no members yet: a form without cookie or script, a decision, and nothing of them left after it."""

import uuid
from datetime import timedelta

import pytest
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from cms.discussion import tokens
from curriculum.models import Cohort, Membership, Seat, SeatState, SignUp, SignUpState, Workshop, WorkshopStatus
from curriculum.roster import retention, sign_ups
from curriculum.roster.errors import SignUpDecided, SignUpRefused
from curriculum.roster.services import end_enrolment
from curriculum.roster.views.joining import SALT, SENT_FROM_AN_ADDRESS
from curriculum.services import grant_membership
from people.errors import PhoneTaken
from people.roles import Role
from tests.curriculum.roster.lists import identity_of, trainee_called
from tests.submissions.views.forms import words_of

pytestmark = pytest.mark.django_db
PAGE, QUEUE = "/ikut-pelatihan/", "/pelatihan/peserta/pendaftar/"
TYPED = {
    "city": "semarang",
    "name": "Hesti Rahasia",
    "phone": "0860 0000 3010",
    "workplace": "PT Rahasia",
    "sector": "garment",
    "words": "Malam saja.",
}


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


def token(*, seconds: int = 60) -> str:
    return tokens.issue(0, timezone.now() - timedelta(seconds=seconds), salt=SALT)


def send(client=None, **changes: str):
    return (client or Client()).post(PAGE, {"token": token()} | TYPED | changes)


def workshop_of(cohort, **facts) -> Workshop:
    start = timezone.now() + timedelta(days=3)
    facts = {"title": "Wawancara", "venue": "Balai", "takes_sign_ups": True, "capacity": 1} | facts
    return Workshop.objects.create(cohort=cohort, starts_at=start, ends_at=start + timedelta(hours=3), **facts)


# --- The public form


def test_the_form_has_no_cookie_no_script_and_is_not_kept(cast):
    page = Client().get(PAGE)
    assert page.status_code == 200 and not page.cookies and page["Cache-Control"] == "no-store"
    assert "<script" not in page.content.decode() and "csrf" not in page.content.decode()


def test_a_request_is_kept_sealed_and_the_next_steps_are_told(cast):
    answer = send()
    assert (answer.status_code, answer["Location"]) == (303, "/ikut-pelatihan/terima-kasih/")
    assert not answer.cookies and "meneleponmu" in words_of(Client().get(answer["Location"]))
    kept = SignUp.objects.get()
    assert (kept.name.reveal(), kept.phone.reveal(), kept.words.reveal()) == ("Hesti Rahasia", "+6286000003010", "Malam saja.")
    assert "Rahasia" not in kept.name.token and str(kept.name) == "(sealed)"
    assert kept.city == cast.semarang.city and kept.received_on == timezone.localdate()


def test_sent_twice_is_one_request(cast):
    same = token()
    assert [send(token=same).status_code for _unused in range(2)] == [303, 303]
    assert SignUp.objects.count() == 1


def test_the_answer_is_the_same_for_a_member_a_stranger_and_a_number_sent_often(cast):
    member = send(phone="0860 0000 1000")  # Siti's
    stranger = send()
    often = [send(phone="0860 0000 3999") for _unused in range(sign_ups.WAITING_OF_A_NUMBER + 2)][-1]
    assert member["Location"] == stranger["Location"] == often["Location"]
    assert member.content == stranger.content == often.content
    assert SignUp.objects.count() == 2 + sign_ups.WAITING_OF_A_NUMBER


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"city": ""}, "Pilih kotamu"),
        ({"city": "bekasi"}, "Pilih kotamu"),
        ({"name": "  "}, "nama panggilan"),
        ({"name": "123"}, "nama panggilan"),
        ({"phone": "12"}, "Ini bukan nomor HP"),
        ({"phone": ""}, "Tulis nomor HP-mu"),
        ({"name": "x" * 300}, "Terlalu panjang"),
        ({"words": "x" * 600}, "Terlalu panjang"),
        ({"url": "http://contoh.example"}, "kosong"),
        ({"token": ""}, "sudah lama terbuka"),
        ({"token": "abc:def"}, "sudah lama terbuka"),
    ],
)
def test_a_form_that_cannot_be_taken_comes_back_with_what_was_typed(cast, changes, said):
    page = send(**changes)
    assert page.status_code == 200 and said in words_of(page)
    assert "PT Rahasia" in page.content.decode() and not SignUp.objects.exists()


def test_a_form_filled_in_within_a_second_is_asked_once_more(cast):
    assert "Cepat sekali" in words_of(send(token=token(seconds=0)))


def test_a_token_of_another_form_is_not_taken(cast):
    assert not SignUp.objects.exists()
    foreign = signing.Signer(salt=tokens.SALT).sign_object([0, uuid.uuid4().hex, int(timezone.now().timestamp()) - 60])
    assert send(token=foreign).status_code == 200 and not SignUp.objects.exists()


def test_what_no_page_can_show_is_taken_out(cast):
    send(name="Hes\x00ti \u202eRahasia", words="baris\r\ndua\u200b")
    kept = SignUp.objects.get()
    assert (kept.name.reveal(), kept.words.reveal()) == ("Hesti Rahasia", "baris\ndua")


def test_too_many_from_one_network_are_asked_to_wait(cast):
    statuses = [send(phone=f"0812{number:08}").status_code for number in range(SENT_FROM_AN_ADDRESS + 1)]
    assert statuses == [303] * SENT_FROM_AN_ADDRESS + [429]


def test_open_workshops_can_be_chosen_and_others_not(cast):
    shown, closed = workshop_of(cast.semarang), workshop_of(cast.semarang, title="Tertutup", takes_sign_ups=False)
    words = words_of(Client().get(PAGE))
    assert "Wawancara" in words and "Tertutup" not in words
    assert send(workshop=str(shown.public_id)).status_code == 303
    assert SignUp.objects.get().workshop == shown
    assert "tidak menerima" in words_of(send(workshop=str(closed.public_id)))
    assert "Pilih kota itu" in words_of(send(workshop=str(shown.public_id), city="karawang"))


def test_the_service_refuses_a_workshop_that_was_closed_meanwhile(cast):
    workshop = workshop_of(cast.semarang, status=WorkshopStatus.HELD)
    request = sign_ups.Request(city=cast.semarang.city, workshop=workshop, name="Hesti", phone="+6286000003010")
    with pytest.raises(SignUpRefused):
        sign_ups.submit(request=request, client_id=uuid.uuid4(), now=timezone.now())


def test_nothing_of_the_person_reaches_a_log(cast, caplog):
    with caplog.at_level("DEBUG"):
        send()
        send(phone="12")
        Client().post(PAGE, {**TYPED, "token": "x"})
    assert not any(word in caplog.text for word in ("Rahasia", "6000003010", "0000 3010"))


def test_the_pages_fit_their_budget(cast, django_assert_max_num_queries):
    import gzip

    for number in range(12):
        workshop_of(cast.semarang, title=f"Wawancara dan foto {number}")
    for path in (PAGE, "/ikut-pelatihan/terima-kasih/"):
        with django_assert_max_num_queries(6):
            assert len(gzip.compress(Client().get(path).content)) <= 12 * 1024


# --- The decision


def requested(cast, **facts) -> SignUp:
    facts = {
        "city": cast.semarang.city,
        "workshop": None,
        "name": "Hesti Rahasia",
        "phone": "+6286000003010",
        "workplace": "PT Rahasia",
    } | facts
    client_id = uuid.uuid4()
    sign_ups.submit(request=sign_ups.Request(**facts), client_id=client_id, now=timezone.now())
    return SignUp.objects.get(client_id=client_id)


def accept(cast, sign_up: SignUp, *, by: str = "tono", batch: int | None = None) -> Membership:
    return sign_ups.accept(sign_up=sign_up, cohort=cast.semarang, batch=batch, by=getattr(cast, by), now=timezone.now())


def test_the_list_names_nobody_and_the_page_of_one_is_written_down(cast):
    from wagtail.models import ModelLogEntry

    found, tono = requested(cast), cast.client("tono")
    assert "Rahasia" not in tono.get(QUEUE).content.decode()
    assert "Hesti Rahasia" in words_of(tono.get(f"{QUEUE}{found.client_id}/"))
    assert ModelLogEntry.objects.get(action="curriculum.sign_up_read").user == cast.tono


def test_accepting_makes_a_trainee_without_her_legal_name_on_any_page(cast):
    found, tono = requested(cast, sex="f", sector="garment"), cast.client("tono")
    answer = tono.post(f"{QUEUE}{found.client_id}/", {"do": "accept", "cohort": cast.semarang.slug, "batch": "2"})
    assert answer.status_code == 303
    hesti = trainee_called("Hesti Rahasia")
    assert (hesti.cohort, hesti.batch.number, hesti.sex, hesti.sector) == (cast.semarang, 2, "f", "garment")
    assert identity_of(hesti).workplace.reveal() == "PT Rahasia" and "Rahasia" not in hesti.user.display_name
    found.refresh_from_db()
    assert found.membership == hesti and not any((found.name, found.phone, found.workplace, found.words, found.phone_hash))


def test_a_workshop_that_is_full_puts_her_on_the_waiting_list(cast):
    workshop = workshop_of(cast.semarang)
    first = accept(cast, requested(cast, workshop=workshop))
    second = accept(cast, requested(cast, workshop=workshop, name="Intan", phone="+6286000003011"))
    states = dict(Seat.objects.filter(workshop=workshop).values_list("membership", "state"))
    assert states == {first.pk: SeatState.SEAT, second.pk: SeatState.WAITING}


def test_a_workshop_that_was_called_off_keeps_nobody_out_of_the_class(cast):
    workshop = workshop_of(cast.semarang)
    found = requested(cast, workshop=workshop)
    Workshop.objects.filter(pk=workshop.pk).update(status=WorkshopStatus.HELD)
    assert accept(cast, found) and not Seat.objects.exists()


def test_a_member_of_the_class_gets_the_seat_and_no_second_account(cast):
    workshop = workshop_of(cast.semarang)
    found = requested(cast, workshop=workshop, phone="+6286000001000")
    assert "Siti" in words_of(cast.client("tono").get(f"{QUEUE}{found.client_id}/"))
    assert accept(cast, found) == cast.membership("siti")
    assert Membership.objects.filter(cohort=cast.semarang, role=Role.TRAINEE).count() == 1


def test_whoever_left_the_class_comes_back_by_a_sign_up_of_her_name_and_number(cast):
    old = accept(cast, requested(cast))
    end_enrolment(membership=old, by=cast.tono, today=timezone.localdate())
    with pytest.raises(PhoneTaken):
        accept(cast, requested(cast, name="Orang Lain"))
    found = requested(cast)
    assert f"{old.user.display_name}, yang sudah keluar dari {cast.semarang.name}" in words_of(
        cast.client("tono").get(f"{QUEUE}{found.client_id}/")
    )
    assert accept(cast, found, batch=3) == old
    old.refresh_from_db()
    assert (old.ends_on, old.batch.number) == (None, 3)


def test_a_member_elsewhere_is_not_enrolled_twice_nor_named(cast):
    found = requested(cast, phone="+6286000001001")  # Budi's
    page = cast.client("tono").post(f"{QUEUE}{found.client_id}/", {"do": "accept", "cohort": cast.semarang.slug})
    assert page.status_code == 409 and "Budi" not in words_of(page)
    with pytest.raises(PhoneTaken):
        accept(cast, found)


def test_a_member_of_another_class_of_the_city_is_not_named_to_who_does_not_teach_there(cast):
    budis = cast.karawang
    other = Cohort.objects.create(city=budis.city, name="Karawang dua", slug="karawang-dua", starts_on=budis.starts_on)
    grant_membership(user=cast.tono, role=Role.TRAINER, cohort=other, starts_on=budis.starts_on)
    found = requested(cast, city=budis.city, phone="+6286000001001")
    page = words_of(cast.client("tono").get(f"{QUEUE}{found.client_id}/"))
    assert "Hesti Rahasia" in page and "Budi" not in page
    with pytest.raises(PhoneTaken):
        sign_ups.accept(sign_up=found, cohort=other, batch=None, by=cast.tono, now=timezone.now())
    assert "Budi" in words_of(cast.client("rini").get(f"{QUEUE}{found.client_id}/"))


def test_refusing_needs_a_reason_and_empties_the_row(cast):
    found, tono = requested(cast), cast.client("tono")
    assert tono.post(f"{QUEUE}{found.client_id}/", {"do": "refuse"}).status_code == 400
    assert tono.post(f"{QUEUE}{found.client_id}/", {"do": "refuse", "reason": "full"}).status_code == 303
    found.refresh_from_db()
    assert (found.state, found.reason) == (SignUpState.REFUSED, "full") and not any((found.name, found.phone, found.phone_hash))


def test_what_is_decided_stays_decided(cast):
    found = requested(cast)
    sign_ups.refuse(sign_up=found, reason="full", by=cast.rini, now=timezone.now())
    with pytest.raises(SignUpDecided):
        accept(cast, found)
    answer = cast.client("tono").post(f"{QUEUE}{found.client_id}/", {"do": "accept", "cohort": cast.semarang.slug}, follow=True)
    assert "lebih dulu" in words_of(answer)


@pytest.mark.parametrize("by", ["siti", "ratna", "joko", "maya", "dewi"])
def test_only_trainers_of_the_city_and_managers_decide(cast, by):
    found = requested(cast)
    for act in (
        lambda: accept(cast, found, by=by),
        lambda: sign_ups.refuse(sign_up=found, reason="full", by=getattr(cast, by), now=timezone.now()),
        lambda: sign_ups.open_sign_up(sign_up=found, by=getattr(cast, by)),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_trainer_sees_no_sign_up_of_another_city(cast):
    found = requested(cast, city=cast.karawang.city)
    assert cast.client("tono").get(f"{QUEUE}{found.client_id}/").status_code == 404
    assert cast.client("rini").get(f"{QUEUE}{found.client_id}/").status_code == 200


def test_what_nobody_decides_goes_after_ninety_days(cast):
    old, new = requested(cast), requested(cast, phone="+6286000003011")
    SignUp.objects.filter(pk=old.pk).update(received_on=timezone.localdate() - timedelta(days=91))
    assert retention.sweep(timezone.now())["waiting_sign_ups"] == 1
    assert list(SignUp.objects.all()) == [new]
