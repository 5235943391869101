"""Every change of an answer. Each checks, writes, and tells the history of the site, which names the moderator and never the words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.models import ArticlePage
from cms.signals import answer_changed

from . import rules
from .errors import ChangedMeanwhile, DiscussionClosed, NothingToHide, TooManyAnswers
from .models import Answer, AnswerHour
from .permissions import may_moderate
from .states import AnswerSource, AnswerState, RefusalReason

if TYPE_CHECKING:
    from people.models import User

ANSWERS_OF_AN_HOUR = 60  # from the web, to one article


@transaction.atomic
def submit_answer(
    *, article: ArticlePage, question_number: int, words: str, source: str, client_id: uuid.UUID, at: datetime | None = None
) -> Answer:
    """Keep the answer until a moderator has read it; the same `client_id` again returns the row of the first time, unchanged.

    `at` is now when not given; of it the day is kept. Raises ValidationError by field ("words", "question_number"), DiscussionClosed for
    an article that is not public, TooManyAnswers when the web has sent enough to this article within the hour.
    """
    if sent_before := Answer.objects.filter(client_id=client_id).first():
        return sent_before
    if not ArticlePage.objects.public().filter(pk=article.pk).exists():
        raise DiscussionClosed
    at = at or timezone.now()
    words, question = rules.clean_answer(words), dict(rules.numbered_questions(article)).get(question_number, "")
    _refuse_what_does_not_fit(words, question_number, question)
    if source == AnswerSource.WEB:
        _count(article, at)
    facts = {"article": article, "question_number": question_number, "question": question, "words": words, "source": AnswerSource(source)}
    return Answer.objects.get_or_create(client_id=client_id, defaults={**facts, "received_on": timezone.localdate(at)})[0]


def _refuse_what_does_not_fit(words: str, question_number: int, question: str) -> None:
    problems = {}
    if problem := rules.problem_with_words(words):
        problems["words"] = problem
    if question_number != 0 and not question:
        problems["question_number"] = _("Choose one of the questions.")
    if problems:
        raise ValidationError(problems)


def _count(article: ArticlePage, at: datetime) -> None:
    """One more in this hour; the row is locked, so that answers that come at once are counted one by one."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    row, _made = AnswerHour.objects.select_for_update().get_or_create(article_id=article.pk, defaults={"began_at": hour})
    row.count = row.count + 1 if row.began_at == hour else 1
    if row.count > ANSWERS_OF_AN_HOUR:
        raise TooManyAnswers
    row.began_at = hour
    row.save()


@transaction.atomic
def decide(*, answer: Answer, accept: bool, by: User, at: datetime, reason: str = "", seen: str = "") -> Answer:
    """Show the answer to readers, or refuse it for a reason of RefusalReason. Deciding the same twice changes nothing.

    `seen` is the fingerprint of the answer that the moderator read; without it only an answer that waits is decided. Raises
    PermissionDenied, ValueError for a refusal without reason, ChangedMeanwhile when somebody else was first.
    """
    state, reason = (AnswerState.ACCEPTED, "") if accept else (AnswerState.REFUSED, RefusalReason(reason))
    answer = _locked(answer, by)
    if answer.state == state:
        return answer
    _expect(answer, seen or _as_waiting(answer))
    answer.state, answer.reason, answer.decided_on = state, reason, _day(answer, at)
    return _save(answer, "accept" if accept else "refuse", by, reason=reason)


@transaction.atomic
def undo(*, answer: Answer, by: User, seen: str = "") -> Answer:
    """Take a decision back: the answer waits again, and is no longer shown. Raises PermissionDenied, ChangedMeanwhile."""
    answer = _locked(answer, by)
    if answer.state == AnswerState.WAITING:
        return answer
    _expect(answer, seen or answer.fingerprint)
    answer.state, answer.reason, answer.decided_on = AnswerState.WAITING, "", None
    return _save(answer, "undo", by)


@transaction.atomic
def hide_words(*, answer: Answer, phrases: Iterable[str], by: User) -> Answer:
    """Put "…" in the place of names and numbers; the words as they came are kept for moderators alone.

    Raises PermissionDenied, ChangedMeanwhile for a refused answer, NothingToHide when no phrase is found or nothing would be left.
    """
    answer = _locked(answer, by)
    if answer.state == AnswerState.REFUSED:
        raise ChangedMeanwhile(answer)
    words, count = rules.hide(answer.words, phrases)
    if not count or rules.leaves_nothing(words):
        raise NothingToHide
    answer.original_words, answer.words = answer.original_words or answer.words, words
    return _save(answer, "hide", by, count=count)


@transaction.atomic
def restore_words(*, answer: Answer, by: User) -> Answer:
    """The words as they came, while the answer waits. Raises PermissionDenied, ChangedMeanwhile once it is decided."""
    answer = _locked(answer, by)
    if answer.state != AnswerState.WAITING:
        raise ChangedMeanwhile(answer)
    if not answer.original_words:
        return answer
    answer.words, answer.original_words = answer.original_words, ""
    return _save(answer, "restore", by)


@transaction.atomic
def erase(*, answer: Answer, by: User) -> None:
    """Delete a refused answer before its time. Raises PermissionDenied, ChangedMeanwhile unless it is refused."""
    answer = _locked(answer, by)
    if answer.state != AnswerState.REFUSED:
        raise ChangedMeanwhile(answer)
    _tell(answer, "erase", by)
    answer.delete()


def _locked(answer: Answer, by: User) -> Answer:
    """The row as it is now, kept from others until the transaction ends. Raises Answer.DoesNotExist once it is erased."""
    answer = Answer.objects.select_for_update(of=("self",)).select_related("article").get(pk=answer.pk)
    if not may_moderate(by, answer.article):
        raise PermissionDenied
    return answer


def _as_waiting(answer: Answer) -> str:
    """The fingerprint that it has while it waits."""
    return Answer(state=AnswerState.WAITING, words=answer.words).fingerprint


def _expect(answer: Answer, seen: str) -> None:
    if answer.fingerprint != seen:
        raise ChangedMeanwhile(answer)


def _day(answer: Answer, at: datetime) -> object:
    """The day of the decision; never before the answer came, whatever two machines' clocks say."""
    return max(timezone.localdate(at), answer.received_on)


def _save(answer: Answer, act: str, by: User, **data: object) -> Answer:
    answer.save()
    answer_changed.send(sender=Answer, answer=answer)
    _tell(answer, act, by, **data)
    return answer


def _tell(answer: Answer, act: str, by: User, **data: object) -> None:
    log(answer, f"cms.answer.{act}", user=by, data={name: str(value) for name, value in data.items() if value})
