"""Takes a manuscript to its state by the services that the pages use; who does what is the crew of its city."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from cms.models import City, FrontPageSlot, Topic

from ..models import Submission
from ..rules import RUBRIC, SAFETY_CHECKLIST
from ..services import claims, commenting, correction, editing, photos, publication, replies, review, sending, writing
from ..services.fields import DraftFields, fields_of
from ..states import PARKED_AFTER
from ..text import Line
from .gallery import pictures
from .manuscripts import Manuscript
from .time_lapse import TimeLapse

if TYPE_CHECKING:
    from people.models import User

FORMS = uuid.UUID("5b6f7a0e-93a7-4d0f-9d0e-6a1c3a1f2b11")  # the forms that start the demo's texts
SCHEDULED_IN = timedelta(days=3)
WRITTEN_AT, PUBLISHED_AT, SCHEDULED_AT = time(17, 0), time(8, 30), time(6, 0)
LIFE_LASTS, SECOND_LIFE_LASTS = timedelta(days=6), timedelta(hours=20)


def form_of(manuscript: Manuscript) -> uuid.UUID:
    """The form that starts this text, the same in every run: so a text is made once."""
    return uuid.uuid5(FORMS, manuscript.key)


@dataclass(frozen=True)
class Crew:
    """Who carries a text."""

    writer: User
    mentor: User
    editor: User
    city: City


class Journey:
    """One text on its way. Each step does what a page would have a person do."""

    def __init__(self, manuscript: Manuscript, crew: Crew) -> None:
        self.manuscript, self.crew = manuscript, crew
        self.now = timezone.now()

    @transaction.atomic
    def run(self) -> Submission:
        """All or nothing, so that a run that was broken off can be run again."""
        first, second = JOURNEYS[self.manuscript.state]
        ended = self._first_end()
        self._travel(first, since=self._start(ended), ended=ended)
        if second:
            ended = self._second_end()
            self._travel(second, since=ended - SECOND_LIFE_LASTS, ended=ended)
        if self.manuscript.lead:
            self._put_on_the_front_page()
        return self.text

    def _travel(self, steps: Sequence[Step], *, since: datetime, ended: datetime) -> None:
        marks = [timezone.now()]
        for step in steps:
            step(self)
            marks.append(timezone.now())
        TimeLapse(self.text, marks=marks, since=since, ended=ended).run()

    def _start(self, ended: datetime) -> datetime:
        """The evening of the day that the text is about, at most a week before the end."""
        evening = timezone.make_aware(datetime.combine(self.manuscript.date, WRITTEN_AT))
        return min(max(evening, ended - LIFE_LASTS), ended - timedelta(hours=3))

    def _first_end(self) -> datetime:
        if self.manuscript.published:
            return self._morning_of(self.manuscript.published)
        if self.manuscript.state == "parked":
            return self.now - PARKED_AFTER - timedelta(days=15)
        return self.now - timedelta(hours=self.manuscript.hours_ago)

    def _second_end(self) -> datetime:
        day = self.manuscript.corrected or self.manuscript.withdrawn
        return self._morning_of(day) if day else self.now - timedelta(hours=self.manuscript.hours_ago)

    def _morning_of(self, day: date) -> datetime:
        """Half past eight of that day; never in the future, should the clock be behind the texts."""
        return min(timezone.make_aware(datetime.combine(day, PUBLISHED_AT)), self.now)

    @property
    def text(self) -> Submission:
        """As it stands now."""
        return Submission.objects.get(started_with=form_of(self.manuscript))

    # The writer

    def write(self) -> None:
        """The first version; without its last paragraph where the mentor will miss it."""
        lines = self.manuscript.lines[:-1] if self.manuscript.wish and self._comes_back else self.manuscript.lines
        writing.start_draft(author=self.crew.writer, client_id=form_of(self.manuscript), fields=self._fields(lines))
        if self.manuscript.photo:
            picture = pictures()[self.manuscript.photo]
            words = {"caption": picture.caption, "credit": picture.credit, "alt": picture.alt}
            photos.add_photo(submission=self.text, author=self.crew.writer, client_id=uuid.uuid4(), upload=picture.upload(), **words)

    @property
    def _comes_back(self) -> bool:
        """Whether the wish was fulfilled already, in a second version."""
        return self.manuscript.state != "needs_changes"

    def send(self) -> None:
        sending.submit(submission=self.text, author=self.crew.writer, seen_id=self.text.latest_revision_id)

    def mend(self) -> None:
        """The second version, which fulfils the mentor's wish."""
        if self.manuscript.wish:
            self._save(self._fields(self.manuscript.lines))
            self.send()

    def confirm(self) -> None:
        review.judge(submission=self.text, user=self.crew.writer, action="approve", revision_id=self.text.latest_revision_id)

    def send_new_version(self) -> None:
        """The writer herself mends her published text."""
        fields = fields_of(self.text.get_latest_revision_as_object())
        lines = tuple(Line(line.kind, self._swap(line.text)) for line in fields.lines)
        self._save(replace(fields, lines=lines, standfirst=self._swap(fields.standfirst)))
        self.send()

    def ask_to_withdraw(self) -> None:
        replies.ask_for_withdrawal(submission=self.text, author=self.crew.writer)

    # The mentor

    def read(self) -> None:
        """Claim it and leave notes."""
        claims.claim(submission=self.text, user=self.crew.mentor)
        self._comment()

    def ask_for_changes(self) -> None:
        if self.manuscript.wish:
            self.read()
            self._judge_as_mentor("reject")

    def pass_on(self) -> None:
        self.read()
        self._judge_as_mentor("approve")

    def set_aside(self) -> None:
        claims.claim(submission=self.text, user=self.crew.mentor)
        review.set_aside(submission=self.text, user=self.crew.mentor, reason=self.manuscript.reason)

    # The editor

    def claim_as_editor(self) -> None:
        claims.claim(submission=self.text, user=self.crew.editor)

    def edit(self) -> None:
        """The swaps of the manuscript, and its new headline."""
        text = self.text
        version = text.get_latest_revision_as_object()
        title = self.manuscript.new_headline or self._swap(version.title)
        body = json.dumps([self._swapped_block(block) for block in version.body.raw_data])
        changes = {"title": title, "standfirst": self._swap(version.standfirst), "body": body}
        editing.edit_as_editor(submission=text, editor=self.crew.editor, base_id=text.latest_revision_id, changes=changes)

    def approve(self) -> None:
        self._judge_as_editor()

    def schedule(self) -> None:
        day = timezone.localdate(self.now + SCHEDULED_IN)
        self._judge_as_editor(publish_at=timezone.make_aware(datetime.combine(day, SCHEDULED_AT)))

    def start_correction(self) -> None:
        correction.start_correction(submission=self.text, editor=self.crew.editor)

    def withdraw(self) -> None:
        publication.withdraw(submission=self.text, by=self.crew.editor, reason=self.manuscript.reason)

    # How

    def _fields(self, lines: tuple[Line, ...]) -> DraftFields:
        manuscript = self.manuscript
        return DraftFields(
            title=manuscript.headline,
            lines=lines,
            standfirst=manuscript.standfirst,
            city_id=self.crew.city.pk,
            event_date=min(manuscript.date, timezone.localdate()),
            questions=manuscript.question,
            byline_choice=manuscript.byline,
            topic_ids=tuple(Topic.objects.filter(slug__in=manuscript.topics).values_list("pk", flat=True)),
        )

    def _save(self, fields: DraftFields) -> None:
        text = self.text
        writing.save_draft(submission=text, author=self.crew.writer, client_id=uuid.uuid4(), base_id=text.latest_revision_id, fields=fields)

    def _comment(self) -> None:
        blocks = self.text.get_latest_revision_as_object().body.raw_data
        notes = [
            commenting.ParagraphNote(block_id=blocks[note.number - 1]["id"], number=note.number, text=note.text, proposal=note.proposal)
            for note in self.manuscript.note
        ]
        rubric = dict.fromkeys(RUBRIC, "yes")
        if self.manuscript.state == "needs_changes":
            rubric |= {"source": "nearly", "two_sides": "no"}
        words = {"praise": self.manuscript.praise, "todo": self.manuscript.wish}
        commenting.save_comments(submission=self.text, user=self.crew.mentor, notes=notes, rubric=rubric, **words)

    def _judge_as_mentor(self, action: str) -> None:
        review.judge(submission=self.text, user=self.crew.mentor, action=action, revision_id=self.text.latest_revision_id)

    def _judge_as_editor(self, publish_at: datetime | None = None) -> None:
        rubric: dict[str, Any] = {"safety": dict.fromkeys(SAFETY_CHECKLIST, True)}
        if self.manuscript.was_wrong:
            rubric["correction"] = {"was_wrong": self.manuscript.was_wrong, "is_right": self.manuscript.is_right}
        revision_id = self.text.latest_revision_id
        review.judge(
            submission=self.text, user=self.crew.editor, action="approve", revision_id=revision_id, rubric=rubric, publish_at=publish_at
        )

    def _swap(self, words: str) -> str:
        for old, new in self.manuscript.change:
            words = words.replace(old, new)
        return words

    def _swapped_block(self, block: dict[str, Any]) -> dict[str, Any]:
        value = block["value"]
        if isinstance(value, str):
            return {**block, "value": self._swap(value)}
        return {**block, "value": [self._swapped_block(item) for item in value]} if isinstance(value, list) else block

    def _put_on_the_front_page(self) -> None:
        """First place, unless an editor has filled it."""
        FrontPageSlot.objects.get_or_create(position=1, defaults={"article": self.text.page})


