"""A small parent that starts its children again when they die: a job that kills its process must not end the work for good."""

import ctypes
import logging
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import NoReturn

from django.db import connections

from .conf import setting

logger = logging.getLogger(__name__)
PR_SET_PDEATHSIG = 1
SHORT_LIFE_SECONDS = 5
LONGEST_PAUSE_SECONDS = 5
LOOK_SECONDS = 0.1


@dataclass
class Child:
    """`main` runs in the forked child and may exec. `on_orphaned` is the signal that it gets when its parent is killed."""

    name: str
    main: Callable[[], None]
    on_orphaned: signal.Signals = signal.SIGKILL
    pid: int = 0
    born: float = 0
    short_lives: int = 0
    not_before: float = 0

    def start(self) -> None:
        parent = os.getpid()
        connections.close_all()  # a connection must not be shared over a fork
        self.born, self.pid = time.monotonic(), os.fork()
        if self.pid == 0:
            self._be_child(parent)

    def _be_child(self, parent: int) -> NoReturn:
        status = 1
        try:
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, self.on_orphaned)
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_DFL)
            if os.getppid() == parent:  # else the parent died before it could be watched
                self.main()
                status = 0
        except SystemExit as leaving:
            status = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
        except BaseException:  # noqa: BLE001 - nothing may return into the parent's code in a second process
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def note_death(self, status: int) -> None:
        """The first children after a good life come back at once, quick deaths in a row ever later."""
        lived = time.monotonic() - self.born
        self.short_lives = self.short_lives + 1 if lived < SHORT_LIFE_SECONDS else 0
        pause = min(LONGEST_PAUSE_SECONDS, 0.05 * 2**self.short_lives)
        self.pid, self.not_before = 0, time.monotonic() + pause
        logger.warning("%s ended (status %d) after %.1f s; starting it again", self.name, os.waitstatus_to_exitcode(status), lived)


class Supervisor:
    """Runs its children until SIGTERM or SIGINT; then ends them, the slow ones by force."""

    def __init__(self, *children: Child) -> None:
        self.children, self.stopping = children, False

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self.stopping:
            for child in self.children:
                if not child.pid and time.monotonic() >= child.not_before:
                    child.start()
            self._reap()
            time.sleep(LOOK_SECONDS)
        self._end_all()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _reap(self) -> None:
        for child in self._living():
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if pid and self.stopping:
                child.pid = 0
            elif pid:
                child.note_death(status)

    def _living(self) -> list[Child]:
        return [child for child in self.children if child.pid]

    def _end_all(self) -> None:
        until = time.monotonic() + setting("JOBS_STOP_SECONDS")
        for child in self._living():
            os.kill(child.pid, signal.SIGTERM)
        while self._living() and time.monotonic() < until:
            self._reap()
            time.sleep(LOOK_SECONDS)
        for child in self._living():  # what it was doing stands in the table and is done again
            os.kill(child.pid, signal.SIGKILL)
            os.waitpid(child.pid, 0)
