"""Filters and tags of all rooms' templates: stylesheets, typesetting, dates, sums, pictures, navigation."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.defaultfilters import stringfilter
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from cms import addresses, extension_points, navigation, prose, reading, typesetting
from cms.models import Image
from cms.photos.markup import picture_markup
from cms.stylesheet import stylesheet as built_stylesheet

register = template.Library()

DATE_FORMATS = {"full": "j F Y", "short": "j F", "weekday": "l, j F Y"}


@register.simple_tag
def stylesheet(name: str) -> SafeString:
    """The whole <style> element; its bytes are those whose hash the content policy names."""
    return mark_safe(f"<style>{built_stylesheet(name)}</style>")  # noqa: S308  our own file


@register.filter(is_safe=True)
@stringfilter
def typeset(text: str) -> str:
    """No-break spaces inside dates, sums, sizes and articles of law."""
    return typesetting.typeset(text)


@register.filter
def indonesian_date(value: date | datetime | None, shape: str = "full") -> str:
    """A date in words that breaks after the weekday only.

    Shapes: "full" 24 November 2026, "short" without year, "weekday" Selasa, 24 November 2026.
    """
    if value is None:
        return ""
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    weekday, comma, words = date_format(day, DATE_FORMATS[shape]).rpartition(", ")
    return weekday + comma + words.replace(" ", typesetting.NO_BREAK_SPACE)


@register.filter
def rupiah(value: int | Decimal) -> str:
    """Whole rupiah with points: Rp 5.886.853."""
    return f"Rp{typesetting.NO_BREAK_SPACE}{number_format(int(value), use_l10n=True, force_grouping=True)}"


@register.filter
def reading_minutes(word_count: int) -> int:
    return reading.reading_minutes(word_count)


@register.filter
def pieces(body: Any) -> list[prose.Piece]:
    """A text as prose, quotes and photos, in order."""
    return list(prose.pieces(body))


@register.filter
def highlight(text: str, words: list[str]) -> SafeString:
    """The text, escaped, with the beginnings of words that match one of `words` marked."""
    if not words:
        return conditional_escape(text)
    pattern = re.compile(r"\b(" + "|".join(re.escape(word) for word in words) + ")", re.IGNORECASE)
    parts = [str(conditional_escape(part)) for part in pattern.split(text)]
    marked = [f"<mark>{part}</mark>" if number % 2 else part for number, part in enumerate(parts)]
    return mark_safe("".join(marked))  # noqa: S308  every part is escaped above


@register.filter
def grouped(links: list[extension_points.FooterLink]) -> list[tuple[str, list[extension_points.FooterLink]]]:
    """Links under their headings."""
    return extension_points.grouped(links)


@register.filter
def absolute(path: str) -> str:
    return addresses.absolute(path)


@register.filter
def short_address(code: str) -> str:
    """Host, path and code, to be spelled."""
    return addresses.short_address(code)


@register.simple_tag
def picture(image: Image | None, caption: str = "", lazy: bool = True, on_desk: bool = False) -> SafeString:
    """The photo in its sizes; empty where there is none to show. The first picture of a page is not lazy."""
    alt = (image.description or caption) if image else ""
    return picture_markup(image, alt, lazy, on_desk=on_desk)


@register.inclusion_tag("cms/pages.html")
def page_numbers(listing: Page, query: str = "") -> dict[str, Any]:
    """Links to the other pages of a listing; `query` holds the other parameters, encoded, each with its closing "&"."""
    numbers = listing.paginator.get_elided_page_range(listing.number, on_each_side=1, on_ends=1)
    return {"listing": listing, "numbers": numbers, "query": query}


@register.simple_tag(takes_context=True)
def public_words(context: template.Context) -> list[navigation.Word]:
    """The words of the public bar; the page's `section` is marked."""
    return navigation.public_words(context.get("section", ""), _path(context))


@register.simple_tag(takes_context=True)
def desk_words(context: template.Context) -> list[navigation.Word]:
    """The words of a working page's bar, from its `nav` and `current`."""
    return navigation.desk_words(context.get("nav", "guest"), context.get("current", ""), _path(context))


def _path(context: template.Context) -> str:
    request = context.get("request")
    return request.path if request else ""
