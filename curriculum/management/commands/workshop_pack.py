"""The pack of a class as a file. With --cards also account cards, which end all cards of the class that were printed before."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.drawing import draw
from curriculum.models import Cohort
from curriculum.packs.archive import MOST_BYTES, PackTooBig
from curriculum.packs.contents import PAPER_LANGUAGE, Pack, collect
from curriculum.pages import PAPERS
from curriculum.roster.card_sheets import issue_cards, need_of, sheet_of
from curriculum.roster.errors import NobodyToPrintFor
from printing.layout import ContentError
from printing.layout.client import LayoutFailed

CARD_BYTES, CARD_SHEET_BYTES = 8_000, 150_000  # more than a card adds, more than its fonts


class Command(BaseCommand):
    help = "Makes one ZIP with lessons, notes, handouts, sheets and forms of a class, to print or to read without network; at most 5 MB."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("cohort", metavar="COHORT", help="the address of the class, for example semarang-2026")
        parser.add_argument("--out", type=Path, metavar="FILE", help="paket-COHORT.zip if not given")
        parser.add_argument("--paper", choices=PAPERS, default="a4")
        parser.add_argument(
            "--cards",
            action="store_true",
            help="add account cards for all who have no PIN yet; they are made anew, and cards printed before no longer work",
        )

    def handle(self, *args: Any, cohort: str, out: Path | None, paper: str, cards: bool, **options: Any) -> None:
        found = Cohort.objects.select_related("city", "programme").filter(slug=cohort).first()
        if found is None:
            slugs = ", ".join(Cohort.objects.values_list("slug", flat=True))
            raise CommandError(f"There is no class {cohort}; there are {slugs or 'none'}.")
        target = out or Path(f"paket-{cohort}.zip")
        try:
            target.touch(mode=0o600)  # before cards are made that would have nowhere to go; nobody else reads their codes
            pack = collect(found, paper=paper, by=None, now=timezone.now())
            made = self._add_cards(pack) if cards else 0
            data = pack.zipped()
            target.write_bytes(data)
        except PackTooBig as error:
            raise CommandError(f"The pack would be {_mb(error.size)} MB; it must not be more than {_mb(MOST_BYTES)} MB.") from None
        except (ContentError, LayoutFailed) as error:
            raise CommandError(f"A sheet cannot be drawn: {error}") from None
        except OSError as error:
            raise CommandError(f"{target}: {error.strerror}") from None
        self.stdout.write(f"{target}: {len(pack.files) + 1} files, {_mb(len(data))} MB")
        if made:
            self.stderr.write(f"{made} account cards were made. Cards of these people that were printed before no longer work.")
        elif cards:
            self.stderr.write("No account card was made: everybody of this class has signed in already.")

    def _add_cards(self, pack: Pack) -> int:
        """Last, and only where they surely fit: codes that are lost could not be printed again."""
        need = need_of(pack.cohort, "", timezone.localdate(pack.now))
        pack.zipped(MOST_BYTES - CARD_SHEET_BYTES - CARD_BYTES * len(need.members(again=True)))
        try:
            issued = issue_cards(cohort=pack.cohort, batch="", again=True, seen=need.last_card, by=None, now=pack.now)
        except NobodyToPrintFor:
            return 0
        drawn = draw(sheet_of(pack.cohort, issued, with_names=False, by=None), paper=pack.paper)
        with override(PAPER_LANGUAGE):
            pack.add(_("Account cards"), "kartu/kartu-akun.pdf", _("Account cards"), drawn.pdf, _("Give each into the hand of its owner."))
        return len(issued)


def _mb(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}"
