"""Search in published articles. Words are matched at their beginnings, since Indonesian grows at a word's end: lembur finds lemburnya."""

import re
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.search.query import And, PlainText

from cms import extension_points, short_codes
from cms.models import ArticlePage, City, Topic
from cms.paging import page_of

QUERY_MAX = 100
WORDS_MAX = 8
SNIPPET_LENGTH = 160
WORD = re.compile(r"\w+")
Choice = TypeVar("Choice", City, Topic)


@dataclass(frozen=True)
class Hit:
    """An article and the line of its text that holds the words."""

    article: ArticlePage
    snippet: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "").strip()
    words = list(dict.fromkeys(WORD.findall(typed[:QUERY_MAX].lower())))[:WORDS_MAX]
    cities, topics = list(City.objects.all()), list(Topic.objects.all())
    city, topic = _chosen(cities, request.GET.get("kota")), _chosen(topics, request.GET.get("topik"))
    context = {
        "section": "cari",
        "q": typed[:QUERY_MAX],
        "cut": len(typed) > QUERY_MAX,
        "words": words,
        "cities": cities,
        "topics": topics,
        "city": city,
        "topic": topic,
    }
    if words:
        listing = page_of(request, _articles(words, city, topic))
        query = {"q": context["q"], "kota": city.slug if city else "", "topik": topic.slug if topic else ""}
        context |= {
            "query": urlencode(query) + "&",
            "listing": listing,
            "answers": _answers(typed, words) if listing.number == 1 else [],
            "hits": [Hit(article, _snippet(article, words)) for article in listing],
        }
    return render(request, "cms/search.html", context)


def _answers(typed: str, words: list[str]) -> list[extension_points.FooterLink]:
    """Pages beside the articles: that of a poster whose code was typed here, and what the rooms know."""
    return [*_of_code(typed), *extension_points.collect(extension_points.SEARCH_ANSWERS, words)]


def _of_code(typed: str) -> list[extension_points.FooterLink]:
    code = short_codes.normalise(typed)
    if not short_codes.is_well_formed(code):
        return []
    found = ArticlePage.objects.public().filter(code__code=code).select_related("city")
    link, heading = extension_points.FooterLink, _("The story of this code")
    return [link(article.title, article.city.name if article.city else "", article.get_absolute_url(), heading) for article in found]


def _chosen(choices: list[Choice], slug: str | None) -> Choice | None:
    return next((choice for choice in choices if choice.slug == slug), None)


def _articles(words: list[str], city: City | None, topic: Topic | None) -> QuerySet:
    """Public articles that hold all the words, newest first."""
    query = And([PlainText(word) for word in words]) if len(words) > 1 else PlainText(words[0])
    matches = ArticlePage.objects.live().autocomplete(query, order_by_relevance=False).get_queryset()
    found = ArticlePage.objects.public().filter(pk__in=matches.order_by().values("pk"))
    if city:
        found = found.in_city(city)
    if topic:
        found = found.about(topic)
    return found.newest_first().select_related("city", "byline")


def _snippet(article: ArticlePage, words: list[str]) -> str:
    """The beginning of the standfirst, or the surroundings of the first word found in the text."""
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + ")", re.IGNORECASE)
    for text in (article.standfirst, *(text for _kind, text in article.paragraphs())):
        if match := pattern.search(text):
            return _around(text, match.start())
    return article.standfirst[:SNIPPET_LENGTH]


def _around(text: str, position: int) -> str:
    """At most SNIPPET_LENGTH characters about a position, cut between words."""
    start = max(0, position - SNIPPET_LENGTH // 3)
    piece = text[start : start + SNIPPET_LENGTH]
    if start:
        piece = "… " + piece.partition(" ")[2]
    if start + SNIPPET_LENGTH < len(text):
        piece = piece.rpartition(" ")[0] + " …"
    return piece
