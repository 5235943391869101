"""The room's first page, by what happened; and the small questions that lead from there to a calculator."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rights.current import current_law
from rights.situations import QUESTIONS, SHELVES


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    context = {
        "section": "hak",
        "shelves": [shelf for shelf in SHELVES if not shelf.is_beside],
        "beside": [shelf for shelf in SHELVES if shelf.is_beside],
        "known_through": current_law().known_through,
    }
    return render(request, "rights/index.html", context)


@require_safe
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    question = QUESTIONS.get(slug)
    if question is None:
        raise Http404
    return render(request, "rights/choose.html", {"section": "hak", "question": question})
