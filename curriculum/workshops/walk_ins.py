"""Who came without standing on the list: names as the trainer wrote them, found among the class's trainees or asked back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from cms.cleaning import clean_line

from ..models import Membership

LINES_MAX = 60
CANDIDATES_MAX = 8


@dataclass(frozen=True)
class Question:
    """A name that is nobody's, or that of several: choose one. Without candidates she has to sign up first."""

    field: str
    name: str
    candidates: tuple[Membership, ...]


@dataclass(frozen=True)
class WalkIns:
    found: tuple[Membership, ...]
    questions: tuple[Question, ...]
    picks: tuple[tuple[str, int], ...]  # what was chosen, by field


def names_in(text: str) -> list[str]:
    """One a line; the number of the row on the sheet may stand before it."""
    lines = (re.sub(r"^\s*\d{1,3}[.)]?\s+", "", line) for line in text.splitlines()[:LINES_MAX])
    return [name for line in lines if (name := clean_line(line))]


def find_walk_ins(text: str, people: Sequence[Membership], answers: Mapping[str, str]) -> WalkIns:
    """`answers` are the fields of the form, in which a choice of before may stand under the question's field."""
    found, questions, picks = [], [], []
    by_id = {str(membership.pk): membership for membership in people}
    for number, name in enumerate(names_in(text)):
        field = f"pick-{number}"
        same = [membership for membership in people if membership.user.display_name.casefold() == name.casefold()]
        picked = by_id.get(answers.get(field, ""))
        if picked:
            picks.append((field, picked.pk))
        if picked or len(same) == 1:
            found.append(picked or same[0])
        else:
            questions.append(Question(field, name, tuple(same or _like(name, people))))
    return WalkIns(tuple(dict.fromkeys(found)), tuple(questions), tuple(picks))


def _like(name: str, people: Sequence[Membership]) -> list[Membership]:
    wanted, names = name.casefold(), [membership.user.display_name.casefold() for membership in people]
    near = set(get_close_matches(wanted, names, n=CANDIDATES_MAX, cutoff=0.7))
    near |= {one for one in names if wanted in one}
    return [membership for membership, one in zip(people, names, strict=True) if one in near][:CANDIDATES_MAX]
