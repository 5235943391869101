"""Posters beside other engines: the same article on the same sheets of A3, one warm process per engine, in turn.

Twice: "wall" as the product hangs 900 words, two sheets of 12 pt, ragged lines; "page" on one sheet with justified lines, where ours
breaks by the best fit over the paragraph and the peers justify in their own ways. The peers are told the sizes, ours searches for
them. Text and photo are new in each round and made before the clock starts; half of the words are invented.
"""

from typing import Any

from benchmarks import rounds as measuring
from benchmarks.checks import fault_of
from benchmarks.engines import design
from benchmarks.sample import article

ROUNDS = 30
PEERS = {"platypus": "platypus", "typst": "typst_peer", "fpdf2": "fpdf2_peer", "weasyprint": "weasyprint_peer"}
ENGINES = {
    "wall": {"ours": "ours", "ours, helper": "helper", **PEERS},
    "page": {"ours": "ours", **PEERS},
}
TITLES = {
    "wall": "Posters: 900 words on two sheets of A3, ragged",
    "page": "Posters: 900 words on one sheet of A3, justified",
}
FLOORS = {"typst": 3.0, "fpdf2": 7.0, "weasyprint": 9.0, "platypus": 2.2}
MEMORY_CEILING = 0.5  # ours / Typst
MEMORY_POSTERS = 100  # after so many: Typst grows with each poster, ours does not
MEMORY_ROUNDS = 10  # not looked at when fewer are asked for


def run(rounds: int = ROUNDS) -> dict[str, Any]:
    """Everything that the command prints."""
    posters = MEMORY_POSTERS if rounds >= MEMORY_ROUNDS else 0
    found: dict[str, Any] = {"broken": []}
    for kind, engines in ENGINES.items():
        sheet = design.SHEETS[kind]
        measured = measuring.measure(
            kind, engines, rounds, article, lambda path, content, sheet=sheet: fault_of(path, content, sheet), posters_for_memory=posters
        )
        found[kind] = measuring.result(measured, rounds, FLOORS, kind)
        found["broken"] += found[kind]["broken"] + _too_much_memory(found[kind], kind, posters)
    return found


def _too_much_memory(result: dict[str, Any], kind: str, posters: int) -> list[str]:
    rows = result["engines"]
    if "typst" not in rows or not posters:
        return []
    share = result["memory_to_typst"] = round(rows["ours"]["peak_mib"] / rows["typst"]["peak_mib"], 2)
    broken = f"{kind}: we use {share} of Typst's memory after {posters} posters, the ceiling is {MEMORY_CEILING}."
    return [broken] if share > MEMORY_CEILING else []


def table(result: dict[str, Any]) -> str:
    """The result for the eye."""
    lines = []
    for kind, title in TITLES.items():
        lines.append(measuring.table(result[kind], title))
        if "memory_to_typst" in result[kind]:
            lines.append(f"memory, ours / Typst: {result[kind]['memory_to_typst']}  ceiling {MEMORY_CEILING}")
    return "\n".join(lines)
