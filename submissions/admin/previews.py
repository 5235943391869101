"""The text as readers will see it, inside the admin's frame."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.snippets.views.snippets import PreviewOnEditView, PreviewRevisionView

from ..models import Submission
from . import sight


class InFrameMixin:
    """The public page forbids all frames; without its header the admin's own policy is set, which allows our own."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        response.headers.pop("Content-Security-Policy", None)
        return response


class ShownPreviewView(InFrameMixin, PreviewOnEditView):
    def get_object(self) -> Submission:
        return sight.shown_version(Submission.objects.get(pk=super().get_object().pk))


class VersionPreviewView(InFrameMixin, PreviewRevisionView):
    pass
