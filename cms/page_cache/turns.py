"""After a change all pages are cold and many readers ask for the same one: one of them has it rendered, the others wait for that."""

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

WAIT_SECONDS = 2.0


class Turns:
    """Of one process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.open: dict[Hashable, threading.Event] = {}

    @contextmanager
    def turn(self, key: Hashable) -> Iterator[bool]:
        """True for one at a time; False, for the others, once its turn has ended or they have waited long enough."""
        mine = threading.Event()
        with self.lock:
            other = self.open.setdefault(key, mine)
        if other is not mine:
            other.wait(WAIT_SECONDS)
            yield False
            return
        try:
            yield True
        finally:
            with self.lock:
                del self.open[key]
            mine.set()
