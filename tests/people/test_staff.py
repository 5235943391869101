"""The editorial office: password, then six digits; nothing before both are right."""

import re
from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from people import services
from people.middleware import AccountMiddleware
from people.models import PersonLogEntry, User

from .conftest import EMAIL, PASSWORD, signed_in_as, totp_now

pytestmark = pytest.mark.django_db
SIGN_IN, CODE, SETUP = (reverse_name for reverse_name in ("people:staff_sign_in", "people:staff_code", "people:staff_totp_setup"))


def give_password(client, password=PASSWORD, email=EMAIL, **more):
    return client.post(reverse(SIGN_IN), {"email": email, "password": password, **more})


def test_the_password_alone_signs_nobody_in(maya, client):
    services.create_totp(maya)
    assert give_password(client).url == reverse(CODE)
    assert signed_in_as(client) is None


def test_password_and_digits_sign_in(maya, client):
    services.create_totp(maya)
    give_password(client, email=f"  {EMAIL.upper()} ")
    client.post(reverse(CODE), {"code": totp_now(maya)})
    assert signed_in_as(client) == str(maya.pk)


def test_the_wanted_page_survives_both_steps(maya, client):
    services.create_totp(maya)
    step = give_password(client, next="/redaksi/reports/")
    page = client.get(step.url).content.decode()
    assert 'name="next" value="/redaksi/reports/"' in page
    assert client.post(reverse(CODE), {"code": totp_now(maya), "next": "/redaksi/reports/"}).url == "/redaksi/reports/"


def test_the_first_time_the_app_is_set_up_with_picture_and_letters(maya, client):
    assert give_password(client).url == reverse(SETUP)
    page = client.get(reverse(SETUP)).content.decode()
    assert "<svg" in page
    assert "style=" not in page.split("<svg")[1].split("</svg>")[0]
    letters = re.search(r"<b>([A-Z2-7 ]{39})</b>", page).group(1).replace(" ", "")
    assert f"secret={letters}" in page
    client.post(reverse(SETUP), {"code": totp_now(maya)})
    assert signed_in_as(client) == str(maya.pk)
    assert PersonLogEntry.objects.filter(action="totp.create").count() == 1


def test_opening_the_setup_page_again_shows_the_same_letters(maya, client):
    give_password(client)
    client.get(reverse(SETUP))
    client.get(reverse(SETUP))
    assert TOTPDevice.objects.count() == 1


def test_letters_that_were_shown_but_not_used_are_worth_nothing_after_the_next_right_password(maya, client):
    def shown_to(browser, password=PASSWORD):
        give_password(browser, password)
        return re.search(r"<b>([A-Z2-7 ]{39})</b>", browser.get(reverse(SETUP)).content.decode()).group(1)

    first = shown_to(client)
    assert shown_to(Client()) != first
    services.set_password(user=maya, password="lima kata yang lebih panjang")
    assert not TOTPDevice.objects.exists()


def test_whoever_has_an_app_cannot_set_up_a_second_one_with_the_password(maya, client):
    services.create_totp(maya)
    give_password(client)
    assert client.get(reverse(SETUP)).url == reverse(CODE)
    assert services.confirm_totp(user=maya, code="123456") is None


def test_the_letters_are_shown_to_nobody_without_the_password(client, db):
    assert client.get(reverse(SETUP)).url == reverse(SIGN_IN)
    assert client.get(reverse(CODE)).url == reverse(SIGN_IN)


def test_digits_work_once(maya, client):
    services.create_totp(maya)
    code = totp_now(maya)
    give_password(client)
    client.post(reverse(CODE), {"code": code})
    thief = Client()
    give_password(thief)
    thief.post(reverse(CODE), {"code": code})
    assert signed_in_as(thief) is None


def test_digits_are_guessed_five_times_at_most(maya, client):
    services.create_totp(maya)
    right = totp_now(maya)
    wrong = f"{(int(right) + 7) % 1000000:06d}"
    give_password(client)
    assert [client.post(reverse(CODE), {"code": wrong}).status_code for _unused in range(5)][-1] == 429
    client.post(reverse(CODE), {"code": totp_now(maya)})
    assert signed_in_as(client) is None


def test_a_new_password_cuts_off_whoever_was_between_the_steps(maya, client):
    services.create_totp(maya)
    give_password(client)
    services.set_password(user=maya, password="lima kata yang lebih panjang")
    assert client.get(reverse(CODE)).url == reverse(SIGN_IN)


def test_between_the_steps_lie_fifteen_minutes_at_most(maya, client, clock):
    services.create_totp(maya)
    give_password(client)
    clock.forward(minutes=16)
    assert client.get(reverse(CODE)).url == reverse(SIGN_IN)


