"""Refusals of this room, each with the sentence for the person who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Answer


class DiscussionError(Exception):
    """Raised inside a transaction: nothing was written."""


class DiscussionClosed(DiscussionError):
    """The article is not public, so nobody answers it."""


class TooManyAnswers(DiscussionError):
    """So many answers came in this hour that further ones wait."""


class ChangedMeanwhile(DiscussionError):
    """Somebody else was first. `answer` is the row as it is now."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


class NothingToHide(DiscussionError):
    """No such words stand in the answer, or nothing would be left of it."""
