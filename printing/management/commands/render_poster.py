from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.models import ArticlePage
from printing import services
from printing.errors import CannotBePrinted, RenderingFailed
from printing.formats import Format, Paper, Sheet
from printing.sentences import warning_sentence


class Command(BaseCommand):
    help = "Draws one poster of a published article now, without a queue, and writes it to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slug", required=True, help="Last part of the article's address.")
        parser.add_argument("--paper", choices=Paper.values, default=Paper.A3.value)
        parser.add_argument("--sheet", choices=Sheet.values, default="", help="Office paper on which the poster is cut up.")
        parser.add_argument("--mono", action="store_true", help="The ink saver.")
        parser.add_argument("--out", required=True, type=Path, help="The PDF to write; an older file of that name is replaced.")

    def handle(self, *args: str, **options: Any) -> None:
        article = ArticlePage.objects.public().select_related("live_revision").filter(slug=options["slug"]).first()
        if article is None or article.live_revision is None:
            self.leave(_("No published article has the address %(slug)s.") % {"slug": options["slug"]})
        finished = self.draw(article, Format(options["paper"], options["sheet"], options["mono"]))
        try:
            options["out"].write_bytes(finished.pdf)
        except OSError as error:
            self.leave(_("Cannot write %(file)s: %(reason)s.") % {"file": options["out"], "reason": error.strerror})
        self.report(finished, options["out"])

    def draw(self, article: ArticlePage, wanted: Format) -> services.Finished:
        try:
            return services.render_poster(article=article, revision=article.live_revision, wanted=wanted)
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
