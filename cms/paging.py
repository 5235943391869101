"""Numbered pages. Only `?halaman=` is read; every other parameter of an address is ignored."""

import re

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

CARDS_A_PAGE = 10
NUMBER = re.compile(r"[1-9]\d{0,4}")


def page_of(request: HttpRequest, items: QuerySet) -> Page:
    """The page that was asked for, two queries; Http404 for a number that is none or has no page."""
    asked = request.GET.get("halaman", "1")
    paginator = Paginator(items, CARDS_A_PAGE)
    if not NUMBER.fullmatch(asked) or int(asked) > paginator.num_pages:
        raise Http404
    return paginator.page(int(asked))
