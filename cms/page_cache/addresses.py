"""Which requests may be answered with a kept page, and what of them decides how it looks.

Only addresses of this table: pages that are the same for everybody who asks on the same day. Each says which parameters choose what is
shown; the page is kept apart for each of their values. With a parameter of `bypassed`, which the view reads too, nothing is kept. All
others, such as those that networks hang onto links, are taken off before the view sees them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils.http import urlencode

from cms.middleware import content_length, is_working_page

LONGEST_PATH, LONGEST_QUERY = 300, 500
SLUG = re.compile(r"[-a-z0-9]{1,60}")
PAGE_NUMBER = re.compile(r"[1-9]\d{0,4}", re.ASCII)
QUESTION = re.compile(r"[0-3]")


@dataclass(frozen=True)
class Address:
    keyed: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    bypassed: frozenset[str] = frozenset()

    def query(self, typed: str) -> str | None:
        """What is left of the query, in one order; None for a query with which nothing is kept."""
        if not typed:
            return ""
        if len(typed) > LONGEST_QUERY or "%00" in typed:
            return None
        given = QueryDict(typed)
        chosen = [(name, value) for name in self.keyed for value in given.getlist(name)]
        is_clear = len({name for name, _value in chosen}) == len(chosen) and all(
            self.keyed[name].fullmatch(value) for name, value in chosen
        )
        return urlencode(chosen) if is_clear and not self.bypassed & given.keys() else None


PLAIN = Address()
LISTED = Address({"halaman": PAGE_NUMBER})
LISTED_BY_CITY = Address({"halaman": PAGE_NUMBER, "kota": SLUG})
ON_PAPER = Address(bypassed=frozenset({"bentuk", "muat"}))

KEPT: dict[str, Address] = {
    "home": PLAIN,
    "news": LISTED,
    "article": PLAIN,
    "answers": Address({"halaman": PAGE_NUMBER, "soal": QUESTION}),
    "cities": PLAIN,
    "city": LISTED,
    "topic": LISTED,
    "short_address_form": Address(bypassed=frozenset({"code"})),
    "feed": PLAIN,
    "sitemap": PLAIN,
    "robots": PLAIN,
    "printing:posters": LISTED_BY_CITY,
    "printing:article": ON_PAPER,
    "printing:bulletins": LISTED_BY_CITY,
    "printing:bulletin": ON_PAPER,
    "rights:index": PLAIN,
    "rights:choose": PLAIN,
    "rights:calculator": PLAIN,
    "rights:embedded": PLAIN,
    "rights:payslip": PLAIN,
    "rights:offer": PLAIN,
    "rights:evidence": PLAIN,
    "rights:questions": PLAIN,
    "rights:question": PLAIN,
    "rights:open_data": PLAIN,
    "rights:parameters": PLAIN,
    "rights:minimum_wages": PLAIN,
    "certificate_check_form": Address(bypassed=frozenset({"nomor"})),
    "wagtail_serve": PLAIN,  # standing pages
}


@dataclass(frozen=True)
class Wanted:
    """What decides a page, beside its generation."""

    scheme: str
    host: str
    path: str
    query: str

    @classmethod
    def by(cls, request: HttpRequest) -> Wanted | None:
        """None where the request must be answered by the page itself."""
        if request.method not in ("GET", "HEAD") or content_length(request) or _is_known(request):
            return None
        address = _address(request.path)
        query = address.query(request.META.get("QUERY_STRING", "")) if address else None
        if query is None:
            return None
        try:
            return cls(request.scheme or "", request.get_host().lower(), request.path, query)
        except DisallowedHost:
            return None

    def key(self, generation: str) -> tuple[str, ...]:
        return generation, self.scheme, self.host, self.path, self.query


def _is_known(request: HttpRequest) -> bool:
    """Whoever is signed in sees each change at once; and a page must never be kept with a form's token that belongs to one browser.

    Cookies of others on the same host mean nothing to us.
    """
    return "HTTP_COOKIE" in request.META and not request.COOKIES.keys().isdisjoint(
        (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    )


@lru_cache(maxsize=2_000)
def _address(path: str) -> Address | None:
    if len(path) > LONGEST_PATH or path != path.lower() or is_working_page(path):
        return None
    try:
        return KEPT.get(resolve(path).view_name)
    except Resolver404:
        return None
