"""Working hours of a week: PP 35/2021 arts. 21-22, 26. Breaks are no working time and must not be in the minutes."""

from functools import reduce
from operator import add

from rights.calculators.arithmetic import Expression, number
from rights.calculators.inputs import Inputs
from rights.calculators.results import Result, Sheet
from rights.calculators.texts import text
from rights.calculators.wages import read_week

FIELDS = frozenset({"week", "workday_minutes", "date"})
DAYS_PER_WEEK = 7
MINUTES_PER_DAY = 1440


def calculate(inputs: Inputs, sheet: Sheet) -> Result:
    week = read_week(inputs)
    minutes = inputs.wholes("workday_minutes", 0, MINUTES_PER_DAY, longest=DAYS_PER_WEEK)
    day_limit = sheet.value("working_hours.day_six" if week == 6 else "working_hours.day_five")
    week_limit = sheet.value("working_hours.week")
    excess = [max(worked - int(day_limit.number * 60), 0) for worked in minutes]
    over_week = max(sum(minutes) - int(week_limit.number * 60), 0)
    overtime = max(sum(excess), over_week)
    sheet.measure(text("week_minutes"), sum(minutes), "minutes", week_limit, expression=_sum_of(minutes))
    sheet.measure(text("daily_excess"), sum(excess), "minutes", day_limit, expression=_sum_of(excess))
    sheet.measure(text("weekly_excess"), over_week, "minutes", week_limit)
    sheet.measure(text("overtime_minutes"), overtime, "minutes", day_limit, week_limit, note=text("overtime_minutes_note"))
    if max(excess) > sheet.value("overtime.daily_cap").number * 60:
        sheet.warn("over_daily_cap")
    if overtime > sheet.value("overtime.weekly_cap").number * 60:
        sheet.warn("over_weekly_cap")
    if sum(worked > 0 for worked in minutes) > week:
        sheet.assume("work_on_rest_day")
    sheet.assume("breaks_left_out")
    sheet.assume("sectors_with_own_hours")
    return sheet.finish("working_hours", total_minutes=sum(minutes), overtime_minutes=overtime, daily_excess_minutes=excess)


def _sum_of(minutes: list[int]) -> Expression:
    return reduce(add, map(number, minutes))
