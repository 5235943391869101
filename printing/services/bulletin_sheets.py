"""The files of bulletins: asked for at publication and by readers, made by jobs, gone with their edition."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jobs.registry import Outcome
from printing.bulletin_content import bulletin_content
from printing.errors import CannotBePrinted
from printing.formats import Format, large_formats
from printing.layout.content import TEMPLATE_VERSION
from printing.models import Bulletin, BulletinSheet, PosterState
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


def request_common_sheets(bulletin: Bulletin) -> None:
    """In one piece and on office paper, each in colour and as ink saver."""
    for wanted in large_formats(bulletin.paper()):
        request_sheet(bulletin=bulletin, wanted=wanted)


def retire_sheets(bulletin: Bulletin) -> None:
    making.retire(BulletinSheet.objects.filter(bulletin=bulletin), RENDER_KIND)


def render_bulletin(*, bulletin: Bulletin, wanted: Format) -> making.Finished:
    """Draw it now, a draft too. Slow: not for a transaction. Raises CannotBePrinted, RenderingFailed, FileNotFoundError."""
    return making.finished(bulletin_content(bulletin), wanted)


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
        raise CannotBePrinted(_("The file of a photo is missing; restore it from the backup.")) from None
    return making.published(sheet, made)


def make_lost_ones_anew(names: set[str]) -> None:
    """Have current sheets made whose files, of these names, have vanished."""
    for sheet in BulletinSheet.objects.current().filter(file__in=names).select_related("bulletin"):
        _make_anew(sheet)


@transaction.atomic
def _make_anew(sheet: BulletinSheet) -> None:
    making.retire(BulletinSheet.objects.filter(pk=sheet.pk), RENDER_KIND)
    request_sheet(bulletin=sheet.bulletin, wanted=sheet.format)


@transaction.atomic
def forget_old_ones(now: datetime) -> None:
    """As posters.forget_old_ones."""
    old = BulletinSheet.objects.current().on_demand().filter(rendered_at__lt=now - KEPT_ON_DEMAND).exclude(file="")
    making.retire(BulletinSheet.objects.filter(pk__in=list(old.values_list("pk", flat=True))), RENDER_KIND)
