"""Report "it hangs": make it, put it right, add its photo, take it back."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from cms.models import ArticlePage, Image
from cms.photos.door import PhotoRefused
from cms.photos.renditions import FALLBACK
from cms.storage import PhotoStorage
from printing.errors import WallRefused
from printing.models import NoticeBoard, PrintReport
from printing.services import walls

from .forms import CorrectionForm, ReportForm
from .pages import Desk, desk_page, onward, show
from .things import Thing, thing_of, things_for, title_of_report

TO_REPORT = "board__workplace__city"


@desk_page("GET", "POST")
def new_report(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Which board, which sheet, when, how many. A photo and what people said come after it."""
    form = report_form(request, desk)
    refusal, known = "", None
    if request.method == "POST" and form.is_valid():
        try:
            report = _record(form, desk, request)
            return onward(desk.at(report.board.workplace.city), "report", report.public_id, news="reported")
        except WallRefused as refused:
            refusal, known = str(refused), getattr(refused, "report", None)
    return show(request, desk, "report_new", form=form, refusal=refusal, known=known)


def report_form(request: HttpRequest, desk: Desk) -> ReportForm:
    """Empty, or as it was typed. `?apa=` and `?papan=` choose for her."""
    wanted = request.POST.get("what") if request.method == "POST" else request.GET.get("apa", "")
    initial = {"hung_on": desk.today, "what": wanted, "board": request.GET.get("papan", ""), "client_id": uuid.uuid4()}
    choices = {"boards": board_choices(desk), "things": _thing_choices(desk, wanted or "")}
    return ReportForm(request.POST if request.method == "POST" else None, initial=initial, today=desk.today, **choices)


def board_choices(desk: Desk) -> list[tuple[str, list[tuple[str, str]]]]:
    """Open boards under their workplaces."""
    boards = NoticeBoard.objects.filter(workplace__city=desk.city, closed_on__isnull=True).select_related("workplace")
    groups: dict[int, tuple[str, list[tuple[str, str]]]] = {}
    for board in boards.order_by("workplace__name", "workplace_id", "place", "pk"):
        groups.setdefault(board.workplace_id, (board.workplace.name, []))[1].append((str(board.public_id), board.place))
    return list(groups.values())


def _thing_choices(desk: Desk, wanted: str) -> list[tuple[str, str]]:
    """The newest, and the one that is wanted whatever its age: an older edition hangs too."""
    things = things_for(desk.city)
    if wanted and wanted not in {thing.key for thing in things} and (other := thing_of(wanted, desk.city)):
        things.insert(0, other)
    return [(thing.key, thing.title) for thing in things]


def _record(form: ReportForm, desk: Desk, request: HttpRequest) -> PrintReport:
    """Form, board, sheet and day make the id: sent twice it is one report, gone back and sent for another board it is another one."""
    typed = form.cleaned_data
    board = NoticeBoard.objects.select_related("workplace__city").get(public_id=typed["board"])
    thing: Thing = thing_of(typed["what"], desk.city)
    client_id = uuid.uuid5(typed["client_id"], f"{board.pk}:{thing.key}:{typed['hung_on']}")
    facts = {name: typed[name] for name in ("hung_on", "copies", "readers", "others_are_down", "earlier_bulletin_stays")}
    return walls.record_report(board=board, **thing.arguments(), **facts, client_id=client_id, by=request.user, today=desk.today)


@desk_page("GET", "POST")
def report(request: HttpRequest, desk: Desk, public_id: uuid.UUID) -> HttpResponse:
    """One report: correct it, note that the sheet is down, take it back."""
    found = _found(desk, public_id)
    desk = desk.at(found.board.workplace.city)
    act = request.POST.get("act", "")
    initial = {"hung_on": found.hung_on, "copies": found.copies, "readers": found.readers}
    form = CorrectionForm(request.POST if act == "correct" else None, initial=initial, today=desk.today)
    refusal = ""
    try:
        if news := _change(act, found, form, desk, request):
            return onward(desk, "report", public_id, news=news)
    except WallRefused as refused:
        refusal = str(refused)
    return _page(request, desk, found, form=form, refusal=refusal, is_correcting=act == "correct")


