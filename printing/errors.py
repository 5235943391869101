from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from printing.models import PrintReport


class CannotBePrinted(Exception):
    """Trying again cannot help. The text is a sentence for the editor that names what to mend; it quotes at most one character.

    `kept` is what a job keeps of it: a code that `sentences.reason` turns into a sentence for whoever reads, or the sentence itself.
    """

    def __init__(self, sentence: str, kept: str = "") -> None:
        super().__init__(sentence)
        self.kept = kept or sentence


class RenderingFailed(Exception):
    """The helper that draws posters died, took too long, or handed back no whole PDF; another try may help."""


class TooMuchAskedFor(Exception):
    """As many files wait already as readers may ask for at once; in a minute there is room again."""


class WallRefused(Exception):
    """What a steward wants cannot be, as things are now. The text is a sentence for her."""


class AnsweredMeanwhile(WallRefused):
    """Somebody else has answered the task since the page was opened, or it fell away; `answer` is in words, `on` the day."""

    def __init__(self, answer: str, on: date, *, fell_away: bool = False) -> None:
        words = {"answer": answer, "day": date_format(on, "j F Y")}
        again = _("Answered meanwhile: %(answer)s, %(day)s. Save once more if yours is right.")
        super().__init__((_("No longer needed since %(day)s. Your answer was not saved.") if fell_away else again) % words)


class ReportedAlready(WallRefused):
    """That sheet was reported on that board for that day; `report` is the one there is."""

    def __init__(self, report: PrintReport) -> None:
        super().__init__(_("Reported already for that day and board."))
        self.report = report


class BulletinRefused(Exception):
    """What was asked of a bulletin cannot be; the text is a sentence for whoever asked."""
