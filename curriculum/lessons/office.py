"""Where editors and programme managers write the lessons: three lists under one word of Wagtail's menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface, TitleFieldPanel
from wagtail.admin.ui.tables import BaseColumn, BulkActionsCheckboxColumn, Column
from wagtail.snippets.views.snippets import (
    IndexView,
    PreviewOnCreateView,
    PreviewOnEditView,
    PreviewRevisionView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from cms.previews import InFrameMixin

from ..models import Lesson, Module, Programme


class ListWithoutBoxes(IndexView):
    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]


class KeptForGood(SnippetViewSet):
    """Nothing is deleted, by superusers either: readings, workshops and assignments point at it. So no boxes to tick, and no chooser."""

    copy_view_enabled = False
    index_view_class = ListWithoutBoxes
    index_template_name = "wagtailadmin/generic/index.html"
    index_results_template_name = "wagtailadmin/generic/index_results.html"

    def register_chooser_viewset(self) -> None:
        """None: a plain list of choices does for modules and programmes."""

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns = super().get_urlpatterns()
        for pattern in patterns:
            pattern.callback = _closed if pattern.name == "delete" else _whole_forms_only(pattern.callback)
        return patterns


class ProgrammeViewSet(KeptForGood):
    model = Programme
    icon = "folder-open-inverse"
    menu_label = _("Programmes")
    list_display = ["title", "summary"]
    panels = [TitleFieldPanel("title", placeholder=False), FieldPanel("slug"), FieldPanel("summary")]


class ModuleViewSet(KeptForGood):
    model = Module
    icon = "list-ul"
    menu_label = _("Modules")
    list_display = ["title", "programme", "position"]
    list_filter = ["programme"]
    panels = [FieldPanel("title"), FieldPanel("summary"), FieldPanel("programme"), FieldPanel("position")]

    def get_queryset(self, request: HttpRequest):  # noqa: ANN201  as Wagtail has it
        return Module.objects.select_related("programme")


class LessonForm(WagtailAdminModelForm):
    """A module's name is found in every programme again, so the choice says whose it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["module"]
        field.queryset = Module.objects.select_related("programme")
        field.label_from_instance = lambda module: f"{module.programme} · {module}"


LESSON_PANELS = [
    TitleFieldPanel("title", placeholder=False),
    FieldPanel("slug"),
    FieldPanel("module"),
    FieldRowPanel([FieldPanel("position"), FieldPanel("minutes")]),
    FieldPanel("summary"),
    FieldPanel("goals"),
    MultiFieldPanel([FieldPanel("body")], heading=_("What trainees read")),
]


def _state(lesson: Lesson) -> str:
    """Wagtail's own column asks for a planned day, lesson by lesson; here there is none."""
    if not lesson.live:
        return _("Draft")
    return _("Published, with changes that are not") if lesson.has_unpublished_changes else _("Published")


class PreviewNewLesson(InFrameMixin, PreviewOnCreateView):
    pass


class PreviewLesson(InFrameMixin, PreviewOnEditView):
    pass


class PreviewLessonVersion(InFrameMixin, PreviewRevisionView):
    pass


class LessonViewSet(KeptForGood):
    """Drafts, versions and publication as Wagtail has them. No day can be planned: `publish_scheduled` is never run here."""

    model = Lesson
    icon = "doc-full"
    menu_label = _("Lessons")
    list_display = ["title", Column("state", label=_("State"), accessor=_state), "module", "position", "minutes"]
    list_filter = ["module"]
    search_fields = ["title"]
    list_per_page = 50
    preview_on_add_view_class = PreviewNewLesson
    preview_on_edit_view_class = PreviewLesson
    revisions_view_class = PreviewLessonVersion
    edit_handler = TabbedInterface(
        [
            ObjectList(LESSON_PANELS, heading=_("Lesson")),
            ObjectList([FieldPanel("trainer_notes")], heading=_("Trainer's notes")),
            ObjectList([FieldPanel("handout")], heading=_("Handout")),
        ],
        base_form_class=LessonForm,
    )

    def get_queryset(self, request: HttpRequest):  # noqa: ANN201  as Wagtail has it
        return Lesson.objects.listed()


def _closed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def _whole_forms_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wagtail's fields of a text break on a form that no browser has sent."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except MultiValueDictKeyError as missing:
            raise BadRequest("Part of the form is missing.") from missing

    return guarded


class TrainingGroup(SnippetViewSetGroup):
    items = (LessonViewSet, ModuleViewSet, ProgrammeViewSet)
    menu_label = _("Training")
    menu_icon = "openquote"
    menu_order = 120
    add_to_admin_menu = True
