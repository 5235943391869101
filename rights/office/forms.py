"""What editors type about the law. Completeness is judged by the services; a form only reads."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rights.calculators import REGIONS, Law, Parameter, Value
from rights.calculators.parameters import weakest
from rights.errors import RecordsRefused
from rights.law_records import DATE, NUMBER, kind_of_parameter, plain_content
from rights.models.questions import Confidence
from rights.office.values import NotAValue, read_value, typed_value, unit_words

WAGE = "minimum_wage."


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def long_field(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **more)


class ClientIdForm(forms.Form):
    """A form sent twice makes one row."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, initial: Mapping[str, Any] | None = None, **more: Any) -> None:
        super().__init__(*args, initial={"client_id": uuid.uuid4(), **(initial or {})}, **more)


class ValueForm(ClientIdForm):
    """One value of one parameter."""

    value = forms.CharField(label=_("Value"), max_length=10_000, required=False)
    repeals = forms.BooleanField(label=_("From this day on there is no such rule any more"), required=False)
    valid_from = day_field(_("Holds from"))
    valid_to = day_field(_("Last day"), required=False, help_text=_("Leave it empty when no end is known."))
    law = forms.CharField(label=_("Law"), max_length=200, help_text=_("For example: PP 35/2021"))
    article = forms.CharField(label=_("Article"), max_length=200, help_text=_("For example: Pasal 32 ayat (2)"))
    source = long_field(_("Source"), help_text=_("What was read, and when."))
    confidence = forms.ChoiceField(label=_("Confidence"), choices=Confidence.choices)
    reviewed_on = day_field(_("Last checked on"))
    note = long_field(_("Note"), required=False, help_text=_("Workers read it beside the figure."))
    keeps_others = forms.BooleanField(label=_("Go on showing the other readings"), required=False)
    why = long_field(_("Why this change?"), help_text=_("The second person reads it."))

    def __init__(self, parameter: Parameter, *args: Any, corrected: Value | None = None, today: date, **more: Any) -> None:
        self.parameter, self.corrected = parameter, corrected
        super().__init__(*args, initial=self._initial(corrected, today), **more)
        if kind_of_parameter(parameter) == NUMBER:
            self.fields["value"].help_text = unit_words(parameter.unit)
        elif kind_of_parameter(parameter) == DATE:
            self.fields["value"].help_text = _("A day like 2027-01-31.")
        else:
            self.fields["value"].widget = forms.Textarea(attrs={"rows": 8})
            self.fields["value"].help_text = _("One row on each line, as in the value before.")
        if corrected is None or not corrected.others:
            del self.fields["keeps_others"]

    def _initial(self, corrected: Value | None, today: date) -> dict[str, Any]:
        latest = corrected or self.parameter.values[-1]
        known = {"value": typed_value(latest.content), "reviewed_on": today, "confidence": weakest(latest.reference.confidence)}
        if corrected is None:
            return known
        reference = corrected.reference
        same = {name: getattr(reference, name) for name in ("valid_from", "valid_to", "law", "article", "source", "note")}
        return known | same | {"repeals": corrected.content is None, "keeps_others": bool(corrected.others)}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("repeals"):
            data["value"] = None
        elif "value" in data:
            try:
                data["value"] = read_value(data["value"], self.parameter)
            except NotAValue as refused:
                self.add_error("value", str(refused))
        return data

    def record(self) -> dict[str, Any]:
        """The fields of a ParameterRecord."""
        data = self.cleaned_data
        names = ("value", "valid_from", "valid_to", "law", "article", "source", "confidence", "reviewed_on", "note")
        others = self.corrected.others if self.corrected and data.get("keeps_others") else ()
        return {
            **{name: data[name] for name in names},
            "others": [{"value": plain_content(other.content), "source": other.source} for other in others],
            "parameter": self.parameter.name,
            "unit": self.parameter.unit,
        }

    def add_problems(self, refused: RecordsRefused) -> None:
        for problem in refused.problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)


