"""Headers, sessions, language and size of requests."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from cms.middleware import LanguageMiddleware, RequestSizeMiddleware, SecurityHeadersMiddleware, SessionOnlyWhereNeededMiddleware
from people.models import User

WORKING = ["/tulis/", "/periksa/1/", "/pelatihan/", "/cetak/meja/", "/meja/", "/masuk/", "/naskah/foto/x", "/redaksi/"]


def answer(request):
    return HttpResponse("isi")


@pytest.mark.parametrize("path", WORKING)
def test_working_pages_are_never_stored_or_indexed(path):
    response = SecurityHeadersMiddleware(answer)(RequestFactory().get(path))
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"


@pytest.mark.parametrize("path", ["/", "/berita/x/", "/tulisan/", "/cetakan/"])
def test_public_pages_may_be_kept_for_two_seconds(path):
    response = SecurityHeadersMiddleware(answer)(RequestFactory().get(path))
    assert "s-maxage=2" in response.headers["Cache-Control"]
    assert "X-Robots-Tag" not in response.headers


@pytest.mark.parametrize("status", [400, 403, 500])
def test_errors_are_not_kept(status):
    response = SecurityHeadersMiddleware(lambda request: HttpResponse(status=status))(RequestFactory().get("/berita/x/"))
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_takes_the_place_of_the_page_in_a_proxy_for_a_second(status):
    """Were it `no-store`, nginx would go on showing the page of before while it may."""
    response = SecurityHeadersMiddleware(lambda request: HttpResponse(status=status))(RequestFactory().get("/berita/x/"))
    assert response.headers["Cache-Control"] == "max-age=0, s-maxage=1"
    response = SecurityHeadersMiddleware(lambda request: HttpResponse(status=status))(RequestFactory().post("/berita/x/"))
    assert response.headers["Cache-Control"] == "no-store"


def test_a_shared_cache_keeps_a_photo_no_longer_than_the_page_of_its_story(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "foto.jpg").write_bytes(b"x")
    photo = Client().get("/media/foto.jpg").headers["Cache-Control"]
    page = SecurityHeadersMiddleware(answer)(RequestFactory().get("/berita/x/")).headers["Cache-Control"]
    assert {part for part in page.split(", ") if part != "max-age=0"} < set(photo.split(", "))
    (tmp_path / "foto.jpg").unlink()
    assert Client().get("/media/foto.jpg").headers["Cache-Control"] == "max-age=0, s-maxage=1"


def test_all_powers_of_the_browser_are_off():
    policy = SecurityHeadersMiddleware(answer)(RequestFactory().get("/")).headers["Permissions-Policy"]
    assert all(f"{power}=()" in policy for power in ("camera", "microphone", "geolocation"))


def test_the_admin_has_a_policy_of_its_own():
    response = SecurityHeadersMiddleware(answer)(RequestFactory().get("/redaksi/"))
    assert "'unsafe-inline'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
def test_public_pages_allow_no_inline_style_but_ours(client, site):
    response = client.get("/")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert policy.count("sha256-") == 1
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_public_pages_never_look_up_a_session(client, site, django_assert_num_queries):
    client.cookies["sessionid"] = "x" * 32
    with django_assert_num_queries(0):
        response = client.get("/p/")
    assert not response.cookies
    assert "Cookie" not in response.headers["Vary"]


@pytest.mark.django_db
def test_what_a_public_view_puts_into_the_session_is_forgotten():
    def view(request):
        request.session["x"] = 1
        return HttpResponse()

    response = SessionOnlyWhereNeededMiddleware(view)(RequestFactory().get("/berita/"))
    assert not response.cookies


@pytest.mark.django_db
def test_working_pages_have_sessions():
    def view(request):
        request.session["x"] = 1
        return HttpResponse()

    assert SessionOnlyWhereNeededMiddleware(view)(RequestFactory().get("/tulis/")).cookies


@pytest.mark.parametrize(("path", "language"), [("/tulis/", "en"), ("/berita/", "id")])
def test_working_pages_follow_the_language_of_the_user_and_public_pages_do_not(path, language):
    request = RequestFactory().get(path)
    request.user = User(language="en")
    assert LanguageMiddleware(lambda request: HttpResponse(translation.get_language()))(request).content.decode() == language


def test_requests_above_the_limit_are_refused_unread(settings):
    request = RequestFactory().post("/tulis/", CONTENT_LENGTH=str(settings.REQUEST_MAX_BYTES + 1))
    assert RequestSizeMiddleware(answer)(request).status_code == 413


@pytest.mark.parametrize("length", ["", "0", "12", "x", "-1"])
def test_other_requests_pass(length):
    request = RequestFactory().get("/tulis/")
    request.META["CONTENT_LENGTH"] = length
    assert RequestSizeMiddleware(answer)(request).status_code == 200
