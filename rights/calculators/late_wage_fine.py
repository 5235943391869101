"""Fine for late wages: PP 36/2021 art. 61. The wage itself stays due; the fine comes on top."""

from rights.calculators.arithmetic import number, percent
from rights.calculators.inputs import Inputs
from rights.calculators.results import Result, Sheet
from rights.calculators.texts import text

FIELDS = frozenset({"wage", "days_late", "date"})
MOST_DAYS_LATE = 365


def calculate(inputs: Inputs, sheet: Sheet) -> Result:
    """`days_late` are days after the due date; the day after it is day 1."""
    wage, days = inputs.money("wage"), inputs.whole("days_late", 0, MOST_DAYS_LATE)
    first, until = sheet.value("late_wage.first_day"), sheet.value("late_wage.first_until")
    first_rate, later_rate, cap = (sheet.value(f"late_wage.{name}") for name in ("first_rate", "later_rate", "cap"))
    first_days = max(min(days, int(until.number)) - int(first.number) + 1, 0)
    later_days = max(days - int(until.number), 0)
    points = number(first_days) * number(first_rate.number) + number(later_days) * number(later_rate.number)
    is_capped = points.value > cap.number
    due = cap.number if is_capped else points.value
    sheet.measure(text("fine_percent"), points.value, "percent", first, until, first_rate, later_rate, expression=points)
    if is_capped:
        sheet.measure(text("fine_capped"), due, "percent", cap)
    fine = sheet.add("fine", text("late_wage_fine"), percent(due) * number(wage), first_rate, later_rate, cap)
    interest = sheet.value("late_wage.interest_after")
    if days > interest.number:
        sheet.assume("bank_interest_also")
    for code in ("wage_stays_due", "due_date_is_not_day_one", "fine_goes_to_workers"):
        sheet.assume(code)
    return sheet.finish(
        "late_wage_fine", fine_percent=due, fine=fine, cap_50_applied=is_capped, bank_interest_also_due=days > interest.number
    )
