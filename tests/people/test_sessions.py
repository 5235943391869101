"""How long somebody is signed in, and how she gets out."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from curriculum.services import grant_membership
from people import services, sessions
from people.caller import Device, read_device, return_ticket
from people.roles import Role
from people.signals import person_deactivated
from tests.cast import STARTS_ON

from .conftest import PIN, signed_in_as

pytestmark = pytest.mark.django_db


def is_in(client) -> bool:
    """One click: the account page answers only for somebody who is signed in."""
    return client.get(reverse("people:account")).status_code == 200


def test_a_shared_phone_is_signed_out_after_half_an_hour_without_a_click(siti, client, type_pin, clock):
    type_pin(phone_is="shared")
    clock.forward(minutes=25)
    assert is_in(client)
    clock.forward(minutes=25)
    assert is_in(client)
    clock.forward(minutes=31)
    assert not is_in(client)


def test_ones_own_phone_stays_signed_in_over_a_working_day(siti, client, type_pin, clock):
    type_pin()
    clock.forward(hours=11)
    assert is_in(client)
    clock.forward(hours=11)
    assert is_in(client)


def test_nobody_stays_signed_in_longer_than_a_day(siti, client, type_pin, clock):
    type_pin()
    for _unused in range(3):
        clock.forward(hours=7)
        assert is_in(client)
    clock.forward(hours=4)
    assert not is_in(client)


def test_twelve_hours_without_a_click_end_the_session(siti, client, type_pin, clock):
    type_pin()
    clock.forward(hours=12, minutes=1)
    assert not is_in(client)


def test_staff_are_signed_out_after_eight_hours(in_office, clock):
    clock.forward(hours=7, minutes=50)
    assert is_in(in_office)
    clock.forward(minutes=11)
    assert not is_in(in_office)


def test_a_session_that_does_not_say_when_it_began_is_over(siti, client, type_pin):
    type_pin()
    session = client.session
    del session[sessions.BEGAN]
    session.save()
    assert not is_in(client)


def test_a_closed_account_is_out_at_the_next_click(siti, ratna, client, type_pin):
    type_pin()
    services.deactivate_person(user=siti, by=ratna)
    assert not is_in(client)
    assert type_pin().status_code != 303


def test_opening_the_account_again_does_not_bring_old_sessions_back(siti, ratna, client, type_pin):
    type_pin()
    services.deactivate_person(user=siti, by=ratna)
    services.reactivate_person(user=siti, by=ratna)
    assert not is_in(client)
    assert type_pin().status_code == 303


def test_closing_an_account_is_told_to_upper_rooms_inside_the_transaction(siti, ratna):
    def refuse(sender, user, by, **kwargs):
        raise RuntimeError("an upper room cannot cope")

    person_deactivated.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            services.deactivate_person(user=siti, by=ratna)
    finally:
        person_deactivated.disconnect(refuse)
    siti.refresh_from_db()
    assert siti.is_active


def test_ended_sessions_are_out_at_the_next_click(siti, client, type_pin):
    type_pin()
    services.end_sessions(siti)
    assert not is_in(client)


def test_a_role_of_the_office_ends_the_sessions_that_a_pin_has_opened(cast):
    siti = cast.client("siti")
    assert is_in(siti)
    grant_membership(user=cast.siti, role=Role.MENTOR, cohort=cast.karawang, starts_on=STARTS_ON)
    assert is_in(siti)
    grant_membership(user=cast.siti, role=Role.PROGRAMME_MANAGER, starts_on=STARTS_ON)
    assert not is_in(siti)


def test_a_new_pin_ends_other_sessions_and_keeps_this_one(siti, client, type_pin):
    other = Client()
    type_pin(by=other)
    type_pin()
    client.post(reverse("people:choose_pin"), {"present_pin": PIN, "pin": "739158", "pin_again": "739158"})
    assert is_in(client)
    assert not is_in(other)


def test_a_new_pin_needs_the_present_one(siti, client, type_pin):
    type_pin()
    page = client.post(reverse("people:choose_pin"), {"present_pin": "915482", "pin": "739158", "pin_again": "739158"})
    assert "PIN yang sekarang belum cocok." in page.content.decode()
    siti.refresh_from_db()
    assert siti.check_password(PIN)


def test_signing_out_wipes_the_browser(siti, client, type_pin):
    type_pin()
    response = client.post(reverse("people:sign_out"))
    assert response.status_code == 303
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "Kamu sudah keluar." in client.get(response.url, follow=True).content.decode()
    assert not is_in(client)


def test_a_link_cannot_sign_anybody_out(siti, client, type_pin):
    type_pin()
    assert client.get(reverse("people:sign_out")).status_code == 405
    assert is_in(client)


def test_a_link_does_not_make_a_known_browser_another_one(siti, client, type_pin):
    type_pin()
    known = client.cookies["hp"].value
    assert client.get(reverse("people:sign_in"), {"hp": return_ticket(Device("a" * 32, ("m" * 16,))), "next": "/x/"}).status_code == 200
    assert client.cookies["hp"].value == known


def test_a_browser_that_was_wiped_at_signing_out_is_known_again(siti, client, type_pin):
    type_pin()
    address = client.post(reverse("people:sign_out")).url
    client.cookies.clear()
    client.get(address)
    assert read_device(SimpleNamespace(COOKIES={"hp": client.cookies["hp"].value})).knows(siti)


def test_a_shared_phone_keeps_no_mark_of_who_used_it(siti, client, type_pin):
    response = type_pin(phone_is="shared")
    assert "hp" not in response.cookies
    assert "hp=" not in client.post(reverse("people:sign_out")).url


def test_the_door_pages_are_never_stored_or_indexed(client, db):
    for name in ("sign_in", "card", "staff_sign_in"):
        response = client.get(reverse(f"people:{name}"))
        assert response.headers["Cache-Control"] == "no-store"
        assert "noindex" in response.headers["X-Robots-Tag"]


def test_after_signing_in_the_wanted_page_comes(siti, type_pin):
    assert type_pin(next="/tulis/?x=1").url == "/tulis/?x=1"


@pytest.mark.parametrize(
    "url", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", "/\\jahat.example", "http:///jahat.example"]
)
def test_nobody_is_sent_to_another_site(siti, type_pin, url):
    assert "jahat" not in type_pin(next=url).url
    assert type_pin(next=url).url.startswith("/")


def test_a_form_without_token_is_refused(siti):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("people:sign_in"), {"phone": "0812 0000 0142", "pin": PIN}).status_code == 403
    assert signed_in_as(strict) is None


def test_clicks_within_a_minute_write_nothing(siti, client, type_pin, clock):
    type_pin()
    with CaptureQueriesContext(connection) as queries:
        assert is_in(client)
    assert not [query["sql"] for query in queries if query["sql"].startswith(("UPDATE", "INSERT"))]


def test_the_account_page_shows_her_who_opened_her_record(siti, ratna, client, type_pin):
    services.open_identity(user=siti, viewer=ratna, reason="mencetak kartu baru")
    type_pin()
    page = client.get(reverse("people:account")).content.decode()
    assert "Ratna" in page
    assert "mencetak kartu baru" in page
    assert "Siti Kenanga" not in page


def test_one_person_does_not_see_the_openings_of_another(siti, ratna, client, type_pin):
    services.open_identity(user=ratna, viewer=siti, reason="alasan tentang Ratna")
    type_pin()
    assert "alasan tentang Ratna" not in client.get(reverse("people:account")).content.decode()


def test_the_language_of_the_pages_can_be_changed(siti, client, type_pin):
    type_pin()
    client.post(reverse("people:account"), {"language": "en"})
    page = client.get(reverse("people:account")).content.decode()
    assert "My account" in page


def test_sessions_past_their_time_are_swept(siti, client, type_pin, clock):
    type_pin()
    assert services.sweep(clock.now)["sessions"] == 0
    assert services.sweep(clock.now + timedelta(hours=13))["sessions"] == 1


class TestFormsLeftOpen:
    """She wrote for long, the session ended, she signs in again in a second window: the first window can still send."""

    def open_form(self, browser, type_pin) -> str:
        browser.get(reverse("people:sign_in"))
        token = browser.cookies["csrftoken"].value
        assert type_pin(by=browser, csrfmiddlewaretoken=token).status_code == 303
        form = browser.get(reverse("people:account")).content.decode()
        browser.cookies.pop("sessionid")
        return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form).group(1)

    def sign_in_again(self, browser, type_pin, **who) -> None:
        page = browser.get(reverse("people:sign_in")).content.decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
        assert type_pin(by=browser, csrfmiddlewaretoken=token, **who).status_code == 303

    def test_on_her_own_phone_it_is_taken_at_the_first_press(self, siti, type_pin):
        browser = Client(enforce_csrf_checks=True)
        token = self.open_form(browser, type_pin)
        self.sign_in_again(browser, type_pin)
        answer = browser.post(reverse("people:account"), {"language": "en", "csrfmiddlewaretoken": token})
        assert answer.status_code != 403

    def test_not_under_the_name_of_another_person(self, siti, ratna, type_pin):
        browser = Client(enforce_csrf_checks=True)
        token = self.open_form(browser, type_pin)
        self.sign_in_again(browser, type_pin, phone="0812 0000 0200", pin="739158")
        assert browser.post(reverse("people:account"), {"language": "en", "csrfmiddlewaretoken": token}).status_code == 403
