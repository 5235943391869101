"""Engines in processes of their own, asked in turn, and the figures of their rounds."""

import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.sample import discard_photos

ROOT = Path(__file__).resolve().parent.parent
IN_OTHER_PROCESSES = frozenset({"ours, helper"})  # its processor time and memory cannot be seen from here
COLUMNS = ("median_ms", "p90_ms", "min_ms", "cpu_ms", "peak_mib", "kib", "cold_s", "ratio", "ratio_cpu", "ratio_of_minima")

Make = Callable[[int, Path], Any]  # content by number, photos into the folder
Fault = Callable[[Path, Any], str]  # what is missing in a file, or an empty string


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

    def ask(self, content: Any, out: str = "") -> dict[str, float]:
        assert self.process.stdin and self.process.stdout
        try:
            self.process.stdin.write(json.dumps({"content": content, "out": out}) + "\n")
            self.process.stdin.flush()
            answer = json.loads(self.process.stdout.readline())
        except (BrokenPipeError, json.JSONDecodeError) as ended:
            raise EngineFailed(f"{self.name} ended with status {self.process.wait(10)}.") from ended
        self.missing = answer.get("missing", "")
        return answer

    def start_cold(self, content: Any, out: Path, fault_of: Fault) -> None:
        """The first file: interpreter, imports and fonts count as the cold start; the file is looked at once."""
        self.ask(content, str(out))
        self.cold_s = time.perf_counter() - self.began
        if not self.missing:
            self.fault = fault_of(out, content)


@contextmanager
def engine(name: str, module: str, kind: str) -> Iterator[Engine]:
    """`kind` is what the module's `drawer` draws."""
    command = [sys.executable, "-m", "benchmarks.worker", module, kind]
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Engine(name, process, began)
        assert process.stdin
        process.stdin.close()


def measure(
    kind: str, modules: Mapping[str, str], rounds: int, make: Make, fault_of: Fault, *, posters_for_memory: int = 0
) -> list[Engine]:
    """All engines, those that are missing included, after so many rounds in rotating order; ours is the first one.

    An engine draws the content of the round before once more, not timed, right before it is timed: while it waits for the others its
    code and fonts leave the processor's caches, and how many do depends on the machine's neighbours. Ours and Typst then go on, not
    timed, until they have drawn `posters_for_memory` files.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="warta-bench-")))
        first = make(0, folder)
        engines = []
        for name, module in modules.items():
            made = stack.enter_context(engine(name, module, kind))
            made.start_cold(first, folder / "first.pdf", fault_of)
            engines.append(made)
        working = [made for made in engines if not made.missing]
        before = first
        for number in range(1, rounds + 1):
            content = make(number, folder)
            _round(working, number, before, content)
            discard_photos(before)
            before = content
            sys.stderr.write(f"\r{kind}: round {number} of {rounds}")
        for number in range(2 * rounds + 1, posters_for_memory):
            content = make(number, folder)
            for made in working:
                if made.name in ("ours", "typst"):
                    made.runs[-1]["peak_mib"] = made.ask(content)["peak_mib"]
            discard_photos(content)
        sys.stderr.write("\n")
        return engines


def _round(engines: Sequence[Engine], number: int, before: Any, content: Any) -> None:
    turn = number % len(engines)
    for made in (*engines[turn:], *engines[:turn]):
        made.ask(before)
        made.runs.append(made.ask(content))


def summary(made: Engine, ours: Engine) -> dict[str, Any]:
    """Figures of one engine; a `ratio` is the median of its rounds, each divided by ours of the same round."""
    times = sorted(run["ms"] for run in made.runs)
    row: dict[str, Any] = {
        "median_ms": round(statistics.median(times), 1),
        "p90_ms": round(times[min(len(times) - 1, int(len(times) * 0.9))], 1),
        "min_ms": round(times[0], 1),
        "kib": round(statistics.median(run["kib"] for run in made.runs)),
        "cold_s": round(made.cold_s, 2),
        "ratio": _ratio(made, ours, "ms"),
        "ratio_of_minima": round(times[0] / min(run["ms"] for run in ours.runs), 2),
    }
    if made.name not in IN_OTHER_PROCESSES:
        row["cpu_ms"] = round(statistics.median(run["cpu_ms"] for run in made.runs), 1)
        row["peak_mib"] = round(made.runs[-1]["peak_mib"])
        row["ratio_cpu"] = _ratio(made, ours, "cpu_ms")
    return row


def _ratio(made: Engine, ours: Engine, figure: str) -> float:
    return round(statistics.median(run[figure] / own[figure] for run, own in zip(made.runs, ours.runs, strict=True)), 2)


def result(engines: Sequence[Engine], rounds: int, floors: Mapping[str, float], what: str) -> dict[str, Any]:
    """The rows of all engines, who is missing, and a sentence for each floor that does not hold."""
    working = [made for made in engines if not made.missing]
    rows = {made.name: summary(made, engines[0]) for made in working}
    return {
        "machine": machine(),
        "rounds": rounds,
        "engines": rows,
        "floors": dict(floors),
        "missing": {made.name: made.missing for made in engines if made.missing},
        "broken": [f"{what}, {made.name}: {made.fault}" for made in working if made.fault] + under_floors(rows, floors, what),
    }


def machine() -> str:
    return f"{platform.machine()}, Python {platform.python_version()}"


def under_floors(rows: Mapping[str, Mapping[str, Any]], floors: Mapping[str, float], what: str) -> list[str]:
    """Peers that are not there promise nothing."""
    return [
        f"{what}: {name} takes {rows[name]['ratio']} times our time, the floor is {floor}."
        for name, floor in floors.items()
        if name in rows and rows[name]["ratio"] < floor
    ]


def table(found: Mapping[str, Any], title: str) -> str:
    """A result for the eye."""
    lines = [f"{title}, {found['rounds']} rounds; ratio = time / ours", f"{'':16}" + _cells(COLUMNS)]
    for name, row in found["engines"].items():
        floor = f"  floor {found['floors'][name]}" if name in found["floors"] else ""
        lines.append(f"{name:16}" + _cells([row.get(column, "-") for column in COLUMNS]) + floor)
    return "\n".join([*lines, *(f"{name} is not here and was left out: {why}" for name, why in found["missing"].items())])


def _cells(values: Sequence[Any]) -> str:
    return "".join(f"{value!s:>{max(9, len(name) + 2)}}" for value, name in zip(values, COLUMNS, strict=True))
