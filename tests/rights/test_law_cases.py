"""Cases worked out by hand, apart from the calculators: the rupiah on either side of each limit."""

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from tests.rights.cases import compute, differences

CASES = yaml.safe_load((Path(__file__).parents[1] / "law_cases" / "boundaries.yaml").read_text(encoding="utf-8"))


def exact(value):
    """A decimal in the file is the decimal that is written there, as a file of JSON gives it to the command."""
    if isinstance(value, dict):
        return {key: exact(item) for key, item in value.items()}
    return Fraction(str(value)) if isinstance(value, float) else value


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_calculator_gives_what_the_hand_gave(case):
    result = compute(case["calculator"], **exact(case["inputs"]))
    expected = case["expected"]
    parts = {key: value for key, value in expected.items() if isinstance(value, dict)}  # of which only some are written down
    assert differences(result, {key: value for key, value in expected.items() if key not in parts}) == []
    for key, part in parts.items():
        assert {name: result.outputs[key][name] for name in part} == part
