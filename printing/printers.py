"""What stewards' printers print, and the forms that are made for them besides the common set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cms.models import City
from curriculum.models import Membership
from people.roles import Role
from printing.formats import Format, Paper, Sheet
from printing.models import PrinterEdge

if TYPE_CHECKING:
    from people.models import User

SERIES = {Sheet.A4: Paper.A4_SERIES, Sheet.F4: Paper.F4_SERIES}


def printer_of(user: User) -> PrinterEdge:
    """Hers, or one like most. One query."""
    return PrinterEdge.objects.filter(user=user).first() or PrinterEdge(user=user)


def forms_of(printer: PrinterEdge, paper: str, *, in_series: bool) -> list[Format]:
    """That large paper cut up for her printer, and the series of whole sheets if one belongs to the thing and she told her paper."""
    sheets = [printer.sheet] if printer.sheet else Sheet.values
    tints = [True] if printer.is_mono else [False, True]
    cut_up = [Format(paper, sheet, mono, printer.edge_mm) for mono in tints for sheet in sheets]
    series = [Format(SERIES[Sheet(printer.sheet)], mono=mono) for mono in tints] if in_series and printer.sheet else []
    return [*cut_up, *series]


def forms_in(city: City | None, paper: str, *, in_series: bool) -> Iterable[Format]:
    """For all printers of the stewards of a city, each form once. One query."""
    if city is None:
        return ()
    stewards = Membership.objects.current().as_role(Role.STEWARD).filter(city=city).values("user")
    printers = PrinterEdge.objects.filter(user__in=stewards).order_by("pk")
    return dict.fromkeys(form for printer in printers for form in forms_of(printer, paper, in_series=in_series))
