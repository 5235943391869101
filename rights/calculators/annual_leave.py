"""Annual leave: UU 13/2003 art. 79(3). Service runs up to the day asked about."""

from rights.calculators.dates import service
from rights.calculators.inputs import InputRefused, Inputs
from rights.calculators.results import Result, Sheet
from rights.calculators.texts import text

FIELDS = frozenset({"start_date", "on_date"})


def calculate(inputs: Inputs, sheet: Sheet) -> Result:
    start = inputs.day("start_date")
    if sheet.day < start:
        raise InputRefused("on_date", "before_start", start="start_date")
    served = service(start, sheet.day)
    after = sheet.value("leave.annual_after")
    days = sheet.value("leave.annual_days" if served.months >= after.number else "leave.annual_days_before")
    sheet.measure(text("service_months"), served.months, "months", after)
    sheet.measure(text("annual_leave"), days.number, "working_days", days, after)
    sheet.warn_of_later_law()
    sheet.assume("leave_may_be_more")
    return sheet.finish("annual_leave", tenure_months=served.months, statutory_days=days.number)
