"""What people said and asked at the wall, question by question: answers like those from the web, read by a moderator first."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.discussion.errors import DiscussionClosed
from cms.discussion.models import Answer
from cms.discussion.querysets import AnswerQuerySet
from cms.discussion.rules import WORDS_MAX, fingerprint_of_questions, have_changed, numbered_questions
from cms.discussion.services import submit_answer
from cms.discussion.states import AnswerSource
from cms.models import ArticlePage
from cms.suspects import Warning, find_warnings
from printing.permissions import may_collect_about

from .pages import Desk, desk_page, onward, show
from .things import article_of_code

OWN = 0
SHOWN = 20
GONE = 410
CHANGED = gettext_lazy(
    "The questions have changed since you opened this page. Nothing is saved yet, and no word is lost: look under which question each "
    "answer stands, then save once more."
)
CLOSED = gettext_lazy("This story is no longer public, so nothing more is collected about it.")


@dataclass
class Said:
    """One question and what was typed under it."""

    number: int
    question: str
    words: str = ""
    error: str = ""

    @property
    def name(self) -> str:
        return f"kata_{self.number}"


@desk_page("GET", "POST")
def said(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The three questions and one of people's own, each with room for one answer. Another city's story is 404 until it hangs in hers."""
    article = article_of_code(code)
    if article is None or not may_collect_about(article, desk.cities):
        raise Http404
    form_id = _form_id(request.POST.get("client_id", ""))
    lines = [Said(number, words) for number, words in numbered_questions(article)]
    lines.append(Said(OWN, _("Something else that people asked or said")))
    refusal, warnings = "", []
    if request.method == "POST":
        _fill(lines, request)
        refusal, warnings = _take(request, article, lines, form_id)
        if not warnings and not refusal and not any(line.error for line in lines):
            return onward(desk, "said", article.short_code.lower(), news="said")
    answers = _known(article, desk).newest_first()[:SHOWN]
    context = {"article": article, "lines": lines, "client_id": form_id, "refusal": refusal, "warnings": warnings, "answers": answers}
    is_closed = article.is_withdrawn or refusal == CLOSED
    context |= {
        "asked": fingerprint_of_questions(article),
        "most": WORDS_MAX,
        "is_closed": is_closed,
        "errors": [line for line in lines if line.error],
    }
    return show(request, desk, "said", status=GONE if is_closed and request.method == "POST" else 200, **context)


def _fill(lines: list[Said], request: HttpRequest) -> None:
    """What was typed, each under its number; what belonged to a question that is gone comes under the last one, so that nothing is lost."""
    typed = {number: request.POST.get(Said(number, "").name, "") for number in (1, 2, 3, OWN)}
    for line in lines:
        line.words = typed.pop(line.number)
    lines[-1].words = "\n".join(words for words in (lines[-1].words, *typed.values()) if words.strip()) or lines[-1].words


def _take(request: HttpRequest, article: ArticlePage, lines: list[Said], form_id: uuid.UUID) -> tuple[str, list[Warning]]:
    """Keep what was typed; else the reason why nothing is kept, or what should be looked at first."""
    if have_changed(article, request.POST.get("pertanyaan", "")) and not article.is_withdrawn:
        return str(CHANGED), []
    warnings = [] if "confirmed" in request.POST or article.is_withdrawn else _warnings(lines)
    is_too_long = any(len(line.words.strip()) > WORDS_MAX for line in lines)  # told with the warnings: nothing is kept then
    return ("" if warnings and not is_too_long else _keep(article, lines, form_id)), warnings


def _warnings(lines: list[Said]) -> list[Warning]:
    """What may point to a person, as readers are told it in their own form."""
    return find_warnings("\n".join(line.words[: 4 * WORDS_MAX] for line in lines))


def _known(article: ArticlePage, desk: Desk) -> AnswerQuerySet:
    """What nobody has read yet is shown to stewards of the story's own city only; it may come from any wall."""
    is_own = article.city_id in {city.pk for city in desk.cities}
    answers = Answer.objects.known_to_stewards() if is_own else Answer.objects.accepted()
    return answers.about(article)


def _keep(article: ArticlePage, lines: list[Said], form_id: uuid.UUID) -> str:
    """Keep all lines that say something, or none when one has an error; the reason why nothing can be kept at all, or nothing."""
    written = [line for line in lines if line.words.strip()]
    if not written:
        return _("Nothing is written yet. One sentence under one question is enough.")
    with transaction.atomic():
        for line in written:
            try:
                _submit(article, line, form_id)
            except ValidationError as error:
                line.error = " ".join(error.messages)
            except DiscussionClosed:
                return str(CLOSED)
        transaction.set_rollback(any(line.error for line in written))
    return ""


def _submit(article: ArticlePage, line: Said, form_id: uuid.UUID) -> None:
    """Form, question and words make the id: sent twice it is one answer, gone back and written anew it is another one."""
    client_id = uuid.uuid5(form_id, f"{line.number}:{line.words}")
    submit_answer(article=article, question_number=line.number, words=line.words, source=AnswerSource.WALL, client_id=client_id)


def _form_id(value: str) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except ValueError:
        return uuid.uuid4()
