"""Worked examples with their source: what the tests count again to the rupiah, and what an editor sees change before a value holds."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


@cache
def worked_cases() -> tuple[dict[str, Any], ...]:
    """Each with id, calculator, inputs, expected, source; read once."""
    return tuple(case for path in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(path.read_text(encoding="utf-8")))
