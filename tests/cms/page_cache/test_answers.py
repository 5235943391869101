"""What a reader gets from the cache: the same page in every way of asking, and never one that was meant for somebody else."""

import gzip
import re

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from cms.middleware import GONE_CACHE_CONTROL, PUBLIC_CACHE_CONTROL
from cms.page_cache.middleware import PageCacheMiddleware
from cms.page_cache.pages import KeptPage, ProcessPages
from tests.cms.page_cache.conftest import FixedGeneration
from tests.factories.cms import ArticlePageFactory, CityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(reader) -> str:
    return ArticlePageFactory(city=CityFactory(name="Semarang"), question_1="Siapa yang memerintah lembur?").get_absolute_url()


def test_the_second_reader_costs_no_query(reader, path):
    first = reader.get(path)
    assert reader.queries(path) == 0
    second = reader.get(path)
    assert second.content == first.content == reader.rendered(path).content
    assert second.headers == first.headers


def test_a_kept_page_has_all_headers_of_a_rendered_one(reader, path):
    reader.get(path)
    kept, rendered = (
        reader.get(path, HTTP_ACCEPT_ENCODING="gzip"),
        reader.client.get(path, HTTP_COOKIE="sessionid=x", HTTP_ACCEPT_ENCODING="gzip"),
    )
    own = {"Content-Length", "ETag"}  # compressed better, and known by another mark
    assert {name: value for name, value in kept.headers.items() if name not in own} == {
        name: value for name, value in rendered.headers.items() if name not in own
    }
    assert kept.headers["Cache-Control"] == "max-age=0, s-maxage=2, stale-while-revalidate=3"
    assert not kept.cookies
    assert sum(len(f"{name}: {value}\r\n") for name, value in kept.headers.items()) < 700


def test_it_is_sent_compressed_to_those_who_can_read_that(reader, path):
    plain, packed = reader.get(path), reader.get(path, HTTP_ACCEPT_ENCODING="br, gzip")
    assert packed.headers["Content-Encoding"] == "gzip" and packed.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["Content-Length"] == str(len(packed.content)) and plain.headers["Content-Length"] == str(len(plain.content))
    assert "Content-Encoding" not in reader.get(path, HTTP_ACCEPT_ENCODING="gzip;q=0, identity").headers


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_who_has_the_page_gets_a_few_bytes(reader, path, encoding):
    etag = reader.get(path, HTTP_ACCEPT_ENCODING=encoding).headers["ETag"]
    answer = reader.get(path, HTTP_ACCEPT_ENCODING=encoding, HTTP_IF_NONE_MATCH=f'"other", {etag}')
    assert (answer.status_code, answer.content) == (304, b"")
    assert sum(len(f"{name}: {value}\r\n") for name, value in answer.headers.items()) < 250
    assert answer.headers["ETag"] == etag and answer.headers["Cache-Control"] == PUBLIC_CACHE_CONTROL
    assert reader.get(path, HTTP_IF_NONE_MATCH='W/"other"').status_code == 200


def test_a_page_that_a_conditional_request_had_rendered_is_whole_for_the_next_reader(reader, path):
    etag = reader.get(path).headers["ETag"]
    reader.later(700)  # it is no longer kept
    assert reader.get(path, HTTP_IF_NONE_MATCH=etag, HTTP_ACCEPT_ENCODING="gzip").status_code == 304
    assert reader.queries(path) == 0
    assert b"</html>" in reader.get(path).content


def test_head_has_the_headers_and_no_body(reader, path):
    cold, got, kept = reader.head(path), reader.get(path), reader.head(path)
    assert (cold.status_code, kept.status_code, kept.content) == (200, 200, b"")
    assert kept.headers == got.headers


def test_whoever_is_signed_in_sees_the_page_as_it_is(reader, path):
    reader.get(path)
    for cookie in ("sessionid=x", "theirs=1; csrftoken=y"):
        assert reader.queries(path, HTTP_COOKIE=cookie) > 3
    assert reader.queries(path, HTTP_COOKIE="theirs=1") == 0


def test_two_hosts_and_two_schemes_are_never_mixed(reader, path):
    reader.get(path)
    assert reader.queries(path, HTTP_HOST="localhost") > 3
    assert reader.queries(path, HTTP_HOST="LOCALHOST") == 0
    assert reader.queries(path, secure=True) > 3
    assert reader.queries(path, secure=True) == 0
    assert reader.get(path, HTTP_HOST="elsewhere.example").status_code == 400


