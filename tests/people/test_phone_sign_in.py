"""Phone and PIN: words, limits, and that nobody can lock another person out."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people import attempts, services, sign_in
from people.caller import Caller, Device
from people.models import SignInAttempt

from .conftest import PHONE, PIN, signed_in_as

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("spelling", ["081200000142", "+62 812-0000-0142", "62812 0000 0142", "0812.0000.0142"])
def test_every_usual_spelling_of_the_number_is_understood(siti, client, type_pin, spelling):
    type_pin(phone=spelling)
    assert signed_in_as(client) == str(siti.pk)


def test_pasted_spaces_in_the_pin_do_no_harm(siti, client, type_pin):
    type_pin(pin=" 482 915 ")
    assert signed_in_as(client) == str(siti.pk)


def test_the_session_key_changes_at_sign_in(siti, client, type_pin):
    client.get(reverse("people:card"))
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    type_pin()
    assert client.session.session_key != before


def test_the_form_comes_back_with_the_number_and_without_the_pin(siti, type_pin):
    page = type_pin(pin="739158").content.decode()
    assert f'value="{PHONE}"' in page
    assert "739158" not in page


def test_a_wrong_pin_says_how_many_tries_are_left(siti, type_pin):
    page = type_pin(pin="739158").content.decode()
    assert "Nomor atau PIN belum cocok." in page
    assert "Masih bisa dicoba 4 kali sebelum istirahat 15 menit." in page


def test_known_and_unknown_people_get_the_same_answer(siti, type_pin):
    def answer(phone, by):
        response = type_pin(pin="739158", phone=phone, by=by)
        page = response.content.decode().replace(phone, "")
        return response.status_code, [line for line in page.splitlines() if "csrf" not in line and "claim" not in line]

    assert answer(PHONE, Client()) == answer("0812 0000 9999", Client())


def test_the_hasher_works_for_unknown_people_too(monkeypatch, siti, type_pin):
    hashed = []
    monkeypatch.setattr(sign_in, "make_password", lambda secret: hashed.append(secret))
    type_pin(pin="739158", phone="0812 0000 9999")
    assert hashed == ["739158"]


def test_a_person_without_pin_costs_the_same_work(monkeypatch, siti, type_pin):
    siti.set_unusable_password()
    siti.save()
    hashed = []
    monkeypatch.setattr(sign_in, "make_password", lambda secret: hashed.append(secret))
    type_pin()
    assert hashed == [PIN]


def test_after_five_wrong_tries_even_the_right_pin_must_wait(siti, client, type_pin, clock):
    answers = [type_pin(pin="739158") for _unused in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    refused = type_pin()
    assert refused.status_code == 429
    assert "Coba lagi 15 menit lagi." in refused.content.decode()
    assert signed_in_as(client) is None
    clock.forward(minutes=16)
    type_pin()
    assert signed_in_as(client) == str(siti.pk)


def test_each_further_pause_is_twice_as_long(siti, type_pin, clock):
    for _unused in range(5):
        type_pin(pin="739158")
    clock.forward(minutes=16)
    for _unused in range(5):
        type_pin(pin="739158")
    clock.forward(minutes=16)
    assert type_pin().status_code == 429
    clock.forward(minutes=15)
    assert type_pin().status_code == 303


def test_a_right_pin_clears_the_count(siti, client, type_pin):
    for _unused in range(4):
        type_pin(pin="739158")
    type_pin()
    client.post(reverse("people:sign_out"))
    client.cookies.clear()
    assert "Masih bisa dicoba 4 kali" in type_pin(pin="739158").content.decode()


def test_a_stranger_cannot_lock_her_out_of_her_own_phone(siti, client, type_pin):
    type_pin()
    client.get(client.post(reverse("people:sign_out")).url, follow=True)
    for number in range(60):
        type_pin(pin="739158", by=Client(), address=f"198.51.100.{number}")
    assert type_pin(by=Client(), address="198.51.100.99").status_code == 429
    type_pin()
    assert signed_in_as(client) == str(siti.pk)


def test_a_stranger_in_the_same_wifi_cannot_lock_her_out_of_her_own_phone(siti, client, type_pin):
    type_pin()
    client.get(client.post(reverse("people:sign_out")).url, follow=True)
    for number in range(70):
        type_pin(pin="739158", by=Client(), phone=f"0812 0000 {1000 + number}")
    type_pin()
    assert signed_in_as(client) == str(siti.pk)


def test_many_addresses_together_do_not_guess_without_end(siti, type_pin):
    answers = [type_pin(pin="739158", by=Client(), address=f"198.51.100.{number}").status_code for number in range(60)]
    assert answers.count(200) < attempts.STRANGERS.tries


def test_one_address_cannot_try_one_pin_on_many_numbers(db, type_pin):
    answers = [type_pin(phone=f"0812 0000 {1000 + number}", by=Client()).status_code for number in range(65)]
    assert answers.count(200) == attempts.ADDRESS.tries - 1


def test_a_forged_device_cookie_is_a_stranger(siti, type_pin):
    forger = Client()
    forger.cookies["hp"] = "eyJ0IjoiYSIsIm0iOltdfQ:1:forged"
    for _unused in range(5):
        type_pin(pin="739158", by=forger)
    assert type_pin(by=forger).status_code == 429


def test_her_device_mark_is_no_help_against_another_person(siti, ratna, client, type_pin):
    type_pin()
    client.get(client.post(reverse("people:sign_out")).url, follow=True)
    for _unused in range(5):
        type_pin(pin="482916", phone="0812 0000 0200")
    assert type_pin(pin="739158", phone="0812 0000 0200").status_code == 429


def test_only_the_address_that_our_own_proxy_saw_counts(siti, type_pin, settings, client):
    settings.PROXY_COUNT = 1
    for number in range(5):
        invented = f"10.0.0.{number}, 203.0.113.9"
        client.post(reverse("people:sign_in"), {"phone": PHONE, "pin": "739158"}, HTTP_X_FORWARDED_FOR=invented)
    refused = client.post(reverse("people:sign_in"), {"phone": PHONE, "pin": PIN}, HTTP_X_FORWARDED_FOR="10.9.9.9, 203.0.113.9")
    assert refused.status_code == 429


def test_counters_hold_no_number_and_no_address(siti, type_pin):
    type_pin(pin="739158", address="203.0.113.77")
    kept = repr(list(SignInAttempt.objects.values()))
    assert "203.0.113" not in kept
    assert all(set(row.key) <= set("0123456789abcdef") and len(row.key) == 64 for row in SignInAttempt.objects.all())


def test_a_number_that_is_none_is_said_beside_its_field(db, type_pin):
    page = type_pin(phone="nomorku").content.decode()
    assert 'id="id_phone_error"' in page
    assert 'aria-invalid="true"' in page
    assert '<a href="#id_phone">' in page
    assert not SignInAttempt.objects.exists()


def test_a_person_of_the_office_is_sent_to_the_office_door(maya, client, type_pin):
    services.update_identity(user=maya, by=None, phone="0812 0000 0777")
    response = type_pin(phone="0812 0000 0777", pin="739158")
    assert response.status_code == 200
    services.set_pin(user=maya, pin="739158")
    response = type_pin(phone="0812 0000 0777", pin="739158")
    assert response.url.startswith(reverse("people:staff_sign_in"))
    assert signed_in_as(client) is None


def test_twenty_parallel_guesses_count_twenty(in_parallel):
    caller = Caller("203.0.113.8", Device("new"))
    counters = [attempts.Counter(attempts.STRANGERS, "somebody"), attempts.Counter(attempts.ADDRESS, caller.address)]

    def guess():
        return attempts.admit(counters, timezone.now()).admitted

    assert all(in_parallel(*[guess] * 20))
    assert in_parallel(lambda: list(SignInAttempt.objects.values_list("count", flat=True))) == [[20, 20]]


def test_parallel_guesses_cannot_slip_through_together(siti, in_parallel, monkeypatch):
    checked = []
    monkeypatch.setattr(sign_in, "check_password", lambda secret, encoded: checked.append(secret) or False)
    caller = Caller("203.0.113.8", Device("new"))

    def guess():
        return sign_in.try_phone_and_pin(phone=PHONE, pin="739158", caller=caller, now=timezone.now())

    in_parallel(*[guess] * 20)
    assert len(checked) == attempts.PLACE.tries
