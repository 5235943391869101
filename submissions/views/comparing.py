"""Two versions side by side: word by word within a paragraph. Pure but for the translated names of fields."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..text import REPEATS_MAX, count_repeats
from .reading import Paragraph, Piece, paragraphs_of

# Beyond these a paragraph is not compared word by word: the time grows with the square of its length, and with words that repeat.
WORDS_COMPARED_MAX = 1500
REPEATS_OF_A_PAGE_MAX = 3 * REPEATS_MAX
FIELDS = {
    "title": _("Headline"),
    "standfirst": _("Summary"),
    "lead_caption": _("Caption of the photo"),
    "lead_credit": _("Photo by"),
    "event_date": _("Day of the event"),
    "byline": _("Byline"),
    "question_1": _("First question"),
    "question_2": _("Second question"),
    "question_3": _("Third question"),
}
PARTS = {"lead_photo": _("The lead photo is another one."), "city": _("The city is another one."), "topics": _("The topics are others.")}


@dataclass(frozen=True)
class ChangedField:
    name: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Comparison:
    """`fields` and `parts` hold only what differs; `paragraphs` the whole newer text, with what was taken out in its old place."""

    fields: list[ChangedField]
    parts: list[str]
    paragraphs: list[Paragraph]


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> Comparison:
    fields = [
        ChangedField(str(label), compare_words(str(old.get(name) or ""), str(new.get(name) or "")))
        for name, label in FIELDS.items()
        if (old.get(name) or "") != (new.get(name) or "")
    ]
    parts = [str(sentence) for name, sentence in PARTS.items() if (old.get(name) or "") != (new.get(name) or "")]
    return Comparison(fields, parts, compare_paragraphs(paragraphs_of(old), paragraphs_of(new)))


def compare_paragraphs(old: list[Paragraph], new: list[Paragraph]) -> list[Paragraph]:
    """Paragraphs are matched by the id that they keep from version to version, those without a partner by their place."""
    matcher = difflib.SequenceMatcher(None, [p.block_id for p in old], [p.block_id for p in new], autojunk=False)
    found: list[Paragraph] = []
    effort = Effort(REPEATS_OF_A_PAGE_MAX)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        paired = min(i2 - i1, j2 - j1) if tag in ("equal", "replace") else 0
        found += [_both(old[i1 + n], new[j1 + n], effort) for n in range(paired)]
        found += [_marked(paragraph, "del") for paragraph in old[i1 + paired : i2]]
        found += [_marked(paragraph, "ins") for paragraph in new[j1 + paired : j2]]
    return found


def _both(old: Paragraph, new: Paragraph, effort: Effort) -> Paragraph:
    return Paragraph(new.block_id, new.kind, new.number, compare_words(old.text, new.text, effort))


def _marked(paragraph: Paragraph, change: str) -> Paragraph:
    number = None if change == "del" else paragraph.number
    return Paragraph(paragraph.block_id, paragraph.kind, number, [Piece(paragraph.text, change)])


@dataclass
class Effort:
    """How much more may be compared word by word for one page."""

    left: int

    def affords(self, before: list[str], after: list[str]) -> bool:
        if max(len(before), len(after)) > WORDS_COMPARED_MAX or (cost := count_repeats(before, after)) > min(self.left, REPEATS_MAX):
            return False
        self.left -= cost
        return True


def compare_words(old: str, new: str, effort: Effort | None = None) -> list[Piece]:
    """The new words with what was put in and what was taken out; blanks alone are no change."""
    if old.split() == new.split():
        return [Piece(new)]
    before, after = _words(old), _words(new)
    if not (effort or Effort(REPEATS_MAX)).affords(before, after):
        return [piece for piece in (Piece(old, "del"), Piece(new, "ins")) if piece.text]
    matcher = difflib.SequenceMatcher(None, [word.strip() for word in before], [word.strip() for word in after], autojunk=False)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("".join(after[j1:j2])))
            continue
        gone, come = "".join(before[i1:i2]), "".join(after[j1:j2])
        gone += " " if gone and come and not gone[-1].isspace() else ""
        pieces += [piece for piece in (Piece(gone, "del"), Piece(come, "ins")) if piece.text]
    return pieces


def _words(text: str) -> list[str]:
    """Words, each with the blanks after it, so that joining them gives the text back."""
    return re.findall(r"\S+\s*|\s+", text)
