"""What is due for review, with the clock moved."""

from datetime import date

import pytest

from rights.calculators import REGIONS, law
from rights.current import current_law
from rights.models import ParameterRecord
from rights.office.due import due_for_review
from tests.rights.office.conftest import approved, checked, wage

pytestmark = pytest.mark.django_db


def names(today, why, of=None):
    return [item.parameter for item in due_for_review(of or law(), today) if why in item.why]


def test_marks_d_and_x_are_due_while_they_hold():
    found = names(date(2026, 11, 25), "D atau X")
    assert "overtime.multipliers.beyond_listed" in found and "minimum_wage.basic_share" in found
    assert "severance.housing_medical_share" not in found, "what has ended is not looked up again"


def test_what_was_checked_more_than_a_year_ago_is_due():
    assert names(date(2027, 11, 24), "setahun") == []
    assert len(names(date(2027, 11, 27), "setahun")) > 100


@pytest.mark.parametrize(("today", "count"), [(date(2026, 10, 31), 0), (date(2026, 11, 1), 10), (date(2027, 1, 2), 10)])
def test_next_years_wages_are_due_from_november_on(today, count):
    assert len([name for name in names(today, "2027") if name.startswith("minimum_wage.")]) == count


def test_wages_that_have_come_are_no_longer_due(maya, lena):
    approved(maya, lena, *(wage(region=region) for region in REGIONS[:4]))
    assert len(names(date(2026, 12, 1), "2027", current_law())) == 6


@pytest.mark.parametrize(("today", "is_due"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True), (date(2027, 3, 2), True)])
def test_pension_ceiling_is_due_before_its_march(today, is_due):
    assert ("bpjs.jp.ceiling" in names(today, "2027")) is is_due


def test_the_check_for_a_newer_law_is_due_when_its_day_has_passed(maya):
    def due(today):
        return [item for item in due_for_review(current_law(), today) if "2026-" in item.title and not item.parameter]

    assert not due(date(2026, 10, 31)) and due(date(2026, 11, 1))
    checked(maya, date(2026, 12, 20))
    assert not due(date(2026, 12, 20)) and due(date(2026, 12, 21))


def test_a_record_that_cannot_be_used_is_named(maya, lena):
    approved(maya, lena)
    ParameterRecord.objects.update(value="words")
    assert [item for item in due_for_review(law(), date(2026, 11, 25)) if "minimum_wage.karawang" in item.title]
