from fractions import Fraction

import pytest

from rights.calculators import REGIONS, InputRefused, law
from tests.rights.cases import compute, outputs


def minimum(region="karawang", date="2026-02-01", **pay):
    return compute("minimum_wage", region=region, date=date, **{"pay_type": "monthly", **pay})


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_has_its_own_figure_for_2021_to_2026_and_no_other(region):
    figures = [minimum(region, f"{year}-06-01", basic=0).outputs["minimum_wage"] for year in range(2021, 2027)]
    assert figures == sorted(figures) and all(2_000_000 < figure < 6_000_000 for figure in figures)
    for year in (2020, 2027):
        assert minimum(region, f"{year}-06-01", basic=0).outputs["minimum_wage"] is None


def test_figures_of_2025_are_those_of_2024_raised_by_6_5_percent():
    for region in REGIONS:
        before, after = (minimum(region, f"{year}-06-01", basic=0).outputs["minimum_wage"] for year in (2024, 2025))
        assert abs(before * Fraction("1.065") - after) < 1, region


def test_last_year_is_never_used_silently():
    found = minimum(date="2027-01-01", basic=4_000_000)
    assert found.warnings == {"minimum_wage_not_in_table", "law_may_have_changed"}
    assert (found.outputs["below"], found.steps) == (None, ())
    assert minimum(date="2026-12-31", basic=4_000_000).outputs["minimum_wage"] == 5_886_853


@pytest.mark.parametrize(("basic", "below", "shortfall"), [(5_399_405, True, 1), (5_399_406, False, 0), ("exact", False, 0)])
def test_decimals_of_the_minimum_are_compared_exactly(basic, below, shortfall):
    basic = 5399405.69 if basic == "exact" else basic
    found = minimum("kota_tangerang", basic=basic).outputs
    assert (found["below"], found["shortfall"]) == (below, shortfall)


@pytest.mark.parametrize(("basic", "fixed", "ok"), [(4_500_000, 1_500_000, True), (4_499_999, 1_500_000, False), (6_000_000, 0, True)])
def test_basic_wage_is_three_quarters_of_basic_and_fixed(basic, fixed, ok):
    assert minimum(basic=basic, fixed_allowance=fixed).outputs["basic_share_ok"] == ok


def test_pay_for_attendance_does_not_help_to_reach_the_minimum():
    found = minimum(basic=5_000_000, nonfixed_allowance=2_000_000)
    assert (found.outputs["compared_wage"], found.outputs["shortfall"]) == (5_000_000, 886_853)
    assert "basic_alone_is_compared" in [note.code for note in found.notes]


@pytest.mark.parametrize(("week", "floor"), [(6, "235474.12"), (5, "280326.34")])
def test_daily_floor_is_never_rounded_down(week, floor):
    found = minimum(pay_type="daily", week=week, daily_wage=230_000).outputs
    assert (found["floor_per_day"], found["below"]) == (Fraction(floor), True)
    assert found["shortfall_per_day"] == Fraction(floor) - 230_000


def test_daily_floor_by_its_edge():
    assert minimum(pay_type="daily", week=5, daily_wage=280_326).outputs["below"]
    assert not minimum(pay_type="daily", week=5, daily_wage=280_327).outputs["below"]


def test_hourly_floor_is_a_126th():
    found = minimum(pay_type="hourly_part_time", hourly_wage=46_720)
    assert (found.outputs["floor_per_hour"], found.outputs["shortfall_per_hour"]) == (Fraction("46721.06"), Fraction("1.06"))


def test_piece_average_is_compared():
    found = minimum(pay_type="piece", piece_total_12m=70_642_235)
    assert (found.outputs["below"], found.outputs["shortfall"]) == (True, 1)
    assert [step.label.code for step in found.steps] == ["minimum_wage", "piece_average", "shortfall"]
    assert not minimum(pay_type="piece", piece_total_12m=70_642_236).outputs["below"]


