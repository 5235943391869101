"""What stands under an article: its questions, and the newest accepted answers to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .models import Answer
from .rules import numbered_questions

if TYPE_CHECKING:
    from cms.models import ArticlePage

SHOWN_OF_EACH = 3  # the page of all answers has the rest; an article must fit into one flight of packets


@dataclass(frozen=True)
class Replies:
    """The newest answers to one question; `question` is empty for questions and remarks of readers' own. `count` is of all answers."""

    number: int
    question: str
    answers: list[Answer]
    count: int


@dataclass(frozen=True)
class Board:
    """The questions with their numbers, and those that were answered with their answers."""

    questions: list[tuple[int, str]]
    replies: list[Replies]

    @property
    def count(self) -> int:
        return sum(replies.count for replies in self.replies)

    @property
    def has_more(self) -> bool:
        return any(replies.count > len(replies.answers) for replies in self.replies)


def board_of(article: ArticlePage) -> Board:
    """One query."""
    questions = numbered_questions(article)
    found = list(Answer.objects.accepted().about(article).newest_of_each_question(SHOWN_OF_EACH))
    numbers = sorted({answer.question_number for answer in found}, key=lambda number: number or 9)
    return Board(questions, [_replies(number, questions, found) for number in numbers])


def _replies(number: int, questions: list[tuple[int, str]], found: list[Answer]) -> Replies:
    answers = [answer for answer in found if answer.question_number == number]
    return Replies(number, dict(questions).get(number, answers[0].question), answers, answers[0].total)
