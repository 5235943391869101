"""What it costs to cut a poster for office paper: time and size of A3 on two A4 and of A2 on four A4, beside the whole file."""

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.rounds import machine
from benchmarks.sample import Article, article, discard_photos

ROUNDS = 15
SIZE_CEILING = 1.03  # cut file / whole file
CUTS = {"a3": 2, "a2": 4}  # sheets of A4 for each sheet of the poster


def run(rounds: int = ROUNDS) -> dict[str, Any]:
    """Everything that the command prints."""
    rows = {paper: _measured(paper, rounds) for paper in CUTS}
    broken = [
        f"{paper} cut up is {row['size_ratio']} times the whole file, the ceiling is {SIZE_CEILING}."
        for paper, row in rows.items()
        if row["size_ratio"] > SIZE_CEILING
    ]
    broken += [f"{paper} takes {row['pages']} pages of A4." for paper, row in rows.items() if row["pages"] != row["expected_pages"]]
    return {"machine": machine(), "rounds": rounds, "papers": rows, "broken": broken}


def _measured(paper: str, rounds: int) -> dict[str, Any]:
    """Whole and cut files of articles that are new to the process, by turns; the first round only warms."""
    runs = []
    with tempfile.TemporaryDirectory(prefix="warta-bench-") as name:
        for number in range(rounds + 1):
            contents = [article(2 * number + half, Path(name)) for half in range(2)]
            runs.append(_pair(paper, *contents, cut_first=bool(number % 2)))
            for content in contents:
                discard_photos(content)
            sys.stderr.write(f"\r{paper}: round {number} of {rounds}")
    sys.stderr.write("\n")
    del runs[0]
    whole, cut = (statistics.median(run[name] for run in runs) for name in ("whole_ms", "cut_ms"))
    return {
        "whole_cpu_ms": round(whole, 1),
        "cut_cpu_ms": round(cut, 1),
        "whole_kib": round(statistics.median(run["whole_kib"] for run in runs)),
        "cut_kib": round(statistics.median(run["cut_kib"] for run in runs)),
        "time_ratio": round(cut / whole, 2),
        "size_ratio": round(max(run["cut_kib"] / run["whole_kib"] for run in runs), 4),
        "pages": runs[-1]["pages"],
        "expected_pages": CUTS[paper] * runs[-1]["sheets"] + 1,  # and one that tells how to glue them
    }


def _pair(paper: str, one: Article, other: Article, *, cut_first: bool) -> dict[str, float]:
    """One whole, the other cut up, each timed; then the other one whole, for the sizes."""
    from benchmarks.engines.ours import content_of
    from printing.layout import render

    found: dict[str, float] = {}
    for name in ("cut", "whole") if cut_first else ("whole", "cut"):
        poster, began = content_of(other if name == "cut" else one), time.process_time()
        made = render(poster, paper=paper, sheet="a4" if name == "cut" else None)
        found[f"{name}_ms"] = 1000 * (time.process_time() - began)
        if name == "cut":
            found |= {"pages": made.page_count, "sheets": made.sheet_count, "cut_kib": len(made.pdf) / 1024}
    return found | {"whole_kib": len(render(content_of(other), paper=paper).pdf) / 1024}


def table(result: dict[str, Any]) -> str:
    """The result for the eye."""
    lines = [f"Cut for A4, {result['rounds']} rounds; processor time", f"{'':6}{'whole ms':>10}{'cut ms':>10}{'ratio':>8}{'whole KiB':>11}"]
    lines[1] += f"{'cut KiB':>10}{'ratio':>8}{'pages':>7}"
    for paper, row in result["papers"].items():
        times = f"{row['whole_cpu_ms']:>10}{row['cut_cpu_ms']:>10}{row['time_ratio']:>8}"
        lines.append(f"{paper:6}{times}{row['whole_kib']:>11}{row['cut_kib']:>10}{row['size_ratio']:>8}{row['pages']:>7}")
    return "\n".join([*lines, f"size ratio: the largest of all rounds, ceiling {SIZE_CEILING}"])
