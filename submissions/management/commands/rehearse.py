import json
import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from submissions.rehearsal import RealPeople, Rehearsal


class Command(BaseCommand):
    help = "Take each text of a JSON-lines file through its whole life: written, mended, approved, published, printed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", help="one object a line: title, body (list of paragraphs), kinds, optional city and date; - for standard input"
        )
        parser.add_argument("--posters", metavar="DIR", help="put a copy of each poster there")
        parser.add_argument("--paper", default="a3", choices=["a3", "a2", "a4", "f4"])
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        texts = read_texts(options["file"])
        posters = Path(options["posters"]) if options["posters"] else None
        began = time.perf_counter()
        try:
            rehearsal = Rehearsal(paper=options["paper"], posters=posters, progress=lambda line: self.stderr.write(line))
        except RealPeople as refused:
            raise CommandError(str(refused)) from refused
        outcomes = rehearsal.run(texts)
        arrived = [outcome for outcome in outcomes if outcome.state == "published" and outcome.bytes]
        summary = {
            "texts": len(outcomes),
            "published": sum(outcome.state == "published" for outcome in outcomes),
            "posters": len(arrived),
            "seconds": round(time.perf_counter() - began, 2),
        }
        if options["json"]:
            self.stdout.write(json.dumps({"texts": [outcome.as_json() for outcome in outcomes], "summary": summary}, ensure_ascii=False))
        else:
            self._tell(outcomes, summary)
        if len(arrived) != len(outcomes):
            sys.exit(1)

    def _tell(self, outcomes: list[Any], summary: dict[str, Any]) -> None:
        for outcome in outcomes:
            if outcome.reason or outcome.state != "published":
                self.stdout.write(f"{outcome.state}: {outcome.title[:80]}: {outcome.reason}")
        self.stdout.write("{published} of {texts} texts published, {posters} posters, {seconds} s.".format(**summary))


def read_texts(name: str) -> list[dict[str, Any]]:
    """The objects of the file; raises CommandError naming the line that cannot be read."""
    try:
        content = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error
    return [_read_line(name, number, line) for number, line in enumerate(content.split("\n"), 1) if line.strip()]


def _read_line(name: str, number: int, line: str) -> dict[str, Any]:
    try:
        text = json.loads(line)
    except ValueError as error:
        raise CommandError(f"{name}, line {number}: this is not JSON.") from error
    if not isinstance(text, dict) or not isinstance(text.get("body"), list):
        raise CommandError(f"{name}, line {number}: a text is an object with a title and a body, which is a list of paragraphs.")
    return text
