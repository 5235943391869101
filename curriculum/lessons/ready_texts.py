"""The ready curriculum, from the files in texts/: one for the programme and one for each lesson. Later versions are written in the office.

A lesson's file begins with lines `judul:`, `menit:`, `ringkas:` and one `tujuan:` for each goal, then has three parts after the lines
`== pelajaran`, `== catatan` and `== lembar`. In a part, empty lines stand between blocks: `# ` a heading, `- ` the items of a list,
`! Title (15 menit)` an exercise with its steps in the lines below, `? ` questions to talk about, `10' ` the steps of a plan,
`[] ` boxes to tick, `___ 4 What is asked` lines to write on; anything else is a paragraph.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "texts"
PROGRAMME_FILE = "kurikulum.txt"
PARTS = {"pelajaran": "body", "catatan": "trainer_notes", "lembar": "handout"}
EXERCISE = re.compile(r"! (.+) \((\d+) menit\)")
STEP = re.compile(r"(\d+)' (.+)")
LINES = re.compile(r"___ (\d+) ?(.*)")

Block = tuple[str, Any]


class UnreadableText(ValueError):
    """Names the file and what is wrong in it."""


@dataclass(frozen=True)
class ReadyLesson:
    """`key` is the file's name; the three texts are JSON as a StreamField stores it."""

    key: str
    title: str
    minutes: int
    summary: str
    goals: str
    body: str
    trainer_notes: str
    handout: str


@dataclass(frozen=True)
class ReadyModule:
    key: str
    title: str
    summary: str
    lessons: tuple[ReadyLesson, ...]


@dataclass(frozen=True)
class ReadyProgramme:
    slug: str
    title: str
    summary: str
    modules: tuple[ReadyModule, ...]


@cache
def ready_programme() -> ReadyProgramme:
    """Read once for each process. Raises UnreadableText."""
    head, *modules = (FOLDER / PROGRAMME_FILE).read_text(encoding="utf-8").strip().split("\n\n")
    slug, title, summary = head.split("\n")
    return ReadyProgramme(slug, title, summary, tuple(_module(part) for part in modules))


def _module(part: str) -> ReadyModule:
    """Lines: `# key Title`, summary, and `- ` each lesson's file."""
    head, summary, *lessons = part.split("\n")
    key, _space, title = head.removeprefix("# ").partition(" ")
    return ReadyModule(key, title, summary, tuple(ready_lesson(line.removeprefix("- ")) for line in lessons))


def ready_lesson(key: str) -> ReadyLesson:
    """Raises UnreadableText."""
    head, *parts = (FOLDER / f"{key}.txt").read_text(encoding="utf-8").split("\n== ")
    facts: dict[str, list[str]] = {}
    for line in head.strip().split("\n"):
        name, _colon, words = line.partition(": ")
        facts.setdefault(name, []).append(words.strip())
    texts = dict.fromkeys(PARTS.values(), "[]")
    for part in parts:
        name, _end, words = part.partition("\n")
        texts[PARTS[name.strip()]] = json.dumps(list(_stream(key, name.strip(), words)), ensure_ascii=False)
    try:
        title, minutes, summary, goals = facts["judul"][0], int(facts["menit"][0]), facts["ringkas"][0], facts["tujuan"]
    except (KeyError, ValueError) as error:
        raise UnreadableText(f"{key}.txt: {error} is missing or wrong in its head.") from error
    return ReadyLesson(key, title, minutes, summary, "\n".join(goals), **texts)


def _stream(key: str, name: str, words: str) -> Iterator[dict[str, Any]]:
    """Raw blocks; their ids are the same on every machine, so that versions can be compared."""
    for number, part in enumerate(filter(None, (part.strip() for part in words.split("\n\n")))):
        kind, value = _block(key, part)
        yield {"type": kind, "value": value, "id": _id(key, name, number)}


def _block(key: str, part: str) -> Block:
    lines = part.split("\n")
    if part.startswith("# "):
        return "heading", part.removeprefix("# ")
    if part.startswith("- "):
        return "list", _items(key, lines, "- ")
    if part.startswith("[] "):
        return "checklist", _items(key, lines, "[] ")
    if part.startswith("? "):
        return "discussion", {"questions": _items(key, lines, "? ")}
    if found := EXERCISE.fullmatch(lines[0]):
        steps = [re.sub(r"^\d+\. ", "", line) for line in lines[1:]]
        return "exercise", {"title": found[1], "minutes": int(found[2]), "steps": _list(key, steps)}
    if found := LINES.fullmatch(part):
        return "lines", {"asked": found[2], "count": int(found[1])}
    if STEP.match(part):
        return "plan", _list(key, [_plan_step(key, line) for line in lines])
    if part.startswith(("!", "_", "=")) or len(lines) > 1:
        raise UnreadableText(f"{key}.txt: a block begins with “{lines[0][:40]}”.")
    return "paragraph", part


def _id(*parts: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(map(str, parts))))


def _items(key: str, lines: list[str], mark: str) -> list[dict[str, Any]]:
    if wrong := next((line for line in lines if not line.startswith(mark)), None):
        raise UnreadableText(f"{key}.txt: “{wrong[:40]}” stands in a list without its mark.")
    return _list(key, [line.removeprefix(mark) for line in lines])


def _plan_step(key: str, line: str) -> dict[str, Any]:
    found = STEP.fullmatch(line)
    if found is None:
        raise UnreadableText(f"{key}.txt: “{line[:40]}” is no step of a plan.")
    return {"minutes": int(found[1]), "words": found[2]}


def _list(key: str, values: list[Any]) -> list[dict[str, Any]]:
    return [{"type": "item", "value": value, "id": _id(key, number, value)} for number, value in enumerate(values)]
