"""The life of a text for the editors: what happened when, and the versions that they may open."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import registry
from wagtail.models import Revision

from ..models import Submission, SubmissionLogEntry
from . import sight
from .changes import changes_between


class OfOneTextView(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "history"

    @cached_property
    def text(self) -> Submission:
        return Submission.objects.get(pk=self.kwargs["pk"])

    @cached_property
    def headline(self) -> str:
        return str(sight.shown_version(self.text))

    def get_page_subtitle(self) -> str:
        return self.headline

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        texts = {"url": reverse("editors:list"), "label": _("Texts")}
        this = {"url": reverse("editors:edit", args=[self.text.pk]), "label": self.headline}
        return [*self.breadcrumbs_items, texts, this, {"url": "", "label": str(self.page_title)}]


class LifeView(OfOneTextView):
    page_title = gettext_lazy("Life of the text")
    template_name = "submissions/admin/life.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = [(version, self._address(version)) for version in sight.versions_in_sight(self.text)]
        return super().get_context_data(**kwargs) | {"events": self._events(), "versions": versions, "text": self.text}

    def _address(self, version: Revision) -> str:
        return reverse("editors:version", args=[self.text.pk, version.pk])

    def _events(self) -> list[tuple[SubmissionLogEntry, str]]:
        return [(entry, _label_of(entry)) for entry in _entries(self.text)]


def _entries(text: Submission) -> QuerySet[SubmissionLogEntry]:
    """Ours only: Wagtail logs each step of a workflow a second time."""
    return SubmissionLogEntry.objects.for_instance(text).filter(action__startswith="submissions.").select_related("user")


def _label_of(entry: SubmissionLogEntry) -> str:
    return str(registry.get_action_label(entry.action)) if registry.action_exists(entry.action) else entry.action


class VersionView(OfOneTextView):
    """One version against the one before it that the editors may see."""

    page_title = gettext_lazy("What changed")
    template_name = "submissions/admin/version.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = list(sight.versions_in_sight(self.text))
        places = [place for place, version in enumerate(versions) if version.pk == self.kwargs["revision_id"]]
        if not places:
            raise Http404
        version = versions[places[0]]
        before = versions[places[0] + 1] if places[0] + 1 < len(versions) else None
        changes = changes_between(before.content, version.content) if before else None
        preview = reverse("editors:revisions_view", args=[self.text.pk, version.pk])
        return super().get_context_data(**kwargs) | {"version": version, "before": before, "changes": changes, "preview_url": preview}
