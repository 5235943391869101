"""Bytes and headers as they leave the served site: compressed, without cookie, other hosts or script that holds up the page."""

import gzip
import re
import urllib.request
from email.message import Message

import pytest

from tests.journeys.demo_pages import texts_by_state

pytestmark = pytest.mark.browser  # it shares the served demo with them

PATHS = ("/", "/berita/", "/kota/semarang/", "/cari/?q=upah", "/cetak/")
BODY_MAX, HEAD_MAX = 12_000, 700
ALLOWED_LINKS = ("wa.me", "t.me", "www.facebook.com", "x.com")  # to be followed by hand, never loaded


@pytest.fixture(scope="module")
def answers(demo_site):
    article = f"/berita/{texts_by_state(demo_site)['corrected'].slug}/"
    return {path: fetch(f"{demo_site.address}{path}") for path in (*PATHS, article)}


def fetch(url: str) -> tuple[Message, bytes]:
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "gzip", "User-Agent": "old phone"})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return answer.headers, answer.read()


def pages(answers) -> dict[str, str]:
    return {path: gzip.decompress(body).decode() for path, (_headers, body) in answers.items()}


def test_pages_leave_compressed_within_one_flight_of_packets(answers):
    for path, (headers, body) in answers.items():
        assert headers["Content-Encoding"] == "gzip", path
        assert len(body) <= BODY_MAX, (path, len(body))
        assert len(str(headers)) <= HEAD_MAX, (path, len(str(headers)))


def test_readers_get_no_cookie(answers):
    assert [path for path, (headers, _body) in answers.items() if headers["Set-Cookie"]] == []


def test_script_never_holds_up_a_page(answers):
    for path, page in pages(answers).items():
        assert [tag for tag in re.findall(r"<script[^>]*>", page) if "defer" not in tag] == [], path


def test_nothing_is_loaded_from_another_host(answers, demo_site):
    for path, page in pages(answers).items():
        loaded = re.findall(r"<(?:img|script|source|iframe|form)[^>]+(?:src|srcset|action)=\"(https?:)?//([^/\" ]+)", page)
        loaded += re.findall(r"<link[^>]+rel=\"(stylesheet|preload|icon)\"[^>]+href=\"https?://([^/\" ]+)", page)
        assert [host for _scheme, host in loaded if host not in demo_site.address] == [], path
        linked = set(re.findall(r"<a[^>]+href=\"https?://([^/\" ]+)", page))
        assert linked <= {*ALLOWED_LINKS, demo_site.address.removeprefix("http://")}, path
        assert "url(http" not in page and "@import" not in page, path


def test_the_headers_keep_the_browser_in_bounds(answers):
    for path, (headers, _body) in answers.items():
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe-inline" not in policy and "frame-ancestors 'none'" in policy, path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["X-Frame-Options"] == "DENY", path
        assert headers["Referrer-Policy"] == "same-origin", path
        assert "camera=()" in headers["Permissions-Policy"], path
        assert "max-age=0" in headers["Cache-Control"], path


def test_working_pages_are_never_stored_nor_indexed(demo_site):
    headers, _body = fetch(f"{demo_site.address}/masuk/")
    assert headers["Cache-Control"] == "no-store"
    assert "noindex" in headers["X-Robots-Tag"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_photo_is_kept_by_readers_and_a_poster_is_asked_for_anew(demo_site, answers):
    pictures = [path for page in pages(answers).values() for path in re.findall(r"/media/[^\s\"',]+", page)]
    assert pictures
    headers, _body = fetch(f"{demo_site.address}{pictures[0]}")
    assert "Set-Cookie" not in headers and headers["Cache-Control"]
    poster = next(path for path in re.findall(r"/cetak/[0-9a-z]+/[^\"]+\.pdf", pages(answers)["/cetak/"]))
    headers, body = fetch(f"{demo_site.address}{poster}")
    assert body.startswith(b"%PDF-") and headers["ETag"] and int(headers["Content-Length"]) == len(body)
