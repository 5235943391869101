"""The programme manager's page: who asks to have a decision looked at again. No word of the text itself stands here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from ..errors import NotReady, Stale
from ..models import SetAside
from ..permissions import may_answer_appeals
from ..rules import Missing
from ..services.appeals import answer_appeal, open_appeals
from .pages import desk_page, onward, show, words_in


@desk_page("GET")
def appeals(request: HttpRequest) -> HttpResponse:
    if not may_answer_appeals(request.user):
        raise PermissionDenied
    return _page(request)


@desk_page("POST")
def answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """To the newest appeal about that text; a form that shows an earlier one says so, and is late."""
    if not may_answer_appeals(request.user):
        raise PermissionDenied
    rows = SetAside.objects.filter(submission__public_id=public_id, appealed_at__isnull=False).order_by("-appealed_at")
    row = next((row for row in rows if str(row.pk) == request.POST.get("appeal")), None) or rows.first()
    if row is None:
        raise Http404
    words = words_in(request, "answer")
    try:
        answer_appeal(set_aside=row, manager=request.user, words=words, looks_again=request.POST.get("do") == "again")
    except NotReady as error:
        return _page(request, errors=error.missing, answered=row.pk)
    except Stale as error:
        return _page(request, status=409, errors=[Missing("answer", str(error))])
    return onward("appeals", news="answered")


def _page(request: HttpRequest, status: int = 200, **context: Any) -> HttpResponse:
    return show(request, "appeals", status=status, appeals=list(open_appeals()), nav="signed_in", current="appeals", **context)
