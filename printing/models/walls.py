"""Where sheets hang, what was reported about them, and what must come down.

Names of workplaces endanger people: no `__str__`, log row, address or file name of this module repeats one.
"""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.models import ArticlePage, City
from printing.formats import EDGES_MM, USUAL_EDGE_MM, Sheet
from printing.models.bulletins import Bulletin

NAME_MAX = 80
COPIES_MAX = 500
READERS_MAX = 20_000


class Workplace(models.Model):
    """A factory, a warehouse, a market: whatever the steward calls it. Never deleted, only closed."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)  # in addresses
    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="workplaces")
    name = models.CharField(_("name"), max_length=NAME_MAX)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    wagtail_reference_index_ignore = True  # Wagtail's pages on use would show the name

    class Meta:
        verbose_name = _("workplace")
        verbose_name_plural = _("workplaces")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["city", "name"], condition=Q(closed_on__isnull=True), name="workplace_open_once_in_city"),
            models.CheckConstraint(condition=~Q(name=""), name="workplace_has_name"),
        ]

    def __str__(self) -> str:
        return f"workplace {self.pk}"


class NoticeBoard(models.Model):
    """One place where sheets hang: the canteen, the lockers, the stall at the gate."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)  # in addresses
    workplace = models.ForeignKey(Workplace, verbose_name=_("workplace"), on_delete=models.PROTECT, related_name="boards")
    place = models.CharField(_("place"), max_length=NAME_MAX)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("notice board")
        verbose_name_plural = _("notice boards")
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workplace", "place"], condition=Q(closed_on__isnull=True), name="board_open_once_in_workplace"
            ),
            models.CheckConstraint(condition=~Q(place=""), name="board_has_place"),
        ]

    def __str__(self) -> str:
        return f"board {self.pk}"


class PrintReportQuerySet(models.QuerySet["PrintReport"]):
    def in_city(self, city: City) -> PrintReportQuerySet:
        return self.filter(board__workplace__city=city)

    def valid(self) -> PrintReportQuerySet:
        """All but those that were taken back."""
        return self.filter(taken_back_on__isnull=True)

    def standing(self) -> PrintReportQuerySet:
        """What hangs still, as far as anybody has told."""
        return self.valid().filter(down_on__isnull=True)

    def showing(self, article: ArticlePage) -> PrintReportQuerySet:
        """Its posters, and bulletins that hold it."""
        return self.filter(Q(article=article) | Q(bulletin__in=Bulletin.objects.holding(article).values("pk")))

    def newest_first(self) -> PrintReportQuerySet:
        return self.order_by("-hung_on", "-pk")

    def for_reading(self) -> PrintReportQuerySet:
        return self.select_related("board__workplace__city", "article", "bulletin__city", "photo").defer("article__body")


