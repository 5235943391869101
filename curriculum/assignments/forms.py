"""Forms of assignments; what was typed comes back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from cms.form_fields import DayField, DeskForm, FormId, LineField, WordsField

from ..models import AssignmentKind, Cohort, Lesson
from .services import AssignmentFacts

MOST_LETTERS = 6000


class MomentField(forms.CharField):
    """What the page showed, by its moment to the microsecond; None for nothing and for nonsense."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime) else value

    def to_python(self, value: Any) -> datetime | None:
        try:
            return parse_datetime(super().to_python(value))
        except ValueError:
            return None


class SeenForm(DeskForm):
    """One that knows what its page showed."""

    def show_again(self, **moments: datetime | None) -> None:
        """The page now shows what came meanwhile; what was typed stays."""
        self.data = self.data.copy()
        for name, moment in moments.items():
            self.data[name] = moment.isoformat() if moment else ""


class ChangeForm(DeskForm):
    """What may be changed later."""

    title = LineField(label=_("Title"), max_length=120, error_messages={"required": _("Write a title.")})
    words = WordsField(
        label=_("What to do"),
        help_text=_("Say it in steps, and say when it is good enough."),
        max_length=2000,
        error_messages={"required": _("Write what to do.")},
    )
    due_on = DayField(label=_("Due on"), error_messages={"required": _("Write the day.")})
    lesson = forms.ModelChoiceField(label=_("Lesson"), queryset=Lesson.objects.none(), required=False, empty_label=_("no lesson"))

    def __init__(self, *args: Any, cohort: Cohort | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme = cohort.programme_id if cohort else None
        self.fields["lesson"].queryset = Lesson.objects.live().of_programmes([programme]).listed()

    @property
    def facts(self) -> AssignmentFacts:
        return AssignmentFacts(**{name: self.cleaned_data[name] for name in ("title", "words", "due_on", "lesson")})


class AssignmentForm(ChangeForm):
    kind = forms.ChoiceField(
        label=_("What counts"),
        choices=AssignmentKind.choices,
        widget=forms.RadioSelect,
        initial=AssignmentKind.TEXT,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    client_id = FormId()
    field_order = ["kind", "title", "words", "lesson", "due_on", "client_id"]


class AnswerForm(SeenForm):
    words = WordsField(
        label=_("Your answer"),
        help_text=_("Write no telephone numbers and no names of people who have not agreed."),
        max_length=MOST_LETTERS,
        widget=forms.Textarea({"rows": 12}),
        error_messages={"required": _("Write your answer. A first attempt is enough.")},
    )
    seen = MomentField()  # when the answer that the page shows was sent


class JudgementForm(SeenForm):
    feedback = WordsField(
        label=_("Feedback"), help_text=_("Praise first, then at most two wishes, as questions."), max_length=2000, required=False
    )
    seen = MomentField()
    judged = MomentField()  # when the judgement that the page shows was made
