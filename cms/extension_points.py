"""Where upper rooms add to the public site. News travels up by Wagtail hooks; each name and its shape stands here, once.

A room registers in its `wagtail_hooks.py`: `@hooks.register(ARTICLE_FOOTER_LINKS)`. Every hook may be registered many times; the answers
are joined in Wagtail's hook order. Hooks of public pages run for anonymous readers, add to the page's queries, and must name no person.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

# def public_sections() -> list[Section]: words of the main navigation beside Berita, Kota and Cari. No query.
PUBLIC_SECTIONS = "public_sections"

# def article_footer_links(article: ArticlePage) -> list[FooterLink]: what to do with a public article, beside it (posters, calculators).
ARTICLE_FOOTER_LINKS = "article_footer_links"

# def article_poster(article: ArticlePage, paper: str) -> PosterFile | None: its colour poster on that paper; None while it is being made.
ARTICLE_POSTER = "article_poster"

# def poster_fit(text: ArticleContent) -> PosterFit: how a text, also one that is not published, will stand on each paper; for the editors'
# desk. It draws, so it belongs in no transaction.
POSTER_FIT = "poster_fit"

# def poster_preview(text: ArticleContent, paper: str) -> PosterFile | None: its poster drawn now, None for an unknown paper. Whether
# somebody may read the text is asked by whoever calls this.
POSTER_PREVIEW = "poster_preview"

# def article_desks(articles: list[ArticlePage]) -> dict[int, str]: where editors work on the text of each article, by its key. One query.
ARTICLE_DESKS = "article_desks"

# def withdrawn_article_links(article: ArticlePage) -> list[FooterLink]: on the notice in its place: what to hang instead, where to say
# that the sheet came down. The first is the button of the page.
WITHDRAWN_ARTICLE_LINKS = "withdrawn_article_links"

# def front_page_links() -> list[FooterLink]: beside the newest news on the front page, such as the calculators.
FRONT_PAGE_LINKS = "front_page_links"

# def city_links(city: City) -> list[FooterLink]: beside the news of a city.
CITY_LINKS = "city_links"

# def city_figures(city: City) -> list[Figure]: numbers on top of a city's page, beside the number of its articles.
CITY_FIGURES = "city_figures"

# def sitemap_addresses() -> list[str]: paths of further public pages for /sitemap.xml.
SITEMAP_ADDRESSES = "sitemap_addresses"

# def moderation_scope(user: User) -> ModerationScope: under which articles this person reads answers before they are shown. Asked by
# `cms.discussion.permissions`, which joins the answers.
MODERATION_SCOPE = "moderation_scope"

# def rights_box(city: City, day: date) -> RightsTable | None: what the law gives in that city on that day, for the bulletin on the wall.
RIGHTS_BOX = "rights_box"

# def shipped_texts() -> None: put the texts that a room ships into its tables. Called by every setup_programme: a second call must change
# nothing that somebody has changed.
SHIPPED_TEXTS = "shipped_texts"

# def search_answers(words: list[str]) -> list[FooterLink]: pages beside the articles that answer a search; `words` are lower case and never
# empty.
SEARCH_ANSWERS = "search_answers"

# def demo(progress: Callable[[str], None]) -> None: what a room adds to the demo once its texts are there; a second call adds nothing.
DEMO = "demo"

# def readiness_checks() -> str | None: a sentence that says why this process should get no requests yet, or None.
READINESS_CHECKS = "readiness_checks"


@dataclass(frozen=True)
class Section:
    """A word of the main navigation; `key` is what a page sets as `section` to be marked as the current one."""

    key: str
    title: str
    url: str


@dataclass(frozen=True)
class FooterLink:
    """A row that is one whole link. Links of one `heading` stand together under it; a heavy file says its size in `hint`."""

    title: str
    hint: str
    url: str
    heading: str = _("Put up its poster")


@dataclass(frozen=True)
class PosterFile:
    """A finished poster, or the sentence why there is none (`problem`). `path` is absolute, empty where files lie on another machine."""

    sheet_count: int = 0
    size_bytes: int = 0
    path: str = ""
    read: Callable[[], bytes] = bytes
    problem: str = ""


@dataclass(frozen=True)
class PaperFit:
    """How a text stands on one paper, in a sentence for the editor; `sheet_count` is 0 where it cannot be printed."""

    paper: str
    name: str
    sheet_count: int
    words: str


@dataclass(frozen=True)
class PosterFit:
    """The same for all papers, and what will be left out or look different."""

    papers: tuple[PaperFit, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A number and what it counts."""

    number: int
    words: str


@dataclass(frozen=True)
class ModerationScope:
    """Everywhere, or under the articles of some cities. An article without a city belongs to those who moderate everywhere."""

    is_everywhere: bool = False
    city_ids: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return self.is_everywhere or bool(self.city_ids)

    def covers(self, article: Any) -> bool:
        return self.is_everywhere or article.city_id in self.city_ids

    def joined_with(self, other: "ModerationScope") -> "ModerationScope":
        return ModerationScope(self.is_everywhere or other.is_everywhere, self.city_ids | other.city_ids)


@dataclass(frozen=True)
class RightsTable:
    """A few legal values with what they are called, for paper: no row without its value, the source in words, and the `address` of the
    page that has all of it."""

    title: str
    rows: tuple[tuple[str, str], ...]
    note: str = ""
    source: str = ""
    address: str = ""


def collect(name: str, *arguments: Any) -> list[Any]:
    """All answers to a hook that returns lists."""
    return list(chain.from_iterable(answer(*arguments) or () for answer in hooks.get_hooks(name)))


def first_answer(name: str, *arguments: Any) -> Any:
    """The first answer that is not empty, or None."""
    return next(filter(None, (answer(*arguments) for answer in hooks.get_hooks(name))), None)


def grouped(links: Iterable[FooterLink]) -> list[tuple[str, list[FooterLink]]]:
    """Links under their headings, both in the order in which they came; neighbours of one heading are one group."""
    return [(heading, list(group)) for heading, group in groupby(links, key=lambda link: str(link.heading))]