def test_known_and_unknown_addresses_get_the_same_answer(maya):
    def answer(email):
        page = give_password(Client(REMOTE_ADDR="203.0.113.5"), "salah sekali", email).content.decode().replace(email, "")
        return [line for line in page.splitlines() if "csrf" not in line]

    assert answer(EMAIL) == answer("orang@contoh.example")


def test_the_office_door_opens_only_after_both_steps(in_office):
    assert in_office.get(reverse("wagtailadmin_home")).status_code == 200


def test_the_office_door_sends_strangers_to_the_staff_page(client, db):
    for path in ("/redaksi/", "/redaksi/login/", "/redaksi/reports/"):
        response = client.get(path)
        assert response.status_code == 302
        assert response.url.startswith(reverse(SIGN_IN))


def test_wagtails_own_sign_in_page_takes_no_password(maya, client):
    client.post("/redaksi/login/", {"username": maya.username, "password": PASSWORD})
    assert signed_in_as(client) is None


def test_a_session_without_second_step_does_not_open_the_office(maya, client, settings):
    settings.STAFF_TOTP_REQUIRED = True
    client.force_login(maya)
    assert client.get("/redaksi/").url.startswith(reverse(SIGN_IN))


def test_a_session_without_second_step_ends_when_the_person_comes_into_the_office(siti, client, type_pin, clock):
    type_pin()
    siti.user_permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    clock.forward(seconds=61)
    client.get("/masuk/")
    assert signed_in_as(client) is None


def test_a_session_with_both_steps_goes_on(in_office, maya, clock):
    clock.forward(seconds=61)
    assert in_office.get("/redaksi/").status_code == 200


def test_a_writer_has_no_business_in_the_office(siti, client, type_pin):
    type_pin()
    assert client.get("/redaksi/").status_code == 403


def test_where_the_second_step_is_switched_off_the_password_is_enough(maya, client, settings):
    settings.STAFF_TOTP_REQUIRED = False
    give_password(client)
    assert client.get("/redaksi/").status_code == 200


def test_a_lost_phone_is_reset_and_ends_the_sessions(in_office, maya, ratna):
    services.reset_totp(user=maya, by=ratna)
    assert in_office.get("/redaksi/").status_code == 302
    assert give_password(in_office).url == reverse(SETUP)


def test_a_right_that_was_taken_away_is_gone_at_the_next_click(in_office, maya):
    maya.user_permissions.clear()
    assert in_office.get("/redaksi/").status_code == 403


def test_readers_without_cookie_cost_no_query(rf, django_assert_num_queries):
    request = rf.get("/berita/")
    request.user, request.session = AnonymousUser(), {}
    with django_assert_num_queries(0):
        assert AccountMiddleware(lambda _request: HttpResponse("ok"))(request).status_code == 200


def test_staff_change_their_password_with_the_present_one(in_office, maya):
    data = {"present_password": PASSWORD, "password": "kuda laut makan siang", "password_again": "kuda laut makan siang"}
    in_office.post(reverse("people:staff_password"), {**data, "present_password": "salah"})
    maya.refresh_from_db()
    assert maya.check_password(PASSWORD)
    in_office.post(reverse("people:staff_password"), data)
    maya.refresh_from_db()
    assert maya.check_password("kuda laut makan siang")
    assert in_office.get("/redaksi/").status_code == 200


def test_a_short_password_is_refused_beside_its_field(in_office):
    page = in_office.post(
        reverse("people:staff_password"), {"present_password": PASSWORD, "password": "pendek", "password_again": "pendek"}
    )
    assert 'id="id_password_error"' in page.content.decode()


def test_the_demo_prints_a_code_that_works(maya, client, settings):
    settings.DEMO_ALLOWED = True
    services.create_totp(maya)
    out = StringIO()
    call_command("staff_code", EMAIL, stdout=out)
    give_password(client)
    client.post(reverse(CODE), {"code": out.getvalue().strip()})
    assert signed_in_as(client) == str(maya.pk)


def test_outside_the_demo_no_code_is_printed(maya, settings):
    settings.DEMO_ALLOWED = False
    services.create_totp(maya)
    with pytest.raises(CommandError):
        call_command("staff_code", EMAIL)


def test_the_first_administrator_is_made_on_the_command_line(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("kuda laut makan siang\n"))
    call_command("staff_account", "agus@contoh.example", "--name", "Agus", "--superuser", stdout=StringIO())
    assert User.objects.get(display_name="Agus").is_superuser
