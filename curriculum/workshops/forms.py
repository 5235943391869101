"""Forms about workshops. What was typed comes back; an error stands beside its field."""

from __future__ import annotations

import uuid
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.form_fields import CountField, DayField, DeskForm, FormId, LineField, WordsField
from people.models import User
from people.roles import Role

from ..models import Batch, Cohort, Lesson, Membership, Workshop
from .moments import clock_words, zone_of
from .rules import clock
from .services.planning import Plan

CAPACITY_MAX = 300
NAMES_MAX = 2_000


class ClockField(forms.CharField):
    """ "13.00"; the zone is the city's, the form says which."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "size": "6"})

    def clean(self, value: Any) -> time:
        try:
            return clock(super().clean(value))
        except ValueError:
            raise forms.ValidationError(_("Write the time as on a clock, for example 13.00.")) from None


class TimesForm(DeskForm):
    """A day and two times of the city's clock; `starts_at` and `ends_at` are aware."""

    day = DayField(label=gettext_lazy("Day"))
    starts = ClockField(label=gettext_lazy("Starts"), error_messages={"required": gettext_lazy("When does it start?")})
    ends = ClockField(label=gettext_lazy("Ends"), error_messages={"required": gettext_lazy("When does it end?")})
    venue = LineField(
        label=gettext_lazy("Place"),
        max_length=120,
        help_text=gettext_lazy("The hall as people there call it."),
        error_messages={"required": gettext_lazy("Write where it takes place.")},
    )
    directions = LineField(
        label=gettext_lazy("How to get there"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Gate, floor, angkot, whom to ask. Everybody of the class reads it."),
    )

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if {"day", "starts", "ends"} <= typed.keys():
            typed["starts_at"], typed["ends_at"] = self._moment("starts"), self._moment("ends")
            if typed["ends_at"] <= typed["starts_at"]:
                self.add_error("ends", _("It ends after it starts, on the same day."))
        return typed

    def _moment(self, name: str) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data[name], tzinfo=self.zone)


class WorkshopForm(TimesForm):
    title = LineField(
        label=gettext_lazy("Title"), max_length=120, error_messages={"required": gettext_lazy("Write what the workshop is about.")}
    )
    lessons = forms.ModelMultipleChoiceField(
        Lesson.objects.none(), label=gettext_lazy("Lessons"), required=False, widget=forms.CheckboxSelectMultiple
    )
    batch = forms.ModelChoiceField(
        Batch.objects.none(), label=gettext_lazy("Batch"), required=False, empty_label=gettext_lazy("The whole class")
    )
    trainer = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Trainer"), required=False, empty_label=gettext_lazy("Not known yet")
    )
    capacity = CountField(
        label=gettext_lazy("Seats"),
        initial=30,
        min_value=1,
        max_value=CAPACITY_MAX,
        error_messages={"required": gettext_lazy("How many people fit in?")},
    )
    takes_sign_ups = forms.BooleanField(label=gettext_lazy("Workers who are no members yet may sign up for it"), required=False)
    client_id = FormId()
    field_order = ["title", "lessons", "batch", "day", "starts", "ends", "venue", "directions", "capacity", "trainer", "takes_sign_ups"]

    def __init__(self, *args: Any, cohort: Cohort, workshop: Workshop | None = None, **kwargs: Any) -> None:
        if workshop:
            kwargs["initial"] = _initial(workshop) | kwargs.get("initial", {})
        super().__init__(*args, zone=ZoneInfo(cohort.city.time_zone), **kwargs)
        lessons = Lesson.objects.filter(Q(live=True) | Q(workshops=workshop)) if workshop else Lesson.objects.filter(live=True)
        if cohort.programme_id:
            lessons = lessons.filter(module__programme_id=cohort.programme_id)
        self.fields["lessons"].queryset = lessons.listed().distinct()
        self.fields["batch"].queryset = Batch.objects.filter(cohort=cohort)
        self.fields["batch"].label_from_instance = lambda batch: _("batch %(number)d") % {"number": batch.number}
        self.fields["trainer"].queryset = _trainers(cohort, workshop)
        self.fields["trainer"].label_from_instance = lambda user: user.display_name

    @property
    def plan(self) -> Plan:
        typed = self.cleaned_data
        same = ("title", "starts_at", "ends_at", "venue", "directions", "capacity", "batch", "trainer", "takes_sign_ups")
        return Plan(lessons=tuple(typed["lessons"]), **{name: typed[name] for name in same})


class MoveForm(TimesForm):
    reason = LineField(
        label=gettext_lazy("Why is it moved?"),
        max_length=200,
        help_text=gettext_lazy("Everybody of the class reads it."),
        error_messages={"required": gettext_lazy("Write the reason: people read it.")},
    )


class CancelForm(DeskForm):
    reason = LineField(
        label=gettext_lazy("Why does it not take place?"),
        max_length=200,
        help_text=gettext_lazy("Everybody of the class reads it."),
        error_messages={"required": gettext_lazy("Write the reason: people read it.")},
    )


class SheetForm(DeskForm):
    """A signed sheet by its row numbers: everybody was there but who is named here."""

    absent = WordsField(
        label=gettext_lazy("Not there"), required=False, max_length=NAMES_MAX, help_text=gettext_lazy("Rows without signature: 4 9 17"),
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )  # fmt: skip
    late = WordsField(
        label=gettext_lazy("Came late"), required=False, max_length=NAMES_MAX,
        help_text=gettext_lazy("Row = minutes, or the time on the clock: 3=20, 8=13.45"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    left = WordsField(
        label=gettext_lazy("Left early"), required=False, max_length=NAMES_MAX,
        help_text=gettext_lazy("Row = minutes before the end, or the time on the clock: 5=30"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    excused = WordsField(
        label=gettext_lazy("Excused"), required=False, max_length=NAMES_MAX,
        help_text=gettext_lazy("Rows of people who said so before: 12"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


def times_of(workshop: Workshop) -> dict[str, Any]:
    """What the fields of a TimesForm show for it."""
    zone = zone_of(workshop)
    start, end = (timezone.localtime(moment, zone) for moment in (workshop.starts_at, workshop.ends_at))
    times = {"day": start.date(), "starts": clock_words(start), "ends": clock_words(end)}
    return times | {"venue": workshop.venue, "directions": workshop.directions}


def _initial(workshop: Workshop) -> dict[str, Any]:
    same = ("title", "capacity", "takes_sign_ups")
    keys = {"batch": workshop.batch_id, "trainer": workshop.trainer_id, "lessons": [lesson.pk for lesson in workshop.lessons.listed()]}
    return times_of(workshop) | {name: getattr(workshop, name) for name in same} | keys | {"client_id": uuid.uuid4()}


def _trainers(cohort: Cohort, workshop: Workshop | None):  # noqa: ANN202  QuerySet
    """The class's trainers, and the one who stands there already."""
    held = Membership.objects.current().as_role(Role.TRAINER).in_cohort(cohort)
    known = [workshop.trainer_id] if workshop and workshop.trainer_id else []
    return User.objects.filter(Q(memberships__in=held) | Q(pk__in=known)).distinct().order_by("display_name")
