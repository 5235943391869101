"""Contents as editors type and read them."""

from pathlib import Path

import pytest

from rights.calculators import law
from rights.law_records import KNOWN_THROUGH, plain_content
from rights.office.values import NotAValue, read_value, shown_value, typed_value
from scripts.compile_translations import read_po


def test_what_stands_in_the_files_can_be_typed_back():
    for name, parameter in law().items():
        for value in parameter.values:
            if name != KNOWN_THROUGH and value.content is not None:
                assert read_value(typed_value(value.content), parameter) == plain_content(value.content), name


@pytest.mark.parametrize(
    ("typed", "kept"), [("5.886.853", 5_886_853), ("Rp 5.599.593,21", "5599593.21"), ("5599593.21", "5599593.21"), ("5886853", 5_886_853)]
)
def test_rupiah_are_typed_as_people_write_them(typed, kept):
    assert read_value(typed, law()["minimum_wage.karawang"]) == kept


@pytest.mark.parametrize("typed", ["", "5,8 juta", "1.5x", "5.886", "٣", "-", "1e9", "9" * 40])
def test_what_could_be_two_amounts_is_refused(typed):
    with pytest.raises(NotAValue):
        read_value(typed, law()["minimum_wage.karawang"])


@pytest.mark.parametrize("typed", ["1.500", "x", "", "0,75%", "1/3"])
def test_what_could_be_two_numbers_is_refused(typed):
    with pytest.raises(NotAValue):
        read_value(typed, law()["overtime.base.low_fixed_share"])


@pytest.mark.parametrize(("name", "typed"), [("overtime.multipliers.workday", ""), ("overtime.multipliers.workday", "1; x"),
                                             ("leave.family", "own_marriage 3"), ("pkwt.counted_from", "kemarin")])  # fmt: skip
def test_rows_that_are_none_are_refused(name, typed):
    with pytest.raises(NotAValue):
        read_value(typed, law()[name])


def test_values_are_shown_with_points_and_a_repeal_with_words():
    value = law()["overtime.multipliers.workday"].values[-1]
    assert shown_value(value.content, value.unit) == "1 → 1,5 · … → 2"
    assert shown_value(law()["minimum_wage.karawang"].values[-1].content, "rupiah a month") == "Rp\u00a05.886.853"
    assert shown_value(None, "") == "tidak berlaku lagi"


def test_every_unit_has_its_indonesian():
    catalogue = read_po(Path("rights/locale/id/LC_MESSAGES/django.po"))
    assert [parameter.unit for parameter in law().values() if parameter.unit not in catalogue] == []
