"""Examples from outside, published and corrected or computed by hand; none may differ by one rupiah."""

import json
import os
from pathlib import Path

import pytest

from rights.calculators import CALCULATORS, calculate
from tests.rights.cases import TODAY, assert_lines_sum_to_totals, differences, own_cases

CASES = own_cases()


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_example_is_right_to_the_rupiah(case):
    result = calculate(case["calculator"], case["inputs"], today=TODAY)
    assert differences(result, case["expected"]) == []
    assert_lines_sum_to_totals(result)


def test_every_example_names_its_source_and_stands_there_once():
    assert len({case["id"] for case in CASES}) == len(CASES) >= 66
    assert [case["id"] for case in CASES if not case["source"].strip()] == []


def test_every_calculator_has_an_example():
    assert {case["calculator"] for case in CASES} >= set(CALCULATORS) - {"overtime_month"}


def shared_examples():
    """The folder named by WARTA_LAW_DIR, where there is one; own cases alone otherwise."""
    folder = os.environ.get("WARTA_LAW_DIR")
    return json.loads((Path(folder) / "worked_examples.json").read_text(encoding="utf-8"))["examples"] if folder else []


def test_shared_examples_are_right_too():
    wrong = {case["id"]: differences(calculate(case["calculator"], case["inputs"]), case["expected"]) for case in shared_examples()}
    assert {name: found for name, found in wrong.items() if found} == {}
