"""The few legal values that hang on the wall with a city's bulletin: overtime, and the minimum wages of that city."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from cms.addresses import site_name
from cms.extension_points import RightsTable
from cms.models import City
from rights.calculators import Law, Value
from rights.calculators.parameters import weakest
from rights.current import current_law

# A city's news comes from its regency too, whose minimum wage is another.
REGIONS_OF = {
    "bandung": (("kota_bandung", "UMK Kota Bandung"), ("kab_bandung", "UMK Kab. Bandung")),
    "semarang": (("kota_semarang", "UMK Kota Semarang"), ("kab_semarang", "UMK Kab. Semarang")),
    "karawang": (("karawang", "UMK Karawang"),),
    "tangerang": (
        ("kota_tangerang", "UMK Kota Tangerang"),
        ("kab_tangerang", "UMK Kab. Tangerang"),
        ("kota_tangerang_selatan", "UMK Kota Tangerang Selatan"),
    ),
    "jakarta": (("jakarta", "UMP DKI Jakarta"),),
    "samarinda": (("samarinda", "UMK Samarinda"),),
}
VERIFIED = "A"  # read in the text of the law itself


def wall_box(city: City, day: date) -> RightsTable | None:
    """What the law as we know it gives on that day; None when it gives nothing. No row without its law and article. A small sheet leaves
    out the last rows: each must be true without those below it."""
    law = current_law()
    wages = [(name, value) for region, name in REGIONS_OF.get(city.slug, ()) if (value := law.find(f"minimum_wage.{region}", day))]
    rates, hours = law.find("overtime.multipliers.workday", day), law.find("overtime.hours_per_month", day)
    rows = [(f"{name} {day.year}", _rupiah(value.number)) for name, value in wages]
    if rates and hours and len(rates.rows) == 2:  # another table has no room on the wall
        rows += _overtime(rates, hours)
    used = [value for _name, value in wages] + [value for value in (rates, hours) if value]
    if not rows:
        return None
    source = "; ".join(dict.fromkeys(_reference(value) for value in used))
    return RightsTable(_("Your rights"), tuple(rows), _note(law, wages, day), source, site_name() + reverse("rights:index"))


def _overtime(rates: Value, hours: Value) -> Iterator[tuple[str, str]]:
    first, later = (number_format(_plain(share), use_l10n=True) for _hours, share in rates.rows)
    shares = {"first": first, "later": later}
    yield _("Overtime on a workday"), _("first hour %(first)s × an hour's wage, each hour after it %(later)s ×") % shares
    yield _("An hour's wage"), _("1/%(hours)s of a month's wage") % {"hours": number_format(_plain(hours.number), use_l10n=True)}


def _note(law: Law, wages: list[tuple[str, Value]], day: date) -> str:
    """What is uncertain: a minimum wage that was not read in the decree itself, a day after the last that our law is known for."""
    notes = []
    if any(weakest(value.reference.confidence) != VERIFIED for _name, value in wages):
        notes.append(_("The minimum wage is from the press; compare it with the governor's decree."))
    if day > (known := law.known_through.day):
        notes.append(_("A newer law may have changed this; we know it up to %(day)s.") % {"day": date_format(known, "j F Y")})
    return " ".join(notes)


def _reference(value: Value) -> str:
    return f"{value.reference.law}, {value.reference.article}"


def _rupiah(number: Fraction) -> str:
    """Cents only where the decree has them."""
    places = 0 if number.denominator == 1 else 2
    return "Rp\u00a0" + number_format(_plain(number), decimal_pos=places, use_l10n=True, force_grouping=True)


def _plain(number: Fraction) -> float | int:
    """For showing only: the figures of this box have at most two decimals."""
    return int(number) if number.denominator == 1 else float(number)
