"""What every file on paper has: a format, the job that makes it, and the facts of the finished file."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobs.models import OPEN_STATES, JobState
from printing.formats import EDGES_MM, LARGE_PAPERS, USUAL_EDGE_MM, Format, Paper, Sheet
from printing.sentences import for_editors


class PosterState(models.TextChoices):
    """Derived from the file and the job; never stored."""

    READY = "ready", _("ready")
    BEING_MADE = "being_made", _("being made")
    FAILED = "failed", _("failed")
    GONE = "gone", _("no longer offered")


class RenderedFileQuerySet(models.QuerySet):
    def in_format(self, wanted: Format) -> Self:
        """The newest template first."""
        return self.filter(**wanted.fields()).order_by("-template")

    def in_offered_order(self) -> Self:
        """Colour before ink saver, whole sheets before those that are cut up."""
        return self.order_by("mono", "paper", "sheet", "edge_mm", "-template")

    def failed(self) -> Self:
        """Those without a file whose job waits for a person."""
        return self.filter(file="", job__state=JobState.QUARANTINED)

    def being_made(self) -> Self:
        """Those whose job has not ended, and which no older file stands in for."""
        return self.filter(file="", job__state__in=OPEN_STATES)


class RenderedFile(models.Model):
    """One thing on one paper. The file lies under the hash of all that decides its bytes."""

    paper = models.CharField(_("paper"), max_length=3, choices=Paper, default=Paper.A3)
    sheet = models.CharField(_("cut into"), max_length=2, choices=Sheet, blank=True)
    mono = models.BooleanField(_("ink saver"), default=False)
    edge_mm = models.PositiveSmallIntegerField(_("edge that the printer leaves white, in mm"), default=USUAL_EDGE_MM)
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

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(paper__in=Paper.values), name="%(class)s_paper_known"),
            models.CheckConstraint(condition=Q(sheet="") | Q(sheet__in=Sheet.values, paper__in=LARGE_PAPERS), name="%(class)s_sheet_known"),
            models.CheckConstraint(
                condition=Q(edge_mm=USUAL_EDGE_MM) | ~Q(sheet="") & Q(edge_mm__in=EDGES_MM), name="%(class)s_edge_known"
            ),
            models.CheckConstraint(
                condition=Q(file="") | ~Q(sha256="") & Q(size_bytes__gt=0, sheet_count__gt=0, page_count__gt=0, rendered_at__isnull=False),
                name="%(class)s_file_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["file"], condition=~Q(file=""), name="%(class)s_file")]

    def __str__(self) -> str:
        return f"{self.pk} {self.format.file_name}"

    @property
    def format(self) -> Format:
        return Format(self.paper, self.sheet, self.mono, self.edge_mm)

    @property
    def state(self) -> PosterState:
        """One query, unless the job is selected with the row."""
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
        """The sentence that says what to mend; empty unless the rendering failed."""
        return for_editors(self.job.error) if self.job and self.state == PosterState.FAILED else ""

    @property
    def job_key(self) -> str:
        return f"{self.pk}:{self.template}:{self.request_number}"
