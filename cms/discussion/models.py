"""Answers of readers. Nothing here knows a person: no address, no browser, no account, and no moment finer than the day."""

import hashlib

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .querysets import AnswerQuerySet
from .rules import WORDS_MAX
from .states import AnswerSource, AnswerState, RefusalReason


class Answer(models.Model):
    """One answer to a question of an article. Its words are the sender's: a moderator may hide some of them, never write others.

    `question` holds the question's words of that day, since a correction may change them; number 0 is the sender's own question or
    remark. `words` is what may be shown. `original_words` is empty unless words were hidden; it is shown to moderators alone and does not
    outlive its use (`retention`). `client_id` comes from the form, so that a form sent twice is one row; it is random and stands in the
    moderators' addresses. Who decided stands in the history of the site, not here.
    """

    article = models.ForeignKey("cms.ArticlePage", verbose_name=_("article"), on_delete=models.PROTECT, related_name="answers")
    question_number = models.PositiveSmallIntegerField(_("number of the question"))
    question = models.CharField(_("question"), max_length=200, blank=True)
    words = models.CharField(_("answer"), max_length=WORDS_MAX)
    original_words = models.CharField(max_length=WORDS_MAX, blank=True, editable=False)
    source = models.CharField(_("source"), max_length=4, choices=AnswerSource)
    received_on = models.DateField(_("received on"))
    state = models.CharField(_("state"), max_length=8, choices=AnswerState, default=AnswerState.WAITING)
    reason = models.CharField(_("reason"), max_length=12, choices=RefusalReason, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    client_id = models.UUIDField(unique=True, editable=False)
    objects = AnswerQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.CheckConstraint(condition=Q(question_number__lte=3), name="answer_question_exists"),
            models.CheckConstraint(
                condition=Q(question_number=0, question="") | Q(question_number__gt=0) & ~Q(question=""), name="answer_question_known"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="answer_not_empty"),
            models.CheckConstraint(condition=Q(source__in=AnswerSource.values), name="answer_source_known"),
            models.CheckConstraint(
                condition=(
                    Q(state=AnswerState.WAITING, decided_on__isnull=True, reason="")
                    | Q(state=AnswerState.ACCEPTED, decided_on__isnull=False, reason="")
                    | Q(state=AnswerState.REFUSED, decided_on__isnull=False, reason__in=RefusalReason.values)
                ),
                name="answer_state_fits_its_facts",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("received_on")), name="answer_decided_after_it_came"
            ),
        ]
        indexes = [
            models.Index(fields=["article", "state", "question_number"], name="answer_of_article_idx"),
            models.Index(fields=["state", "received_on"], name="answer_queue_idx"),
        ]

    def __str__(self) -> str:
        """Never its words: this stands in histories and logs."""
        return f"#{self.pk}"

    @property
    def fingerprint(self) -> str:
        """Changes with the state and with the words, and tells neither: what a moderator's form was filled in upon."""
        return hashlib.sha256(f"{self.state}\0{self.words}".encode()).hexdigest()[:16]

    @property
    def is_from_wall(self) -> bool:
        return self.source == AnswerSource.WALL

    def says(self, question_number: int, words: str) -> bool:
        """Whether these are its words, as they came."""
        return self.question_number == question_number and words == (self.original_words or self.words)


class AnswerHour(models.Model):
    """How many answers an article got from the web within the present hour. The row is dropped once that hour is over (`retention`)."""

    article = models.OneToOneField("cms.ArticlePage", on_delete=models.CASCADE, related_name="+")
    began_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.article_id}: {self.count}"
