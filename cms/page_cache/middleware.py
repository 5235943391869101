"""First of all that a request passes: whoever only reads is answered from here, without session, query or template."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware

from cms.middleware import Handler

from .addresses import Wanted
from .generation import Generation
from .pages import KeptPage, ProcessPages
from .shared import SharedPages
from .turns import Turns

# Headers with which the page itself would answer in a way that fits one browser only.
OF_ONE_BROWSER = ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")


class PageCacheMiddleware:
    """Must stand first in MIDDLEWARE: a kept page holds the headers of all others."""

    def __init__(self, get_response: Handler) -> None:
        if not settings.PAGE_CACHE:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.generation, self.pages, self.turns = Generation(), ProcessPages(), Turns()
        self.shared = SharedPages(settings.CELERY_BROKER_URL)
        self.conditional, self.gzip = ConditionalGetMiddleware(get_response), GZipMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = Wanted.by(request)
        generation = self.generation.now() if wanted else None
        if wanted is None or generation is None:
            return self.get_response(request)
        key = wanted.key(generation)
        if page := self.pages.get(key):
            return page.answer(request)
        if request.method == "HEAD":
            return self.get_response(request)
        return self._in_turn(request, wanted, key)

    def _in_turn(self, request: HttpRequest, wanted: Wanted, key: tuple[str, ...]) -> HttpResponse:
        with self.turns.turn(key) as is_mine:
            page = self.pages.get(key)  # somebody may just have made it
            if page is None and is_mine:
                return self._shared_or_rendered(request, wanted, key)
        return page.answer(request) if page else self.get_response(request)

    def _shared_or_rendered(self, request: HttpRequest, wanted: Wanted, key: tuple[str, ...]) -> HttpResponse:
        if page := self.shared.get(key):
            self.pages.put(key, page)
            return page.answer(request)
        response = self._rendered(request, wanted)
        page = KeptPage.of(response)
        if page is None:
            return self.gzip.process_response(request, self.conditional.process_response(request, response))
        self.pages.put(key, page)
        self.shared.put(key, page)
        return page.answer(request)

    def _rendered(self, request: HttpRequest, wanted: Wanted) -> HttpResponse:
        """The page as it is for everybody: whole, not compressed, and without what was hung onto its address."""
        own = {name: request.META.pop(name) for name in OF_ONE_BROWSER if name in request.META}
        request.META["QUERY_STRING"] = wanted.query
        try:
            return self.get_response(request)
        finally:
            request.META.update(own)
