"""Pages in Redis: shared by all processes of a site, believed only with our seal, and never waited for."""

import pytest
import redis
from django.http import HttpResponse
from django.test import RequestFactory

from cms.middleware import PUBLIC_CACHE_CONTROL
from cms.page_cache import shared
from cms.page_cache.middleware import PageCacheMiddleware
from cms.page_cache.pages import KeptPage
from cms.page_cache.shared import SharedPages
from tests.cms.page_cache.conftest import FixedGeneration
from tests.services import own_redis, redis_server, start_redis  # noqa: F401

KEY = ("1", "http", "testserver", "/berita/", "")
PAGE = KeptPage(b"\x1f\x8bisi\n\n", {"ETag": 'W/"x"', "Content-Type": "text/html; charset=utf-8"})


@pytest.fixture
def server(redis_server, settings):  # noqa: F811
    settings.CELERY_BROKER_URL, settings.PAGE_CACHE = redis_server.url, True
    yield redis_server
    redis.Redis.from_url(redis_server.url).flushall()


class Process:
    """One process of the web server; it counts what it renders."""

    def __init__(self) -> None:
        self.rendered = 0
        self.middleware = PageCacheMiddleware(self.render)
        self.middleware.generation = FixedGeneration()

    def render(self, _request) -> HttpResponse:
        self.rendered += 1
        return HttpResponse("isi", headers={"Cache-Control": PUBLIC_CACHE_CONTROL})

    def get(self, path: str = "/berita/") -> bytes:
        return self.middleware(RequestFactory().get(path)).content


@pytest.mark.db
def test_what_one_process_has_rendered_another_sends(server):
    first, second = Process(), Process()
    assert first.get() == second.get() == second.get() == b"isi"
    assert (first.rendered, second.rendered) == (1, 0)
    client = redis.Redis.from_url(server.url)
    (name,) = client.keys()
    assert 0 < client.ttl(name) <= shared.KEPT_SECONDS


@pytest.mark.db
def test_what_somebody_else_has_written_there_is_not_believed(server):
    pages, client = SharedPages(server.url), redis.Redis.from_url(server.url)
    pages.put(KEY, PAGE)
    (name,) = client.keys()
    assert pages.get(KEY) == PAGE
    client.set(name, client.get(name)[:-1] + b"!")
    assert pages.get(KEY) is None
    pages.put(("2", *KEY[1:]), PAGE)
    (other,) = set(client.keys()) - {name}
    client.set(name, client.get(other))  # a page of another generation, sealed
    assert pages.get(KEY) is None


@pytest.mark.db
def test_another_release_another_secret_and_another_address_have_their_own(server, settings, monkeypatch):
    pages = SharedPages(server.url)
    pages.put(KEY, PAGE)
    assert pages.get(("1", "http", "elsewhere.example", "/berita/", "")) is None
    with monkeypatch.context() as later:
        later.setattr(shared, "release", lambda: "another")
        assert pages.get(KEY) is None
    settings.SECRET_KEY = "another"
    assert pages.get(KEY) is None


@pytest.mark.db
def test_a_frozen_redis_is_tried_once_and_a_full_one_is_no_error(server):
    server.freeze()
    try:
        frozen = Process()
        assert [frozen.get(path) for path in ("/", "/berita/", "/kota/")] == [b"isi"] * 3
        assert frozen.middleware.shared.redis.breaker.failed == 1, "tried once, then not for a while"
    finally:
        server.thaw()
    server.limit_memory("100kb")
    try:
        full = Process()
        assert [full.get(), full.get()] == [b"isi"] * 2 and full.rendered == 1
    finally:
        server.limit_memory("0")


@pytest.mark.parametrize("url", ["", "redis://127.0.0.1:1/0", "redis+socket:///nowhere/redis.sock?virtual_host=1", "amqp://127.0.0.1"])
def test_without_redis_pages_are_kept_all_the_same(settings, url):
    settings.CELERY_BROKER_URL, settings.PAGE_CACHE = url, True
    alone = Process()
    assert [alone.get(), alone.get()] == [b"isi"] * 2 and alone.rendered == 1


def test_a_release_is_known_by_its_files(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    names = set()
    for words in ("a", "b"):
        (tmp_path / "cms").mkdir(exist_ok=True)
        (tmp_path / "cms" / "page.html").write_text(words)
        names.add(shared.release.__wrapped__())
    assert len(names) == 2
