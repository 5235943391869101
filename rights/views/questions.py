"""Questions about rights, for readers: all of them by what happened, and each with its answer of today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.addresses import absolute
from cms.models import ArticlePage
from rights.current import current_law
from rights.models import RightsQuestion
from rights.questions.listing import calculators_of, columns, listed, neighbours
from rights.questions.reading import read

NEWS = 3


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    return render(request, "rights/questions.html", {"section": "hak", "address": absolute(request.path), "columns": columns(listed())})


@require_safe
def question(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(RightsQuestion.objects.public().select_related("topic"), slug=slug)
    return render(request, "rights/question.html", context_of(found))


def context_of(found: RightsQuestion) -> dict[str, object]:
    """Also for the editors' preview, where nothing need be saved yet."""
    news = ArticlePage.objects.public().about(found.topic).newest_first().for_cards()[:NEWS] if found.topic else []
    return {
        "section": "hak",
        "address": absolute(found.get_absolute_url()),
        "question": found,
        "reading": read(found, law=current_law(), today=timezone.localdate()),
        "articles": news,
        "calculators": calculators_of(found),
        "neighbours": neighbours(found),
    }
