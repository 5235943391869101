"""What her printer prints: the test sheet tells the edge that it leaves white, the desk remembers it with its paper and colour."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from printing.errors import CannotBePrinted, RenderingFailed
from printing.formats import Sheet
from printing.printers import printer_of
from printing.services import edges

from .downloads import pdf_answer, test_sheet
from .forms import PrinterForm
from .pages import Desk, desk_page, onward, show
from .sheets import dialog_of


@desk_page("GET", "POST")
def edge(request: HttpRequest, desk: Desk) -> HttpResponse:
    """How to find it, and the place to say it; what she prints this week is made for it at once."""
    known = printer_of(request.user)
    initial = {"edge_mm": known.edge_mm, "sheet": known.sheet, "is_mono": known.is_mono}
    form = PrinterForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        printer = edges.remember_printer(user=request.user, **form.cleaned_data)
        for city in desk.cities:
            edges.make_newest_for_printer(printer, city)
        return onward(desk, "desk", news="edge")
    papers = [(sheet.value, sheet.label, dialog_of(sheet)) for sheet in Sheet]
    return show(request, desk, "edge", form=form, papers=papers)


@desk_page("GET", editors_look_on=True)
def test_sheet_file(request: HttpRequest, desk: Desk, paper: str) -> HttpResponse:
    """One page to be printed at 100 %."""
    if paper not in Sheet.values:
        raise Http404
    try:
        pdf = test_sheet(paper)
    except (CannotBePrinted, RenderingFailed):
        return show(request, desk, "not_drawn", status=503)
    return pdf_answer(pdf, f"warta-buruh-lembar-uji-{paper}.pdf")
