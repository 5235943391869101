"""My workplaces and notice boards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Max, Prefetch, Q
from django.http import HttpRequest, HttpResponse

from printing.errors import WallRefused
from printing.models import NoticeBoard, Workplace
from printing.services import boards as service

from .forms import BoardForm, WorkplaceForm
from .pages import Desk, desk_page, onward, show
from .things import title_of_report

if TYPE_CHECKING:
    from people.models import User

TO_WORKPLACE, TO_BOARD = "city", "workplace__city"
REPORTS = 20


@desk_page("GET", "POST")
def boards(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All of the city; a form for one more workplace."""
    form = WorkplaceForm(request.POST if request.method == "POST" else None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            added = service.add_workplace(city=desk.city, name=form.cleaned_data["name"], by=request.user)
            return onward(desk, "workplace", added.public_id, news="workplace")
        except WallRefused as refused:
            refusal = str(refused)
    return show(request, desk, "boards", current="boards", form=form, refusal=refusal, **_lists(desk))


def _lists(desk: Desk) -> dict[str, Any]:
    hung = Q(reports__taken_back_on__isnull=True)
    standing = hung & Q(reports__down_on__isnull=True)
    counted = NoticeBoard.objects.annotate(last_hung_on=Max("reports__hung_on", filter=hung), sheet_count=Count("reports", filter=standing))
    workplaces = Workplace.objects.filter(city=desk.city).prefetch_related(Prefetch("boards", counted, to_attr="all_boards"))
    return {
        "workplaces": [workplace for workplace in workplaces if not workplace.closed_on],
        "closed": [workplace for workplace in workplaces if workplace.closed_on],
    }


@desk_page("GET", "POST")
def workplace(request: HttpRequest, desk: Desk, public_id: UUID) -> HttpResponse:
    """Its boards; one more board, another name, close or open again."""
    place = desk.find(Workplace.objects.select_related("city"), TO_WORKPLACE, public_id=public_id)
    desk = desk.at(place.city)
    act = request.POST.get("act", "")
    renaming = WorkplaceForm(request.POST if act == "rename" else None, initial={"name": place.name}, prefix="workplace")
    adding = BoardForm(request.POST if act == "add" else None, prefix="board")
    refusal = ""
    try:
        if news := _change_workplace(act, place, desk, request.user, renaming, adding):
            return onward(desk, "workplace", public_id, news=news)
    except WallRefused as refused:
        refusal = str(refused)
    context = {"workplace": place, "boards": place.boards.all(), "renaming": renaming, "adding": adding, "is_renaming": act == "rename"}
    return show(request, desk, "workplace", current="boards", refusal=refusal, **context)


def _change_workplace(act: str, place: Workplace, desk: Desk, by: User, renaming: WorkplaceForm, adding: BoardForm) -> str:
    """The news of what was done; empty if nothing was. Raises WallRefused."""
    if act == "rename" and renaming.is_valid():
        service.rename_workplace(workplace=place, name=renaming.cleaned_data["name"], by=by)
        return "renamed"
    if act == "add" and adding.is_valid():
        service.add_board(workplace=place, place=adding.cleaned_data["place"], by=by)
        return "board"
    if act == "close":
        service.close_workplace(workplace=place, on=desk.today, by=by)
        return "closed"
    if act == "open":
        service.reopen_workplace(workplace=place, by=by)
        return "opened"
    return ""


@desk_page("GET", "POST")
def board(request: HttpRequest, desk: Desk, public_id: UUID) -> HttpResponse:
    """What hangs there; another name, close or open again."""
    place = desk.find(NoticeBoard.objects.select_related("workplace__city"), TO_BOARD, public_id=public_id)
    desk = desk.at(place.workplace.city)
    act = request.POST.get("act", "")
    renaming = BoardForm(request.POST if act == "rename" else None, initial={"place": place.place})
    refusal = ""
    try:
        if news := _change_board(act, place, desk, request.user, renaming):
            return onward(desk, "board", public_id, news=news)
    except WallRefused as refused:
        refusal = str(refused)
    reports = [(report, title_of_report(report)) for report in place.reports.valid().for_reading().newest_first()[:REPORTS]]
    context = {"board": place, "renaming": renaming, "is_renaming": act == "rename", "reports": reports}
    return show(request, desk, "board", current="boards", refusal=refusal, **context)


def _change_board(act: str, place: NoticeBoard, desk: Desk, by: User, renaming: BoardForm) -> str:
    """As for a workplace."""
    if act == "rename" and renaming.is_valid():
        service.rename_board(board=place, place=renaming.cleaned_data["place"], by=by)
        return "renamed"
    if act == "close":
        service.close_board(board=place, on=desk.today, by=by)
        return "closed"
    if act == "open":
        service.reopen_board(board=place, by=by)
        return "opened"
    return ""