def test_daily_floor_before_its_rule_is_refused_and_other_rights_still_work():
    with pytest.raises(InputRefused):
        minimum(date="2021-02-01", pay_type="daily", week=6, daily_wage=100_000)
    pay = {"pay_type": "daily", "week": 6, "daily_wage": 100_000, "region": "karawang"}
    early = compute("overtime", date="2021-01-15", day_type="workday", minutes=60, **pay)
    assert early.warnings == {"transition_period"}
    assert "daily_floor_unknown" in [note.code for note in early.notes]


@pytest.mark.parametrize(("region", "date"), [("jakarta", "2022-06-01"), ("kota_semarang", "2023-06-01"), ("kab_tangerang", "2026-06-01")])
def test_contested_figures_show_both(region, date):
    shown = [step for step in minimum(region, date, basic=0).steps if step.label.code == "other_reading"]
    assert len(shown) == 1 and shown[0].note.values["source"]


def test_contested_minimum_is_shown_beside_other_rights_too():
    """Jakarta 2022: 4,641,854 by decree, 4,573,845 by the court."""
    pay = {"pay_type": "monthly", "basic": 4_600_000, "region": "jakarta"}
    overtime = compute("overtime", date="2022-06-01", day_type="workday", minutes=60, **pay)
    severance = compute("severance", start_date="2020-01-01", end_date="2022-06-01", reason="merger", **pay)
    for result in (overtime, severance):
        assert result.warnings == {"below_minimum_wage"}
        assert [step.amount_idr for step in result.steps if step.label.code == "other_reading"] == [4_573_845]


def test_sectoral_minimum_wins_where_it_is_higher():
    higher = minimum(basic=5_900_000, sectoral_minimum=5_910_371)
    assert higher.outputs["shortfall"] == 10_371
    assert ("sectoral_minimum", "sectoral_minimum_given") in [(step.label.code, step.note and step.note.code) for step in higher.steps]
    assert "sectoral_minimum" not in [step.label.code for step in minimum(basic=5_900_000, sectoral_minimum=5_886_853).steps]
    assert minimum(basic=5_800_000, sectoral_minimum=5_000_000).outputs["shortfall"] == 86_853


def test_small_businesses_are_exempt_and_not_called_below():
    found = minimum(basic=3_000_000, micro_or_small_business=True).outputs
    assert (found["exempt"], found["below"], found["shortfall"]) == (True, None, 2_886_853)


@pytest.mark.parametrize(
    ("days", "percent", "capped", "interest"),
    [
        (0, 0, False, False),
        (3, 0, False, False),
        (4, 5, False, False),
        (8, 25, False, False),
        (9, 26, False, False),
        (30, 47, False, False),
        (31, 48, False, True),
        (33, 50, False, True),
        (34, 50, True, True),
        (365, 50, True, True),
    ],
)
def test_late_fine_by_days(days, percent, capped, interest):
    found = outputs("late_wage_fine", wage=5_000_001, days_late=days)
    assert (found["fine_percent"], found["cap_50_applied"], found["bank_interest_also_due"]) == (percent, capped, interest)
    assert found["fine"] == int(Fraction(percent, 100) * 5_000_001 + Fraction(1, 2))


def test_late_fine_before_its_rule_is_refused():
    with pytest.raises(InputRefused) as refused:
        compute("late_wage_fine", wage=5_000_000, days_late=10, date="2021-02-01")
    assert refused.value.field == "date"


@pytest.mark.parametrize(("worked", "of", "pay"), [(0, 22, 0), (22, 22, 5_500_000), (10.5, 21, 2_750_000), (1, 30, 183_333)])
def test_part_of_a_month(worked, of, pay):
    found = compute("prorata_wage", monthly_wage=5_500_000, days_worked=worked, working_days_in_month=of)
    assert found.outputs["pay"] == pay
    assert found.steps[0].confidence == "X"


def test_more_days_than_the_month_has_are_refused():
    with pytest.raises(InputRefused):
        compute("prorata_wage", monthly_wage=5_500_000, days_worked=22.5, working_days_in_month=22)


def test_undated_questions_use_the_law_as_last_researched_and_say_so():
    note = compute("late_wage_fine", wage=1, days_late=1).notes[0]
    assert (note.code, note.values["day"]) == ("undated", law().known_through.day.isoformat())
    assert compute("late_wage_fine", wage=1, days_late=1, date="2026-11-01").warnings == {"law_may_have_changed"}