class PrintReport(models.Model):
    """What a steward says that she hung: one edition of a poster or of a bulletin on one board.

    `down_on` is the day on which it came down or was replaced; None while it hangs. The two ticks say what came off the board with it, so
    that it can be undone: `others_are_down` everything older, `earlier_bulletin_stays` not the bulletins of the weeks before.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)  # in addresses
    board = models.ForeignKey(NoticeBoard, verbose_name=_("notice board"), on_delete=models.PROTECT, related_name="reports")
    article = models.ForeignKey(
        ArticlePage, verbose_name=_("article"), null=True, blank=True, on_delete=models.PROTECT, related_name="print_reports"
    )
    bulletin = models.ForeignKey(
        Bulletin, verbose_name=_("bulletin"), null=True, blank=True, on_delete=models.PROTECT, related_name="print_reports"
    )
    edition = models.PositiveSmallIntegerField(_("edition"))  # of the article or of the bulletin
    hung_on = models.DateField(_("hung on"))
    copies = models.PositiveSmallIntegerField(_("copies"), default=1)
    readers = models.PositiveIntegerField(_("readers, about"), null=True, blank=True)
    photo = models.OneToOneField("cms.Image", verbose_name=_("photo"), null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    others_are_down = models.BooleanField(_("all older sheets came down with it"), default=False)
    earlier_bulletin_stays = models.BooleanField(_("the bulletin of the week before stays"), default=False)
    down_on = models.DateField(_("came down on"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", verbose_name=_("replaced by"), null=True, blank=True, on_delete=models.PROTECT, related_name="replaced"
    )
    taken_back_on = models.DateField(_("report taken back on"), null=True, blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("reported by"), on_delete=models.PROTECT, related_name="+")
    reported_on = models.DateField(_("reported on"))
    client_id = models.UUIDField(help_text=_("The same form sent twice makes one report."))
    objects = PrintReportQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("print report")
        verbose_name_plural = _("print reports")
        constraints = [
            models.UniqueConstraint(fields=["reported_by", "client_id"], name="print_report_once"),
            models.CheckConstraint(
                condition=Q(article__isnull=True, bulletin__isnull=False) | Q(article__isnull=False, bulletin__isnull=True),
                name="print_report_of_one_thing",
            ),
            models.CheckConstraint(condition=Q(edition__gte=1), name="print_report_edition_from_one"),
            models.CheckConstraint(condition=Q(copies__gte=1, copies__lte=COPIES_MAX), name="print_report_copies_in_reason"),
            models.CheckConstraint(condition=Q(readers__isnull=True) | Q(readers__lte=READERS_MAX), name="print_report_readers_in_reason"),
            models.CheckConstraint(condition=Q(down_on__isnull=True) | Q(down_on__gte=F("hung_on")), name="print_report_down_after_up"),
            models.CheckConstraint(condition=Q(replaced_by__isnull=True) | Q(down_on__isnull=False), name="print_report_replaced_is_down"),
        ]
        indexes = [models.Index(fields=["board", "hung_on"], name="print_report_board_day")]

    def __str__(self) -> str:
        return f"print report {self.pk}"

    @property
    def hangs(self) -> bool:
        return self.down_on is None and self.taken_back_on is None


class WallTaskQuerySet(models.QuerySet["WallTask"]):
    def in_city(self, city: City) -> WallTaskQuerySet:
        return self.filter(report__board__workplace__city=city)

    def open(self) -> WallTaskQuerySet:
        return self.filter(answer="")

    def escalated(self) -> WallTaskQuerySet:
        """Open, and so old that the editors and the programme manager see it."""
        return self.open().filter(escalated_on__isnull=False)

    def most_urgent_first(self) -> WallTaskQuerySet:
        return self.order_by("-kind", "asked_on", "pk")

    def for_reading(self) -> WallTaskQuerySet:
        parts = ("article__city", "report__board__workplace__city", "report__article", "report__bulletin__city", "report__photo")
        return self.select_related(*parts).defer("article__body", "report__article__body")


class WallTask(models.Model):
    """Something about a sheet that hangs: take it down, or paste the correction over it. Open until it is answered.

    It is about one article on the sheet, or, without one, about a bulletin that was recalled as a whole.
    """

    class Kind(models.TextChoices):
        CORRECT = "correct", _("paste the correction over it")
        TAKE_DOWN = "take_down", _("take it down")

    class Answer(models.TextChoices):
        DONE = "done", _("done")
        NOT_FOUND = "not_found", _("no longer there")
        DROPPED = "dropped", _("no longer needed")  # said by us, not by her: a later task, or a report taken back, settled it

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)  # in addresses
    report = models.ForeignKey(PrintReport, verbose_name=_("print report"), on_delete=models.PROTECT, related_name="tasks")
    article = models.ForeignKey(
        ArticlePage, verbose_name=_("article"), null=True, blank=True, on_delete=models.PROTECT, related_name="wall_tasks"
    )
    kind = models.CharField(_("what to do"), max_length=10, choices=Kind)
    edition = models.PositiveSmallIntegerField(_("edition that is right"), help_text=_("0 for a sheet that is to be taken down."))
    asked_on = models.DateField(_("asked on"))
    escalated_on = models.DateField(_("told to the editors on"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("answered by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_settled = models.BooleanField(default=False, help_text=_("Done because its sheet came down, not by an answer of its own."))
    ends_sheet = models.BooleanField(default=False, help_text=_("Its answer is why the sheet counts as down."))
    objects = WallTaskQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("task at a wall")
        verbose_name_plural = _("tasks at walls")
        constraints = [
            models.UniqueConstraint(fields=["report", "article", "kind", "edition"], name="wall_task_once"),
            models.UniqueConstraint(fields=["report"], condition=Q(article__isnull=True), name="wall_task_once_for_bulletin"),
            models.CheckConstraint(condition=Q(article__isnull=False) | Q(kind="take_down"), name="wall_task_corrects_an_article"),
            models.CheckConstraint(condition=Q(is_settled=False) | Q(answer="done"), name="wall_task_settled_is_done"),
            models.CheckConstraint(condition=Q(ends_sheet=False) | Q(answer__in=["done", "not_found"]), name="wall_task_ends_by_answer"),
            models.CheckConstraint(
                condition=Q(kind="take_down", edition=0) | Q(kind="correct", edition__gte=2), name="wall_task_edition_fits_kind"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True, answered_by__isnull=True)
                | Q(answer="dropped", answered_on__isnull=False, answered_by__isnull=True)
                | Q(answer__in=["done", "not_found"], answered_on__isnull=False, answered_by__isnull=False),
                name="wall_task_answer_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["report"], condition=Q(answer=""), name="wall_task_open")]

    def __str__(self) -> str:
        return f"wall task {self.pk}"

    @property
    def is_open(self) -> bool:
        return not self.answer

    @property
    def takes_down(self) -> bool:
        return self.kind == self.Kind.TAKE_DOWN


class PrinterEdge(models.Model):
    """What a steward's printer prints: how near to the edge of the paper, as her test sheet told her; its office paper, empty for one that
    takes A3 too or of which nothing was told; whether it has black only."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+")
    edge_mm = models.PositiveSmallIntegerField(
        _("edge in millimetres"), choices=[(edge, f"{edge} mm") for edge in EDGES_MM], default=USUAL_EDGE_MM
    )
    sheet = models.CharField(_("office paper"), max_length=2, choices=Sheet, blank=True)
    is_mono = models.BooleanField(_("black only"), default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("edge of a printer")
        verbose_name_plural = _("edges of printers")
        constraints = [
            models.CheckConstraint(condition=Q(edge_mm__in=EDGES_MM), name="printer_edge_known"),
            models.CheckConstraint(condition=Q(sheet__in=["", *Sheet.values]), name="printer_sheet_known"),
        ]

    def __str__(self) -> str:
        return f"{self.edge_mm} mm"
