"""The page of one text: read it, and while it is hers, change and decide it."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import BadRequest, PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PreviewSidePanel
from wagtail.models import Revision
from wagtail.snippets.views.snippets import EditView

from ..errors import NotReady, Stale
from ..models import Submission
from ..permissions import may_edit_in_admin, open_step
from ..services import editing
from ..services.locking import lock
from ..states import standing_of
from . import sight
from .desk import desk_of


class SubmissionEditView(EditView):
    """Locked unless she has claimed the text. No autosave, no overwriting, no other act of Wagtail's than save and decide."""

    overwrite_revision = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False

    def get_object(self, queryset: Any = None) -> Submission:
        return sight.shown_version(super().get_object(queryset))

    def get_available_actions(self) -> list[str]:
        return [action for action in super().get_available_actions() if action in ("edit", "workflow-action")]

    def is_valid(self, form: ModelForm) -> bool:
        if not self.request.POST.get("loaded_revision_id") or self.is_out_of_date:
            self.produced_error_code = "invalid_revision"
            self.produced_error_message = _(
                "There is a newer version of this text. Nothing was saved. Open the text in a second window and put your changes in there."
            )
            return False
        return super().is_valid(form)

    def save_instance(self) -> Submission:
        """A new version under the lock of the text; none when nothing was changed."""
        self.new_revision: Revision = self.object.latest_revision
        if not self.form.has_changed():
            return self.object
        text = lock(self.object.pk)
        if text.latest_revision_id != self.object.latest_revision_id:
            raise Stale(_("The text has changed since you opened it. Read the new version first."))
        if not may_edit_in_admin(self.request.user, text):
            raise PermissionDenied(_("You do not have this text any more. Nothing was saved."))
        editing.refresh_byline(self.form.instance)
        version = self.form.save(commit=not text.live)
        self.new_revision = version.save_revision(user=self.request.user)
        editing.note_editors_version(submission=version, editor=self.request.user)
        return version

    def workflow_action_action(self) -> HttpResponse | None:
        """Decide on the version that was just saved, with what was filled in beforehand. What was saved stays saved when it is refused."""
        data = _filled_in(self.request.POST.get("workflow-action-extra-data", "")) | {"revision_id": self.new_revision.pk}
        step = open_step(self.object)
        try:
            if step is None:
                raise Stale(_("This text has been decided already."))
            step.task.specific.on_action(step, self.request.user, self.workflow_action, **data)
        except (NotReady, Stale) as refused:
            return self._refused(refused)
        except PermissionDenied:
            return self._refused(_("This is not possible now."))
        return None

    def _refused(self, why: object) -> HttpResponse:
        messages.error(self.request, str(why))
        return redirect(self.get_edit_url())

    def get_success_message(self, instance: Any = None) -> str:
        if self.action != "workflow-action":
            return _("“%(title)s” has been saved.") % {"title": self.object}
        standing = standing_of(Submission.objects.get(pk=self.object.pk))
        return _("“%(title)s”: %(state)s.") % {"title": self.object, "state": standing.word_for_reviewers}

    def get_success_url(self) -> str:
        return self.get_edit_url()

    def get_success_buttons(self) -> list[Any]:
        return []

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_history_url(self) -> str:
        return reverse("editors:life", args=[quote(self.object.pk)])

    def get_usage_url(self) -> None:
        return None

    def get_last_updated_info(self) -> None:
        return None

    @cached_property
    def can_delete(self) -> bool:
        return False

    def get_side_panels(self) -> MediaContainer:
        return MediaContainer([PreviewSidePanel(self.object, self.request, preview_url=self.get_preview_url())])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.is_out_of_date:  # the form goes on naming the version that she read, so that a second press saves nothing either
            context["loaded_revision_created_at"] = self.request.POST.get("loaded_revision_created_at", "")
        context["desk"] = desk_of(self.object, self.request.user)
        return context


def _filled_in(extra_data: str) -> dict[str, Any]:
    """What the window of the decision asked for, as its form had cleaned it. It came through the browser: only what is known counts."""
    try:
        data = json.loads(extra_data or "{}")
        filled = {"comment": str(data.get("comment") or ""), "rubric": dict(data.get("rubric") or {})}
        moment = parse_datetime(data["publish_at"]) if data.get("publish_at") else None
    except (ValueError, TypeError, AttributeError) as error:
        raise BadRequest("This is not what the window of the decision sends.") from error
    if moment is not None and is_naive(moment):
        raise BadRequest("A moment needs its time zone.")
    return filled | {"publish_at": moment}
