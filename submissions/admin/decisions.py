"""The windows in which an editor decides. What a service refuses comes back as words in the same window."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views.snippets import CollectWorkflowActionDataView, WorkflowActionView

from ..errors import NotReady, Stale
from ..forms import CorrectionApprovalForm
from ..models import ReviewTaskState


class OfThisTextMixin:
    """The step must belong to the text in the address (trap T6); the version that is on her screen goes into the form."""

    def get_task_state(self) -> ReviewTaskState:
        state = super().get_task_state()
        if not isinstance(state, ReviewTaskState) or state.submission_id != self.object.pk:
            raise Http404
        return state

    def get_form_class(self) -> type[Form]:
        if self.action_name == "approve" and self.object.live:
            return CorrectionApprovalForm
        return super().get_form_class()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seen = request.GET.get("revision") or self.object.latest_revision_id
        return self.render_modal_form(request, self.form_class(initial={"revision_id": seen}))


class DecideView(OfThisTextMixin, WorkflowActionView):
    """Decide without changing a word."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except NotReady as refused:
            return self._ask_again(request, [(item.field, item.message) for item in refused.missing])
        except Stale as refused:
            return self._ask_again(request, [("", str(refused))])

    def _ask_again(self, request: HttpRequest, missing: list[tuple[str, str]]) -> HttpResponse:
        form = self.form_class(request.POST)
        form.is_valid()
        for field, message in missing:
            form.add_error(field if field in form.fields else None, message)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_form(request, form)
        messages.error(request, " ".join(message for _field, message in missing))
        return redirect(self.redirect_url)

    def add_not_in_moderation_error(self) -> None:
        messages.error(self.request, _("This text has been decided already."))


class CollectDecisionView(OfThisTextMixin, CollectWorkflowActionDataView):
    """Fill in the checklist or the wish; the page of the text then saves and decides in one go."""

    def add_not_in_moderation_error(self) -> None:
        messages.error(self.request, _("This text has been decided already."))
