"""What must hold for any answers: more service, wage or hours never lowers a right, lines sum to totals, every step can be redone."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from rights.calculators import REGIONS, InputRefused, calculate, law
from rights.calculators.severance import REASON
from tests.rights.cases import assert_lines_sum_to_totals
from tests.rights.test_traceable import redone

STEADY = settings(max_examples=40, deadline=None, derandomize=True)
MONEY = st.integers(0, 30_000_000)
MORE = st.integers(0, 5_000_000)
EVENTS = st.dates(date(2004, 6, 25), date(2026, 12, 31))
DAY_TYPES = st.sampled_from(["workday", "rest_or_holiday", "holiday_on_shortest_day"])
WEEKS = st.sampled_from([5, 6])
REASONS = sorted(law().starting_with(REASON))


def computed(name, **given):
    result = calculate(name, given)
    assert_lines_sum_to_totals(result)
    for step in result.steps:
        value = redone(step.expression)
        assert step.references and (step.amount_idr is None or abs(step.amount_idr - value) <= 1)
    return result.outputs


@STEADY
@given(EVENTS, DAY_TYPES, WEEKS, MONEY, MONEY, MONEY, st.integers(0, 1439), MORE, st.sampled_from([None, *REGIONS]))
def test_overtime_grows_with_wage_and_minutes(day, day_type, week, basic, fixed, nonfixed, minutes, more, region):
    given = {"date": day, "day_type": day_type, "week": week, "pay_type": "monthly", **({"region": region} if region else {})}
    pay = {"basic": basic, "fixed_allowance": fixed, "nonfixed_allowance": nonfixed, "minutes": minutes}
    first = computed("overtime", **given, **pay)
    for name in pay:
        step = 1 if name == "minutes" else more
        assert computed("overtime", **given, **{**pay, name: pay[name] + step})["overtime_pay"] >= first["overtime_pay"], name
    assert first.get("overtime_pay_at_minimum", first["overtime_pay"]) >= first["overtime_pay"]


@STEADY
@given(EVENTS, st.integers(0, 15_000), st.sampled_from(REASONS), MONEY, MORE, st.integers(0, 120), WEEKS, st.booleans())
def test_severance_grows_with_service_wage_and_leave(end, length, reason, basic, more, halves, week, is_daily):
    pay = {"pay_type": "daily", "daily_wage": basic // 30} if is_daily else {"pay_type": "monthly", "basic": basic}
    key = "daily_wage" if is_daily else "basic"
    start = max(end - timedelta(days=length), date(1970, 1, 2))
    leave = Fraction(halves, 2)
    given = {"start_date": start, "end_date": end, "reason": reason, "week": week, "leave_days_left": leave, "region": "karawang", **pay}
    try:
        first = computed("severance", **given)
    except InputRefused as refused:
        assert refused.field in ("reason", "end_date")
        return
    if first["total"] is None:
        return
    others = [{"start_date": start - timedelta(days=1)}, {key: pay[key] + more}, {"leave_days_left": min(leave + 1, Fraction(60))}]
    for change in others:
        assert computed("severance", **{**given, **change})["total"] >= first["total"], change
    assert first.get("total_at_minimum", first["total"]) >= first["total"]
    assert first.get("total_at_multiplier_1", first["total"]) >= first["total"]


@STEADY
@given(st.dates(date(2016, 3, 8), date(2026, 12, 31)), st.integers(0, 500), MONEY, MORE)
def test_thr_grows_with_service_and_wage_and_days_never_lower_it(holiday, length, basic, more):
    given = {"start_date": holiday - timedelta(days=length), "holiday_date": holiday, "pay_type": "monthly", "basic": basic}
    first = computed("thr", **given)
    assert computed("thr", **{**given, "start_date": given["start_date"] - timedelta(days=1)})["thr"] >= first["thr"]
    assert computed("thr", **{**given, "basic": basic + more})["thr"] >= first["thr"]
    assert first["thr_whole_months"] <= first["thr"] <= basic


@STEADY
@given(st.dates(date(2021, 2, 2), date(2026, 12, 31)), st.integers(0, 2_500), MONEY, MORE)
def test_compensation_grows_with_service_and_wage(end, length, basic, more):
    given = {"start_date": end - timedelta(days=length), "end_date": end, "basic": basic}
    first = computed("pkwt_compensation", **given)["compensation"]
    assert computed("pkwt_compensation", **{**given, "start_date": given["start_date"] - timedelta(days=1)})["compensation"] >= first
    assert computed("pkwt_compensation", **{**given, "basic": basic + more})["compensation"] >= first


@STEADY
@given(st.integers(0, 364), MONEY, MORE)
def test_late_fine_grows_with_days_and_never_passes_half(days, wage, more):
    fine = computed("late_wage_fine", wage=wage, days_late=days)["fine"]
    assert fine <= computed("late_wage_fine", wage=wage, days_late=days + 1)["fine"]
    assert fine <= computed("late_wage_fine", wage=wage + more, days_late=days)["fine"] and fine <= wage / 2 + 1


@STEADY
@given(
    st.dates(date(2021, 3, 1), date(2026, 12, 31)),
    MONEY,
    MORE,
    st.integers(1, 5),
    st.integers(0, 5),
    st.sampled_from(REGIONS),
)
def test_contributions_grow_with_the_wage(day, wage, more, risk_class, family, region):
    given = {"date": day, "risk_class": risk_class, "extra_family": family, "region": region}
    first, second = (computed("bpjs", wage=each, **given) for each in (wage, wage + more))
    assert first["worker_total"] <= second["worker_total"] and first["employer_total"] <= second["employer_total"]
    assert sum(first["worker"].values()) == first["worker_total"] and sum(first["employer"].values()) == first["employer_total"]


@STEADY
@given(st.integers(0, 990_000_000), MORE, st.sampled_from(["TK/0", "TK/3", "K/3"]))
def test_taxes_never_fall_with_income(amount, more, ptkp):
    first, second = (computed("pph21_ter", gross=each, ptkp=ptkp) for each in (amount, amount + more))
    assert first["tax"] <= second["tax"]
    first, second = (computed("severance_tax", amount=each) for each in (amount, amount + more))
    assert first["tax"] <= second["tax"] and first["net"] <= second["net"]


@STEADY
@given(st.sampled_from(REGIONS), st.integers(2021, 2026), MONEY, MONEY)
def test_shortfall_brings_the_wage_to_the_minimum_and_not_a_rupiah_more(region, year, basic, fixed):
    found = computed("minimum_wage", region=region, date=date(year, 6, 1), pay_type="monthly", basic=basic, fixed_allowance=fixed)
    raised = basic + fixed + found["shortfall"]
    assert raised >= found["minimum_wage"] or not found["below"]
    assert not found["below"] or raised - 1 < found["minimum_wage"]


@STEADY
@given(WEEKS, st.lists(st.integers(0, 1440), min_size=1, max_size=7), st.integers(0, 6))
def test_longer_days_never_give_less_overtime(week, minutes, place):
    place %= len(minutes)
    longer = [min(each + 1, 1440) if index == place else each for index, each in enumerate(minutes)]
    first, second = (computed("working_hours", week=week, workday_minutes=each)["overtime_minutes"] for each in (minutes, longer))
    assert first <= second <= first + 1
    assert first >= max(sum(minutes) - 2400, 0)
