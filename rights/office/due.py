"""What of the law should be looked up again, and why. Pure, but for the records that no longer fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rights.calculators import REGIONS, BadParameters, Law, Parameter, Value
from rights.calculators.parameters import weakest
from rights.law_records import value_from
from rights.models import LawChange, ParameterRecord

UNSURE = "DX"
WAGES_FROM_MONTH = 11  # governors decide the wages of the next year in November and December
CEILING = "bpjs.jp.ceiling"
CEILING_FROM = (3, 1)  # each year on 1 March


@dataclass(frozen=True, slots=True)
class Due:
    """`parameter` is empty where no single rule is meant."""

    why: str
    title: str
    parameter: str = ""
    words: str = ""


def due_for_review(law: Law, today: date) -> list[Due]:
    """The most urgent first. One query."""
    return [
        *_unknown_law(law, today),
        *_unreadable(law),
        *_wages(law, today),
        *_ceiling(law, today),
        *_old(law, today),
        *_unsure(law, today),
    ]


def _unknown_law(law: Law, today: date) -> Iterator[Due]:
    known = law.known_through.day
    if known < today:
        yield Due(
            _("Whether a newer law has come"),
            _("The law is known through %(day)s") % {"day": known.isoformat()},
            words=_("Every result for a later event carries a warning."),
        )


def _unreadable(law: Law) -> Iterator[Due]:
    for record in ParameterRecord.objects.filter(change__in=LawChange.objects.in_force().values("pk")):
        try:
            value_from(law[record.parameter], record.as_in_file())
        except (KeyError, BadParameters) as bad:
            yield Due(_("Approved, but not usable by this version"), str(record), words=str(bad))


def _wages(law: Law, today: date) -> Iterator[Due]:
    years = [today.year, *([today.year + 1] if today.month >= WAGES_FROM_MONTH else [])]
    for year in years:
        for region in REGIONS:
            parameter = law[f"minimum_wage.{region}"]
            if parameter.find(date(year, 1, 1)) is None:
                yield Due(_("Minimum wages of %(year)s") % {"year": year}, parameter.title, parameter.name, _("There is no figure yet."))


def _ceiling(law: Law, today: date) -> Iterator[Due]:
    """From January on somebody should look; from March on the old figure is not used any more."""
    day = date(today.year, *CEILING_FROM)
    if law[CEILING].find(day) is None:
        yield Due(
            _("Highest base of the pension, from March %(year)s") % {"year": today.year},
            law[CEILING].title,
            CEILING,
            _("There is no figure yet."),
        )


def _old(law: Law, today: date) -> Iterator[Due]:
    year_ago = today.replace(year=today.year - 1, day=min(today.day, 28))
    for parameter, value in _last_values(law, today):
        if value.reference.reviewed_on < year_ago:
            words = _("Last checked on %(day)s.") % {"day": value.reference.reviewed_on.isoformat()}
            yield Due(_("Not checked for more than a year"), parameter.title, parameter.name, words)


def _unsure(law: Law, today: date) -> Iterator[Due]:
    for parameter, value in _last_values(law, today):
        mark = weakest(value.reference.confidence)
        if mark in UNSURE:
            yield Due(_("Confidence D or X"), parameter.title, parameter.name, f"{value.reference.law} {value.reference.article} ({mark})")


def _last_values(law: Law, today: date) -> Iterator[tuple[Parameter, Value]]:
    """What holds today or will; what has ended is not looked up again."""
    for parameter in law.values():
        for value in parameter.values:
            if value.content is not None and (value.reference.valid_to is None or value.reference.valid_to >= today):
                yield parameter, value
