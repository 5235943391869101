"""Posters of published articles."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cms.models import ArticlePage
from jobs.models import OPEN_STATES, JobState
from printing.formats import Format, Paper, Sheet


class PosterState(models.TextChoices):
    """Derived from the file and the job; never stored."""

    READY = "ready", _("ready")
    BEING_MADE = "being_made", _("being made")
    FAILED = "failed", _("failed")
    GONE = "gone", _("no longer offered")


class PosterQuerySet(models.QuerySet["Poster"]):
    def current(self) -> "PosterQuerySet":
        """Those of the edition that is public now; older editions and withdrawn articles have none."""
        return self.filter(article__live=True, revision_id=F("article__live_revision_id")).select_related("job")

    def in_format(self, wanted: Format) -> "PosterQuerySet":
        """The newest template first."""
        return self.filter(paper=wanted.paper, sheet=wanted.sheet, mono=wanted.mono).order_by("-template")

    def in_offered_order(self) -> "PosterQuerySet":
        """Colour before ink saver, whole sheets before those that are cut up."""
        return self.order_by("mono", "paper", "sheet", "-template")


class Poster(models.Model):
    """One edition of an article on one paper. The file lies under the hash of all that decides its bytes."""

    article = models.ForeignKey(ArticlePage, verbose_name=_("article"), on_delete=models.PROTECT, related_name="posters")
    revision = models.ForeignKey("wagtailcore.Revision", verbose_name=_("edition"), on_delete=models.PROTECT, related_name="+")
    paper = models.CharField(_("paper"), max_length=2, choices=Paper, default=Paper.A3)
    sheet = models.CharField(_("cut into"), max_length=2, choices=Sheet, blank=True)
    mono = models.BooleanField(_("ink saver"), default=False)
    template = models.PositiveSmallIntegerField(_("version of the layout"))
    request_number = models.PositiveSmallIntegerField(
        default=1, editable=False, help_text=_("Raised when what was asked for no longer counts, so that a job of then changes nothing.")
    )
    job = models.ForeignKey("jobs.Job", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+")
    file = models.CharField(_("file"), max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size_bytes = models.PositiveIntegerField(_("size"), default=0)
    sheet_count = models.PositiveSmallIntegerField(_("sheets"), default=0)
    page_count = models.PositiveSmallIntegerField(_("pages of the file"), default=0)
    body_pt = models.FloatField(_("size of the text in points"), default=0)
    warnings = models.JSONField(_("warnings"), default=list, blank=True)
    rendered_at = models.DateTimeField(_("made at"), null=True, blank=True)
    objects = PosterQuerySet.as_manager()

    # Nobody asks Wagtail where a revision is used on paper, and the index would cost a query at every save.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("poster")
        verbose_name_plural = _("posters")
        constraints = [
            models.UniqueConstraint(fields=["revision", "paper", "sheet", "mono", "template"], name="poster_once_per_edition_and_format"),
            models.CheckConstraint(condition=Q(paper__in=Paper.values), name="poster_paper_known"),
            models.CheckConstraint(condition=Q(sheet__in=["", *Sheet.values]), name="poster_sheet_known"),
            models.CheckConstraint(
                condition=Q(file="") | ~Q(sha256="") & Q(size_bytes__gt=0, sheet_count__gt=0, page_count__gt=0, rendered_at__isnull=False),
                name="poster_file_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["file"], condition=~Q(file=""), name="poster_file")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.format.file_name}"

    @property
    def format(self) -> Format:
        return Format(self.paper, self.sheet, self.mono)

    @property
    def state(self) -> PosterState:
        """One query, unless the job is selected with the poster."""
        if self.file:
            return PosterState.READY
        if self.job and self.job.state in OPEN_STATES:
            return PosterState.BEING_MADE
        if self.job and self.job.state == JobState.QUARANTINED:
            return PosterState.FAILED
        return PosterState.GONE

    @property
    def office_sheet_count(self) -> int:
        """How many sheets are to be glued together; the last page of such a file is the map."""
        return max(1, self.page_count - 1) if self.sheet else self.page_count

    @property
    def is_ready(self) -> bool:
        return bool(self.file)

    @property
    def problem(self) -> str:
        """The sentence that says what to mend; empty unless the poster failed."""
        return self.job.error if self.job and self.state == PosterState.FAILED else ""

    @property
    def job_key(self) -> str:
        return f"{self.pk}:{self.template}:{self.request_number}"

    def asks_still(self) -> models.QuerySet["Poster"]:
        """This row if nothing has happened since it was read that makes its rendering worthless: empty after a withdrawal, a correction,
        or a byline that was taken back."""
        return Poster.objects.filter(
            Exists(ArticlePage.objects.public().filter(pk=OuterRef("article_id"), live_revision=OuterRef("revision_id"))),
            pk=self.pk,
            request_number=self.request_number,
        )
