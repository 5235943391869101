"""The reviewer's form, kept as it was typed: a note and a proposal for each paragraph, the rubric, one praise, one wish, a decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from ..models import ReviewComment, ReviewTaskState
from ..rules import RUBRIC, RUBRIC_MARKS, Missing
from ..services.commenting import ParagraphNote, digest_of_notes
from ..text import clean_text
from .reading import Paragraph

NOTE, PROPOSAL = "note-", "proposal-"
NOTE_MAX = 20_000  # of one field; longer is no note
DECISIONS = ("reject", "approve", "release", "set_aside")


@dataclass(frozen=True)
class TypedNote:
    block_id: str
    text: str = ""
    proposal: str = ""


@dataclass(frozen=True)
class TypedReview:
    notes: dict[str, TypedNote] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    praise: str = ""
    todo: str = ""
    decision: str = ""
    reason: str = ""
    private: str = ""
    revision_id: str = ""
    seen: str = ""  # the digest of what was kept when the form was filled

    @classmethod
    def of_post(cls, post: QueryDict) -> TypedReview:
        ids = [name.removeprefix(NOTE) for name in post if name.startswith(NOTE)]
        notes = {pk: TypedNote(pk, _words(post, NOTE + pk), _words(post, PROPOSAL + pk)) for pk in ids if len(pk) <= 40}
        lines = {key: post.get(f"rubric_{key}", "") for key in RUBRIC}
        return cls(
            notes=notes,
            lines={key: mark for key, mark in lines.items() if mark in RUBRIC_MARKS},
            decision=post.get("decision", "") if post.get("decision") in DECISIONS else "",
            revision_id=post.get("revision_id", "")[:20],
            seen=post.get("seen", "")[:64],
            **{name: _words(post, name) for name in ("praise", "todo", "reason", "private")},
        )

    @classmethod
    def of_step(cls, step: ReviewTaskState, comments: Iterable[ReviewComment]) -> TypedReview:
        """What she kept so far."""
        comments = list(comments)
        notes = {comment.block_id: TypedNote(comment.block_id, comment.text, comment.proposal) for comment in comments}
        rubric: Mapping[str, Any] = step.rubric
        words = {"praise": rubric.get("praise", ""), "todo": rubric.get("todo", "")}
        return cls(notes=notes, lines=rubric.get("lines", {}), seen=digest_of_notes(step, comments), **words)

    @property
    def is_bare(self) -> bool:
        """Without a single field of the page, even an empty one: it says nothing about her notes, and takes none of them away."""
        return not (self.notes or self.lines or self.praise or self.todo)

    def beside(self, kept: TypedReview) -> TypedReview:
        """What was typed together with what another window kept: nothing of either is lost, and she strikes out what is too much."""
        return replace(
            self,
            notes=self.notes | {pk: _both(self.notes.get(pk, TypedNote(pk)), note) for pk, note in kept.notes.items()},
            lines=kept.lines | self.lines,
            praise=_joined(self.praise, kept.praise),
            todo=_joined(self.todo, kept.todo),
            seen=kept.seen,
        )

    def paragraph_notes(self, paragraphs: Iterable[Paragraph]) -> list[ParagraphNote]:
        """For the service: only notes on paragraphs of this text."""
        numbers = {paragraph.block_id: paragraph.number for paragraph in paragraphs}
        return [
            ParagraphNote(note.block_id, numbers[note.block_id], note.text, note.proposal)
            for note in self.notes.values()
            if note.block_id in numbers
        ]

    def homeless(self, paragraphs: Iterable[Paragraph]) -> list[TypedNote]:
        """Notes on paragraphs that this version no longer has; shown so that they are not lost."""
        known = {paragraph.block_id for paragraph in paragraphs}
        return [note for note in self.notes.values() if note.block_id not in known and (note.text or note.proposal)]

    def missing(self) -> list[Missing]:
        """What the service cannot know of: no decision was chosen, or a text is not published without a reason."""
        if not self.decision:
            return [Missing("decision", _("Choose what happens next."))]
        if self.decision == "set_aside" and not self.reason:
            return [Missing("reason", _("Write the reason: the author will read it."))]
        return []


def _both(typed: TypedNote, kept: TypedNote) -> TypedNote:
    return TypedNote(typed.block_id, _joined(typed.text, kept.text), _joined(typed.proposal, kept.proposal))


def _joined(typed: str, kept: str) -> str:
    return typed if kept in typed else f"{typed}\n{kept}".strip()


def _words(post: QueryDict, name: str) -> str:
    return clean_text(post.get(name, "")).strip()[:NOTE_MAX]
