"""The words in the bar under the masthead: at most four for readers, a few for each kind of working page."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms import extension_points


@dataclass(frozen=True)
class Word:
    """One word of the bar. `current` is "page" on the page itself, "true" on a page of its section, else empty."""

    title: str
    url: str
    current: str = ""


def public_words(section: str, path: str) -> list[Word]:
    """For readers; upper rooms add theirs before the search. No query."""
    sections = [
        extension_points.Section("berita", _("News"), reverse("news")),
        extension_points.Section("kota", _("Cities"), reverse("cities")),
        *extension_points.collect(extension_points.PUBLIC_SECTIONS),
        extension_points.Section("cari", pgettext_lazy("verb", "Search"), reverse("search")),
    ]
    return [Word(item.title, item.url, _mark(item.key == section, item.url == path)) for item in sections]


# What each kind of working page offers: key of `current`, word, URL name. Names of rooms that are not installed are left out.
DESK_WORDS = {
    "writer": [
        ("my_texts", _("My texts"), "submissions:my_texts"),
        ("write", _("Write"), "submissions:new"),
        ("training", _("Training"), "curriculum:home"),
    ],
    "mentor": [
        ("queue", _("Queue"), "submissions:queue"),
        ("my_texts", _("My texts"), "submissions:my_texts"),
        ("training", _("Training"), "curriculum:home"),
        ("discussion", _("Answers"), "discussion:queue"),
    ],
    "editor": [
        ("editing", _("Editing"), "wagtailadmin_home"),
        ("discussion", _("Answers"), "discussion:queue"),
        ("news", _("News"), "news"),
    ],
    "steward": [
        ("print", _("Print"), "printing:desk"),
        ("boards", _("Boards"), "printing:boards"),
        ("training", _("Training"), "curriculum:home"),
        ("news", _("News"), "news"),
    ],
    "trainer": [("training", _("Training"), "curriculum:home")],
    "administrator": [
        ("jobs", _("Background work"), "jobs:quarantine"),
        ("editing", _("Editorial office"), "wagtailadmin_home"),
        ("training", _("Training"), "curriculum:home"),
    ],
    "manager": [
        ("training", _("Training"), "curriculum:home"),
        ("print", _("Walls"), "printing:overview"),
        ("classes", _("Classes"), "curriculum:cohorts"),
        ("appeals", _("Appeals"), "submissions:appeals"),
    ],
}


def desk_words(nav: str, current: str, path: str) -> list[Word]:
    """For a working page; guests see what readers see."""
    if nav not in DESK_WORDS:
        return public_words("", path)
    found = ((key, title, _address(name)) for key, title, name in DESK_WORDS[nav])
    return [Word(title, url, _mark(key == current, url == path)) for key, title, url in found if url]


def _mark(in_section: bool, is_page: bool) -> str:
    return "page" if is_page else "true" if in_section else ""


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
