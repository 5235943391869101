"""A week in words."""

from datetime import date

from django.utils.formats import date_format


def days_words(first: date, last: date) -> str:
    """As short as it can be said: "23–29 November 2026", "30 November – 6 Desember 2026"."""
    end = date_format(last, "j F Y")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{date_format(first, 'j F' if first.year == last.year else 'j F Y')} – {end}"
