from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rights.calculators.arithmetic import decimal_text, half_up, number, percent, places, places_up, up
from rights.calculators.dates import add_months, service, service_through
from tests.rights.test_traceable import redone

DAYS = st.dates(date(1970, 1, 1), date(2040, 12, 31))
STEADY = settings(max_examples=80, deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2025-03-31", 24, "2027-03-31"),
    ],
)
def test_month_later_is_the_same_day_or_the_last(start, months, day):
    assert add_months(date.fromisoformat(start), months).isoformat() == day


def test_calendar_year_is_exactly_twelve_months():
    assert service_through(date(2025, 1, 1), date(2025, 12, 31)) == (12, 0)
    assert service_through(date(2025, 1, 1), date(2025, 12, 30)) == (11, 30)
    assert service(date(2000, 3, 25), date(2021, 3, 3)).tenure == (20, 11, 6)


@STEADY
@given(DAYS, st.integers(0, 20_000))
def test_months_then_days_lead_back_to_the_day(start, length):
    until = start + timedelta(days=length)
    served = service(start, until)
    assert add_months(start, served.months) + timedelta(days=served.days) == until
    assert 0 <= served.days <= 30


@STEADY
@given(DAYS, st.integers(0, 2_000))
def test_a_day_more_never_lowers_service(start, length):
    def counted(first, last):
        served = service(first, last)
        return Fraction(served.months) + Fraction(served.days, 30)

    until = start + timedelta(days=length)
    assert counted(start, until) <= counted(start, until + timedelta(days=1))
    assert counted(start, until) <= counted(start - timedelta(days=1), until)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("3/4", "0.75"),
        ("5", "5"),
        ("1/3", None),
        ("-1/8", "-0.125"),
        ("1/40", "0.025"),
        ("0", "0"),
        ("1/1000", "0.001"),
    ],
)
def test_decimal_form_is_exact_or_absent(value, text):
    assert decimal_text(Fraction(value)) == text


def test_rounding_is_half_up_and_shortfalls_go_up():
    assert [half_up(Fraction(value)) for value in ("0.5", "1.5", "2.4999", "2.5")] == [1, 2, 2, 3]
    assert [up(Fraction(value)) for value in ("0", "0.0001", "1")] == [0, 1, 1]
    assert places(Fraction("1.005"), 2) == Fraction("1.01") and places_up(Fraction("1.001"), 2) == Fraction("1.01")


NUMBERS = st.fractions(min_value=Fraction(1, 100), max_value=10**6, max_denominator=400)


@STEADY
@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_what_is_written_is_what_was_computed(a, b, c, d):
    made = [
        (number(a) + number(b)) * number(c) / number(d),
        number(a) / (number(b) * number(c)) - (number(c) - number(d)),
        percent(5) * (number(a) + number(b) / number(c)),
        number(a) - (number(b) + number(c)) / (number(c) / number(d)),
    ]
    for expression in made:
        assert redone(expression.text) == expression.value