class WagesForm(ClientIdForm):
    """The minimum wages of one year: a figure for each region; an empty one is left out. What stands above the table holds for all rows."""

    law = forms.CharField(label=_("Law"), max_length=200, required=False, help_text=_("For rows without a decree of their own."))
    source = long_field(_("Source"), help_text=_("What was read, and when."))
    confidence = forms.ChoiceField(label=_("Confidence"), choices=Confidence.choices, initial=Confidence.REPORTED)
    reviewed_on = day_field(_("Last checked on"))
    why = long_field(_("Why this change?"), help_text=_("The second person reads it."))

    def __init__(self, year: int, law: Law, *args: Any, **more: Any) -> None:
        self.year, self.law, self.regions = year, law, []
        super().__init__(*args, **more)
        for region in REGIONS:
            self.fields[f"amount_{region}"] = forms.CharField(label=self._label(region), max_length=40, required=False)
            self.fields[f"law_{region}"] = forms.CharField(label=_("Decree"), max_length=200, required=False)
            self.fields[f"confidence_{region}"] = forms.ChoiceField(
                label=_("Confidence"), choices=[("", _("as above")), *Confidence.choices], required=False
            )

    def _label(self, region: str) -> str:
        return self.law[WAGE + region].title

    def rows(self) -> Iterator[dict[str, Any]]:
        """For the table: each region with its fields, and the figure of the year before."""
        for region in REGIONS:
            before = self.law.find(WAGE + region, date(self.year - 1, 12, 31))
            yield {
                "label": self._label(region),
                "before": before,
                "amount": self[f"amount_{region}"],
                "decree": self[f"law_{region}"],
                "confidence": self[f"confidence_{region}"],
            }

    def common_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("client_id", "law", "source", "confidence", "reviewed_on", "why")]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.regions = [region for region in REGIONS if data.get(f"amount_{region}")]
        for region in self.regions:
            try:
                data[f"amount_{region}"] = read_value(data[f"amount_{region}"], self.law[WAGE + region])
            except NotAValue as refused:
                self.add_error(f"amount_{region}", str(refused))
            if data.get(f"amount_{region}") == 0:
                self.add_error(f"amount_{region}", _("Leave it empty when the figure is not known; zero would be a figure."))
            if not (data[f"law_{region}"] or data.get("law")):
                self.add_error(f"law_{region}", _("Name the decree here, or one law for all above."))
        if not self.regions:
            self.add_error(None, _("Write the figure of one region at least."))
        return data

    def records(self) -> list[dict[str, Any]]:
        data = self.cleaned_data
        return [
            {
                "parameter": WAGE + region,
                "unit": self.law[WAGE + region].unit,
                "value": data[f"amount_{region}"],
                "valid_from": date(self.year, 1, 1),
                "valid_to": date(self.year, 12, 31),
                "law": data[f"law_{region}"] or data["law"],
                "article": f"{'UMP' if region == 'jakarta' else 'UMK'} {self.year}",
                "source": data["source"],
                "confidence": data[f"confidence_{region}"] or data["confidence"],
                "reviewed_on": data["reviewed_on"],
            }
            for region in self.regions
        ]

    def add_problems(self, refused: RecordsRefused) -> None:
        for problem in refused.problems:
            region, field = problem.parameter.removeprefix(WAGE), {"value": "amount"}.get(problem.field, problem.field)
            own = f"{field}_{region}"
            self.add_error(own if own in self.fields else field if field in self.fields else None, problem.message)


class CheckForm(ClientIdForm):
    """That somebody looked for a newer law."""

    checked_through = day_field(
        _("The law is known through"), help_text=_("At most a month ahead. An earlier day than now brings the warning back.")
    )
    law = forms.CharField(label=_("Law"), max_length=200, help_text=_("The act that was looked for, or that was found."))
    source = long_field(_("Source"), help_text=_("Where you looked: addresses and days, or the State Gazette's number."))
    words = long_field(_("What was found"))


class WhyForm(ClientIdForm):
    why = long_field(_("Why?"))


class ReasonForm(forms.Form):
    reason = long_field(_("Reason"))
