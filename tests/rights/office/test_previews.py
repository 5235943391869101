"""What an editor sees before a value holds."""

import uuid
from datetime import date

import pytest
from django.utils import translation

from rights.calculators import CALCULATORS, REGIONS, InputRefused, calculate, law
from rights.current import current_law
from rights.models import ParameterRecord
from rights.previews import CannotCount, days_of, law_with, preview, preview_of_change, try_out
from rights.services.parameters import propose_to_take_back
from rights.worked_cases import worked_cases
from rights.worked_cases.probes import probes
from tests.rights.cases import comparable
from tests.rights.office.conftest import NOW, approved, proposed, wage

NEW_YEAR = date(2027, 1, 1)


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def of(*records):
    unsaved = [ParameterRecord(**record) for record in records]
    return preview(law(), law_with(law(), unsaved), days_of(unsaved))


def rule(name, value, day=NEW_YEAR, **more):
    return wage(value, parameter=name, unit=law()[name].unit, valid_from=day, valid_to=None, **more)


def test_nothing_changes_where_the_value_stays():
    value = law()["overtime.hours_per_month"].values[-1]
    assert of(rule("overtime.hours_per_month", 173, value.reference.valid_from)).differences == ()


def test_a_correction_shows_the_worked_examples_of_its_time_and_no_other():
    found = of(wage(5_000_000, year=2026))
    changed = {each.case for each in found.as_they_stand}
    expected = set()
    after = law_with(law(), [ParameterRecord(**wage(5_000_000, year=2026))])
    for case in (*worked_cases(), *probes(law())):
        try:
            before, later = (calculate(case["calculator"], case["inputs"], law=each).outputs for each in (law(), after))
        except InputRefused:
            continue
        if comparable(dict(before)) != comparable(dict(later)):
            expected.add(case["id"])
    assert expected and changed == expected


def test_a_value_of_the_future_shows_the_same_examples_on_its_day():
    found = of(rule("overtime.multipliers.workday", [[1, "1.5"], [None, 3]]))
    assert found.as_they_stand == []
    case = next(each for each in found.moved if each.case == "ot-05")
    assert (case.day, case.calculator) == (NEW_YEAR, "Upah lembur")
    assert case.headline.before.endswith("Rp\u00a0158.960") and case.headline.after.endswith("Rp\u00a0216.763")
    assert [(line.before, line.after) for line in case.lines if line.label.startswith("Jam lembur ke-2")] == [
        ("Rp\u00a0115.607", "Rp\u00a0173.410")
    ]


@pytest.mark.parametrize("region", REGIONS)
def test_next_years_wage_of_every_region_is_seen(region):
    changed = of(wage(region=region)).moved
    assert {each.calculator for each in changed} >= {"Upah minimum", "Iuran BPJS"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("late_wage.cap", "0.6"), ("thr.average_months_piece", 6), ("severance.reason.bankrupt", {"up": 1, "upmk": 1, "separation_money": 0}),
     ("working_hours.day_five", 7), ("severance_tax.rates", [[50_000_000, 0], [None, "0.3"]]), ("bpjs.health.floor_share", "0.5"),
     ("pkwt.days_per_month", 25), ("overtime.multipliers.beyond_listed", 5), ("severance.piece_floor_share", "0.5"),
     ("sick_pay.rates", [[4, 100], [None, 90]])],
)  # fmt: skip
def test_rules_of_every_kind_are_seen(name, value):
    assert of(rule(name, value, date(2026, 6, 1))).moved, name


def test_the_end_of_a_rule_is_seen_on_the_day_after_it():
    ended = wage(law().find("bpjs.jp.ceiling", date(2026, 6, 1)).content.numerator, parameter="bpjs.jp.ceiling",
                 unit="rupiah a month", valid_from=date(2026, 3, 1), valid_to=date(2026, 12, 31))  # fmt: skip
    assert {each.day for each in of(ended).moved} == {NEW_YEAR}


def test_a_value_that_breaks_a_calculator_names_the_example():
    after = law_with(law(), [ParameterRecord(**rule("overtime.hours_per_month", 0))])
    with pytest.raises(CannotCount, match="ot-"):
        try_out(after, [NEW_YEAR])


def test_taking_back_shows_what_would_be_lost(maya, lena):
    change = approved(maya, lena)
    back = propose_to_take_back(change=change, by=maya, why="", client_id=uuid.uuid4(), at=NOW)
    found = preview_of_change(current_law(), back)
    assert any("6.100.000" in line.before and not line.after for each in found.moved for line in each.lines)
    assert preview_of_change(current_law(), proposed(maya, wage(region="jakarta"))).moved


def test_every_probe_can_be_computed_or_is_of_the_old_law():
    refused = []
    for case in probes(law()):
        try:
            calculate(case["calculator"], case["inputs"])
        except InputRefused as answer:
            refused.append((case["calculator"], answer.field))
    assert set(refused) == {("severance", "reason")} and len(refused) == 5
    assert {case["calculator"] for case in worked_cases()} >= set(CALCULATORS) - {"overtime_month"}
