"""The page of one act of the editors: it asks once, then calls a service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View
from django.views.generic.base import ContextMixin
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..errors import AlreadyClaimed, AlreadySent, NotReady, Stale
from ..forms import ConfirmationForm
from ..models import Submission
from ..states import Standing, standing_of
from . import sight

if TYPE_CHECKING:
    from people.models import User


@dataclass(frozen=True)
class Act:
    """A button of the desk."""

    name: str
    label: str
    url: str
    tone: str


class ActView(WagtailAdminTemplateMixin, ContextMixin, View):
    """GET asks, POST does. Refusals come back as sentences; what was typed stays in the form.

    `service` takes the text, the person under the name `actor`, and the fields of the form.
    """

    template_name = "submissions/admin/act.html"
    header_icon = "doc-full"
    name: ClassVar[str]
    label: ClassVar[Any]
    explanation: ClassVar[Any] = ""
    done: ClassVar[Any]
    tone: ClassVar[str] = "button-secondary"
    form_class: ClassVar[type[Form]] = ConfirmationForm
    service: ClassVar[Callable[..., Any]]
    actor: ClassVar[str] = "user"

    @staticmethod
    def is_open(text: Submission, user: User, standing: Standing) -> bool:
        raise NotImplementedError

    def perform(self, text: Submission, user: User, data: dict[str, Any]) -> None:
        type(self).service(submission=text, **{self.actor: user}, **data)

    @cached_property
    def text(self) -> Submission:
        return Submission.objects.get(pk=self.kwargs["pk"])

    @cached_property
    def headline(self) -> str:
        return str(sight.shown_version(self.text))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_open(self.text, request.user, standing_of(self.text)):
            return self._back(messages.error, _("This is not possible now."))
        return self._page(self.form_class())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self._page(form)
        try:
            self.perform(self.text, request.user, form.cleaned_data)
        except NotReady as refused:
            for item in refused.missing:
                form.add_error(item.field if item.field in form.fields else None, item.message)
            return self._page(form)
        except (Stale, AlreadyClaimed, AlreadySent) as refused:
            return self._back(messages.error, str(refused) or _("This is not possible now."))
        except PermissionDenied:
            return self._back(messages.error, _("This is not possible now."))
        return self._back(messages.success, str(self.done))

    def _page(self, form: Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, act=self, back=self.edit_url))

    def _back(self, tell: Any, words: str) -> HttpResponse:
        tell(self.request, words)
        return redirect(self.edit_url if sight.shown_id(self.text.pk) else reverse("editors:list"))

    @cached_property
    def edit_url(self) -> str:
        return reverse("editors:edit", args=[self.text.pk])

    def get_page_title(self) -> str:
        return str(self.label)

    def get_page_subtitle(self) -> str:
        return self.headline

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        texts = {"url": reverse("editors:list"), "label": _("Texts")}
        return [*self.breadcrumbs_items, texts, {"url": self.edit_url, "label": self.headline}, {"url": "", "label": str(self.label)}]
