"""What readers answered to stories: a box of a bulletin, "Jawaban dari dinding" when all of it comes from walls."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain

from cms.discussion.models import Answer
from cms.models import ArticlePage
from printing.models import Bulletin

MOST_ANSWERS = 4


def newest_answers(bulletin: Bulletin) -> list[Answer]:
    """The newest accepted answers of readers of the city that none of its other weeks has printed. Two queries."""
    others = Bulletin.objects.current().in_city(bulletin.city).exclude(week_starts_on=bulletin.week_starts_on)
    printed = chain.from_iterable(others.values_list("answer_ids", flat=True))
    answers = Answer.objects.accepted().in_city(bulletin.city).exclude(pk__in=set(printed)).select_related("article")
    return list(answers.newest_first()[:MOST_ANSWERS])


def answers_of(bulletin: Bulletin) -> list[Answer]:
    """Those that the edition prints, in its order, without what was taken back since; of a draft those that it would get now."""
    if bulletin.is_draft:
        return newest_answers(bulletin)
    accepted = Answer.objects.accepted().select_related("article").in_bulk(bulletin.answer_ids)
    return [accepted[answer_id] for answer_id in bulletin.answer_ids if answer_id in accepted]


def bulletins_printing(answer_ids: Collection[int]) -> set[int]:
    """Keys of the published bulletins, ended ones too, that print one of these and are not recalled; in whatever city, as a story may have
    been moved to another one since. One query, over a short row for each edition that has answers."""
    if not answer_ids:
        return set()
    printed = Bulletin.objects.published().filter(recalled_on__isnull=True).exclude(answer_ids=[]).values_list("pk", "answer_ids")
    return {pk for pk, ids in printed if not set(answer_ids).isdisjoint(ids)}


def answers_about(article: ArticlePage) -> list[int]:
    """Their keys, in whatever state. One query."""
    return list(Answer.objects.about(article).values_list("pk", flat=True))
