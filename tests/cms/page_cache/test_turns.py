"""Many readers of one cold page at the same moment."""

import threading

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from cms.middleware import PUBLIC_CACHE_CONTROL
from cms.page_cache import turns
from cms.page_cache.middleware import PageCacheMiddleware
from tests.cms.page_cache.conftest import FixedGeneration

READERS = 6


class Site:
    """Renders slowly: it waits until all readers have asked."""

    def __init__(self) -> None:
        self.rendered, self.lock = 0, threading.Lock()
        self.has_begun, self.all_have_asked = threading.Event(), threading.Event()

    def __call__(self, request) -> HttpResponse:
        with self.lock:
            self.rendered += 1
        self.has_begun.set()
        self.all_have_asked.wait(10)
        return HttpResponse("isi", headers={"Cache-Control": PUBLIC_CACHE_CONTROL})


class WatchedTurns(turns.Turns):
    """Lets the site go on once so many have come."""

    def __init__(self, readers: int, all_have_asked: threading.Event) -> None:
        super().__init__()
        self.awaited, self.all_have_asked = readers, all_have_asked

    def turn(self, key):
        with self.lock:
            self.awaited -= 1
            if not self.awaited:
                self.all_have_asked.set()
        return super().turn(key)


@pytest.fixture
def site(settings) -> Site:
    settings.PAGE_CACHE = True
    return Site()


def cached(site) -> PageCacheMiddleware:
    middleware = PageCacheMiddleware(site)
    middleware.generation = FixedGeneration()
    return middleware


def test_it_is_rendered_once_and_everybody_gets_it(site):
    middleware, bodies = cached(site), []
    middleware.turns = WatchedTurns(READERS, site.all_have_asked)
    ask = [
        threading.Thread(target=lambda: bodies.append(middleware(RequestFactory().get("/berita/")).content)) for _reader in range(READERS)
    ]
    for thread in ask:
        thread.start()
    for thread in ask:
        thread.join(20)
    assert bodies == [b"isi"] * READERS
    assert site.rendered == 1


def test_who_has_waited_long_enough_gets_it_rendered_for_herself(site, monkeypatch):
    monkeypatch.setattr(turns, "WAIT_SECONDS", 0.01)
    middleware = cached(site)
    first = threading.Thread(target=middleware, args=(RequestFactory().get("/berita/"),))
    first.start()
    assert site.has_begun.wait(10)
    threading.Timer(0.05, site.all_have_asked.set).start()
    assert middleware(RequestFactory().get("/berita/")).content == b"isi"
    first.join(10)
    assert site.rendered == 2


def test_a_page_that_breaks_leaves_its_turn_to_the_next(site):
    def broken(request):
        raise RuntimeError

    middleware = cached(site)
    middleware.get_response = broken
    with pytest.raises(RuntimeError):
        middleware(RequestFactory().get("/berita/"))
    site.all_have_asked.set()
    middleware.get_response = site
    assert middleware(RequestFactory().get("/berita/")).content == b"isi"
