"""What must come down or be pasted over: a page for each story with all its boards, one for a single board, and the strip to paste."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from printing.errors import AnsweredMeanwhile, CannotBePrinted, RenderingFailed
from printing.formats import Paper
from printing.models import Bulletin, WallTask
from printing.services import task_answers

from .downloads import correction_strip, corrections_of, pdf_answer, strips_of
from .forms import TaskForm, TasksForm
from .pages import Desk, desk_page, onward, show
from .reports import has_small_copy
from .sheets import dialog_of
from .task_groups import key_of, tasks_about, week_title
from .things import title_of, title_of_report

TO_TASK = "report__board__workplace__city"


@desk_page("GET", "POST")
def tasks(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """One story or recalled bulletin: the boards as ticks, one answer for those that are ticked."""
    found = tasks_about(key, desk.city)
    everything = list(found) if found is not None else []
    if not everything:
        raise Http404
    waiting = [task for task in everything if task.is_open]
    if not waiting:
        return show(request, desk, "tasks", first=everything[0], title=_title(everything[0]))
    form = _tasks_form(request, desk, waiting)
    if request.method == "POST" and form.is_valid():
        return _answer_ticked(request, desk, everything, form)
    context = {"first": waiting[0], "title": _title(waiting[0]), "waiting": waiting, "form": form, "query": desk.query}
    context |= _remedies(waiting) | {"strips": strips_of(waiting)}
    return show(request, desk, "tasks", **context)


def _tasks_form(request: HttpRequest, desk: Desk, waiting: list[WallTask]) -> TasksForm:
    ids = [str(task.public_id) for task in waiting]
    initial = {"answered_on": desk.today, "boards": ids if len(ids) == 1 else [], "shown": ",".join(ids)}
    return TasksForm(request.POST if request.method == "POST" else None, initial=initial, tasks=waiting, today=desk.today)


def _answer_ticked(request: HttpRequest, desk: Desk, everything: list[WallTask], form: TasksForm) -> HttpResponse:
    """On to what is open still of this story, or to the desk."""
    typed, ticked = form.cleaned_data, form.chosen()
    chosen = [task for task in everything if str(task.public_id) in ticked]
    other = task_answers.answer_all(tasks=chosen, answer=typed["answer"], on=typed["answered_on"], by=request.user)
    news = "partly" if other else "answered"
    rest = [task for task in everything if task.is_open and task not in chosen]
    return onward(desk, "tasks", key_of(rest[0]), news=news) if rest else onward(desk, "desk", news=news)


def _title(task: WallTask) -> str:
    return task.article.title if task.article else week_title(task.report.bulletin.city, task.report.bulletin.week_starts_on)


@desk_page("GET", "POST")
def task(request: HttpRequest, desk: Desk, public_id: UUID) -> HttpResponse:
    """Which sheet, where, what to do; the answer and its day."""
    found = _found(desk, public_id)
    desk = desk.at(found.report.board.workplace.city)
    initial = {"answered_on": desk.today, "answer": found.answer, "seen": found.answer}
    form = TaskForm(request.POST if request.method == "POST" else None, initial=initial, task=found, today=desk.today)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            task_answers.answer(task=found, answer=typed["answer"], on=typed["answered_on"], by=request.user, seen=typed["seen"])
            return onward(desk, "desk", news="answered")
        except AnsweredMeanwhile as refused:
            refusal, found = str(refused), _found(desk, public_id)
    context = {"task": found, "form": form, "title": title_of_report(found.report), "notices": corrections_of(found), "refusal": refusal}
    context |= _remedies([found]) | {"strips": [(found, notice) for notice in context["notices"]]}
    context["has_small_photo"] = has_small_copy(found.report.photo)
    return show(request, desk, "task", **context)


def _remedies(waiting: list[WallTask]) -> dict[str, object]:
    """What may hang in the place of these sheets, and what the print dialog must show for a strip. One query."""
    in_bulletin = any(task.report.bulletin_id for task in waiting)
    return {"newer": _newer(waiting), "dialog": dialog_of(Paper.A4), "bulletin_waits": in_bulletin and waiting[0].article is not None}


def _newer(waiting: list[WallTask]) -> list[tuple[str, str]]:
    """Titles and addresses."""
    article, old = waiting[0].article, [task.report.bulletin for task in waiting if task.report.bulletin_id]
    found = []
    if article and article.live and len(old) < len(waiting):
        found.append(
            (_("The new poster: %(title)s") % {"title": article.title}, reverse("printing:desk_poster", args=[article.short_code.lower()]))
        )
    for bulletin in _newer_bulletins(old):
        title = _("The new edition: %(title)s") % {"title": title_of(None, bulletin, bulletin.edition)}
        found.append((title, reverse("printing:desk_bulletin", args=[bulletin.city.slug, bulletin.week_starts_on.isoformat()])))
    return found


def _newer_bulletins(old: list[Bulletin]) -> list[Bulletin]:
    if not old:
        return []
    weeks = Bulletin.objects.current().filter(
        city__in={each.city_id for each in old}, week_starts_on__in={each.week_starts_on for each in old}
    )
    wrong = {each.pk for each in old}
    return [each for each in weeks.newest_first().select_related("city") if each.pk not in wrong]


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
