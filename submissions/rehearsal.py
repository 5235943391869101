"""Take texts through their whole life with the services that the pages use: written, mended, approved, published, printed.

People of a rehearsal are fictional and marked so; a database with real people is refused.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from cms import extension_points
from cms.models import ArticlePage, City, Topic
from curriculum.models import Cohort, Membership
from curriculum.services import grant_membership
from jobs import runner
from people.models import User
from people.roles import Role
from people.services import create_person

from .errors import NotReady
from .models import Stage, Submission
from .permissions import open_step
from .rules import RUBRIC, SAFETY_CHECKLIST, STANDFIRST_MAX, TextFacts, missing_to_submit
from .services import claims, commenting, editing, review, sending, writing
from .services.fields import DraftFields
from .services.programme import set_up_programme
from .states import standing_of
from .text import Line, clean_line

if TYPE_CHECKING:
    from cms.extension_points import PosterFile

KINDS = {"p": "paragraph", "h": "heading", "li": "item", "quote": "quote"}
QUESTIONS = (
    "Apakah hal seperti ini terjadi juga di tempat kerjamu?",
    "Siapa yang bisa diajak bicara tentang ini?",
    "Apa satu langkah yang bisa dimulai minggu ini?",
)
POSTER_WAIT_SECONDS = 180
EDITED_EVERY = 4  # every fourth text is touched by the editor, so that the author has to confirm it


class RealPeople(Exception):
    """The database holds people who are not fictional."""


@dataclass
class Outcome:
    """How far one text came. `poster` is an absolute path, or None."""

    title: str
    state: str = ""
    reason: str = ""
    url: str = ""
    poster: str | None = None
    pages: int = 0
    bytes: int = 0
    seconds: float = 0.0
    page: ArticlePage | None = field(default=None, repr=False)

    def as_json(self) -> dict[str, Any]:
        names = ("title", "state", "reason", "url", "poster", "pages", "bytes", "seconds")
        return {name: getattr(self, name) for name in names}


def refuse_real_people() -> None:
    """Raises RealPeople when anybody in the database is not fictional."""
    if User.objects.filter(is_fictional=False).exists():
        raise RealPeople(_("This database holds real people. Use another one: set DATABASE_URL to an empty database."))


@dataclass(frozen=True)
class Crew:
    """Those who carry the texts of one city."""

    writer: User
    mentor: User
    editor: User
    city: City


class Rehearsal:
    """Carries texts one after the other; posters are rendered by this process unless a broker brings them to workers."""

    def __init__(self, *, paper: str = "a3", posters: Path | None = None, progress: Callable[[str], None] = lambda line: None) -> None:
        refuse_real_people()
        set_up_programme(starts_on=timezone.localdate())
        self.paper, self.posters, self.progress = paper, posters, progress
        self.crews = {crew.city.name: crew for crew in _crews()}
        self.carried = 0
        if posters is not None:
            posters.mkdir(parents=True, exist_ok=True)

    def run(self, texts: Iterable[dict[str, Any]]) -> list[Outcome]:
        outcomes = [self._carry(text) for text in texts]
        self._print(outcomes)
        return outcomes

    def _carry(self, text: dict[str, Any]) -> Outcome:
        outcome, began = Outcome(title=str(text.get("title", ""))), time.perf_counter()
        self.carried += 1
        submission = None
        try:
            crew = self.crews.get(str(text.get("city"))) or list(self.crews.values())[self.carried % len(self.crews)]
            submission = self._write(crew, text)
            self._mend(crew, submission, text)
            self._edit_and_publish(crew, submission)
        except NotReady as told:
            outcome.reason = str(told)
        if submission is not None:
            _describe(outcome, Submission.objects.get(pk=submission.pk))
        outcome.seconds = round(time.perf_counter() - began, 3)
        self.progress(f"{self.carried:4}  {outcome.state:10}  {outcome.title[:60]}")
        return outcome

    def _write(self, crew: Crew, text: dict[str, Any]) -> Submission:
        """The first version: all but the last paragraph, which the mentor will miss."""
        lines = lines_of(text)
        first = lines[:-1] or lines
        saved = writing.start_draft(author=crew.writer, client_id=uuid.uuid4(), fields=self._fields(crew, text, first))
        return saved.submission

    def _fields(self, crew: Crew, text: dict[str, Any], lines: tuple[Line, ...]) -> DraftFields:
        return DraftFields(
            title=str(text.get("title", "")),
            lines=lines,
            standfirst=standfirst_of(lines),
            city_id=crew.city.pk,
            event_date=_date_of(text),
            questions=QUESTIONS,
        )

    def _mend(self, crew: Crew, submission: Submission, text: dict[str, Any]) -> None:
        """Sent, sent back with a wish, mended, sent again, passed on."""
        full = self._fields(crew, text, lines_of(text))
        if missing := missing_to_submit(_facts(full), timezone.localdate()):
            self._save(crew, submission, full)
            raise NotReady(missing)
        self._send(crew, submission)
        self._read(crew, submission, "reject")
        self._save(crew, submission, full)
        self._send(crew, submission)
        self._read(crew, submission, "approve")

    def _send(self, crew: Crew, submission: Submission) -> None:
        seen_id = Submission.objects.get(pk=submission.pk).latest_revision_id
        sending.submit(submission=submission, author=crew.writer, seen_id=seen_id)

    def _save(self, crew: Crew, submission: Submission, fields: DraftFields) -> None:
        base_id = Submission.objects.get(pk=submission.pk).latest_revision_id
        saved = writing.save_draft(submission=submission, author=crew.writer, client_id=uuid.uuid4(), base_id=base_id, fields=fields)
        if saved.side_draft is not None:
            raise AssertionError("a rehearsal's version was put aside")

    def _read(self, crew: Crew, submission: Submission, action: str) -> None:
        claims.claim(submission=submission, user=crew.mentor)
        current = Submission.objects.get(pk=submission.pk)
        block = next(iter(current.get_latest_revision_as_object().body.raw_data), {"id": ""})
        notes = [commenting.ParagraphNote(block_id=block["id"], number=1, text="Dari mana kamu tahu ini?")] if action == "reject" else []
        commenting.save_comments(
            submission=submission,
            user=crew.mentor,
            notes=notes,
            rubric=dict.fromkeys(RUBRIC, "yes"),
            praise="Pembukanya langsung ke kejadian.",
            todo="Tambahkan kelanjutannya." if action == "reject" else "",
        )
        review.judge(submission=submission, user=crew.mentor, action=action, revision_id=current.latest_revision_id)

    def _edit_and_publish(self, crew: Crew, submission: Submission) -> None:
        claims.claim(submission=submission, user=crew.editor)
        current = Submission.objects.get(pk=submission.pk)
        if self.carried % EDITED_EVERY == 0:
            topics = {"topics": list(Topic.objects.order_by("pk")[:1])}
            editing.edit_as_editor(submission=current, editor=crew.editor, base_id=current.latest_revision_id, changes=topics)
            current.refresh_from_db()
        safety = {"safety": dict.fromkeys(SAFETY_CHECKLIST, True)}
        review.judge(submission=current, user=crew.editor, action="approve", revision_id=current.latest_revision_id, rubric=safety)
        step = open_step(current)
        if step is not None and step.stage == Stage.AUTHOR:
            review.judge(submission=current, user=crew.writer, action="approve", revision_id=current.latest_revision_id)

    def _print(self, outcomes: list[Outcome]) -> None:
        """Wait for every poster; without a broker this process is the worker."""
        waiting = [outcome for outcome in outcomes if outcome.page is not None]
        deadline = time.monotonic() + POSTER_WAIT_SECONDS
        while waiting and time.monotonic() < deadline:
            if not settings.CELERY_BROKER_URL:
                runner.drain()
            waiting = [outcome for outcome in waiting if not self._collect(outcome)]
            if waiting:
                time.sleep(0.2)
        for outcome in waiting:
            outcome.reason = _("The poster did not come. Is a worker running?")

    def _collect(self, outcome: Outcome) -> bool:
        """Whether the outcome of the poster is known; keeps its facts and a copy of the file."""
        poster: PosterFile | None = extension_points.first_answer(extension_points.ARTICLE_POSTER, outcome.page, self.paper)
        if poster is None:
            return False
        if poster.problem:
            outcome.reason = poster.problem
            return True
        outcome.pages, outcome.bytes = poster.sheet_count, poster.size_bytes
        if self.posters is not None and outcome.page is not None:
            path = (self.posters / f"{outcome.page.slug}-{self.paper}.pdf").resolve()
            path.write_bytes(poster.read())
            outcome.poster = str(path)
        else:
            outcome.poster = poster.path
        return True


def lines_of(text: dict[str, Any]) -> tuple[Line, ...]:
    """Paragraphs with their kinds; an unknown kind is a paragraph, a missing one too."""
    body = text.get("body") or []
    kinds = list(text.get("kinds") or []) + ["p"] * len(body)
    pairs = zip(body, kinds, strict=False)
    return tuple(Line(KINDS.get(kind, "paragraph"), clean_line(str(paragraph))) for paragraph, kind in pairs if clean_line(str(paragraph)))


def standfirst_of(lines: tuple[Line, ...]) -> str:
    """The first sentence of the first paragraph, at a word's end within the limit."""
    first = next((line.text for line in lines if line.kind == "paragraph"), lines[0].text if lines else "")
    sentence = first.split(". ")[0]
    if len(sentence) <= STANDFIRST_MAX:
        return sentence
    return sentence[: STANDFIRST_MAX - 1].rsplit(" ", 1)[0][: STANDFIRST_MAX - 1] + "…"


