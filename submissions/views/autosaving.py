"""What the script of the writer's form sends every twenty seconds: the same form, answered by one line of plain words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..errors import Stale
from ..models import Submission
from ..rules import Missing
from ..services import answering, writing
from ..services.fields import DraftFields
from .draft_form import Typed, is_form_id
from .moments import said_hour
from .pages import assignments_for, number_in

OTHER_VERSION = 409


def answer(request: HttpRequest, typed: Typed, text: Submission | None, fields: DraftFields, wrong: list[Missing]) -> HttpResponse:
    """Saved, and when; what could not be saved is said too. With 409 nothing was, and the script stops asking."""
    facts = {"client_id": typed.client_id, "base_id": typed.base, "number": number_in(request, "number") or 0}
    try:
        saved = writing.save_by_itself(submission=text, author=request.user, fields=fields, **facts)
    except Stale as error:
        return _words(str(error), status=OTHER_VERSION)
    if text is None and typed.assignment:
        tie_to_assignment(saved.submission, typed.assignment)
    with timezone.override(ZoneInfo((text or saved.submission).cohort.city.time_zone)):
        hour = said_hour(timezone.now())
    return _words(" ".join([_("Saved on the server %(hour)s") % {"hour": hour}, *(item.message for item in wrong)]))


def _words(sentence: str, status: int = 200) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def tie_to_assignment(text: Submission, public_id: str) -> None:
    """The page of an assignment leads to the form with its address; one that does not fit is left out and stops nothing."""
    wanted = assignments_for(text).filter(client_id=public_id).first() if is_form_id(public_id) else None
    if wanted is not None:
        answering.answer_assignment(submission=text, author=text.author, assignment=wanted)
