"""The files of bulletins: asked for at publication and by readers, made by jobs, gone with their edition."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jobs.registry import Outcome
from printing.bulletin_content import bulletin_content
from printing.errors import BulletinRefused, CannotBePrinted, RenderingFailed
from printing.formats import Format, large_formats
from printing.layout import Rendered
from printing.layout.content import TEMPLATE_VERSION
from printing.models import Bulletin, BulletinSheet, PosterState
from printing.printers import forms_in
from printing.rendering import draw_at_once
from printing.sentences import kept
from printing.services import making
from printing.services.posters import KEPT_ON_DEMAND

RENDER_KIND = "printing.render_bulletin_sheet"


@transaction.atomic
def request_sheet(*, bulletin: Bulletin, wanted: Format) -> BulletinSheet:
    """The sheet of this edition in this format: the one there is, or a new one with its job, in the caller's transaction."""
    sheet, _made = BulletinSheet.objects.get_or_create(bulletin=bulletin, template=TEMPLATE_VERSION, **wanted.fields())
    return making.ask_for(sheet, RENDER_KIND)


@transaction.atomic
def request_on_demand(*, bulletin: Bulletin, wanted: Format) -> BulletinSheet:
    """As request_sheet, for a reader: what an older template has drawn will do. Raises TooMuchAskedFor."""
    for sheet in BulletinSheet.objects.filter(bulletin=bulletin).select_related("job").in_format(wanted):
        if sheet.state != PosterState.GONE:
            return sheet
    making.check_demand(BulletinSheet.objects.on_demand())
    return request_sheet(bulletin=bulletin, wanted=wanted)


def request_common_sheets(bulletins: Iterable[Bulletin]) -> None:
    """In one piece and on office paper, each in colour and as ink saver, and what the printers of the city's stewards need besides."""
    wanted = [
        BulletinSheet(bulletin=bulletin, template=TEMPLATE_VERSION, **each.fields())
        for bulletin in bulletins
        for each in _common_forms(bulletin)
    ]
    these = BulletinSheet.objects.filter(bulletin__in=[row.bulletin for row in wanted], template=TEMPLATE_VERSION)
    making.ask_for_all(wanted, these, RENDER_KIND)


def _common_forms(bulletin: Bulletin) -> Iterable[Format]:
    paper = bulletin.paper()
    return dict.fromkeys((*large_formats(paper), *forms_in(bulletin.city, paper, in_series=False)))


def retire_sheets(bulletins: Iterable[Bulletin]) -> None:
    making.retire(BulletinSheet.objects.filter(bulletin__in=bulletins))


def render_bulletin(*, bulletin: Bulletin, wanted: Format) -> making.Finished:
    """Draw it now, a draft too. Slow: not for a transaction. Raises CannotBePrinted, RenderingFailed, FileNotFoundError."""
    return making.finished(bulletin_content(bulletin), wanted)


def draw_draft(draft: Bulletin, *, mono: bool = False) -> Rendered:
    """The whole sheet as it would be published now, for somebody who waits at a page; kept nowhere. Slow: not for a transaction.

    Raises BulletinRefused with the sentence that says why there is none.
    """
    try:
        return draw_at_once(bulletin_content(draft), Format(draft.paper(), mono=mono))
    except CannotBePrinted as error:
        raise BulletinRefused(str(error)) from error
    except FileNotFoundError:
        raise BulletinRefused(_("The file of a photo is missing; restore it from the backup.")) from None
    except RenderingFailed as error:
        raise BulletinRefused(_("The sheet could not be drawn just now. Try again.")) from error


def make_sheet(*, sheet_id: int, request_number: int) -> Outcome | None:
    """What the job does, as posters.make_poster."""
    sheet = BulletinSheet.objects.select_related("bulletin__city").filter(pk=sheet_id).first()
    if sheet is None or sheet.request_number != request_number or not sheet.asks_still().exists():
        return None
    try:
        made = render_bulletin(bulletin=sheet.bulletin, wanted=sheet.format)
    except FileNotFoundError:
        if not sheet.asks_still().exists():  # a withdrawal moved a photo away meanwhile
            return None
        raise CannotBePrinted(_("The file of a photo is missing; restore it from the backup."), kept("photo_gone")) from None
    return making.published(sheet, made, _make_anew)


def make_lost_ones_anew(names: set[str]) -> None:
    """Have current sheets made whose files, of these names, have vanished."""
    for sheet in BulletinSheet.objects.current().filter(file__in=names).select_related("bulletin"):
        _make_anew(sheet)


@transaction.atomic
def _make_anew(sheet: BulletinSheet) -> None:
    if making.forget_lost_file(sheet):
        request_sheet(bulletin=sheet.bulletin, wanted=sheet.format)


@transaction.atomic
def forget_old_ones(now: datetime) -> None:
    """As posters.forget_old_ones."""
    old = BulletinSheet.objects.current().on_demand().filter(rendered_at__lt=now - KEPT_ON_DEMAND).exclude(file="")
    making.retire(BulletinSheet.objects.filter(pk__in=list(old.values_list("pk", flat=True))))
