"""Wrong turns: nothing that was typed is lost, nothing secret is shown."""

import html

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.test import Client, RequestFactory
from django.urls import reverse

from cms.views import errors
from tests.cms.conftest import SENTENCE

OURS = "http://testserver"
TYPED = {
    "title": "Helm retak",
    "body": f"Baris satu.\r\n{SENTENCE * 30}</textarea><script>",
    "client_id": "7f7c2d52-9c9b-4d5c-a9ad-6f3f7f3b3a11",
    "base": "42",
    "pin": "482913",
    "password": "sangat-rahasia",
    "csrfmiddlewaretoken": "lama-sekali",
}


@pytest.fixture
def refused(db):
    return Client(enforce_csrf_checks=True).post("/tulis/7/", TYPED, headers={"Origin": OURS})


def test_a_form_whose_time_ran_out_hands_the_text_back(refused):
    page = refused.content.decode()
    assert refused.status_code == 403
    assert refused.headers["Cache-Control"] == "no-store"
    assert html.escape(SENTENCE * 30, quote=False) in page
    assert "Helm retak" in page
    assert "</textarea><script>" not in page


def test_it_can_be_sent_again_with_all_that_belongs_to_it(refused):
    page = refused.content.decode()
    assert 'action="/tulis/7/"' in page
    assert f'<input type="hidden" name="client_id" value="{TYPED["client_id"]}">' in page
    assert '<input type="hidden" name="base" value="42">' in page
    assert 'name="csrfmiddlewaretoken"' in page
    assert "lama-sekali" not in page


def test_it_offers_a_way_to_sign_in_that_comes_back(refused):
    assert "/masuk/?next=%2Ftulis%2F7%2F" in refused.content.decode()


def test_it_never_repeats_pin_or_password(refused):
    page = refused.content.decode()
    assert "482913" not in page
    assert "sangat-rahasia" not in page


def test_a_form_of_secrets_alone_leads_back_to_its_page(db):
    secrets = {"present_pin": "846213", "pin": "482913", "pin_again": "482913"}
    page = Client(enforce_csrf_checks=True).post("/masuk/pin/", secrets, headers={"Origin": OURS}).content.decode()
    assert '<a class="button quiet" href="/masuk/pin/">' in page
    assert "di bawah" not in page


def test_a_leading_line_break_survives(db):
    page = Client(enforce_csrf_checks=True).post("/tulis/7/", {"body": "\nSatu."}).content.decode()
    assert 'rows="12">\n\nSatu.' in page


@pytest.mark.parametrize(
    "sender",
    [
        {"Origin": "https://jahat.example", "Referer": f"{OURS}/tulis/7/"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": f"{OURS}.jahat.example"},
        {"Origin": "https://testserver"},
        {"Referer": "https://jahat.example/"},
        {"Referer": f"{OURS}.jahat.example/"},
        {"Referer": f"https://jahat.example/?{OURS}/"},
    ],
)
def test_a_form_of_another_site_is_not_made_one_of_ours(db, sender):
    answer = Client(enforce_csrf_checks=True).post("/tulis/7/", TYPED, headers=sender)
    assert answer.status_code == 403
    assert not answer.cookies
    assert "Helm retak" not in answer.content.decode()
    assert "<form" not in answer.content.decode()


def test_a_browser_that_does_not_say_where_a_form_was_gets_the_words_to_copy(db):
    answer = Client(enforce_csrf_checks=True).post("/tulis/7/", TYPED)
    assert html.escape(SENTENCE * 30, quote=False) in answer.content.decode()
    assert "tidak bisa dikirim dari sini" in answer.content.decode()
    assert "<form" not in answer.content.decode() and "<button" not in answer.content.decode()
    assert not answer.cookies


@pytest.mark.parametrize("sender", [{"Origin": "https://testserver"}, {"Referer": "https://testserver/tulis/7/"}])
def test_behind_the_proxy_the_scheme_is_that_of_the_reader(db, settings, sender):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    answer = Client(enforce_csrf_checks=True).post(
        "/tulis/7/", TYPED, headers=sender | {"Host": "testserver", "X-Forwarded-Proto": "https"}
    )
    assert 'action="/tulis/7/"' in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.not_found, 404),
        (errors.request_too_large, 413),
        (errors.server_error, 500),
    ],
)
def test_error_pages_need_no_database(view, status):
    response = view(RequestFactory().get("/x/"))
    assert response.status_code == status
    assert b"<h1>" in response.content


def test_too_much_data_is_told_apart_from_nonsense():
    request = RequestFactory().get("/x/")
    assert errors.bad_request(request, RequestDataTooBig()).status_code == 413
    assert errors.bad_request(request, SuspiciousOperation()).status_code == 400


def test_what_was_too_large_leads_back_to_the_page_that_held_the_form():
    mine = "/cetak/meja/lapor/7/?kota=semarang"
    for before, link in ((f"http://testserver{mine}", mine), ("https://jahat.example/tulis/", reverse("desk")), ("", reverse("desk"))):
        request = RequestFactory().post("/cetak/meja/lapor/7/foto/", headers={"Referer": before})
        assert f'href="{link}"' in errors.request_too_large(request).content.decode()


def test_a_form_handed_back_before_signing_in_says_to_send_it_once_more(db):
    browser = Client(enforce_csrf_checks=True, headers={"Origin": OURS})
    assert "Kamu sudah masuk" not in browser.post("/tulis/7/", TYPED).content.decode()
    browser.cookies[settings.SESSION_COOKIE_NAME] = "x"
    again = browser.post("/tulis/7/", TYPED).content.decode()
    assert "Kamu sudah masuk. Kirim sekali lagi." in again
    assert "/masuk/?next" not in again