def test_what_networks_hang_onto_a_link_makes_no_other_page(reader, path):
    plain = reader.get("/berita/").content
    assert reader.queries("/berita/?fbclid=abc&utm_source=wa") == 0
    assert reader.get("/berita/?fbclid=abc").content == plain
    assert reader.get("/berita/?fbclid=%00").status_code == 400  # left to the rest of the site, which refuses it


def test_the_view_does_not_see_it_either(settings):
    """Else the page of whoever came first, with her words in it, would be everybody's."""
    settings.PAGE_CACHE = True
    seen = []

    def view(request):
        seen.append(request.GET.dict())
        return HttpResponse("isi", headers={"Cache-Control": PUBLIC_CACHE_CONTROL})

    middleware = PageCacheMiddleware(view)
    middleware.generation = FixedGeneration()
    middleware(RequestFactory().get("/berita/?fbclid=x&halaman=2"))
    assert seen == [{"halaman": "2"}]


def test_each_number_of_a_list_is_kept_apart_and_nonsense_not_at_all(reader):
    for _number in range(12):
        ArticlePageFactory()
    first, second = reader.get("/berita/").content, reader.get("/berita/?x=1&halaman=2").content
    assert first != second == reader.rendered("/berita/?halaman=2").content
    assert reader.queries("/berita/?halaman=2") == 0
    for query in ("halaman=0", "halaman=99", "halaman=1&halaman=2", "halaman=%32x"):
        reader.get(f"/berita/?{query}")
        assert reader.queries(f"/berita/?{query}") > 0, query


def test_a_parameter_that_a_page_reads_besides_leaves_it_uncached(reader):
    assert reader.get("/p/").status_code == 200
    assert reader.get("/p/?code=zzz").status_code == 404


def test_errors_are_not_kept_and_come_compressed_as_before(reader):
    reader.get("/")
    missing = reader.get("/berita/baru/", HTTP_ACCEPT_ENCODING="gzip")
    assert (missing.status_code, missing.headers["Content-Encoding"], missing.headers["Cache-Control"]) == (404, "gzip", GONE_CACHE_CONTROL)
    ArticlePageFactory(slug="baru")
    assert reader.get("/berita/baru/").status_code == 200


def test_a_form_that_is_sent_goes_through(reader):
    path = "/hak/upah-lembur/"
    reader.get(path)
    answer = reader.client.post(path, {})
    assert answer.headers["Cache-Control"] == "no-store" and answer.content != reader.get(path).content


@pytest.mark.parametrize(
    "change",
    [
        {"status_code": 404},
        {"Cache-Control": "no-store"},
        {"Cache-Control": f"{PUBLIC_CACHE_CONTROL}, private"},
        {"Vary": "Accept-Encoding, Cookie"},
        {"Content-Encoding": "identity"},
        {"cookie": "x"},
    ],
    ids=str,
)
def test_what_is_meant_for_one_reader_is_not_kept(change):
    response = HttpResponse("isi", headers={"Cache-Control": PUBLIC_CACHE_CONTROL, "Vary": "Accept-Encoding"})
    assert KeptPage.of(response)
    for name, value in change.items():
        if name == "status_code":
            response.status_code = value
        elif name == "cookie":
            response.set_cookie("theirs", value)
        else:
            response.headers[name] = value
    assert KeptPage.of(response) is None


def test_a_stream_is_not_kept():
    assert KeptPage.of(StreamingHttpResponse([b"isi"], headers={"Cache-Control": PUBLIC_CACHE_CONTROL})) is None


def test_a_process_keeps_what_was_asked_for_last_within_its_bounds_and_for_ten_minutes(clock):
    pages = ProcessPages(most_pages=3, most_bytes=100, clock=clock)
    small, large = KeptPage(b"x" * 10, {}), KeptPage(b"x" * 95, {})
    for name in "abc":
        pages.put(name, small)
    pages.get("a")
    pages.put("d", small)
    assert [name for name in "abcd" if pages.get(name)] == ["a", "c", "d"]
    pages.put("e", large)
    assert [name for name in "abcde" if pages.get(name)] == ["e"] and pages.bytes == 95
    clock.seconds += 600
    assert pages.get("e") is None and pages.bytes == 0


def test_the_words_of_the_policy_of_contents_are_the_same_for_everybody(reader):
    """A policy with a word of chance in it could not be kept."""
    policies = {reader.rendered("/").headers["Content-Security-Policy"] for _request in range(2)}
    assert not any(re.search("nonce-", policy) for policy in policies)
