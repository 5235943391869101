"""How often a page that waits for a poster loads itself again: after 3 seconds at first, then ever later, at most 10, and not for ever."""

import re
from dataclasses import dataclass

from django.http import HttpRequest

PARAMETER = "muat"
FIRST_SECONDS, LONGEST_SECONDS = 3, 10
MOST_TIMES = 20  # about three minutes in all
_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True)
class Refresh:
    """`seconds` is 0 when the page stays as it is; `number` is what the next address says."""

    seconds: int
    number: int

    @classmethod
    def of(cls, request: HttpRequest) -> "Refresh":
        """From `?muat=`, the number of times that this page has loaded itself already."""
        typed = request.GET.get(PARAMETER, "")
        done = int(typed) if _NUMBER.fullmatch(typed) else 0
        seconds = min(LONGEST_SECONDS, FIRST_SECONDS + done) if done < MOST_TIMES else 0
        return cls(seconds, done + 1)
