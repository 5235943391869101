"""Why an answer cannot be used, and what to write instead."""

REFUSALS = {
    "unknown_calculator": "There is no such calculator. There are: %(allowed)s.",
    "not_an_object": "The answers must be an object with field names.",
    "unknown_field": "This field is not known here.",
    "not_known": "An unknown answer cannot be computed. Compute with each possible answer to get a range.",
    "missing": "This answer is needed.",
    "not_a_number": "This must be a number.",
    "out_of_range": "This must lie between %(low)s and %(high)s.",
    "not_whole": "This must be a whole number.",
    "not_halves": "Whole and half days only.",
    "not_one_of": "This must be one of: %(allowed)s.",
    "not_yes_or_no": "This must be true or false.",
    "not_a_date": "This must be a date such as 2026-11-24.",
    "date_out_of_range": "The date must lie between %(low)s and %(high)s.",
    "before_start": "This date may not lie before %(start)s.",
    "not_a_time": "This must be a time such as 21:30.",
    "times_are_equal": "Start and end are the same time.",
    "minutes_or_times": "Give the minutes or the two times, not both.",
    "not_a_list": "This must be a list that is not empty.",
    "list_too_long": "At most %(high)s entries.",
    "day_twice": "%(day)s stands in the list twice.",
    "more_than_month": "More days than the month has: %(high)s.",
    "more_months_than_law": "The law gives pay for at most %(high)s months.",
    "pay_type_without_rule": (
        "The law does not say which month's wage counts for this kind of pay. Enter the month's wage as the basic wage."
    ),
    "reason_unknown_then": "The law of that day does not know this reason. It knows: %(allowed)s.",
    "wages_of_a_year": "Give the wages of the last %(count)s months.",
    "more_wages_than_months": "There are more wages than months of service.",
    "no_rule_on_day": "We know of no rule for %(day)s. That does not mean that nothing is due.",
}
