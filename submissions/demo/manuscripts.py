"""Reads texts/, one file a text: lines of `key: value` (some keys more than once), an empty line, then the body.

The body is in the notation of the text box: `## ` heading, `> ` quote, `- ` item.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..text import Line, parse_lines

FOLDER = Path(__file__).parent / "texts"
LIST_KEYS = ("question", "note", "change")
DATE_KEYS = ("date", "published", "corrected", "withdrawn")


@dataclass(frozen=True)
class Note:
    """A mentor's note on a paragraph, counted from 1, with a proposed sentence or none."""

    number: int
    text: str
    proposal: str


@dataclass(frozen=True)
class Manuscript:
    """A text and how far it comes: `state` is a key of `journeys.JOURNEYS`.

    What was done last was done `hours_ago`, or on the morning of the day named.
    """

    key: str
    city: str
    author: str
    headline: str
    state: str
    date: date
    byline: str
    lines: tuple[Line, ...]
    standfirst: str = ""
    topics: tuple[str, ...] = ()
    question: tuple[str, ...] = ()
    photo: str = ""
    lead: bool = False
    hours_ago: int = 0
    published: date | None = None
    corrected: date | None = None
    withdrawn: date | None = None
    praise: str = ""
    wish: str = ""
    note: tuple[Note, ...] = ()
    change: tuple[tuple[str, str], ...] = ()
    new_headline: str = ""
    reason: str = ""
    was_wrong: str = ""
    is_right: str = ""


def manuscripts() -> list[Manuscript]:
    return [read(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt"))]


def read(key: str, text: str) -> Manuscript:
    """Raises ValueError naming the text when a line of its head cannot be read."""
    head, _blank, body = text.partition("\n\n")
    facts: dict[str, Any] = {}
    for line in head.splitlines():
        name, colon, value = line.partition(":")
        if not colon or name not in Manuscript.__dataclass_fields__:
            raise ValueError(f"{key}: {line!r} is no line of the head.")
        _keep(facts, name, value.strip())
    return Manuscript(key=key, lines=tuple(parse_lines(body)), **facts)


def _keep(facts: dict[str, Any], name: str, value: str) -> None:
    if name in LIST_KEYS:
        facts[name] = (*facts.get(name, ()), _item(name, value))
    elif name in DATE_KEYS:
        facts[name] = date.fromisoformat(value)
    elif name == "hours_ago":
        facts[name] = int(value)
    elif name == "topics":
        facts[name] = tuple(_parts(value, ","))
    else:
        facts[name] = value == "yes" if name == "lead" else value


def _item(name: str, value: str) -> Any:
    if name == "question":
        return value
    parts = _parts(value, "|")
    return tuple(parts) if name == "change" else Note(int(parts[0]), parts[1], parts[2])


def _parts(value: str, separator: str) -> list[str]:
    return [part.strip() for part in value.split(separator)]
