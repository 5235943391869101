from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.models import ArticlePage
from printing import services
from printing.errors import CannotBePrinted, RenderingFailed
from printing.formats import EDGES_MM, USUAL_EDGE_MM, Format, Paper, Sheet
from printing.models import Bulletin
from printing.sentences import warning_sentence
from printing.services import bulletin_sheets


class Command(BaseCommand):
    help = "Draws one poster of a published article, or one bulletin, now, without a queue, and writes it to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--slug", help="Last part of the article's address.")
        what.add_argument("--bulletin", metavar="CITY/MONDAY", help="A published bulletin, as in its address: semarang/2026-11-23.")
        parser.add_argument("--paper", choices=Paper.values, help="a3 if not given; a bulletin's own paper. a4s and f4s are series.")
        parser.add_argument("--sheet", choices=Sheet.values, default="", help="Office paper on which an a3 or a2 is cut up.")
        parser.add_argument(
            "--edge", type=int, choices=EDGES_MM, default=USUAL_EDGE_MM, help="What the printer leaves white, in mm; with --sheet."
        )
        parser.add_argument("--mono", action="store_true", help="The ink saver.")
        parser.add_argument("--out", required=True, type=Path, help="The PDF to write; an older file of that name is replaced.")

    def handle(self, *args: str, **options: Any) -> None:
        finished = self.bulletin(options) if options["bulletin"] else self.poster(options)
        try:
            options["out"].write_bytes(finished.pdf)
        except OSError as error:
            self.leave(_("Cannot write %(file)s: %(reason)s.") % {"file": options["out"], "reason": error.strerror})
        self.report(finished, options["out"])

    def poster(self, options: dict[str, Any]) -> services.Finished:
        article = ArticlePage.objects.public().select_related("live_revision").filter(slug=options["slug"]).first()
        if article is None or article.live_revision is None:
            self.leave(_("No published article has the address %(slug)s.") % {"slug": options["slug"]})
        wanted = self.wanted(options, Paper.A3)
        return self.draw(lambda: services.render_poster(article=article, revision=article.live_revision, wanted=wanted))

    def bulletin(self, options: dict[str, Any]) -> services.Finished:
        city, _slash, week = options["bulletin"].partition("/")
        found = None
        with suppress(ValueError):
            of_city = Bulletin.objects.current().filter(city__slug=city).select_related("city")
            found = of_city.of_week(date.fromisoformat(week)).first()
        if found is None:
            self.leave(_("There is no published bulletin %(name)s.") % {"name": options["bulletin"]})
        wanted = self.wanted(options, found.paper())
        return self.draw(lambda: bulletin_sheets.render_bulletin(bulletin=found, wanted=wanted))

    def wanted(self, options: dict[str, Any], paper: str) -> Format:
        try:
            return Format(options["paper"] or paper, options["sheet"], options["mono"], options["edge"])
        except ValueError:
            self.leave(_("Only a3 and a2 can be cut into sheets, and an edge counts only there."))

    def draw(self, render: Callable[[], services.Finished]) -> services.Finished:
        try:
            return render()
        except CannotBePrinted as error:
            self.leave(str(error))
        except FileNotFoundError:
            self.leave(_("The file of a photo is missing; restore it from the backup."))
        except RenderingFailed as error:
            self.leave(_("The poster could not be drawn (%(cause)s). Try again.") % {"cause": error})

    def report(self, finished: services.Finished, out: Path) -> None:
        words = {"file": out, "count": finished.sheet_count, "size": round(len(finished.pdf) / 1024)}
        sentence = ngettext("%(file)s: %(count)d sheet, %(size)d KB.", "%(file)s: %(count)d sheets, %(size)d KB.", finished.sheet_count)
        self.stdout.write(sentence % words)
        for warning in finished.warnings:
            self.stderr.write(warning_sentence(warning))

    def leave(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        raise SystemExit(1)
