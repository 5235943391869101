"""Behind the pages of a process: those that all processes of the site share, in the broker's Redis where there is one.

Redis holds nothing of value: while it is away, pages are rendered, and nobody waits for it longer than a blink. What it hands back counts
only with our seal, since others may write to it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from functools import cache as once
from importlib.metadata import version

from django.conf import settings

from jobs.side_redis import SideRedis

from .pages import KeptPage

KEPT_SECONDS = 120  # Redis is the broker's: old generations must not fill it
PREFIX = b"warta:page:"
SEAL_BYTES = 16
# Of what a page is made beside the database: another release must not be given the pages of this one.
MADE_OF = ("*.py", "*.html", "*.xml", "*.css", "*.mo", "*.yaml", "*.txt")
PACKAGES = ("django", "wagtail")


class SharedPages:
    """Asked once for each page that a process does not have; without an address there is nothing to share."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.redis = SideRedis(connect_seconds=0.05, answer_seconds=0.05, consequence="pages are not shared")
        if url:
            release()  # now, before the server forks, and not within the first request

    def get(self, key: Sequence[str]) -> KeptPage | None:
        if not self.url:
            return None
        name = self._name(key)
        sealed = self.redis.ask(self.url, lambda redis: redis.get(name))
        if not sealed:
            return None
        seal, packed = sealed[:SEAL_BYTES], sealed[SEAL_BYTES:]
        return KeptPage.unpacked(packed) if hmac.compare_digest(seal, _digest(name + packed, SEAL_BYTES)) else None

    def put(self, key: Sequence[str], page: KeptPage) -> None:
        if not self.url:
            return
        name, packed = self._name(key), page.packed()
        self.redis.ask(self.url, lambda redis: redis.set(name, _digest(name + packed, SEAL_BYTES) + packed, ex=KEPT_SECONDS))

    def _name(self, key: Sequence[str]) -> bytes:
        return PREFIX + _digest("\0".join((release(), settings.WAGTAILADMIN_BASE_URL, *key)).encode(), 20).hex().encode()


def _digest(content: bytes, size: int) -> bytes:
    return hashlib.blake2b(content, key=hashlib.sha256(settings.SECRET_KEY.encode()).digest(), digest_size=size).digest()


@once
def release() -> str:
    """A name that changes with every file of ours and with the packages that render."""
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in PACKAGES).encode())
    rooms = sorted({app.partition(".")[0] for app in settings.INSTALLED_APPS} & {path.name for path in settings.BASE_DIR.iterdir()})
    for path in (path for room in rooms for pattern in MADE_OF for path in sorted((settings.BASE_DIR / room).rglob(pattern))):
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode() + path.read_bytes())
    return digest.hexdigest()
