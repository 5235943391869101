"""Whether proposed values are complete and the calculators can count with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.calculators import BadParameters, Law, Value
from rights.errors import Problem, RecordsRefused
from rights.law_records import KNOWN_THROUGH, Misfit, amended, value_from
from rights.models import ParameterRecord
from rights.previews import CannotCount, days_of, try_out

EARLIEST, LATEST = date(1945, 8, 17), date(2199, 12, 31)  # beyond lie slips of the hand, and the end of the calendar
FIELDS = {"from": "valid_from", "to": "valid_to"}  # the others have the name that they have in a file
SENTENCES = {
    "value": gettext_lazy("This is no value that a rule can hold."),
    "valid_to": gettext_lazy("The last day comes before the first."),
    "confidence": gettext_lazy("The confidence is A, B, C, D or X."),
}
NEEDED = gettext_lazy("This is needed: no value without its law, article, source and day of review.")


def refuse_unusable(law: Law, records: Sequence[ParameterRecord], *, on: date) -> None:
    """Raises RecordsRefused with everything that is wrong. Computes every worked example, so call it outside of a transaction."""
    problems = [problem for record in records for problem in _problems(law, record, on)]
    if not records:
        problems.append(Problem("", "", _("There is no value in it.")))
    starts = [(record.parameter, record.valid_from) for record in records]
    problems += [
        Problem(record.parameter, "valid_from", _("This value stands there twice."))
        for place, record in enumerate(records)
        if starts[place] in starts[:place]
    ]
    if problems:
        raise RecordsRefused(problems)
    try:
        try_out(amended(law, [_value(law, record) for record in records]), days_of(records))
    except CannotCount as broken:
        message = _("The calculators cannot count with this value. First example that fails: %(example)s") % {"example": broken}
        raise RecordsRefused([Problem(records[0].parameter, "value", message)]) from broken


def _value(law: Law, record: ParameterRecord) -> Value:
    return value_from(law[record.parameter], record.as_in_file())


def _problems(law: Law, record: ParameterRecord, on: date) -> Iterator[Problem]:
    name = record.parameter
    if name not in law or name == KNOWN_THROUGH:
        yield Problem(name, "parameter", _("No calculator has a rule of this name."))
        return
    if record.unit != law[name].unit:
        yield Problem(name, "unit", _("The calculators count in this unit: %(unit)s.") % {"unit": law[name].unit})
    for field in ("valid_from", "valid_to", "reviewed_on"):
        if (day := getattr(record, field)) and not EARLIEST <= day <= LATEST:
            yield Problem(name, field, _("The year is not between %(first)s and %(last)s.") % {"first": EARLIEST.year, "last": LATEST.year})
    if record.reviewed_on and record.reviewed_on > on:
        yield Problem(name, "reviewed_on", _("This day has not come yet."))
    try:
        _value(law, record)
    except BadParameters as bad:
        field = FIELDS.get(bad.field, bad.field)
        yield Problem(name, field, bad.words if isinstance(bad, Misfit) else str(SENTENCES.get(field, NEEDED)))
