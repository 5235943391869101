"""Values that are one today are still counted with: a later law may make them more or less."""

from datetime import date

import pytest

from rights.calculators import calculate, law
from rights.calculators.registry import parameter_from
from tests.rights.test_registry import VALUE

DAY = "2026-06-15"


def changed(name, value):
    old = law()[name]
    record = {**VALUE, "from": date(2026, 6, 1), "value": value}
    added = parameter_from(name, {"title": old.title, "unit": old.unit, "values": [record]}).values
    return law().with_changes([old.with_values(added)])


def outputs(used, name, **given):
    return calculate(name, given, law=used).outputs


@pytest.mark.parametrize(("wage", "worker"), [(2_943_426, 29_434), (2_943_427, 29_434), (4_000_000, 40_000), (1_000_000, 29_434)])
def test_health_base_is_that_share_of_the_minimum_wage(wage, worker):
    found = outputs(changed("bpjs.health.floor_share", "0.5"), "bpjs", date=DAY, wage=wage, risk_class=1, region="karawang")
    assert found["worker"]["kesehatan"] == worker
    assert ("health_base_raised_to_minimum_wage" in found["warnings"]) is (wage < 2_943_426.5)


@pytest.mark.parametrize(("total", "base"), [(12_000_000, 2_943_427), (60_000_000, 5_000_000)])
def test_piece_base_is_that_share_of_the_minimum_wage(total, base):
    given = {"date": DAY, "day_type": "workday", "week": 5, "minutes": 60, "region": "karawang", "piece_total_12m": total}
    used = changed("overtime.base.piece_floor_share", "0.5")
    assert outputs(used, "overtime", pay_type="piece", **given)["wage_base"] == base


def test_contested_multiplier_is_counted():
    given = {"start_date": "2020-06-16", "end_date": DAY, "reason": "bankrupt", "pay_type": "monthly", "basic": 1_000_000}
    found = outputs(changed("severance.floor_multiplier", 2), "severance", **given)
    assert found["total_at_multiplier_1"] - found["total"] == found["up_table_months"] * 1_000_000 * 3 // 2
