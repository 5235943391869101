"""What a writer fills in, as a value: between the form, a stored version and the rules."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from cms.models import Byline

from ..content import as_stored, body_blocks
from ..models import BylineChoice
from ..models.submission import TITLE_COLUMN
from ..rules import QUESTION_MAX, STANDFIRST_MAX, Missing, TextFacts
from ..text import Line, count_characters, count_words, parse_lines, typed_from_blocks

if TYPE_CHECKING:
    from wagtail.models import Revision

    from ..models import Submission


@dataclass(frozen=True)
class DraftFields:
    """What a writer fills in. `lines` is the text, already split into paragraphs with their kinds."""

    title: str = ""
    lines: tuple[Line, ...] = ()
    standfirst: str = ""
    city_id: int | None = None
    event_date: date | None = None
    questions: tuple[str, ...] = ()
    byline_choice: str = BylineChoice.SECTOR
    topic_ids: tuple[int, ...] = field(default=())

    @classmethod
    def typed(cls, *, body: str, **fields: Any) -> DraftFields:
        return cls(lines=tuple(parse_lines(body)), **fields)

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "event_date": self.event_date and self.event_date.isoformat(),
            "lines": [[line.kind, line.text] for line in self.lines],
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> DraftFields:
        lines = tuple(Line(kind, text) for kind, text in value["lines"])
        day = date.fromisoformat(value["event_date"]) if value["event_date"] else None
        lists = {"questions": tuple(value["questions"]), "topic_ids": tuple(value["topic_ids"])}
        return cls(**value | {"lines": lines, "event_date": day} | lists)

    def sha256(self) -> str:
        return hashlib.sha256(json.dumps(self.to_json(), sort_keys=True).encode()).hexdigest()

    def missing_to_save(self) -> list[Missing]:
        """What does not even fit into a draft. Headline and text may be too long to send and are kept all the same."""
        found = [
            (len(self.title) > TITLE_COLUMN, "title", _("The headline is longer than a page. Put it into the text.")),
            (len(self.standfirst) > STANDFIRST_MAX, "standfirst", _("The summary is longer than 300 letters. Make it shorter.")),
            (
                any(len(q) > QUESTION_MAX for q in self.questions),
                "question_1",
                _("A question is longer than 200 letters. Make it shorter."),
            ),
        ]
        return [Missing(name, message) for is_missing, name, message in found if is_missing]

    def says_the_same_as(self, other: DraftFields) -> bool:
        """Whether both hold the same words and choices, in whatever order the topics were ticked."""
        return self._in_order() == other._in_order()

    def _in_order(self) -> DraftFields:
        return replace(self, questions=tuple(q for q in self.questions if q), topic_ids=tuple(sorted(self.topic_ids)))


def byline_words(submission: Submission) -> str:
    """The words of the byline in Indonesian; empty for a real name, which stands in no version. Two queries."""
    with translation.override("id"):
        if submission.byline_choice == BylineChoice.PEN:
            return submission.author.display_name
        if submission.byline_choice == BylineChoice.WORKER:
            return str(_("Worker"))
        if submission.byline_choice == BylineChoice.SECTOR:
            trade = str(submission.membership.get_sector_display())
            words = _("%(trade)s, %(city)s") % {"trade": trade, "city": submission.membership.cohort.city.name}
            return words[:1].upper() + words[1:]
    return ""


def fields_of(version: Submission) -> DraftFields:
    """The form's fields for a version; saving them unchanged gives the same content."""
    return DraftFields(
        title=version.title,
        lines=tuple(parse_lines(typed_from_blocks(version.body.raw_data))),
        standfirst=version.standfirst,
        city_id=version.city_id,
        event_date=version.event_date,
        questions=(version.question_1, version.question_2, version.question_3),
        byline_choice=version.byline_choice,
        topic_ids=tuple(topic.pk for topic in version.topics.all()),
    )


def facts_of(revision: Revision) -> TextFacts:
    """What the rules look at, from a stored version."""
    content = as_stored(revision.content)
    blocks = body_blocks(content)
    questions = tuple(q for q in (content["question_1"], content["question_2"], content["question_3"]) if q)
    day = date.fromisoformat(content["event_date"]) if content["event_date"] else None
    return TextFacts(
        title=content["title"],
        characters=count_characters(blocks),
        words=count_words(blocks),
        event_date=day,
        standfirst=content["standfirst"],
        questions=questions,
    )


def without_name_taken_back(submission: Submission, fields: DraftFields) -> DraftFields:
    """An author who took her name back from an article is "worker" in every later version of it."""
    return replace(fields, byline_choice=BylineChoice.WORKER) if name_is_taken_back(submission) else fields


def name_is_taken_back(submission: Submission) -> bool:
    return submission.page_id is not None and Byline.objects.filter(article=submission.page_id, is_taken_back=True).exists()
