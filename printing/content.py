"""From an edition of an article to what stands on its poster. Every word comes from the edition; only the byline lives outside it."""

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from cms import addresses
from cms.models import ArticleContent, ArticlePage, City, Image
from cms.photos.services import poster_jpeg
from printing.layout import Block, Photo, PosterContent

MASTHEAD = "Warta Buruh"
ISSUER = "Warta Buruh, berita kerja tulisan pekerja"
BLOCK_KINDS = {"item": "list_item"}
PULL_QUOTE_WORDS = 40
LONGEST_DATE = date(2026, 9, 30)
ANY_CODE = "XXXXXX"


def poster_content(article: ArticlePage, revision: Revision) -> PosterContent:
    """The content of that edition, with the byline of today. Reads the photos' files: not for a transaction.

    Raises FileNotFoundError when a photo's file is gone.
    """
    version = revision.as_object()
    return _content(
        version, byline=article.byline_words, code=article.short_code, edition=article.edition, day=_day_of(revision, version.city)
    )


def draft_content(text: ArticleContent, *, title: str) -> PosterContent:
    """A text that is not published yet, with a code and a date that take as much room as the real ones will. Its foot says what it is."""
    content = _content(text, title=title, byline=str(getattr(text, "byline", "")), code=ANY_CODE, edition=1, day=LONGEST_DATE)
    return replace(content, issuer=_("Preview, not published yet: not for the wall"))


def _day_of(revision: Revision, city: City | None) -> date:
    """The day, in its city, on which this edition became public: publication makes the revision and publishes it in one transaction."""
    return timezone.localdate(revision.created_at, ZoneInfo(city.time_zone) if city else None)


def _content(version: Any, *, byline: str, code: str, edition: int, day: date, title: str = "") -> PosterContent:
    blocks, quote = text_of(version)
    return PosterContent(
        masthead=MASTHEAD,
        headline=title or version.title,
        blocks=blocks,
        published_on=day,
        edition=edition,
        city=version.city.name if version.city else "",
        city_colour=version.city.colour_hex if version.city else "",
        standfirst=version.standfirst,
        byline=byline,
        lead_photo=photo_of(version.lead_photo, version.lead_caption, version.lead_credit),
        photos=tuple(_photos_inside(version)),
        quote=quote,
        questions=tuple(version.questions),
        address=addresses.short_url(code),
        typed_address=addresses.short_address(code),
        code=code,
        issuer=getattr(settings, "POSTER_ISSUER", ISSUER),
        short=version.poster_is_short,
    )


def text_of(version: Any) -> tuple[tuple[Block, ...], str]:
    """All blocks in order, and the quote to be set large: the first one, if it is short. It stays in the running text too, as newspapers
    do it, but plainly: two quotes in italics with the same words would look like a mistake."""
    blocks = [Block(BLOCK_KINDS.get(kind, kind), text) for kind, text in version.paragraphs()]
    place = next((place for place, block in enumerate(blocks) if block.kind == "quote"), None)
    if place is None or len(blocks[place].text.split()) > PULL_QUOTE_WORDS:
        return tuple(blocks), ""
    quote = blocks[place].text
    blocks[place] = Block("paragraph", quote)
    return tuple(blocks), quote


def photo_of(image: Image | None, caption: str, credit: str) -> Photo | None:
    return Photo(poster_jpeg(image), caption, credit) if image else None


def _photos_inside(version: Any) -> list[Photo]:
    inside = [block.value for block in version.body if block.block_type == "photo" and block.value.get("image")]
    return [Photo(poster_jpeg(photo["image"]), photo["caption"] or "", photo["credit"] or "") for photo in inside]
