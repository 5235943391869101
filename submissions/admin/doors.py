"""The one door in front of every address with a text in it, present and future."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.datastructures import MultiValueDictKeyError

from ..models import Submission
from ..permissions import editor_on_duty
from . import sight

View = Callable[..., HttpResponse]

# Wagtail's own addresses that stay open; every other one, and any that a new Wagtail adds, answers 404 (superusers included).
KEPT = {"list", "list_results", "edit", "preview_on_edit", "revisions_view", "workflow_action", "collect_workflow_action_data"}


def closed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def only_in_sight(view: View) -> View:
    """404 unless an editor asks, the text has come to the editors, and so has the version that the address names."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, pk: Any = None, **kwargs: Any) -> HttpResponse:
        text = sight.texts_in_sight().filter(pk=pk).first() if editor_on_duty(request.user) else None
        if text is None or not _versions_are_in_sight(text, kwargs):
            raise Http404
        try:
            return view(request, *args, pk=pk, **kwargs)
        except MultiValueDictKeyError as missing:  # Wagtail's fields of a body break on a form that no browser has sent
            raise BadRequest("Part of the form is missing.") from missing

    return guarded


def _versions_are_in_sight(text: Submission, kwargs: dict[str, Any]) -> bool:
    wanted = {value for name, value in kwargs.items() if name.startswith("revision_id")}
    return not wanted or set(sight.versions_in_sight(text).filter(pk__in=wanted).values_list("pk", flat=True)) == {int(pk) for pk in wanted}


def guard(pattern: URLPattern) -> URLPattern:
    """One of Wagtail's patterns, with the door in front or shut."""
    if pattern.name not in KEPT:
        pattern.callback = closed
    elif "pk" in pattern.pattern.regex.groupindex:
        pattern.callback = only_in_sight(pattern.callback)
    return pattern
