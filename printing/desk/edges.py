"""Which edge her printer leaves white: the test sheet tells it, the desk remembers it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from printing.errors import CannotBePrinted, RenderingFailed
from printing.formats import Sheet
from printing.services import edges

from .downloads import pdf_answer, test_sheet
from .forms import EdgeForm
from .pages import Desk, desk_page, onward, show
from .sheets import dialog_of, edge_of


@desk_page("GET", "POST")
def edge(request: HttpRequest, desk: Desk) -> HttpResponse:
    """How to find it, and the place to say it."""
    form = EdgeForm(request.POST if request.method == "POST" else None, initial={"edge_mm": edge_of(request.user)})
    if request.method == "POST" and form.is_valid():
        edges.remember_edge(user=request.user, edge_mm=form.cleaned_data["edge_mm"])
        return onward(desk, "edge", news="edge")
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
