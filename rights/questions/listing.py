"""Lists of questions: titles only, with their figures."""

import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.extension_points import FooterLink
from rights.current import current_law
from rights.forms import BY_CALCULATOR, calculator_address
from rights.headlines import TITLES
from rights.models import RightsQuestion, Situation

from .figures import Figures

NEIGHBOURS = 4
FOUND = 5


@dataclass(frozen=True)
class Listed:
    title: str
    url: str
    situation: str


def listed() -> list[Listed]:
    """All public questions in their order; one query, and the one for the law."""
    figures = Figures(current_law(), timezone.localdate())
    rows = RightsQuestion.objects.public().values_list("question", "slug", "situation")
    return [
        Listed(figures.fill_or_none(title) or title, reverse("rights:question", args=[slug]), situation) for title, slug, situation in rows
    ]


def columns(questions: list[Listed]) -> list[list[tuple[str, list[Listed]]]]:
    """By situation, in the order of the situations and without empty ones, in two columns of about the same length."""
    left: list[tuple[str, list[Listed]]] = []
    right: list[tuple[str, list[Listed]]] = []
    count = 0
    for situation in Situation:
        if rows := [row for row in questions if row.situation == situation]:
            (left if 2 * count < len(questions) else right).append((str(situation.label), rows))
            count += len(rows)
    return [left, right]


def neighbours(question: RightsQuestion) -> list[Listed]:
    """Others about the same situation; those that come after it first."""
    rows = [row for row in listed() if row.situation == question.situation]
    here = next((place for place, row in enumerate(rows) if row.url == question.get_absolute_url()), -1)
    return [*rows[here + 1 :], *rows[: max(here, 0)]][:NEIGHBOURS]


def calculators_of(question: RightsQuestion) -> list[Listed]:
    """The calculator of the question, and those of its examples."""
    own = [example.get("calculator") for example in question.examples if isinstance(example, dict)]
    names = dict.fromkeys(name for name in [question.calculator, *own] if name in BY_CALCULATOR)
    return [Listed(str(TITLES[name]), calculator_address(name), question.situation) for name in names]


def search_answers(words: list[str]) -> list[FooterLink]:
    """Questions whose title or short answer holds all the words at the beginnings of words of its own."""
    patterns = [re.compile(rf"\b{re.escape(word)}", re.IGNORECASE) for word in words]
    figures = Figures(current_law(), timezone.localdate())
    found = []
    for title, slug, short_answer in RightsQuestion.objects.public().values_list("question", "slug", "short_answer"):
        title = figures.fill_or_none(title) or title
        if all(pattern.search(f"{title} {short_answer}") for pattern in patterns):
            found.append(FooterLink(title, "", reverse("rights:question", args=[slug]), heading=_("Answers about rights")))
    return found[:FOUND]


def sitemap_addresses() -> list[str]:
    slugs = RightsQuestion.objects.public().values_list("slug", flat=True)
    return [reverse("rights:questions"), *(reverse("rights:question", args=[slug]) for slug in slugs)]