def _date_of(text: dict[str, Any]) -> date:
    try:
        day = date.fromisoformat(str(text.get("date")))
    except ValueError:
        return timezone.localdate()
    return min(day, timezone.localdate())


def _facts(fields: DraftFields) -> TextFacts:
    return TextFacts(
        title=clean_line(fields.title),
        characters=sum(len(line.text) for line in fields.lines),
        words=sum(len(line.text.split()) for line in fields.lines),
        event_date=fields.event_date,
        standfirst=fields.standfirst,
        questions=fields.questions,
    )


def _describe(outcome: Outcome, submission: Submission) -> None:
    outcome.state = str(standing_of(submission).state.value)
    if submission.live:
        outcome.page = submission.page
        outcome.url = f"{settings.WAGTAILADMIN_BASE_URL}{submission.page.get_url() or ''}"


def _crews() -> Iterator[Crew]:
    today = timezone.localdate()
    editor = _person("Redaksi latihan", Role.EDITOR, today)
    for city in City.objects.order_by("pk"):
        cohort = Cohort.objects.filter(city=city).order_by("pk").first()
        writer = _person(f"Penulis latihan {city.name}", Role.TRAINEE, today, cohort)
        mentor = _person(f"Pendamping latihan {city.name}", Role.MENTOR, today, cohort)
        yield Crew(writer, mentor, editor, city)


def _person(name: str, role: Role, today: date, cohort: Cohort | None = None) -> User:
    held = Membership.objects.current().as_role(role).filter(cohort=cohort, user__display_name=name).select_related("user").first()
    if held is not None:
        return held.user
    user = create_person(display_name=name, is_fictional=True)
    grant_membership(user=user, role=role, starts_on=today, cohort=cohort)
    return user
