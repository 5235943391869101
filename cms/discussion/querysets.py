"""Named sets of answers; each reads as a phrase: `Answer.objects.accepted().in_city(city).newest_first()`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from .states import AnswerSource, AnswerState

if TYPE_CHECKING:
    from cms.extension_points import ModerationScope
    from cms.models import ArticlePage, City

NEWEST_FIRST = ("-received_on", "-pk")


class AnswerQuerySet(models.QuerySet):
    def accepted(self) -> AnswerQuerySet:
        """What readers and sheets may show: accepted, under an article that is public at this moment."""
        return self.filter(state=AnswerState.ACCEPTED).under_public_articles()

    def known_to_stewards(self) -> AnswerQuerySet:
        """What readers see, and what stewards themselves wrote down at a wall and nobody has read yet; never what was refused."""
        from_walls = Q(state=AnswerState.WAITING, source=AnswerSource.WALL)
        return self.filter(from_walls | Q(state=AnswerState.ACCEPTED)).under_public_articles()

    def waiting(self) -> AnswerQuerySet:
        return self.filter(state=AnswerState.WAITING)

    def refused(self) -> AnswerQuerySet:
        return self.filter(state=AnswerState.REFUSED)

    def under_public_articles(self) -> AnswerQuerySet:
        """A withdrawal hides an article's answers with it, in whatever state they are."""
        withdrawals = apps.get_model("cms", "Withdrawal").objects.filter(article=OuterRef("article"), lifted_on__isnull=True)
        return self.filter(~Exists(withdrawals), article__live=True)

    def about(self, article: ArticlePage) -> AnswerQuerySet:
        return self.filter(article_id=article.pk)

    def to_question(self, number: int) -> AnswerQuerySet:
        return self.filter(question_number=number)

    def in_city(self, city: City) -> AnswerQuerySet:
        return self.filter(article__city_id=city.pk)

    def in_scope(self, scope: ModerationScope) -> AnswerQuerySet:
        """Those that a moderator of this scope reads."""
        return self if scope.is_everywhere else self.filter(article__city_id__in=scope.city_ids)

    def received_before(self, day: date) -> AnswerQuerySet:
        return self.filter(received_on__lt=day)

    def newest_first(self) -> AnswerQuerySet:
        return self.order_by(*NEWEST_FIRST)

    def newest_of_each_question(self, most: int) -> AnswerQuerySet:
        """At most so many for each question, each with `total`, the number of all under its question. One query."""
        newest = [F("received_on").desc(), F("pk").desc()]
        ranked = self.annotate(
            rank=Window(RowNumber(), partition_by="question_number", order_by=newest),
            total=Window(Count("pk"), partition_by="question_number"),
        )
        return ranked.filter(rank__lte=most).order_by("question_number", "rank")

    def with_article(self) -> AnswerQuerySet:
        """With all that a row of the moderators' list shows."""
        return self.select_related("article__city", "article__code").defer("article__body")
