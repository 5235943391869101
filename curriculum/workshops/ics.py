"""Calendar files after RFC 5545: what a phone's calendar needs of a workshop and no more. Pure text, times in UTC."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

PRODUCT = "-//Warta Buruh//Pelatihan//ID"
LINE_OCTETS = 75
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


@dataclass(frozen=True)
class Event:
    """One entry; `uid` stays the same while the entry changes, `sequence` counts the changes."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str = ""
    words: str = ""
    url: str = ""
    is_cancelled: bool = False


def calendar_file(events: Iterable[Event], *, name: str, made_at: datetime) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}"]
    for event in events:
        lines += _lines(event, made_at)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _lines(event: Event, made_at: datetime) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{moment(made_at)}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTART:{moment(event.starts_at)}",
        f"DTEND:{moment(event.ends_at)}",
        f"SUMMARY:{escaped(event.title)}",
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
    ]
    optional = {"LOCATION": escaped(event.place), "DESCRIPTION": escaped(event.words), "URL": event.url}
    return [*lines, *(f"{key}:{value}" for key, value in optional.items() if value), "END:VEVENT"]


def moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """A value of type TEXT; a lone CR or another control character would end the line."""
    text = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_ESCAPED.get(char, char) for char in text)


def folded(line: str) -> str:
    """At most 75 octets a line, never within a letter; what follows begins with a blank."""
    parts, part, size = [], "", 0
    for char in line:
        width = len(char.encode())
        if size + width > LINE_OCTETS:
            parts.append(part)
            part, size = " ", 1
        part, size = part + char, size + width
    return "\r\n".join([*parts, part])
