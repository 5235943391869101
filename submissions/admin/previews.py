"""The text as readers will see it, inside the admin's frame, and as it will hang on a wall."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.snippets.views.snippets import PreviewOnEditView, PreviewRevisionView

from cms import extension_points
from cms.previews import InFrameMixin

from ..models import Submission
from . import sight


class ShownPreviewView(InFrameMixin, PreviewOnEditView):
    def get_object(self) -> Submission:
        return sight.shown_version(Submission.objects.get(pk=super().get_object().pk))


class VersionPreviewView(InFrameMixin, PreviewRevisionView):
    pass


@require_safe
def poster_preview(request: HttpRequest, *, pk: int, paper: str) -> HttpResponse:
    """The poster of the version that editors may see, drawn now and kept nowhere."""
    version = sight.shown_version(Submission.objects.get(pk=pk))
    poster = extension_points.first_answer(extension_points.POSTER_PREVIEW, version, paper)
    if poster is None:
        raise Http404
    if poster.problem:
        messages.error(request, poster.problem)
        return redirect("editors:edit", pk)
    response = HttpResponse(poster.read(), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="pratinjau-{paper}.pdf"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
