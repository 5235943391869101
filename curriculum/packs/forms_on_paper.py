"""Blank forms, for a hall where nobody has signed up yet and phones stay in the bag. In the language of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from printing.layout import Column, DocumentBlock, DocumentContent, RollContent

if TYPE_CHECKING:
    from printing.layout import Content

    from ..models import Cohort

BLANK_ROWS = 44  # two sheets of A4
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def blank_forms(cohort: Cohort) -> dict[str, Content]:
    """By the name of the file."""
    return {
        "daftar-hadir-kosong": _blank_roll(cohort),
        "daftar-ingin-ikut": _blank_sign_up(cohort),
        "naskah-tulis-tangan": _text_by_hand(cohort),
        "jadwal-unggahan": _posting_plan(cohort),
    }


def _blank_roll(cohort: Cohort) -> RollContent:
    columns = (Column(_("Name"), 34), Column(_("Signature"), 30), Column(_("Came late, left early (time)"), 22))
    facts = ((_("Workshop"), ""), (_("Day and time"), ""), (_("Place"), ""), (_("Trainer"), ""))
    footer = _("One row each. Type the list on the page of the workshop when there is network again.")
    return RollContent(
        title=_("Attendance"), kicker=cohort.name, facts=_to_fill(facts), columns=columns, blank_rows=BLANK_ROWS, footer=footer
    )


def _blank_sign_up(cohort: Cohort) -> RollContent:
    columns = (Column(_("Name you are called by"), 36), Column(_("Part of the work, for example sewing"), 30), Column(_("Signature"), 20))
    footer = _("Write no phone number and no name of the factory here: everybody reads this sheet. Tell the trainer yourself.")
    return RollContent(title=_("I want to join"), kicker=cohort.name, columns=columns, blank_rows=BLANK_ROWS, footer=footer)


def _to_fill(facts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value or "…" * 12) for label, value in facts)


def _text_by_hand(cohort: Cohort) -> DocumentContent:
    """The questions of the writing desk, so that it can be typed there line by line."""
    asked = (
        (_("What happened?"), 3),
        (_("Who is it about, who says so? No names of people who have not agreed."), 2),
        (_("When and where?"), 2),
        (_("Why?"), 3),
        (_("How did it go on, and what do others say?"), 4),
        (_("How do you know? Seen, heard, read where?"), 2),
        (_("Headline, when all else is written"), 1),
    )
    blocks = [DocumentBlock("lines", text=question, count=count) for question, count in asked]
    return DocumentContent(
        title=_("A text by hand"),
        kicker=cohort.name,
        standfirst=_("Six questions, as at the writing desk. A trainer or mentor helps to type it."),
        blocks=tuple(blocks),
        footer=_("Write your pen name only, and leave this sheet with nobody but your trainer."),
    )


def _posting_plan(cohort: Cohort) -> RollContent:
    """Two rows a day: high enough to write in."""
    columns = (Column(_("Weekday"), 14), Column(_("What is posted"), 40), Column(_("Where"), 18), Column(_("Who checks it"), 18))
    rows = tuple(row for day in DAYS for row in ((day,), ("",)))
    footer = _("For page, group and WhatsApp of the union. Nothing is posted that a second person has not read.")
    return RollContent(title=_("A week's posting plan"), kicker=cohort.name, columns=columns, rows=rows, footer=footer)
