"""Bulletins: one week of one city on a large sheet, put together by an editor or a steward."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cms.models import ArticlePage, City
from printing.formats import USUAL_EDGE_MM, Paper
from printing.models.rendering import RenderedFile, RenderedFileQuerySet
from printing.weeks import days_words

FEWEST_ARTICLES, MOST_ARTICLES = 4, 12
MOST_ON_A3 = 6


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    def drafts(self) -> "BulletinQuerySet":
        return self.filter(published_at__isnull=True)

    def published(self) -> "BulletinQuerySet":
        """Those that readers were offered at some time."""
        return self.filter(published_at__isnull=False)

    def current(self) -> "BulletinQuerySet":
        """Those that readers are offered: the newest edition of each week, unless it was withdrawn."""
        return self.published().filter(ended_at__isnull=True)

    def in_city(self, city: City) -> "BulletinQuerySet":
        return self.filter(city=city)

    def of_week(self, monday: date) -> "BulletinQuerySet":
        return self.filter(week_starts_on=monday)

    def holding(self, article: ArticlePage) -> "BulletinQuerySet":
        return self.filter(Exists(BulletinArticle.objects.filter(bulletin=OuterRef("pk"), article=article)))

    def newest_first(self) -> "BulletinQuerySet":
        return self.order_by("-week_starts_on", "-edition", "-pk")


class Bulletin(models.Model):
    """One edition of the bulletin of a city and week: a draft until it is published, unchanged ever after. A correction or a withdrawal of
    one of its articles ends it and publishes the next edition."""

    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="bulletins")
    week_starts_on = models.DateField(_("Monday of its week"))
    edition = models.PositiveSmallIntegerField(_("edition"), null=True, blank=True, help_text=_("Given at publication, counted from 1."))
    answer_ids = models.JSONField(default=list, blank=True, editable=False)  # what the walls answered: fixed at publication
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("no longer offered since"), null=True, blank=True)
    recalled_on = models.DateField(
        _("recalled on"), null=True, blank=True, help_text=_("Withdrawn, or an answer on it was taken back: what hangs must come down.")
    )
    objects = BulletinQuerySet.as_manager()

    class Meta:
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")
        constraints = [
            models.UniqueConstraint(
                fields=["city", "week_starts_on"], condition=Q(published_at__isnull=True), name="bulletin_one_draft_per_week"
            ),
            models.UniqueConstraint(
                fields=["city", "week_starts_on"],
                condition=Q(published_at__isnull=False, ended_at__isnull=True),
                name="bulletin_one_current_per_week",
            ),
            models.UniqueConstraint(fields=["city", "week_starts_on", "edition"], name="bulletin_edition_once"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, edition__isnull=True, ended_at__isnull=True)
                | Q(published_at__isnull=False, edition__gte=1),
                name="bulletin_numbered_when_published",
            ),
            models.CheckConstraint(
                condition=Q(recalled_on__isnull=True) | Q(ended_at__isnull=False), name="bulletin_recalled_is_not_offered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} {self.week_starts_on} ({self.edition or '–'})"

    @property
    def week_ends_on(self) -> date:
        return self.week_starts_on + timedelta(days=6)

    @property
    def days(self) -> str:
        """Its week in words."""
        return days_words(self.week_starts_on, self.week_ends_on)

    def next_edition(self) -> int:
        """The number that an edition of this city and week would get now. One query."""
        same_week = Bulletin.objects.filter(city_id=self.city_id, week_starts_on=self.week_starts_on)
        return (same_week.aggregate(Max("edition"))["edition__max"] or 0) + 1

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def is_offered(self) -> bool:
        return not self.is_draft and self.ended_at is None

    def paper(self) -> Paper:
        """A3 up to six articles, A2 beyond. One query, unless the articles are prefetched."""
        return Paper.A3 if len(self.articles.all()) <= MOST_ON_A3 else Paper.A2


class BulletinArticle(models.Model):
    """An article in a bulletin; position 1 leads. `revision` and `edition` say what of the article was printed: fixed at publication."""

    bulletin = models.ForeignKey(Bulletin, verbose_name=_("bulletin"), on_delete=models.CASCADE, related_name="articles")
    article = models.ForeignKey(ArticlePage, verbose_name=_("article"), on_delete=models.PROTECT, related_name="bulletins")
    position = models.PositiveSmallIntegerField(_("position"))
    revision = models.ForeignKey("wagtailcore.Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField(_("edition of the article"), null=True, blank=True)

    wagtail_reference_index_ignore = True  # as Poster

    class Meta:
        verbose_name = _("article of a bulletin")
        verbose_name_plural = _("articles of a bulletin")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "article"], name="bulletin_article_once"),
            models.UniqueConstraint(fields=["bulletin", "position"], name="bulletin_position_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="bulletin_position_from_one"),
            models.CheckConstraint(
                condition=Q(revision__isnull=True, edition__isnull=True) | Q(revision__isnull=False, edition__isnull=False, edition__gte=1),
                name="bulletin_article_of_an_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bulletin_id}/{self.position}"


class BulletinSheetQuerySet(RenderedFileQuerySet):
    def current(self) -> "BulletinSheetQuerySet":
        return self.filter(bulletin__in=Bulletin.objects.current()).select_related("job")

    def on_demand(self) -> "BulletinSheetQuerySet":
        """Those that no publication asks for, only a person."""
        return self.exclude(edge_mm=USUAL_EDGE_MM)


class BulletinSheet(RenderedFile):
    """One edition of a bulletin on one paper."""

    bulletin = models.ForeignKey(Bulletin, verbose_name=_("bulletin"), on_delete=models.PROTECT, related_name="sheets")
    objects = BulletinSheetQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta(RenderedFile.Meta):
        verbose_name = _("sheet of a bulletin")
        verbose_name_plural = _("sheets of bulletins")
        constraints = [
            models.UniqueConstraint(
                fields=["bulletin", "paper", "sheet", "mono", "edge_mm", "template"], name="bulletin_sheet_once_per_format"
            ),
            *RenderedFile.Meta.constraints,
        ]

    def asks_still(self) -> models.QuerySet["BulletinSheet"]:
        """This row if its edition is offered still and nothing was asked for anew since it was read."""
        return BulletinSheet.objects.filter(
            Exists(Bulletin.objects.current().filter(pk=OuterRef("bulletin_id"))), pk=self.pk, request_number=self.request_number
        )
