"""Form fields of the working pages: they take what people type, and say beside the field what to type instead."""

from __future__ import annotations

import re
import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.cleaning import clean_line, clean_text


class DeskForm(forms.Form):
    use_required_attribute = False  # our own words, beside the field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class LineField(forms.CharField):
    """One line: blanks folded, nothing hidden in it."""

    default_error_messages = {"max_length": gettext_lazy("That is too long. Write it in at most %(limit_value)d characters.")}

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value))


class WordsField(forms.CharField):
    """Several lines, without what no database takes or nobody sees."""

    widget = forms.Textarea({"rows": 6})
    default_error_messages = {"max_length": gettext_lazy("That is too long. Write it in at most %(limit_value)d characters.")}

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value)).strip()


class CountField(forms.IntegerField):
    """A number as people type it: "1.200" is one thousand two hundred, "80 orang" and "sekitar 80 orang" are 80."""

    default_error_messages = {
        "invalid": gettext_lazy("Write a number, for example 80."),
        "min_value": gettext_lazy("That is too few."),
        "max_value": gettext_lazy("That is more than we can believe. Write the real number."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.TextInput(attrs={"inputmode": "numeric"})} | kwargs)

    def to_python(self, value: Any) -> int | None:
        typed = str(value or "").strip()
        before, after = r"(?:[~±]\s*|(?:[a-z]+[ -]){1,3}\s*)?", r"(?:-?an)?(?:\s+[a-z]+){0,2}"
        found = re.fullmatch(rf"{before}(\d{{1,3}}(?:[.,]?\d{{3}})*|\d{{1,9}}){after}", typed, re.IGNORECASE)
        return super().to_python(re.sub(r"[.,]", "", found[1]) if found else typed)


class DayWidget(forms.MultiWidget):
    """Day, month and year in three small fields."""

    template_name = "cms/day_widget.html"

    def __init__(self) -> None:
        super().__init__([forms.TextInput(attrs={"inputmode": "numeric"}) for _part in range(3)])

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = [_("Day"), _("Month"), _("Year")]
        context["parts"] = list(zip(labels, context["widget"]["subwidgets"], strict=True))
        return context


class DayField(forms.Field):
    """A day of the calendar; two figures of a year are of this century."""

    widget = DayWidget

    def clean(self, value: Any) -> date | None:
        parts = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not self.required and not any(parts):
            return None
        try:
            if not all(re.fullmatch(r"\d{1,4}", part, re.ASCII) for part in parts):
                raise ValueError
            day, month, year = (int(part) for part in parts)
            return date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            raise forms.ValidationError(_("Write the day in numbers: day, month, year. Example: 19 11 2026.")) from None


class FormId(forms.UUIDField):
    """The id of the form; a form that lost it is taken as a new one."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "initial": uuid.uuid4} | kwargs)

    def clean(self, value: Any) -> uuid.UUID:
        try:
            return super().clean(value) or uuid.uuid4()
        except forms.ValidationError:
            return uuid.uuid4()