Step = Callable[[Journey], None]
TO_EDITORS: tuple[Step, ...] = (Journey.write, Journey.send, Journey.ask_for_changes, Journey.mend, Journey.pass_on)
TO_PUBLIC: tuple[Step, ...] = (*TO_EDITORS, Journey.claim_as_editor, Journey.approve)
CORRECTION: tuple[Step, ...] = (Journey.start_correction, Journey.edit, Journey.approve, Journey.confirm)

# State of the manuscript: the steps until its first end, and those that came later.
JOURNEYS: dict[str, tuple[tuple[Step, ...], tuple[Step, ...]]] = {
    "draft": ((Journey.write,), ()),
    "parked": ((Journey.write,), ()),
    "waiting": ((Journey.write, Journey.send), ()),
    "being_read": ((Journey.write, Journey.send, Journey.read), ()),
    "needs_changes": ((Journey.write, Journey.send, Journey.ask_for_changes), ()),
    "set_aside": ((Journey.write, Journey.send, Journey.set_aside), ()),
    "with_editors": (TO_EDITORS, ()),
    "with_editors_claimed": ((*TO_EDITORS, Journey.claim_as_editor), ()),
    "confirm": ((*TO_EDITORS, Journey.claim_as_editor, Journey.edit, Journey.approve), ()),
    "scheduled": ((*TO_EDITORS, Journey.claim_as_editor, Journey.schedule), ()),
    "published": (TO_PUBLIC, ()),
    "corrected": (TO_PUBLIC, CORRECTION),
    "in_correction": (TO_PUBLIC, (Journey.send_new_version,)),
    "withdrawn": (TO_PUBLIC, (Journey.ask_to_withdraw, Journey.withdraw)),
}
