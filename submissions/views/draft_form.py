"""The writer's form: what was typed, kept letter by letter so that it can come back, and the fields that a service takes."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.models import Revision

from cms.models import City, Topic
from curriculum.models import Membership

from ..content import body_blocks
from ..models import BylineChoice, Submission
from ..rules import Missing
from ..services.fields import DraftFields, byline_words
from ..text import clean_line, typed_from_blocks

ANSWERS = ("what", "who", "where", "why", "how")
QUESTIONS = ("question_1", "question_2", "question_3")
NOT_WORDS = {"topics", "client_id", "base", "way", "byline"}
FIRST_YEAR, LAST_YEAR = 1945, 2100


@dataclass(frozen=True)
class Choices:
    """What the lists of the form offer. Two queries."""

    cities: list[City]
    topics: list[Topic]
    bylines: list[tuple[str, str, str]]  # value, words as they will stand in the article, hint

    @classmethod
    def for_writer(cls, membership: Membership, *, is_nameless: bool = False) -> Choices:
        """`is_nameless`: she took her name back from this article, and no form may offer it again."""
        return cls(list(City.objects.all()), list(Topic.objects.all()), _bylines(membership, is_nameless))

    def byline_of(self, chosen: str) -> str:
        """What is chosen, or the only thing that may be."""
        return chosen if any(chosen == value for value, _words, _hint in self.bylines) else self.bylines[0][0]


def _bylines(membership: Membership, is_nameless: bool) -> list[tuple[str, str, str]]:
    hints = {
        BylineChoice.SECTOR: _("Safest if many people do your work"),
        BylineChoice.PEN: _("Your pen name. Known if you use it often"),
        BylineChoice.WORKER: _("Nobody can tell who wrote it"),
        BylineChoice.REAL: _("Only after you have talked with your mentor"),
    }
    found = []
    for choice in [BylineChoice.WORKER] if is_nameless else BylineChoice:
        writer = Submission(author=membership.user, membership=membership, byline_choice=choice)
        found.append((choice.value, byline_words(writer) or str(choice.label), hints[choice]))
    return found


@dataclass(frozen=True)
class Typed:
    """The form as it was typed. `way` is "six" (six questions) or "free"; `base` is the version that filled the form."""

    way: str = "free"
    title: str = ""
    body: str = ""
    what: str = ""
    who: str = ""
    where: str = ""
    why: str = ""
    how: str = ""
    standfirst: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    city: str = ""
    byline: str = BylineChoice.SECTOR
    question_1: str = ""
    question_2: str = ""
    question_3: str = ""
    topics: tuple[str, ...] = ()
    assignment: str = ""  # the address of the assignment that a new text answers
    client_id: uuid.UUID = field(default_factory=uuid.uuid4)
    base: int | None = None

    @classmethod
    def of_post(cls, post: QueryDict) -> Typed:
        words = {name: post.get(name, "") for name in cls.__dataclass_fields__ if name not in NOT_WORDS}
        byline = post.get("byline", "")
        return cls(
            **words,
            way="six" if post.get("way") == "six" else "free",
            byline=byline if byline in BylineChoice.values else BylineChoice.SECTOR,
            topics=tuple(post.getlist("topics")),
            client_id=form_id(post.get("client_id", "")),
            base=_number(post.get("base", "")),
        )

    @classmethod
    def of_revision(cls, revision: Revision) -> Typed:
        """The form for a stored version; saving it unchanged says the same."""
        content = revision.content
        year, month, day = (content.get("event_date") or "--").split("-")
        return cls(
            title=content["title"],
            body=typed_from_blocks(body_blocks(content)),
            standfirst=content["standfirst"],
            day=day.lstrip("0"),
            month=month.lstrip("0"),
            year=year,
            city=str(content.get("city") or ""),
            byline=content["byline_choice"],
            topics=tuple(str(pk) for pk in content.get("topics") or ()),
            base=revision.pk,
            **{name: content[name] for name in QUESTIONS},
        )

    def words(self) -> str:
        """All that is typed in fields which readers will see, for the search after names."""
        return "\n".join((self.title, self.standfirst, self.body, *(getattr(self, name) for name in (*ANSWERS, *QUESTIONS))))

    def whole_body(self) -> str:
        """The answers become paragraphs in the order of the questions."""
        return "\n".join(getattr(self, name) for name in ANSWERS) if self.way == "six" else self.body

    def fields(self, choices: Choices) -> tuple[DraftFields, list[Missing]]:
        """The fields, and what could not be understood and stays out until it is mended."""
        day, wrong = self._event_date()
        return (
            DraftFields.typed(
                title=clean_line(self.title),
                body=self.whole_body(),
                standfirst=clean_line(self.standfirst),
                city_id=_known(self.city, [city.pk for city in choices.cities]),
                event_date=day,
                questions=tuple(clean_line(getattr(self, name)) for name in QUESTIONS),
                byline_choice=choices.byline_of(self.byline),
                topic_ids=tuple(topic.pk for topic in choices.topics if str(topic.pk) in self.topics),
            ),
            wrong,
        )

    def _event_date(self) -> tuple[date | None, list[Missing]]:
        parts = [clean_line(part) for part in (self.day, self.month, self.year)]
        if not any(parts):
            return None, []
        try:
            if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
                raise ValueError
            day, month, year = (int(part) for part in parts)
            found = date(year + 2000 if len(parts[2]) == 2 else year, month, day)
            if not FIRST_YEAR <= found.year <= LAST_YEAR:
                raise ValueError
        except ValueError:
            return None, [Missing("event_date", _("Write the day in numbers: day, month, year. Example: 19 11 2026."))]
        return found, []


def _known(value: str, pks: Collection[int]) -> int | None:
    return next((pk for pk in pks if str(pk) == value), None)


def form_id(value: str) -> uuid.UUID:
    """The id of the form; a form that lost it is taken as a new one."""
    return uuid.UUID(value) if is_form_id(value) else uuid.uuid4()


def is_form_id(value: str) -> bool:
    try:
        uuid.UUID(value)
    except ValueError:
        return False
    return True


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


def hold_back(fields: DraftFields, latest: Revision | None) -> tuple[DraftFields, list[Missing]]:
    """Fields that do not even fit into a draft keep what is stored, so that all the others are saved at once."""
    too_long = fields.missing_to_save()
    content = latest.content if latest else {}
    kept: dict[str, object] = {}
    for item in too_long:
        if item.field == "question_1":
            kept["questions"] = tuple(content.get(name, "") for name in QUESTIONS)
        else:
            kept[item.field] = content.get(item.field, "")
    return replace(fields, **kept), too_long
