"""The doors of posters: asked for in the transaction of a publication, made by jobs, taken away with a correction or a withdrawal."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision

from cms.models import ArticlePage
from jobs.registry import Outcome
from printing.content import poster_content
from printing.errors import CannotBePrinted
from printing.formats import COMMON_SET, USUAL_EDGE_MM, Format, Paper
from printing.layout.content import TEMPLATE_VERSION
from printing.models import Poster, PosterState
from printing.printers import forms_in
from printing.sentences import kept
from printing.services import making

RENDER_KIND = "printing.render_poster"
KEPT_ON_DEMAND = timedelta(days=60)


@transaction.atomic
def request_poster(
    *,
    article: ArticlePage,
    revision: Revision,
    paper: str = Paper.A3,
    sheet: str = "",
    mono: bool = False,
    edge_mm: int = USUAL_EDGE_MM,
) -> Poster:
    """The poster of this edition in this format: the one there is, or a new one with its job, in the caller's transaction.

    Asking again is harmless; a poster whose job has failed stays as it is, since a person decides about it. Raises ValueError when there
    is no such format.
    """
    wanted = Format(paper, sheet, mono, edge_mm)
    poster, _made = Poster.objects.get_or_create(
        revision=revision, template=TEMPLATE_VERSION, **wanted.fields(), defaults={"article": article}
    )
    return making.ask_for(poster, RENDER_KIND)


@transaction.atomic
def request_on_demand(*, article: ArticlePage, wanted: Format) -> Poster:
    """The current poster of a public article in a format that a reader asks for, drawn by an older template if there is one.

    Raises TooMuchAskedFor when a new one would have to wait behind too many others.
    """
    known = Poster.objects.current().filter(article=article).in_format(wanted)
    for poster in known:
        if poster.state != PosterState.GONE:
            return poster
    making.check_demand(Poster.objects.on_demand())
    return request_poster(article=article, revision=article.live_revision, **wanted.fields())


@transaction.atomic
def publish_posters(article: ArticlePage, revision: Revision) -> None:
    """After a publication, a correction or a change of the byline: the old posters go, the common set is asked for, and what the
    printers of the city's stewards need besides."""
    retire_posters(article)
    forms = dict.fromkeys((*COMMON_SET, *forms_in(article.city, Paper.A3, in_series=True)))
    wanted = [Poster(article=article, revision=revision, template=TEMPLATE_VERSION, **each.fields()) for each in forms]
    making.ask_for_all(wanted, Poster.objects.filter(revision=revision, template=TEMPLATE_VERSION), RENDER_KIND)


@transaction.atomic
def retire_posters(article: ArticlePage) -> None:
    """Offer none of the article's posters any longer: waiting jobs are called off, running ones have no effect, a job deletes the files."""
    making.retire(Poster.objects.filter(article=article))


def render_poster(*, article: ArticlePage, revision: Revision, wanted: Format) -> making.Finished:
    """Draw it now. Slow: not for a transaction. Raises CannotBePrinted, RenderingFailed, FileNotFoundError (a photo's file is gone)."""
    return making.finished(poster_content(article, revision), wanted)


def make_poster(*, poster_id: int, request_number: int) -> Outcome | None:
    """What the job does: draw, store the file, and hand back how to write the row. None when nobody asks for it any longer."""
    poster = Poster.objects.select_related("article__byline", "article__code", "revision").filter(pk=poster_id).first()
    if poster is None or poster.request_number != request_number or not poster.asks_still().exists():
        return None
    try:
        made = render_poster(article=poster.article, revision=poster.revision, wanted=poster.format)
    except FileNotFoundError:
        if not poster.asks_still().exists():  # a withdrawal moved the photo away meanwhile
            return None
        raise CannotBePrinted(_("The file of a photo is missing; restore it from the backup."), kept("photo_gone")) from None
    return making.published(poster, made, _make_anew)


def make_lost_ones_anew(names: set[str]) -> None:
    """Have current posters made whose files, of these names, have vanished."""
    for poster in Poster.objects.current().filter(file__in=names).select_related("article", "revision"):
        _make_anew(poster)


@transaction.atomic
def _make_anew(poster: Poster) -> None:
    if making.forget_lost_file(poster):
        request_poster(article=poster.article, revision=poster.revision, **poster.format.fields())


@transaction.atomic
def forget_old_ones(now: datetime) -> None:
    """What somebody asked for two months ago has hung or never will; whoever wants it again asks again."""
    old = Poster.objects.current().on_demand().filter(rendered_at__lt=now - KEPT_ON_DEMAND).exclude(file="")
    making.retire(Poster.objects.filter(pk__in=list(old.values_list("pk", flat=True))))
