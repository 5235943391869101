"""Overtime of a day and of a month, working hours of a week."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.forms.description import CalculatorForm, FieldRefused, Values
from rights.forms.kinds import Choice, Clock, Day, Duration, Group
from rights.forms.pay import PAY, REGION, WEEK, pay_given
from rights.forms.rows import LogRows, Row, WeekRows

SECTION = gettext_lazy("Overtime and hours")
NO_TIME = gettext_lazy("Write how long the overtime was, at least 1 minute.")
DAY_KINDS = (
    ("workday", gettext_lazy("Ordinary working day")),
    ("rest_or_holiday", gettext_lazy("Weekly rest day or official holiday")),
    ("holiday_on_shortest_day", gettext_lazy("Official holiday on the shortest working day")),
)
DAY_TYPE = Choice(
    name="day_type",
    label=gettext_lazy("What kind of day was it?"),
    options=DAY_KINDS,
    initial="workday",
    unknown=gettext_lazy("I do not know: compute each"),
)
CLOCK = Group(
    title=gettext_lazy("Rather from when to when?"),
    fields=(
        Clock(name="start_time", label=gettext_lazy("Overtime began at"), hint=gettext_lazy("Like 17.00."), is_optional=True),
        Clock(name="end_time", label=gettext_lazy("Overtime ended at"), hint=gettext_lazy("May be after midnight."), is_optional=True),
    ),
    key="clock",
)


def _overtime(values: Values) -> dict[str, Any]:
    given = pay_given(values)
    if given.get("minutes") == 0:
        raise FieldRefused("minutes", NO_TIME)
    if "minutes" in given and ("start_time" in given or "end_time" in given):
        raise FieldRefused("minutes", _("Write either how long, or from when to when. Not both."))
    return given


OVERTIME = CalculatorForm(
    calculator="overtime",
    slug="upah-lembur",
    section=SECTION,
    question=gettext_lazy("How much is my overtime?"),
    related=(("lembur-sebulan", gettext_lazy("I want to add up the overtime of a month")),),
    parts=(
        REGION,
        Day(
            name="date",
            label=gettext_lazy("Day of the overtime"),
            missing=gettext_lazy("Write the day of the overtime."),
            has_this_year=True,
        ),
        DAY_TYPE,
        WEEK,
        Duration(name="minutes", label=gettext_lazy("How long was the overtime?"), missing=NO_TIME, unless=("start_time", "end_time")),
        CLOCK,
        *PAY,
    ),
    given=_overtime,
)


def _month(values: Values) -> dict[str, Any]:
    """Each row's number becomes the day with that number in the month of pay that begins on the first day."""
    given = pay_given({name: value for name, value in values.items() if name not in ("first_day", "days")})
    first, rows = values["first_day"], values["days"]
    given["days"] = [_log_day(first, day, kind, minutes) for day, (kind, minutes) in rows.items()]
    return given


def _log_day(first: date, day: int, kind: str, minutes: int) -> dict[str, Any]:
    found = next((each for each in _month_of_pay(first) if each.day == day), None)
    if found is None:
        raise FieldRefused(f"days_{day}", _("There is no day %(day)s in this month of pay.") % {"day": day})
    return {"date": found, "day_type": kind, "minutes": minutes}


def _month_of_pay(first: date) -> list[date]:
    """Days from the first one until the day before the same number comes again."""
    days = [first]
    while (following := days[-1] + timedelta(days=1)).day != first.day and len(days) < 31:
        days.append(following)
    return days


OVERTIME_MONTH = CalculatorForm(
    calculator="overtime_month",
    slug="lembur-sebulan",
    section=SECTION,
    question=gettext_lazy("How much is my overtime of a month?"),
    intro=gettext_lazy("One row a day. Leave days without overtime empty."),
    parts=(
        REGION,
        WEEK,
        *PAY,
        Day(
            name="first_day",
            label=gettext_lazy("First day of the month of pay"),
            hint=gettext_lazy("Usually the 1st. If wages are counted from the 21st, write the 21st."),
            missing=gettext_lazy("Write the first day of the month of pay."),
            has_this_year=True,
        ),
        LogRows(
            name="days",
            label=gettext_lazy("Overtime day by day"),
            hint=gettext_lazy(
                "Work: an ordinary working day. Free: weekly rest day or official holiday. Free, short: an official holiday on the "
                "shortest working day."
            ),
            start="first_day",
            kinds=(
                ("workday", gettext_lazy("work")),
                ("rest_or_holiday", gettext_lazy("free")),
                ("holiday_on_shortest_day", gettext_lazy("free, short")),
            ),
            missing=gettext_lazy("Fill in at least one day with overtime."),
        ),
    ),
    given=_month,
)
WHEN = Group(
    title=gettext_lazy("Not now? Write the day"),
    fields=(
        Day(
            name="date",
            label=gettext_lazy("Day that it is about"),
            hint=gettext_lazy("Left empty, the rules count as we last checked them."),
            is_optional=True,
        ),
    ),
    key="when",
)


WORKING_HOURS = CalculatorForm(
    calculator="working_hours",
    slug="jam-kerja",
    section=SECTION,
    question=gettext_lazy("Are my working hours too long?"),
    related=(("upah-lembur", gettext_lazy("How much is my overtime?")),),
    intro=gettext_lazy("Hours of work of one week, without breaks."),
    parts=(
        WEEK,
        WeekRows(
            name="workday_minutes",
            label=gettext_lazy("Hours of work of each day"),
            rows=tuple(
                Row(number=number, label=label)
                for number, label in enumerate(
                    (
                        gettext_lazy("Monday"),
                        gettext_lazy("Tuesday"),
                        gettext_lazy("Wednesday"),
                        gettext_lazy("Thursday"),
                        gettext_lazy("Friday"),
                        gettext_lazy("Saturday"),
                        gettext_lazy("Sunday"),
                    ),
                    1,
                )
            ),
            missing=gettext_lazy("Fill in at least one day."),
        ),
        WHEN,
    ),
)
