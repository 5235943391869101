"""The older versions of a text: by day and hour, to read beside the newest one, and to take up again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Revision

from ..errors import Stale
from ..models import Submission
from ..permissions import may_edit
from ..services.versions import take_up_version
from .comparing import compare
from .pages import desk_page, number_in, onward, own_text, show, writers_nav
from .reading import reading_of

SHOWN = 100


@dataclass(frozen=True)
class Version:
    """One line of the list."""

    pk: int
    saved_at: datetime
    headline: str
    is_hers: bool


@desk_page("GET")
def versions(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The newest first, without the one that is the text now."""
    text = own_text(request, public_id)
    older = Revision.objects.for_instance(text).exclude(pk=text.latest_revision_id).defer("content").order_by("-created_at", "-pk")
    rows = [Version(row.pk, row.created_at, row.object_str, row.user_id == text.author_id) for row in older[:SHOWN]]
    return show(request, "versions", text=text, versions=rows, nav=writers_nav(request), current="my_texts")


@desk_page("GET", "POST")
def version(request: HttpRequest, public_id: uuid.UUID, revision_id: int) -> HttpResponse:
    text = own_text(request, public_id)
    old = get_object_or_404(Revision.objects.for_instance(text), pk=revision_id)
    if request.method != "POST":
        return _page(request, text, old)
    try:
        take_up_version(submission=text, author=request.user, revision_id=old.pk, seen_id=number_in(request, "seen"))
    except Stale as error:
        return _page(request, own_text(request, public_id), old, sentence=str(error), status=409)
    return onward("text", public_id, news="taken_up")


def _page(request: HttpRequest, text: Submission, old: Revision, *, sentence: str = "", status: int = 200) -> HttpResponse:
    context = {
        "old": old,
        "reading": reading_of(old),
        "comparison": compare(text.latest_revision.content, old.content) if old.pk != text.latest_revision_id else None,
        "may_edit": may_edit(request.user, text) and old.pk != text.latest_revision_id,
        "sentence": sentence,
    }
    return show(request, "version", text=text, status=status, nav=writers_nav(request), current="my_texts", **context)
