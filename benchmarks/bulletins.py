"""A bulletin of twelve articles on A2 beside other engines, one warm process per engine, in turn.

Every third article has a photo, each has a code; three boxes stand at the foot. Ours chooses places, sizes and where a text ends;
the peers are told the sizes and set the articles one after the other.
"""

from typing import Any

from benchmarks import rounds as measuring
from benchmarks.checks import fault_of_bulletin
from benchmarks.sample import bulletin

ROUNDS = 12
ENGINES = {"ours": "ours", "ours, helper": "helper", "typst": "typst_peer", "fpdf2": "fpdf2_peer", "weasyprint": "weasyprint_peer"}
FLOORS = {"typst": 4.0, "fpdf2": 5.0, "weasyprint": 12.0}


def run(rounds: int = ROUNDS) -> dict[str, Any]:
    """Everything that the command prints."""
    engines = measuring.measure("bulletin", ENGINES, rounds, bulletin, fault_of_bulletin)
    return measuring.result(engines, rounds, FLOORS, "bulletin")


def table(result: dict[str, Any]) -> str:
    """The result for the eye."""
    return measuring.table(result, "Bulletin: twelve articles on A2")
