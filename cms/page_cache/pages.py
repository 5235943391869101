"""A page as it is kept and sent, and those that one process keeps."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from cms.middleware import PUBLIC_CACHE_CONTROL

MOST_PAGES, MOST_BYTES = 500, 32_000_000
LONGEST_BODY = 1_000_000  # compressed; a longer one is rendered each time
KEPT_SECONDS = 600  # however still the site is: what nobody has thought of is mended within this time
NOT_KEPT_HEADERS = {"content-encoding", "content-length", "etag", "vary", "date", "connection", "set-cookie"}
GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


@dataclass(frozen=True)
class KeptPage:
    """`body` is compressed. `headers` are those of both ways of sending it."""

    body: bytes
    headers: dict[str, str]

    @classmethod
    def of(cls, response: HttpResponse) -> KeptPage | None:
        """None for what is not the same for everybody or not worth keeping: a view that says anything else than the usual two seconds, a
        cookie, an answer that differs by a header of the request."""
        varies = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")} - {"", "accept-encoding"}
        is_usual = response.status_code == 200 and response.headers.get("Cache-Control") == PUBLIC_CACHE_CONTROL
        if not is_usual or varies or response.cookies or response.streaming or response.headers.get("Content-Encoding"):
            return None
        body = gzip.compress(response.content, 9, mtime=0)
        if len(body) > LONGEST_BODY:
            return None
        headers = {name: value for name, value in response.headers.items() if name.lower() not in NOT_KEPT_HEADERS}
        etag = f'W/"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'  # weak: one for both encodings
        return cls(body, headers | {"ETag": etag, "Vary": "Accept-Encoding"})

    @cached_property
    def compressed_headers(self) -> dict[str, str]:
        return self.headers | {"Content-Encoding": "gzip", "Content-Length": str(len(self.body))}

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page as this browser can read it, or 304 if that is what it has."""
        if GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            body, headers = self.body, self.compressed_headers
        else:
            body = gzip.decompress(self.body)
            headers = self.headers | {"Content-Length": str(len(body))}
        response = HttpResponse(body if request.method == "GET" else b"", headers=headers)
        if "HTTP_IF_NONE_MATCH" in request.META:
            return get_conditional_response(request, etag=self.headers["ETag"], response=response)
        return response

    def packed(self) -> bytes:
        return json.dumps(self.headers).encode() + b"\n" + self.body

    @classmethod
    def unpacked(cls, packed: bytes) -> KeptPage:
        headers, _end, body = packed.partition(b"\n")
        return cls(body, json.loads(headers))


class ProcessPages:
    """The pages that were asked for last, within two bounds; for all threads of a process."""

    def __init__(self, most_pages: int = MOST_PAGES, most_bytes: int = MOST_BYTES, clock: Callable[[], float] = time.monotonic) -> None:
        self.most_pages, self.most_bytes, self.clock = most_pages, most_bytes, clock
        self.lock, self.bytes = threading.Lock(), 0
        self.kept: OrderedDict[Hashable, tuple[KeptPage, float]] = OrderedDict()

    def get(self, key: Hashable) -> KeptPage | None:
        with self.lock:
            found = self.kept.get(key)
            if found is None:
                return None
            if found[1] <= self.clock():
                self._drop(key)
                return None
            self.kept.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, page: KeptPage) -> None:
        with self.lock:
            self._drop(key)
            self.kept[key] = page, self.clock() + KEPT_SECONDS
            self.bytes += len(page.body)
            while len(self.kept) > self.most_pages or self.bytes > self.most_bytes:
                self._drop(next(iter(self.kept)))

    def _drop(self, key: Hashable) -> None:
        page, _until = self.kept.pop(key, (None, 0))
        self.bytes -= len(page.body) if page else 0
