"""The steward's forms. What was typed comes back; an error stands beside its field and says what to type."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.form_fields import CountField, DayField, DeskForm, FormId, LineField
from printing.models import WallTask
from printing.models.walls import COPIES_MAX, EDGES_MM, NAME_MAX, READERS_MAX

LONGEST_AGO = timedelta(days=366)


class PastDayField(DayField):
    """A day that has come already, within the last year. The form sets `today`."""

    today: date

    def clean(self, value: Any) -> date:
        day = super().clean(value)
        if day > self.today:
            raise forms.ValidationError(_("That day has not come yet."))
        if day < self.today - LONGEST_AGO:
            raise forms.ValidationError(_("That is more than a year ago."))
        return day


class WorkplaceForm(DeskForm):
    name = LineField(
        label=gettext_lazy("Workplace"),
        help_text=gettext_lazy("A name that you and the other stewards understand. Readers never see it."),
        max_length=NAME_MAX,
        error_messages={"required": gettext_lazy("Write a name for the workplace.")},
    )


class BoardForm(DeskForm):
    place = LineField(
        label=gettext_lazy("Where does it hang?"),
        help_text=gettext_lazy("For example: canteen, lockers, prayer room, stall at the gate."),
        max_length=NAME_MAX,
        error_messages={"required": gettext_lazy("Write where the board hangs.")},
    )


class CorrectionForm(DeskForm):
    """What may be put right in a report. A wrong board or a wrong poster is another report."""

    hung_on = PastDayField(label=gettext_lazy("Hung on"))
    copies = CountField(
        label=gettext_lazy("Copies"),
        initial=1,
        min_value=1,
        max_value=COPIES_MAX,
        error_messages={
            "required": gettext_lazy("How many copies? At least 1."),
            "invalid": gettext_lazy("Write a number, for example 2."),
        },
    )
    readers = CountField(
        label=gettext_lazy("Readers, about"),
        help_text=gettext_lazy("How many people pass it in a week? May stay empty."),
        required=False,
        min_value=0,
        max_value=READERS_MAX,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hung_on"].today = today


class ReportForm(CorrectionForm):
    board = forms.ChoiceField(
        label=gettext_lazy("Notice board"),
        error_messages={
            "required": gettext_lazy("Choose the board."),
            "invalid_choice": gettext_lazy("This board is closed or not in your city. Choose another one."),
        },
    )
    what = forms.ChoiceField(
        label=gettext_lazy("What hangs there now"),
        error_messages={
            "required": gettext_lazy("Choose what you hung."),
            "invalid_choice": gettext_lazy("Choose what you hung from the list."),
        },
    )
    others_are_down = forms.BooleanField(label=gettext_lazy("I took all older sheets off this board"), required=False)
    earlier_bulletin_stays = forms.BooleanField(label=gettext_lazy("The bulletin of an earlier week stays beside it"), required=False)
    client_id = FormId()
    field_order = ["board", "what", "hung_on", "copies", "readers", "others_are_down", "earlier_bulletin_stays", "client_id"]

    def __init__(self, *args: Any, boards: list[Any], things: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["board"].choices = [("", _("Choose a board")), *boards]
        self.fields["what"].choices = [("", _("Choose a sheet")), *things]


class TaskForm(DeskForm):
    answer = forms.ChoiceField(
        label=gettext_lazy("What did you find?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one of the two answers."),
            "invalid_choice": gettext_lazy("Choose one of the two answers."),
        },
    )
    answered_on = PastDayField(label=gettext_lazy("On which day?"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the answer that the page shows

    def __init__(self, *args: Any, task: WallTask, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        done = _("It is down.") if task.takes_down else _("The correction is pasted over it, or the new edition hangs there.")
        self.fields["answer"].choices = [("done", done), ("not_found", _("The sheet was no longer there."))]
        self.fields["answered_on"].today = today


class TicksField(forms.MultipleChoiceField):
    """Ticks of a list that may have become shorter meanwhile; whoever asks decides about those that are gone."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        return True


ALL = "semua"


class TasksForm(TaskForm):
    """One answer for several boards; the first tick stands for all that the page shows."""

    boards = TicksField(label=gettext_lazy("Which boards?"), error_messages={"required": gettext_lazy("Tick at least one board.")})
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ["boards", "answer", "answered_on", "shown"]

    def __init__(self, *args: Any, tasks: list[WallTask], **kwargs: Any) -> None:
        super().__init__(*args, task=tasks[0], **kwargs)
        every = [(ALL, _("All %(number)d sheets") % {"number": len(tasks)})] if len(tasks) > 1 else []
        self.fields["boards"].choices = [*every, *((str(task.public_id), task) for task in tasks)]

    def chosen(self) -> set[str]:
        """Public ids of the tasks that were ticked."""
        ticked = set(self.cleaned_data["boards"])
        return ticked | set(self.cleaned_data["shown"].split(",")) if ALL in ticked else ticked


class PrinterForm(DeskForm):
    sheet = forms.ChoiceField(
        label=gettext_lazy("The paper in your printer"),
        choices=[("a4", "A4"), ("f4", gettext_lazy("F4 (Folio)")), ("", gettext_lazy("A3 too, or I do not know"))],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the papers.")},
    )
    is_mono = forms.BooleanField(label=gettext_lazy("It prints black only"), required=False)
    edge_mm = forms.TypedChoiceField(
        label=gettext_lazy("The number that your test sheet gave"),
        choices=[(edge, f"{edge} mm") for edge in EDGES_MM],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one of the numbers."),
            "invalid_choice": gettext_lazy("Choose one of the numbers."),
        },
    )
