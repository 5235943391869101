"""Decisions on plain values: what a text still needs, what should be looked at twice. No database, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.suspects import Warning as Warning
from cms.suspects import find_warnings as find_warnings

TITLE_MAX = 150
BODY_MAX = 60_000
STANDFIRST_MAX = 300
QUESTION_MAX = 200
PHOTOS_MAX = 20
PERSON_QUOTA_BYTES = 200 * 1024 * 1024
OPEN_TEXTS_MAX = 3

RUBRIC = {
    "w5h1": gettext_lazy("Who, what, where, when, why, how"),
    "source": gettext_lazy("Source"),
    "two_sides": gettext_lazy("Both sides"),
    "clarity": gettext_lazy("Clarity"),
    "safety": gettext_lazy("Safety"),
    "photo": gettext_lazy("Photo"),
}
RUBRIC_MARKS = {"yes": gettext_lazy("Done"), "nearly": gettext_lazy("Nearly"), "no": gettext_lazy("Not yet")}
SAFETY_CHECKLIST = {
    "pen_name": gettext_lazy("The byline is the one that the author asked for."),
    "no_person": gettext_lazy("No name, face, badge, machine, shift or line number points to one person."),
    "photos": gettext_lazy("Every photo is re-encoded; faces are blurred or consent is on file."),
    "claims": gettext_lazy("Claims about a company or a person have a source; they were asked or may answer."),
    "third_persons": gettext_lazy("Nothing about children, health or union membership of other people."),
    "workplace": gettext_lazy("A workplace is named only if its steward said yes."),
    "headline_fits": gettext_lazy("The headline fits the poster."),
}


@dataclass(frozen=True)
class Missing:
    """One thing that stops a text: the field to mend, and a sentence that says what to do."""

    field: str
    message: str


@dataclass(frozen=True)
class TextFacts:
    """What the rules need to know of a version."""

    title: str
    characters: int
    words: int
    event_date: date | None
    standfirst: str = ""
    questions: tuple[str, ...] = ()


def missing_to_submit(text: TextFacts, today: date) -> list[Missing]:
    """What the writer has to mend before a mentor reads it; empty when it may be sent."""
    found = [
        (not text.title, "title", _("Write a headline: who does what.")),
        (len(text.title) > TITLE_MAX, "title", too_long_title(text.title)),
        (not text.characters, "body", _("Write at least one sentence about what happened.")),
        (text.characters > BODY_MAX, "body", too_long_body(text.characters)),
        (text.event_date is None, "event_date", _("Write the day when it happened.")),
        (text.event_date is not None and text.event_date > today, "event_date", _("The day has not come yet. Check the date.")),
        (len(text.standfirst) > STANDFIRST_MAX, "standfirst", _("The summary is longer than 300 letters. Make it shorter.")),
    ]
    return [Missing(field, message) for is_missing, field, message in found if is_missing]


def missing_to_publish(text: TextFacts, today: date) -> list[Missing]:
    """What the editor has to mend before approval: all of the above, a standfirst and three questions."""
    missing = missing_to_submit(text, today)
    if not text.standfirst:
        missing.append(Missing("standfirst", _("Write the summary that stands under the headline.")))
    if len(text.questions) < 3:
        missing.append(Missing("question_1", _("Write three questions for the discussion.")))
    return missing


def too_long_title(title: str) -> str:
    over = len(title) - TITLE_MAX
    return ngettext(
        "The headline is %(over)d letter too long: at most %(most)d fit. Keep who does what, move the rest into the text.",
        "The headline is %(over)d letters too long: at most %(most)d fit. Keep who does what, move the rest into the text.",
        max(over, 1),
    ) % {"over": over, "most": TITLE_MAX}


def too_long_body(characters: int) -> str:
    return _(
        "The text has %(count)s letters; at most %(most)s can be sent. It is saved as a draft: split it into two texts or shorten it."
    ) % {
        "count": _thousands(characters),
        "most": _thousands(BODY_MAX),
    }


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def missing_in_judgement(rubric: Mapping[str, str], praise: str, todos: Iterable[str], *, asks_for_changes: bool) -> list[Missing]:
    """What a mentor's judgement lacks: every line of the rubric, and with a wish for changes also one praise and one wish."""
    missing = [
        Missing(f"rubric_{key}", _("Choose one answer for “%(line)s”.") % {"line": line})
        for key, line in RUBRIC.items()
        if rubric.get(key) not in RUBRIC_MARKS
    ]
    if asks_for_changes and not praise.strip():
        missing.append(Missing("praise", _("Write one thing that is good: name the sentence, not the person.")))
    if asks_for_changes and not any(todo.strip() for todo in todos):
        missing.append(Missing("todo", _("Write one wish, or a note on a paragraph.")))
    return missing


def missing_in_safety_check(checklist: Mapping[str, bool]) -> list[Missing]:
    return [
        Missing(f"safety_{key}", _("Not ticked: %(line)s") % {"line": line})
        for key, line in SAFETY_CHECKLIST.items()
        if not checklist.get(key)
    ]
