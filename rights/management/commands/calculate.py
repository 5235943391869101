import json
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.templatetags.cms_tags import rupiah
from rights.answers import answer, refusal
from rights.calculators import CALCULATORS, InputRefused, Law, calculate, law
from rights.current import current_law
from rights.sentences import expression, grouped, unit_sentence


class Command(BaseCommand):
    help = (
        "Computes what the law gives at least, with every step and its article. The law comes from the YAML files: no table is needed, "
        "and the same version always gives the same answer; with --current, what editors have approved counts too."
    )
    requires_system_checks: list[str] = []  # nothing of the site is used

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("calculator", choices=list(CALCULATORS), metavar="CALCULATOR", help=", ".join(CALCULATORS))
        parser.add_argument(
            "--input", default="-", help="JSON: one object of answers, or a list of them, also as worked examples; - for standard input"
        )
        parser.add_argument("--current", action="store_true", help="count with what editors have approved, as the pages do")
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        given = self.read(options["input"])
        if isinstance(given, Mapping) and isinstance(given.get("examples"), list):
            given = [example for example in given["examples"] if _names(example, options["calculator"])]
        items = given if isinstance(given, list) else [given]
        used = current_law() if options["current"] else law()
        answers = [self.compute(options["calculator"], item, used) for item in items]
        if options["json"]:
            self.stdout.write(json.dumps(answers if isinstance(given, list) else answers[0], ensure_ascii=False))
        else:
            for each in answers:
                self.tell(each)
        if any("error" in each for each in answers):
            sys.exit(1)

    def read(self, name: str) -> Any:
        """Decimals are read exactly, never as floats."""
        try:
            content = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
            return json.loads(content, parse_float=Decimal)
        except OSError as error:
            raise CommandError(_("%(file)s cannot be read: %(reason)s.") % {"file": name, "reason": error.strerror}) from error
        except (ValueError, ArithmeticError, RecursionError) as error:  # arithmetic: 1e99999999999999999999
            raise CommandError(_("%(file)s is not JSON.") % {"file": name}) from error

    def compute(self, calculator: str, item: Any, used: Law) -> dict[str, Any]:
        try:
            if isinstance(item, Mapping) and isinstance(item.get("inputs"), Mapping):
                if item.get("calculator", calculator) != calculator:
                    raise InputRefused("calculator", "not_one_of", allowed=calculator)
                item = item["inputs"]
            return answer(calculate(calculator, item, law=used, today=timezone.localdate()))
        except InputRefused as refused:
            return refusal(refused)

    def tell(self, each: dict[str, Any]) -> None:
        if "error" in each:
            self.stderr.write("{field}: {message}".format(**each["error"]))
            return
        for key, value in each.items():
            if key not in ("steps", "notes", "warnings", "warning_sentences", "calculator"):
                self.stdout.write(f"{key}: {json.dumps(value, ensure_ascii=False)}")
        for step in each["steps"]:
            self.stdout.write(f"- {step['label']}: {_computed(step)}")
            for basis in step["law"]:
                self.stdout.write(f"    {basis['law']} {basis['article']} ({basis['confidence']})")
        for sentence in [*each["warning_sentences"].values(), *(note["text"] for note in each["notes"])]:
            self.stdout.write(f"* {sentence}")
        self.stdout.write("")


def _names(example: Any, calculator: str) -> bool:
    return isinstance(example, Mapping) and example.get("calculator") == calculator


def _computed(step: dict[str, Any]) -> str:
    """The amount, how it came about, and the output of which it is a part."""
    worked_out = f"{expression(step['expression'])} = " if " " in step["expression"] else ""
    return worked_out + _amount(step) + (f" ({step['adds_to']})" if step["adds_to"] else "")


def _amount(step: dict[str, Any]) -> str:
    if step["amount"] is not None:
        return rupiah(step["amount"])
    return f"{grouped(str(step['quantity']))} {unit_sentence(step['unit'])}"
