"""Addresses from the wall: /p/<code>/ and the form for a code that someone has read there."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cms import short_codes
from cms.models import ArticlePage
from cms.views.public import withdrawn_notice

TYPED_MAX = 200  # longer than any way of writing six characters, whole addresses too


@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    """The form; with a code typed into it, on to that code's own address."""
    typed = request.GET.get("code", "")[:TYPED_MAX]
    code = short_codes.normalise(typed)
    if short_codes.is_well_formed(code):
        return redirect("short_address", code=code.lower())
    if typed.strip():
        return unknown_code(request, typed)
    return render(request, "cms/code_form.html")


@require_safe
def open_code(request: HttpRequest, code: str) -> HttpResponse:
    """To the article of a sheet; the notice (410) if it is withdrawn; the form (404) for a code that is not ours."""
    article = article_of_code(code)
    if article is None:
        return unknown_code(request, code)
    if article.is_withdrawn:
        return withdrawn_notice(request, article)
    return HttpResponseRedirect(article.get_absolute_url())


def article_of_code(typed: str) -> ArticlePage | None:
    """The article with all that its own page shows; None for a mistyped or unknown code and for an article that is not public yet."""
    code = short_codes.normalise(typed[:TYPED_MAX])
    if not short_codes.is_well_formed(code):
        return None
    article = ArticlePage.objects.for_reading().filter(code__code=code).first()
    return article if article and (article.live or article.is_withdrawn) else None


def unknown_code(request: HttpRequest, typed: str) -> HttpResponse:
    """The form for codes, with what was typed (404)."""
    code = short_codes.normalise(typed[:TYPED_MAX])
    context = {
        "typed": typed[:TYPED_MAX],
        "unknown": True,
        "mistyped": not short_codes.is_well_formed(code),
        "has_lookalike": not short_codes.LOOKALIKES.isdisjoint(code),
    }
    return render(request, "cms/code_form.html", context, status=404)
