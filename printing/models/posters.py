"""Posters of published articles."""

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from cms.models import ArticlePage
from printing.formats import USUAL_EDGE_MM, Paper
from printing.models.rendering import RenderedFile, RenderedFileQuerySet


class PosterQuerySet(RenderedFileQuerySet):
    def current(self) -> "PosterQuerySet":
        """Those of the edition that is public now; older editions and withdrawn articles have none."""
        return self.filter(article__live=True, revision_id=F("article__live_revision_id")).select_related("job")

    def on_demand(self) -> "PosterQuerySet":
        """Those that no publication asks for, only a person."""
        return self.exclude(paper=Paper.A3, edge_mm=USUAL_EDGE_MM)

    def common(self) -> "PosterQuerySet":
        """Those of the common set, which every publication asks for."""
        return self.filter(paper=Paper.A3, edge_mm=USUAL_EDGE_MM)


class Poster(RenderedFile):
    """One edition of an article on one paper."""

    article = models.ForeignKey(ArticlePage, verbose_name=_("article"), on_delete=models.PROTECT, related_name="posters")
    revision = models.ForeignKey("wagtailcore.Revision", verbose_name=_("edition"), on_delete=models.PROTECT, related_name="+")
    objects = PosterQuerySet.as_manager()

    # Nobody asks Wagtail where a revision is used on paper, and the index would cost a query at every save.
    wagtail_reference_index_ignore = True

    class Meta(RenderedFile.Meta):
        verbose_name = _("poster")
        verbose_name_plural = _("posters")
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "paper", "sheet", "mono", "edge_mm", "template"], name="poster_once_per_edition_and_format"
            ),
            *RenderedFile.Meta.constraints,
        ]

    def asks_still(self) -> models.QuerySet["Poster"]:
        """This row if nothing has happened since it was read that makes its rendering worthless: empty after a withdrawal, a correction,
        or a byline that was taken back."""
        return Poster.objects.filter(
            Exists(ArticlePage.objects.public().filter(pk=OuterRef("article_id"), live_revision=OuterRef("revision_id"))),
            pk=self.pk,
            request_number=self.request_number,
        )
