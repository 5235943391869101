"""How justified lines look: holes, hyphens and lines out of their column, measured on paper in the files of all engines.

A faster breaker that is uglier is no gain. The text is that of the poster "page"; ours is also measured in its narrowest justified
column and with its greedy breaker, which it falls back to.
"""

import statistics
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.checks import fault_of
from benchmarks.engines import design
from benchmarks.posters import ENGINES
from benchmarks.rounds import engine, machine
from benchmarks.sample import Article, article, discard_photos

ROUNDS = 10
LOOSE = 2.0  # times the face's own blank
LOOSE_CEILING, HYPHEN_CEILING = 0.17, 0.46  # parts of all lines; ours only
OUT_PT = 0.1
FULL_PT = (
    5.0  # lines that end so near to the edge are full: Typst hangs hyphens and stops beyond it, and some hyphens have no place of their own
)
NARROWEST = 48


def run(rounds: int = ROUNDS) -> dict[str, Any]:
    """Everything that the command prints; `rounds` posters of each engine."""
    with tempfile.TemporaryDirectory(prefix="warta-bench-") as name:
        folder = Path(name)
        articles = [article(number, folder) for number in range(1, rounds + 1)]
        rows = {engine_name: _of_engine(engine_name, module, articles, folder) for engine_name, module in ENGINES["page"].items()}
        for made in articles:
            discard_photos(made)
    breakers = {f"{chars} characters, {way}": _of_breaker(articles, chars, way) for chars in (NARROWEST, 58) for way in ("fit", "greedy")}
    fit = {"ours": rows["ours"], **{name: row for name, row in breakers.items() if name.endswith("fit")}}
    broken = [sentence for name, row in fit.items() for sentence in _faults(name, row)]
    return {"machine": machine(), "rounds": rounds, "engines": {k: v for k, v in rows.items() if v}, "breakers": breakers, "broken": broken}


def _faults(name: str, row: dict[str, Any]) -> list[str]:
    found = [f"{name}: {row['out']} lines leave their column."] if row["out"] else []
    if row["loose"] > LOOSE_CEILING:
        found.append(f"{name}: {row['loose']:.1%} of the lines have holes, the ceiling is {LOOSE_CEILING:.0%}.")
    if row["hyphenated"] > HYPHEN_CEILING:
        found.append(f"{name}: {row['hyphenated']:.1%} of the lines are hyphenated, the ceiling is {HYPHEN_CEILING:.0%}.")
    return found


def _of_engine(name: str, module: str, articles: Sequence[Article], folder: Path) -> dict[str, Any]:
    """Figures over the files of one engine; empty when it is not there. Raises ValueError when a file is not the whole poster."""
    from benchmarks.lines import column_edges, lines_of

    lines, paragraphs = [], 0
    with engine(name, module, "page") as made:
        for number, content in enumerate(articles):
            path = folder / f"{number}.pdf"
            made.ask(content, str(path))
            if made.missing:
                return {}
            if fault := fault_of(path, content, design.PAGE):
                raise ValueError(f"{name}: {fault}")
            lines += lines_of(path, design.PAGE)
            paragraphs += len(content["paragraphs"])
    edges = [column_edges(line.column) for line in lines]
    overhangs = [max(line.right - right, left - line.left) for line, (left, right) in zip(lines, edges, strict=True)]
    full = [line for line, (_, right) in zip(lines, edges, strict=True) if line.right > right - FULL_PT]
    unfilled = max(0, len(lines) - len(full) - paragraphs)  # beside the last ones of paragraphs: too loose to be stretched
    ratios = [statistics.mean(line.gaps) for line in full if line.gaps]
    return _figures(ratios, len(lines), unfilled, [line.hyphenated for line in lines], overhangs)


def _of_breaker(articles: Sequence[Article], chars: int, way: str) -> dict[str, Any]:
    """Our breaker by itself, in a column of so many characters."""
    from printing.layout import breaking, justifying
    from printing.layout.shaping import typesetter

    setter = typesetter("serif")
    limit = chars * justifying.LETTER
    most = justifying.MOST_WORDS, breaking.BEST_FIT_WORDS
    if way == "greedy":
        justifying.MOST_WORDS = breaking.BEST_FIT_WORDS = 0
    paragraphs = [justifying.justified(setter, setter.words(text), limit, 1000) for made in articles for text in made["paragraphs"]]
    justifying.MOST_WORDS, breaking.BEST_FIT_WORDS = most
    inner = [(line, limit - 1000 * (n == 0)) for lines in paragraphs for n, line in enumerate(lines[:-1])]
    full = [line for line, room in inner if line.width > room - 1]
    every = [line for lines in paragraphs for line in lines]
    overhangs = [(line.width - limit) / 1000 for line in every]
    ratios = [1 + line.stretch / setter.space for line in full]
    return _figures(ratios, len(every), len(inner) - len(full), [line.hyphenated for line in every], overhangs)


def _figures(ratios: Sequence[float], count: int, unfilled: int, hyphens: Iterable[bool], overhangs: Sequence[float]) -> dict[str, Any]:
    hyphens = list(hyphens)
    row = most = 0
    for hyphenated in hyphens:
        row = row + 1 if hyphenated else 0
        most = max(most, row)
    return {
        "lines": count,
        "out": sum(overhang > OUT_PT for overhang in overhangs),
        "loose": round((sum(ratio > LOOSE for ratio in ratios) + unfilled) / count, 4),
        "hyphenated": round(sum(hyphens) / count, 4),
        "in_a_row": most,
        "median_blank": round(statistics.median(ratios), 2),
        "p90_blank": round(statistics.quantiles(ratios, n=10)[-1], 2),
    }


def table(result: dict[str, Any]) -> str:
    """The result for the eye."""
    titles = ("lines", "out", "loose", "hyphenated", "in_a_row", "median_blank", "p90_blank")
    lines = [
        f"Justified lines of {result['rounds']} posters; loose = blanks over twice normal",
        f"{'':24}" + "".join(f"{t:>14}" for t in titles),
    ]
    for name, row in (result["engines"] | result["breakers"]).items():
        lines.append(f"{name:24}" + "".join(f"{row[title]:>14}" for title in titles))
    return "\n".join([*lines, f"ceilings for ours: out 0, loose {LOOSE_CEILING}, hyphenated {HYPHEN_CEILING}"])
