"""Readers' pages: all answers to an article, the form without account, cookie or script, and the thanks.

The form has no CSRF token, since that would set a cookie, and needs none: it acts in nobody's name. What stands in its place
is described in docs/decisions/0005-discussion.md.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cms.models import ArticlePage
from cms.paging import page_of
from cms.views.public import withdrawn_notice
from cms.views.short_addresses import article_of_code, unknown_code
from people.caller import caller_address

from .. import limits, tokens
from ..errors import DiscussionClosed, TooManyAnswers
from ..forms import AnswerForm
from ..models import Answer
from ..rules import fingerprint_of_questions, have_changed, numbered_questions
from ..services import submit_answer
from ..states import AnswerSource

GONE = 410
TOO_MANY = 429
SEE_OTHER = 303


@require_safe
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """All accepted answers to an article, or those to the question in `?soal=`, the newest first."""
    article = get_object_or_404(ArticlePage.objects.for_reading(), slug=slug)
    if article.is_withdrawn:
        return withdrawn_notice(request, article)
    if not article.live:
        raise Http404
    found, questions = Answer.objects.accepted().about(article), numbered_questions(article)
    chosen = request.GET.get("soal", "")
    if chosen in {str(number) for number, _words in [(0, ""), *questions]}:
        found = found.to_question(int(chosen))
    else:
        chosen = ""
    context = {
        "questions": questions,
        "chosen": chosen,
        "listing": page_of(request, found.newest_first()),
        "query": f"soal={chosen}&" if chosen else "",
    }
    return render(request, "cms/discussion/answers.html", _about(article) | context)


@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def answer_form(request: HttpRequest, code: str) -> HttpResponse:
    article = article_of_code(code)
    if article is None:
        return unknown_code(request, code)
    if article.is_withdrawn:
        return withdrawn_notice(request, article, typed=request.POST.get("words", ""))
    response = _take(request, article, timezone.now()) if request.method == "POST" else _offer(request, article)
    response.headers["Cache-Control"] = "no-store"  # each form carries the number of its own answer
    return response


@require_safe
def answer_sent(request: HttpRequest, code: str) -> HttpResponse:
    article = article_of_code(code)
    if article is None:
        return unknown_code(request, code)
    if article.is_withdrawn:
        return withdrawn_notice(request, article)
    return render(request, "cms/discussion/sent.html", _about(article))


def _offer(request: HttpRequest, article: ArticlePage) -> HttpResponse:
    return _form_page(request, article, AnswerForm(article, asked=request.GET.get("soal", "")))


def _take(request: HttpRequest, article: ArticlePage, now: datetime) -> HttpResponse:
    """Keep the answer and say thanks; or give back what was typed, with what stands in the way."""
    form, sent_token = AnswerForm(article, request.POST), request.POST.get("token", "")
    try:
        token = tokens.read(sent_token, article.pk, now)
    except tokens.TokenRefused as refused:
        if have_changed(article, refused.asked):
            return _asked_anew(request, article)
        return _form_page(
            request, article, form, refusal=_("This page was open for a long time. Your words are still here: send them once more.")
        )
    if have_changed(article, token.asked) and not Answer.objects.filter(client_id=token.client_id).exists():
        return _asked_anew(request, article)
    if refusal := _machine_like(form, token):
        return _form_page(request, article, form, token=sent_token, refusal=refusal)
    if not form.is_valid():
        return _form_page(request, article, form, token=sent_token)
    if form.warnings and not form.is_confirmed:
        return _form_page(request, article, form, token=sent_token, warnings=form.warnings)
    return _send(request, article, form, token, now)


def _asked_anew(request: HttpRequest, article: ArticlePage) -> HttpResponse:
    """A correction changed the questions while she wrote: her words under the new ones, none of them chosen."""
    typed = request.POST.copy()
    typed.pop("question", None)
    refusal = _(
        "The questions have changed since you opened this page. Your words are still here: look at the questions, choose again, then send "
        "once more."
    )
    return _form_page(request, article, AnswerForm(article, typed), refusal=refusal)


def _machine_like(form: AnswerForm, token: tokens.FormToken) -> str:
    """The sentence for a form that a program seems to have filled in; a person whom it hits only has to press once more."""
    if form.is_trapped:
        return _("A field that must stay empty was filled in. It is empty again: send your answer once more.")
    if token.is_too_quick:
        return _("That was quick. Read your answer again, then send it once more.")
    return ""


def _send(request: HttpRequest, article: ArticlePage, form: AnswerForm, token: tokens.FormToken, now: datetime) -> HttpResponse:
    if not limits.may_answer(caller_address(request), now):
        refusal = _("Many answers came from your network within this hour. Keep your words and send them later.")
        return _form_page(request, article, form, refusal=refusal, status=TOO_MANY)
    number, words = form.cleaned_data["question"], form.cleaned_data["words"]
    facts = {"question_number": number, "words": words, "source": AnswerSource.WEB}
    try:
        answer = submit_answer(article=article, client_id=token.client_id, at=now, **facts)
    except TooManyAnswers:
        refusal = _("Many people answer this story at this moment. Keep your words and send them in an hour.")
        return _form_page(request, article, form, refusal=refusal, status=TOO_MANY)
    except DiscussionClosed:
        return _closed(request, article, form)
    if not answer.says(number, words):  # she went back in her browser and wrote something else
        refusal = _("Your first answer has arrived. If this is another one, send it once more.")
        return _form_page(request, article, form, refusal=refusal)
    response = HttpResponseRedirect(reverse("answer_sent", args=[article.short_code.lower()]))
    response.status_code = SEE_OTHER
    return response


def _closed(request: HttpRequest, article: ArticlePage, form: AnswerForm) -> HttpResponse:
    """It was withdrawn, or is no longer shown, since this request began: the same words as a moment later, and hers come back."""
    now = ArticlePage.objects.for_reading().get(pk=article.pk)
    if now.is_withdrawn:
        return withdrawn_notice(request, now, typed=form.cleaned_data["words"])
    refusal = _("This story is no longer public. Keep your words: they were not sent.")
    return _form_page(request, article, form, refusal=refusal, status=GONE)


def _form_page(
    request: HttpRequest, article: ArticlePage, form: AnswerForm, *, token: str = "", status: int = 200, **context: Any
) -> HttpResponse:
    """The form; with a token of its own unless one that is still good is given."""
    context |= {"form": form, "token": token or tokens.issue(article.pk, timezone.now(), asked=fingerprint_of_questions(article))}
    return render(request, "cms/discussion/form.html", _about(article) | context, status=status)


def _about(article: ArticlePage) -> dict[str, Any]:
    return {"article": article, "city_class": article.city.colour_class if article.city else "", "section": ""}
