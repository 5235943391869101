"""Loads `rights/parameters/*.yaml` once and refuses what is incomplete, naming the file.

Shape of a file: parameter name → title, unit, values; each value with from, value, law, article, source, confidence, reviewed_on and,
where needed, to (last day), note, others. Decimals stand in quotes, since a YAML number with a point would be a float.
"""

import re
from collections.abc import Hashable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rights.calculators.parameters import Content, Law, OtherReading, Parameter, Reference, Value

FOLDER = Path(__file__).parent.parent / "parameters"
PARAMETER_KEYS = {"title", "unit", "values"}
NEEDED = {"from", "value", "law", "article", "source", "confidence", "reviewed_on"}
VALUE_KEYS = NEEDED | {"to", "note", "others"}
CONFIDENCE = re.compile(r"[ABCDX](/[ABCDX])?|C\+")
NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-zA-Z0-9_]+)+")
DECIMAL = re.compile(r"-?\d+\.\d+")


class BadParameters(ValueError):
    """A parameter cannot be used; the text names the file and the place, `field` the key of a value where one is wrong."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Safe loader that refuses a key written twice, of which YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _value in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise BadParameters(f"{key} stands there twice")
        return super().construct_mapping(node, deep)


@cache
def law() -> Law:
    """The law of the bundled files."""
    return load(FOLDER)


def load(folder: Path) -> Law:
    """Raises BadParameters."""
    parameters: dict[str, Parameter] = {}
    for path in sorted(folder.glob("*.yaml")):
        for parameter in _read(path):
            if parameter.name in parameters:
                raise BadParameters(f"{path.name}: {parameter.name} stands in another file too")
            parameters[parameter.name] = parameter
    if not parameters:
        raise BadParameters(f"{folder}: no parameters")
    return Law(parameters.values())


def _read(path: Path) -> Iterator[Parameter]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - built on the safe loader
        if not isinstance(content, dict):
            raise BadParameters("the file is not a mapping of parameters")
        for name, record in content.items():
            yield parameter_from(name, record)
    except yaml.YAMLError as error:
        raise BadParameters(f"{path.name}: {error}") from error
    except BadParameters as error:
        raise BadParameters(f"{path.name}: {error}", error.field) from error


def parameter_from(name: Any, record: Any) -> Parameter:
    """One parameter from plain values, as in a file. Raises BadParameters."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise BadParameters(f"{name}: a name is like overtime.daily_cap")
    if not isinstance(record, Mapping):
        raise BadParameters(f"{name}: not a mapping")
    if unknown := set(record) - PARAMETER_KEYS:
        raise BadParameters(f"{name}: unknown keys {_names(unknown)}")
    for key in ("title", "unit"):
        if not _is_text(record.get(key)):
            raise BadParameters(f"{name}: no {key}")
    values = record.get("values")
    if not isinstance(values, list) or not values:
        raise BadParameters(f"{name}: no values")
    for value in values:
        _check_value(name, value)
    starts = [value["from"] for value in values]
    ends = [value.get("to") or following - timedelta(days=1) for value, following in zip(values, starts[1:], strict=False)]
    if any(later <= earlier for earlier, later in zip(starts, starts[1:], strict=False)):
        raise BadParameters(f"{name}: dates do not ascend")
    if any(end >= following for end, following in zip(ends, starts[1:], strict=False)):
        raise BadParameters(f"{name}: a value ends after the next one begins")
    ends.append(values[-1].get("to"))
    found = tuple(_value(name, record["unit"], value, end) for value, end in zip(values, ends, strict=True))
    return Parameter(name, record["title"], record["unit"], found)


def _check_value(name: str, value: Any) -> None:
    if not isinstance(value, Mapping):
        raise BadParameters(f"{name}: a value is a mapping")
    start = value.get("from")
    place = f"{name}, from {start}"
    if unknown := set(value) - VALUE_KEYS:
        raise BadParameters(f"{place}: unknown keys {_names(unknown)}")
    if missing := NEEDED - set(value):
        raise BadParameters(f"{place}: no {_names(missing)}", min(missing))
    for key in ("law", "article", "source"):
        if not _is_text(value[key]):
            raise BadParameters(f"{place}: no {key}", key)
    for key in ("from", "reviewed_on", *(["to"] if "to" in value else [])):
        if type(value[key]) is not date:
            raise BadParameters(f"{place}: {key} is not a date", key)
    if "to" in value and value["to"] < start:
        raise BadParameters(f"{place}: ends before it begins", "to")
    if not isinstance(value["confidence"], str) or not CONFIDENCE.fullmatch(value["confidence"]):
        raise BadParameters(f"{place}: confidence is A, B, C, D or X, not {value['confidence']}", "confidence")


def _value(name: str, unit: str, record: Mapping[str, Any], end: date | None) -> Value:
    place = f"{name}, from {record['from']}"
    reference = Reference(
        parameter=name,
        law=record["law"],
        article=record["article"],
        valid_from=record["from"],
        valid_to=end,
        source=record["source"],
        confidence=record["confidence"],
        reviewed_on=record["reviewed_on"],
        note=record.get("note", ""),
    )
    content = None if record["value"] is None else _content(place, record["value"])
    return Value(content, unit, reference, tuple(_other(place, other) for other in record.get("others", [])))


def _other(place: str, record: Any) -> OtherReading:
    if not isinstance(record, Mapping) or set(record) != {"value", "source"} or not _is_text(record["source"]):
        raise BadParameters(f"{place}: another reading has a value and a source", "others")
    return OtherReading(_content(place, record["value"]), record["source"])


def _content(place: str, value: Any) -> Content:
    if isinstance(value, list):
        if not value or not all(isinstance(row, list) and row for row in value):
            raise BadParameters(f"{place}: a table is a list of rows", "value")
        return tuple(tuple(None if cell is None else _number(place, cell) for cell in row) for row in value)
    if isinstance(value, Mapping):
        return {str(key): cell if _is_word(cell) else _number(place, cell) for key, cell in value.items()}
    if type(value) is date or _is_word(value):
        return value
    return _number(place, value)


def _number(place: str, value: Any) -> Fraction:
    if type(value) is int or (isinstance(value, str) and DECIMAL.fullmatch(value)):
        return Fraction(value)
    raise BadParameters(f'{place}: {value!r} is no whole number; a decimal stands in quotes, like "0.75"', "value")


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and value[:1].isalpha()


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _names(keys: set[Any]) -> str:
    return ", ".join(sorted(map(str, keys)))
