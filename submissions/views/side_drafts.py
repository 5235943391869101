"""A copy that came late: shown beside the text; the author chooses."""

from __future__ import annotations

import uuid
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from ..content import body_blocks
from ..errors import Stale
from ..models import SideDraft, Submission
from ..permissions import may_edit
from ..services import writing
from ..services.fields import DraftFields, byline_words, without_name_taken_back
from ..text import blocks_from_lines
from .comparing import compare
from .pages import desk_page, number_in, onward, own_text, show, writers_nav
from .reading import paragraphs_of


@desk_page("GET", "POST")
def side_draft(request: HttpRequest, public_id: uuid.UUID, copy_id: uuid.UUID) -> HttpResponse:
    text = own_text(request, public_id)
    copy = get_object_or_404(SideDraft, submission=text, public_id=copy_id)
    if copy.settled_at is not None:
        return onward("text", public_id)
    if request.method == "POST":
        uses_it = request.POST.get("do") == "use"
        try:
            writing.settle_side_draft(side_draft=copy, author=request.user, use_it=uses_it, seen_id=number_in(request, "seen"))
        except Stale as error:
            return _page(request, own_text(request, public_id), copy, sentence=str(error), status=409)
        return onward("text", public_id, news="copy_used" if uses_it else "copy_dropped")
    return _page(request, text, copy)


def _page(request: HttpRequest, text: Submission, copy: SideDraft, *, sentence: str = "", status: int = 200) -> HttpResponse:
    typed = _content_of(copy, text)
    context = {
        "copy": copy,
        "typed": SimpleNamespace(title=typed["title"], standfirst=typed["standfirst"], paragraphs=paragraphs_of(typed)),
        "comparison": compare(text.latest_revision.content, typed),
        "may_edit": may_edit(request.user, text),
        "sentence": sentence,
    }
    return show(request, "side_draft", text=text, status=status, nav=writers_nav(request), current="my_texts", **context)


def _content_of(copy: SideDraft, text: Submission) -> dict[str, Any]:
    """The typed fields in the shape of a version, paragraphs matched to those of the text; what the form cannot change is the text's."""
    fields = without_name_taken_back(text, DraftFields.from_json(copy.content))
    content = dict(text.latest_revision.content)
    previous = [block for block in body_blocks(content) if block["type"] != "photo"]
    questions = [*fields.questions, "", "", ""][:3]
    return (
        content
        | {
            "title": fields.title,
            "standfirst": fields.standfirst,
            "body": blocks_from_lines(fields.lines, previous=previous),
            "event_date": fields.event_date.isoformat() if fields.event_date else None,
            "city": fields.city_id,
            "topics": list(fields.topic_ids),
            "byline": _byline(fields, text),
        }
        | dict(zip(("question_1", "question_2", "question_3"), questions, strict=True))
    )


def _byline(fields: DraftFields, text: Submission) -> str:
    writer = Submission(author=text.author, membership=text.membership, byline_choice=fields.byline_choice)
    return byline_words(writer)
