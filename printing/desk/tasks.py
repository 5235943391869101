"""What must come down or be pasted over: one page for each task, and the strip to paste."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from printing.errors import CannotBePrinted, RenderingFailed
from printing.formats import Paper
from printing.models import WallTask
from printing.services import wall_tasks

from .downloads import correction_strip, corrections_of, pdf_answer
from .forms import TaskForm
from .pages import Desk, desk_page, onward, show
from .sheets import dialog_of
from .things import title_of_report

TO_TASK = "report__board__workplace__city"


@desk_page("GET", "POST")
def task(request: HttpRequest, desk: Desk, public_id: UUID) -> HttpResponse:
    """Which sheet, where, what to do; the answer and its day."""
    found = _found(desk, public_id)
    desk = desk.at(found.report.board.workplace.city)
    initial = {"answered_on": desk.today, "answer": found.answer}
    form = TaskForm(request.POST if request.method == "POST" else None, initial=initial, task=found, today=desk.today)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        wall_tasks.answer(task=found, answer=typed["answer"], on=typed["answered_on"], by=request.user)
        return onward(desk, "desk", news="answered")
    context = {"task": found, "form": form, "title": title_of_report(found.report), "notices": corrections_of(found)}
    context["dialog"] = dialog_of(Paper.A4)
    return show(request, desk, "task", **context)


@desk_page("GET")
def strip(request: HttpRequest, desk: Desk, public_id: UUID, edition: int) -> HttpResponse:
    """One correction as a strip to be cut out and pasted over the sheet that hangs; drawn when it is asked for."""
    found = _found(desk, public_id)
    notice = next((notice for notice in corrections_of(found) if notice.edition == edition), None)
    if notice is None:
        raise Http404
    try:
        pdf = correction_strip(notice)
    except (CannotBePrinted, RenderingFailed):
        return show(request, desk, "not_drawn", status=503)
    return pdf_answer(pdf, f"warta-buruh-{found.article.short_code.lower()}-ralat-{edition}.pdf")


def _found(desk: Desk, public_id: UUID) -> WallTask:
    return desk.find(WallTask.objects.for_reading(), TO_TASK, public_id=public_id)
