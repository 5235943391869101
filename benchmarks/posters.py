"""Posters beside other engines: the same article on the same two sheets of A3, one warm process per engine, in turn.

The choice that makes it one work: the product never sets 900 words smaller than 12 pt, so they take two sheets; every peer gets the
same sheets, columns, sizes and ragged lines with hyphens. The peers are told the sizes, ours searches for them. Text and photo are new in
each round and made before the clock starts. Ragged lines let Typst use its quick line breaking: justified text would cost it much more.
"""

import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.checks import fault_of
from benchmarks.sample import Article, article

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 30
ENGINES = {
    "ours": "ours",
    "ours, helper": "helper",
    "platypus": "platypus",
    "typst": "typst_peer",
    "fpdf2": "fpdf2_peer",
    "weasyprint": "weasyprint_peer",
}
IN_OTHER_PROCESSES = frozenset({"ours, helper"})  # its processor time and memory cannot be seen from here
FLOORS = {"typst": 3.0, "fpdf2": 7.0, "weasyprint": 9.0, "platypus": 2.2}
MEMORY_CEILING = 0.5  # ours / Typst, after all rounds
MEMORY_ROUNDS = 10  # Typst grows with each poster, ours does not: fewer rounds say nothing


class EngineFailed(Exception):
    """An engine ended in the middle of its work."""


@dataclass
class Engine:
    """A process that draws; `missing` says why it cannot."""

    name: str
    process: subprocess.Popen[str]
    began: float
    missing: str = ""
    cold_s: float = 0.0
    fault: str = ""
    runs: list[dict[str, float]] = field(default_factory=list)

    def ask(self, content: Article, out: str = "") -> dict[str, float]:
        assert self.process.stdin and self.process.stdout
        try:
            self.process.stdin.write(json.dumps({"article": content, "out": out}) + "\n")
            self.process.stdin.flush()
            answer = json.loads(self.process.stdout.readline())
        except (BrokenPipeError, json.JSONDecodeError) as ended:
            raise EngineFailed(f"{self.name} ended with status {self.process.wait(10)}.") from ended
        self.missing = answer.get("missing", "")
        return answer

    def start_cold(self, content: Article, out: Path) -> None:
        """The first poster: interpreter, imports and fonts count as the cold start; the file is looked at once."""
        self.ask(content, str(out))
        self.cold_s = time.perf_counter() - self.began
        if not self.missing:
            self.fault = fault_of(out, content)


@contextmanager
def engine(name: str) -> Iterator[Engine]:
    command = [sys.executable, "-m", "benchmarks.worker", ENGINES[name]]
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Engine(name, process, began)
        assert process.stdin
        process.stdin.close()


def measure(rounds: int) -> list[Engine]:
    """All engines, those that are missing included, after so many rounds in rotating order."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="warta-bench-")))
        first = article(0, folder)
        engines = [_started(stack, name, first, folder / "first.pdf") for name in ENGINES]
        working = [made for made in engines if not made.missing]
        for number in range(1, rounds + 1):
            content = article(number, folder)
            turn = number % len(working)
            for made in working[turn:] + working[:turn]:
                made.runs.append(made.ask(content))
            Path(content["photo"]).unlink()
            sys.stderr.write(f"\rround {number} of {rounds}")
        sys.stderr.write("\n")
        return engines


def _started(stack: ExitStack, name: str, content: Article, out: Path) -> Engine:
    made = stack.enter_context(engine(name))
    made.start_cold(content, out)
    return made


def summary(made: Engine, ours: Engine) -> dict[str, Any]:
    """Figures of one engine; `ratio` is the median of its rounds, each divided by ours of the same round."""
    times = sorted(run["ms"] for run in made.runs)
    ratios = [run["ms"] / own["ms"] for run, own in zip(made.runs, ours.runs, strict=True)]
    row: dict[str, Any] = {
        "median_ms": round(statistics.median(times), 1),
        "p90_ms": round(times[min(len(times) - 1, int(len(times) * 0.9))], 1),
        "min_ms": round(times[0], 1),
        "kib": round(statistics.median(run["kib"] for run in made.runs)),
        "cold_s": round(made.cold_s, 2),
        "ratio": round(statistics.median(ratios), 2),
        "ratio_of_minima": round(times[0] / min(run["ms"] for run in ours.runs), 2),
    }
    if made.name not in IN_OTHER_PROCESSES:
        row["cpu_ms"] = round(statistics.median(run["cpu_ms"] for run in made.runs), 1)
        row["peak_mib"] = round(made.runs[-1]["peak_mib"])
    return row


def broken_promises(rows: dict[str, dict[str, Any]], rounds: int) -> list[str]:
    """A sentence for each floor that does not hold; peers that are not there promise nothing."""
    broken = [
        f"{name} takes {rows[name]['ratio']} times our time, the floor is {floor}."
        for name, floor in FLOORS.items()
        if name in rows and rows[name]["ratio"] < floor
    ]
    if "typst" in rows and rounds >= MEMORY_ROUNDS:
        share = rows["ours"]["peak_mib"] / rows["typst"]["peak_mib"]
        if share > MEMORY_CEILING:
            broken.append(f"We use {share:.2f} of Typst's memory, the ceiling is {MEMORY_CEILING}.")
    return broken


def run(rounds: int = ROUNDS) -> dict[str, Any]:
    """Everything that the command prints."""
    engines = measure(rounds)
    working = [made for made in engines if not made.missing]
    rows = {made.name: summary(made, engines[0]) for made in working}
    return {
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "rounds": rounds,
        "engines": rows,
        "missing": {made.name: made.missing for made in engines if made.missing},
        "broken": [f"{made.name}: {made.fault}" for made in working if made.fault] + broken_promises(rows, rounds),
    }


COLUMNS = ("median_ms", "p90_ms", "min_ms", "cpu_ms", "peak_mib", "kib", "cold_s", "ratio", "ratio_of_minima")


def table(result: dict[str, Any]) -> str:
    """The result for the eye."""
    lines = [f"Posters: 900 words on two sheets of A3, {result['rounds']} rounds; ratio = time / ours", f"{'':16}" + _cells(COLUMNS)]
    for name, row in result["engines"].items():
        floor = f"  floor {FLOORS[name]}" if name in FLOORS else ""
        lines.append(f"{name:16}" + _cells(row.get(column, "-") for column in COLUMNS) + floor)
    lines += [f"{name} is not here and was left out: {why}" for name, why in result["missing"].items()]
    return "\n".join(lines)


def _cells(values: Any) -> str:
    return "".join(f"{value!s:>{max(10, len(name) + 2)}}" for value, name in zip(values, COLUMNS, strict=True))
