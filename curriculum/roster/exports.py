"""A class as a table for people who work in spreadsheets: pen names and what is counted, no legal name, no number."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.tables import Cell

from ..cards import Member
from .lists import Roster


def header() -> list[str]:
    names = (_("Pen name"), _("Batch"), _("Sex"), _("Sector"), _("Union branch"), _("In the class since"), _("Account"))
    return [str(name) for name in names]


def rows(roster: Roster) -> Iterator[list[Cell]]:
    for member in roster.members:
        membership = member.membership
        yield [
            membership.user.display_name,
            membership.batch.number if membership.batch else None,
            str(membership.get_sex_display()),
            str(membership.get_sector_display()),
            membership.union_branch,
            membership.starts_on.isoformat(),
            account_words(member),
        ]


def account_words(member: Member) -> str:
    """How far she is on her way in."""
    if member.membership.user.has_usable_password():
        return _("has signed in")
    if member.state == "open":
        return _("card good until %(day)s") % {"day": date_format(member.day, "j F Y")}
    return _("no card yet") if member.state == "none" else _("card no longer good")
