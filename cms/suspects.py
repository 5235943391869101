"""Words that may point to a person. They are shown to whoever wrote or reads them and block nothing. Pure: no Django."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Warning:  # noqa: A001  the word of the interface
    """Something that may point to a person; `kind` is nik, phone, email, plate, name or workplace."""

    kind: str
    found: str


_SUSPECTS = (
    ("nik", re.compile(r"\b\d{16}\b")),
    ("phone", re.compile(r"(?<!\d)(?:\+?62|0)8[\d .-]{7,14}\d")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.]+\b")),  # begins once in each run of letters: its time must not explode
    ("plate", re.compile(r"\b[A-Z]{1,2} ?\d{1,4} ?[A-Z]{1,3}\b")),
    ("name", re.compile(r"\b(?:Pak|Bu|Bapak|Ibu|Mas|Mbak|Bang|Kak|Teh|Kang|Sdr\.?|Saudara|Saudari) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?")),
    ("workplace", re.compile(r"\b(?:PT|CV|UD)\.? [A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3}")),
)


def find_warnings(text: str, limit: int = 6) -> list[Warning]:
    """Names with a form of address, phone numbers, NIK, plates, e-mail addresses and companies, each once, at most `limit`."""
    found: dict[str, Warning] = {}
    for kind, pattern in _SUSPECTS:
        for match in pattern.finditer(text):
            found.setdefault(match.group().strip(), Warning(kind, match.group().strip()))
    return list(found.values())[:limit]
