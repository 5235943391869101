"""A list from a file: what would happen, then the decision. Between the two the file lies sealed, for an hour."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from people.errors import PersonError

from ...models import RosterUpload
from ...pages import SeeOther, onward, show, training_page
from ...visitor import Visitor
from .. import uploads
from ..classes import Classes
from ..errors import FileRefused, RosterError, UploadGone
from ..forms import UploadForm, decisions_in
from ..importing import ChangedMeanwhile, preview_file
from ..limits import ON_PAGE
from ..permissions import classes_filled, fills_something, gives_cards
from ..report import REJECTED, Report, RowResult

ROWS_SHOWN = 200
RUNS_SHOWN = 12
GONE, CONFLICT = 410, 409


def _classes(visitor: Visitor, upload: RosterUpload | None = None) -> Classes:
    """Those she may fill now; the one of the upload only while it is still hers."""
    mine = classes_filled(visitor)
    only = upload.cohort if upload else None
    if only is not None and only not in mine:
        raise PermissionDenied
    return Classes(mine, only=only)


@sensitive_post_parameters()
@training_page("GET", "POST")
def import_list(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    if not fills_something(visitor):
        raise PermissionDenied
    mine = classes_filled(visitor)
    chosen = {"cohort": request.GET.get("kelas", "")}
    if request.method != "POST":
        return _form_page(request, visitor, UploadForm(mine, initial=chosen))
    form = UploadForm(mine, request.POST, request.FILES)
    if not form.is_valid():
        return _form_page(request, visitor, form)
    try:
        data = _read(form.cleaned_data["file"])
        preview_file(data, ON_PAGE, Classes(mine, only=form.only))
    except FileRefused as refusal:
        form.add_error("file", str(refusal))
        return _form_page(request, visitor, form)
    upload = uploads.keep(data=data, cohort=form.only, sent_by=visitor.user, now=timezone.now())
    return onward("import_preview", upload.public_id)


def _read(file: Any) -> bytes:
    """One byte more than we take: the rest of a larger file is never read."""
    return file.read(ON_PAGE.file_bytes + 1)


def _form_page(request: HttpRequest, visitor: Visitor, form: UploadForm) -> HttpResponse:
    return show(request, visitor, "roster/import", form=form, rows_most=ON_PAGE.rows)


@training_page("GET", "POST")
def import_preview(request: HttpRequest, visitor: Visitor, public_id: uuid.UUID) -> HttpResponse:
    if not fills_something(visitor):
        raise PermissionDenied
    now = timezone.now()
    try:
        upload = uploads.find(public_id=public_id, user=visitor.user, now=now)
    except UploadGone as gone:
        return show(request, visitor, "roster/gone", words=gone, back=reverse("curriculum:import_list"), status=GONE)
    if request.method != "POST":
        report = uploads.outcome(upload) if upload.done_at else uploads.preview(upload, _classes(visitor, upload))
        return _report_page(request, visitor, upload, report)
    if "discard" in request.POST:
        uploads.discard(upload)
        return onward("import_list")
    return _confirm(request, visitor, upload)


def _confirm(request: HttpRequest, visitor: Visitor, upload: RosterUpload) -> HttpResponse:
    decisions = decisions_in(request.POST, range(1, ON_PAGE.rows + 1))
    try:
        uploads.confirm(upload=upload, classes=_classes(visitor, upload), decisions=decisions, by=visitor.user, now=timezone.now())
    except (ChangedMeanwhile, IntegrityError, PersonError, RosterError):
        refusal = _("Somebody else is writing into the same class. Nothing was imported yet: press once more.")
        report = uploads.preview(upload, _classes(visitor, upload))
        return _report_page(request, visitor, upload, report, refusal=refusal, decisions=decisions, status=CONFLICT)
    return SeeOther(reverse("curriculum:import_preview", args=[upload.public_id]))


def _report_page(
    request: HttpRequest, visitor: Visitor, upload: RosterUpload, report: Report, *, status: int = 200, **context: Any
) -> HttpResponse:
    counts, told = report.counts, _told(report.rows)
    decisions = context.pop("decisions", {})
    shown = [(rows[0], _numbers(rows), _choices(rows[0]), decisions.get(rows[0].number, "")) for rows in told[:ROWS_SHOWN]]
    hidden = sum(len(rows) for rows in told[ROWS_SHOWN:])
    context |= {"counts": counts, "rows": shown, "hidden": hidden, "total": len(report.rows)}
    context |= {"is_done": upload.done_at is not None, "gives_cards": gives_cards(visitor)}
    context["can_import"] = report.changes_something or any(row.choices for row in report.rows)
    return show(request, visitor, "roster/preview", cohort=upload.cohort, status=status, **context)


def _told(rows: Iterable[RowResult]) -> list[list[RowResult]]:
    """Rows with a remark. Those that share it stand together: a list of all cities sent for one class is one remark, not 150."""
    groups: dict[Any, list[RowResult]] = {}
    for row in rows:
        if row.reason:
            key = row.number if row.choices or row.other else (row.result, row.field, row.reason)
            groups.setdefault(key, []).append(row)
    return list(groups.values())


def _numbers(rows: list[RowResult]) -> str:
    """Their row numbers, runs drawn together, after so many an ellipsis."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row.number == runs[-1][1] + 1:
            runs[-1][1] = row.number
        else:
            runs.append([row.number, row.number])
    words = [f"{first}–{last}" if last > first else str(first) for first, last in runs]
    return ", ".join([*words[:RUNS_SHOWN], *(["…"] if len(words) > RUNS_SHOWN else [])])


def _choices(row: RowResult) -> list[tuple[str, str]]:
    """What can be decided about a rejected row, the first being to leave it out."""
    if row.result != REJECTED or not row.choices:
        return []
    words = {
        "same": _("The same person, spelled differently: take the name of the list"),
        "without_number": _("Another person: enrol her without a number; she signs in by card"),
    }
    return [("", _("Leave this row out")), *((choice, words[choice]) for choice in row.choices)]