def _change(act: str, found: PrintReport, form: CorrectionForm, desk: Desk, request: HttpRequest) -> str:
    """The news of what was done; empty if nothing was. Raises WallRefused."""
    if act == "correct" and form.is_valid():
        walls.correct_report(report=found, **form.cleaned_data, by=request.user)
        return "changed"
    if act == "down":
        walls.take_down(report=found, on=desk.today, by=request.user)
        return "down"
    if act == "take_back":
        walls.take_back_report(report=found, on=desk.today, by=request.user)
        return "taken_back"
    return ""


@desk_page("GET", "POST")
def report_photo(request: HttpRequest, desk: Desk, public_id: uuid.UUID) -> HttpResponse:
    """One photo of the board, in place of the one there is; or none. Whoever comes back to this address finds the report."""
    found = _found(desk, public_id)
    desk = desk.at(found.board.workplace.city)
    if request.method != "POST":
        return onward(desk, "report", public_id)
    if request.POST.get("act") == "remove":
        walls.remove_photo(report=found, by=request.user)
        return onward(desk, "report", public_id, news="photo_gone")
    try:
        _add(found, request)
    except (PhotoRefused, WallRefused) as refused:
        sentence = str(refused.message) if isinstance(refused, PhotoRefused) else str(refused)
        initial = {"hung_on": found.hung_on, "copies": found.copies, "readers": found.readers}
        return _page(request, desk, found, form=CorrectionForm(initial=initial, today=desk.today), photo_error=sentence)
    return onward(desk, "report", public_id, news="photo")


def _add(found: PrintReport, request: HttpRequest) -> None:
    upload = request.FILES.get("photo")
    if upload is None:
        raise PhotoRefused("empty")
    walls.add_photo(report=found, upload=upload, by=request.user)


@desk_page("GET")
def report_photo_file(request: HttpRequest, desk: Desk, public_id: uuid.UUID) -> HttpResponse:
    """The photo as it is kept, bare pixels, in no cache; with `?kecil` a small copy, 404 until there is one."""
    found = _found(desk, public_id)
    if found.photo is None:
        raise Http404
    name = _name_of_small(found.photo, request) if "kecil" in request.GET else found.photo.file.name
    if name is None:
        raise Http404
    try:
        stored = PhotoStorage().open(name)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(stored, content_type="image/webp" if name.endswith(".webp") else "image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _name_of_small(photo: Image, request: HttpRequest) -> str | None:
    """The widest copy that this browser shows; never the whole photo, which may weigh as much as her phone's day."""
    copies = photo.renditions.order_by("-width")
    if "image/webp" not in request.headers.get("Accept", ""):
        copies = copies.filter(filter_spec=FALLBACK.spec)
    smaller = copies.first()
    return smaller.file.name if smaller else None


def has_small_copy(photo: Image | None) -> bool:
    """A job makes it after the upload. One query."""
    return photo is not None and photo.renditions.filter(filter_spec=FALLBACK.spec).exists()


def _found(desk: Desk, public_id: uuid.UUID) -> PrintReport:
    return desk.find(PrintReport.objects.for_reading(), TO_REPORT, public_id=public_id)


def _page(request: HttpRequest, desk: Desk, found: PrintReport, **context: Any) -> HttpResponse:
    facts = {"report": found, "title": title_of_report(found), "articles": _articles_on(found), "tasks": list(found.tasks.open())}
    facts["has_small_photo"] = has_small_copy(found.photo)
    return show(request, desk, "report", **facts, **context)


def _articles_on(found: PrintReport) -> list[ArticlePage]:
    """Those that people may have said something about."""
    on_bulletin = {"bulletins__bulletin": found.bulletin_id} if found.bulletin_id else {"pk": found.article_id}
    return list(ArticlePage.objects.public().filter(**on_bulletin).select_related("code").defer("body"))
