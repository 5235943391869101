"""A form as the templates show it: every input with its id, what was typed, and the error in its place. No repr: see Filled."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from rights.forms.filling import Filled
from rights.forms.kinds import UNKNOWN, Choice, Day, Duration, Field, Group
from rights.forms.rows import LogRows, WeekRows


@dataclass(frozen=True, repr=False)
class ShownInput:
    """`label` is empty where the field's own label is meant."""

    name: str
    value: str
    label: str = ""
    is_wrong: bool = False


@dataclass(frozen=True, repr=False)
class ShownOption:
    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, repr=False)
class ShownRow:
    label: str
    inputs: tuple[ShownInput, ...]
    options: tuple[ShownOption, ...] = ()
    kind_name: str = ""


@dataclass(frozen=True, repr=False)
class ShownField:
    """`described_by` are ids of hint and error, for the inputs; `fields` is what a group has."""

    field: Field
    template: str
    error: str
    inputs: tuple[ShownInput, ...]
    options: tuple[ShownOption, ...] = ()
    older: tuple[ShownOption, ...] = ()
    rows: tuple[ShownRow, ...] = ()
    fields: ClassVar[tuple[()]] = ()

    @property
    def described_by(self) -> str:
        ids = [f"h-{self.field.name}"] if self.field.hint else []
        return " ".join([*ids, *([f"e-{self.field.name}"] if self.error else [])])


@dataclass(frozen=True, repr=False)
class ShownGroup:
    title: str
    fields: tuple[ShownField, ...]
    is_open: bool


def shown_parts(filled: Filled) -> Iterator[ShownField | ShownGroup]:
    for part in filled.form.parts:
        if isinstance(part, Group):
            yield ShownGroup(str(part.title), tuple(_field(filled, field) for field in part.fields), _is_open(filled, part))
        else:
            yield _field(filled, part)


def _is_open(filled: Filled, group: Group) -> bool:
    """What was chosen, filled in or is wrong; a closed group costs one tap."""
    if group.when and filled.form.chosen(group.when[0], filled.typed) in group.when[1]:
        return True
    is_filled = any(filled.typed.get(name) for field in group.fields for name in field.names if not isinstance(field, Choice))
    return is_filled or any(field.name in filled.error_of for field in group.fields)


def _field(filled: Filled, field: Field) -> ShownField:
    error = filled.error_of.get(field.name)
    inputs = tuple(_inputs(filled, field))
    options, older = (), ()
    if isinstance(field, Choice):
        options, older = _options(filled, field), _older(filled, field)
    rows = tuple(_rows(filled, field)) if isinstance(field, WeekRows | LogRows) else ()
    template = f"rights/fields/{'list' if getattr(field, 'is_list', False) else field.template}.html"
    return ShownField(field, template, error.words if error else "", inputs, options, older, rows)


def _inputs(filled: Filled, field: Field) -> Iterator[ShownInput]:
    labels = {Day: (_("Day of the month"), _("Month"), _("Year")), Duration: (_("Hours"), _("Minutes"))}.get(type(field), ())
    for number, name in enumerate(field.names):
        value = filled.typed.get(name, "")
        if isinstance(field, Day) and field.has_this_year and name.endswith("_year") and not filled.typed:
            value = str(filled.today.year)
        yield ShownInput(name, value, str(labels[number]) if number < len(labels) else "", _is_wrong(filled, field, name))


def _is_wrong(filled: Filled, field: Field, name: str) -> bool:
    error = filled.error_of.get(field.name)
    return error is not None and error.at == name


def _options(filled: Filled, field: Choice) -> tuple[ShownOption, ...]:
    chosen = filled.typed.get(field.name, "" if field.initial is None else str(field.initial))
    unknown = ((UNKNOWN, field.unknown),) if field.unknown else ()
    return tuple(ShownOption(str(value), str(words), str(value) == chosen) for value, words in (*field.options, *unknown))


def _older(filled: Filled, field: Choice) -> tuple[ShownOption, ...]:
    chosen = filled.typed.get(field.name, "")
    return tuple(ShownOption(str(value), str(words), str(value) == chosen) for value, words in field.older)


def _rows(filled: Filled, field: WeekRows | LogRows) -> Iterator[ShownRow]:
    def shown(name: str, label: Any) -> ShownInput:
        return ShownInput(name, filled.typed.get(name, ""), str(label), _is_wrong(filled, field, name))

    if isinstance(field, WeekRows):
        for row in field.rows:
            name = f"{field.name}_{row.number}"
            yield ShownRow(str(row.label), (shown(f"{name}_hours", _("Hours")), shown(name, _("Minutes"))))
        return
    for day in field.days:
        name = f"{field.name}_{day}"
        chosen = filled.typed.get(f"{name}_kind", field.kinds[0][0])
        options = tuple(ShownOption(value, str(words), value == chosen) for value, words in field.kinds)
        inputs = (shown(f"{name}_hours", _("Hours")), shown(name, _("Minutes")))
        yield ShownRow(str(day), inputs, options, f"{name}_kind")
