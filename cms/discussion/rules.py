"""Decisions on plain values: what an answer lacks, which of its words may be hidden. No database, no clock."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.cleaning import clean_line

WORDS_MAX = 500  # letters, so that an answer fits a wall and a small screen
MARKS_IN_A_ROW = 4  # accents on one letter; more of them is a tower that covers the lines above
HIDDEN = "…"


def clean_answer(typed: str) -> str:
    """One paragraph without characters that hide, reorder or tower over others."""
    kept, marks = [], 0
    for character in clean_line(typed):
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks <= MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)


def problem_with_words(words: str) -> str:
    """The sentence that says what to mend in cleaned words; empty when they may be sent."""
    if not any(unicodedata.category(character)[0] in "LNS" for character in words):
        return _("Write your answer. One sentence is enough.")
    over = len(words) - WORDS_MAX
    if over > 0:
        return ngettext(
            "The answer is %(over)d letter too long. At most %(most)d fit.",
            "The answer is %(over)d letters too long. At most %(most)d fit.",
            over,
        ) % {"over": over, "most": WORDS_MAX}
    return ""


def numbered_questions(article: object) -> list[tuple[int, str]]:
    """The article's questions, each with its number."""
    questions = ((number, getattr(article, f"question_{number}")) for number in (1, 2, 3))
    return [(number, words) for number, words in questions if words]


def fingerprint_of_questions(article: object) -> str:
    """Eight letters that change with any of the article's questions, their number, or their order."""
    return hashlib.blake2b(repr(numbered_questions(article)).encode(), digest_size=4).hexdigest()


def have_changed(article: object, asked: str) -> bool:
    """Whether a form with that fingerprint asked other questions; a form without one cannot tell."""
    return bool(asked) and asked != fingerprint_of_questions(article)


def hide(words: str, phrases: Iterable[str]) -> tuple[str, int]:
    """The words with each of the phrases replaced, and how often. A phrase is hidden only where it stands as whole words."""
    count = 0
    for phrase in sorted(filter(None, map(clean_answer, phrases)), key=len, reverse=True):
        words, found = re.subn(rf"(?<!\w){re.escape(phrase)}(?!\w)", HIDDEN, words, flags=re.IGNORECASE)
        count += found
    return words, count


def leaves_nothing(words: str) -> bool:
    """Whether so much is hidden that no word is left."""
    return not any(character.isalnum() for character in words)


def phrases_of(typed: str) -> Sequence[str]:
    """What a moderator typed to be hidden: one phrase on a line, or several between commas."""
    return [phrase.strip() for phrase in re.split(r"[\n,;]", typed) if phrase.strip()]
