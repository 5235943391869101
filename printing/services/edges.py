"""The door of a steward's printer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef

from cms.models import ArticlePage, City
from printing.formats import Paper
from printing.layout.content import TEMPLATE_VERSION
from printing.models import Bulletin, BulletinSheet, Poster, PrinterEdge
from printing.printers import forms_of
from printing.services import bulletin_sheets, making, posters

if TYPE_CHECKING:
    from people.models import User

NEWEST_POSTERS = 8


@transaction.atomic
def remember_printer(*, user: User, edge_mm: int, sheet: str, is_mono: bool) -> PrinterEdge:
    """`edge_mm` is one of `formats.EDGES_MM`; the database refuses others."""
    facts = {"edge_mm": edge_mm, "sheet": sheet, "is_mono": is_mono}
    return PrinterEdge.objects.update_or_create(user=user, defaults=facts)[0]


@transaction.atomic
def make_for_printer(printer: PrinterEdge, things: Iterable[ArticlePage | Bulletin]) -> None:
    """All forms of these public articles and published bulletins that this printer prints; what there is already is not made again."""
    sheets, made_posters = [], []
    for thing in things:
        if isinstance(thing, Bulletin):
            forms = forms_of(printer, thing.paper(), in_series=False)
            sheets += [BulletinSheet(bulletin=thing, template=TEMPLATE_VERSION, **each.fields()) for each in forms]
        else:
            facts = {"article": thing, "revision_id": thing.live_revision_id, "template": TEMPLATE_VERSION}
            made_posters += [Poster(**facts, **each.fields()) for each in forms_of(printer, Paper.A3, in_series=True)]
    ours = {"template": TEMPLATE_VERSION}
    of_bulletins = BulletinSheet.objects.filter(bulletin__in={row.bulletin_id for row in sheets}, **ours)
    making.ask_for_all(sheets, of_bulletins, bulletin_sheets.RENDER_KIND)
    of_revisions = Poster.objects.filter(revision__in={row.revision_id for row in made_posters}, **ours)
    making.ask_for_all(made_posters, of_revisions, posters.RENDER_KIND)


def make_newest_for_printer(printer: PrinterEdge, city: City) -> None:
    """The newest bulletin and posters of the city: what she finds on her desk."""
    is_printed = Exists(Poster.objects.filter(article=OuterRef("pk"), revision_id=OuterRef("live_revision_id")))
    articles = ArticlePage.objects.public().in_city(city).filter(is_printed).newest_first().defer("body")
    newest = Bulletin.objects.current().in_city(city).newest_first().prefetch_related("articles")[:1]
    make_for_printer(printer, [*newest, *articles[:NEWEST_POSTERS]])
