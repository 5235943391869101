"""Workshops on paper: the invitation, the sheet to sign on, the sheet for whoever wants to join. Always in Indonesian."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.addresses import absolute
from printing.layout import Column, DocumentBlock, DocumentContent, RollContent

from ..models import Membership, Roll, Workshop
from .moments import day_words, hours

PAPER_LANGUAGE = "id"
WALK_IN_ROWS = 6
SIGN_UP_ROWS = 25


def invitation(workshop: Workshop) -> DocumentContent:
    with override(PAPER_LANGUAGE):
        return _invitation(workshop)


def roll_sheet(roll: Roll, *, names: Mapping[int, str] | None = None) -> RollContent:
    """`names` by membership stand in place of the pen names (see services.sheets.open_names)."""
    with override(PAPER_LANGUAGE):
        return _roll_sheet(roll, names)


def sign_up_sheet(workshop: Workshop) -> RollContent:
    with override(PAPER_LANGUAGE):
        return _sign_up_sheet(workshop)


def rows_of(roll: Roll) -> list[tuple[int, Membership]]:
    """The people of a sheet under the numbers of its rows; a row whose membership is gone stays empty. One query."""
    found = Membership.objects.select_related("user").in_bulk(roll.membership_ids)
    return [(number, found[key]) for number, key in enumerate(roll.membership_ids, start=1) if key in found]


def _facts(workshop: Workshop) -> tuple[tuple[str, str], ...]:
    rows = [(_("Day"), day_words(workshop)), (_("Time"), hours(workshop)), (_("Place"), workshop.venue)]
    if workshop.trainer:
        rows.append((_("Trainer"), workshop.trainer.display_name))
    return tuple(rows)


def _kicker(workshop: Workshop) -> str:
    batch = _("batch %(number)d") % {"number": workshop.batch.number} if workshop.batch else ""
    return " · ".join(filter(None, [str(workshop.cohort), batch]))


def _invitation(workshop: Workshop) -> DocumentContent:
    facts = _facts(workshop)
    if workshop.directions:
        facts = (*facts[:3], (_("How to get there"), workshop.directions), *facts[3:])
    lessons = [lesson.title for lesson in workshop.lessons.order_by("module__position", "position")]
    blocks = [
        DocumentBlock("paragraph", _("You are invited to this workshop of Warta Buruh:")),
        DocumentBlock("facts", rows=facts),
    ]
    if lessons:
        blocks.append(DocumentBlock("list", _("What we learn together"), items=tuple(lessons)))
    bring = (_("This invitation, a pen and a notebook"), _("Your phone and its charger, however simple the phone is"))
    blocks += [
        DocumentBlock("list", _("Please bring"), items=bring),
        DocumentBlock("paragraph", _("It costs nothing. If you cannot come, say so early: somebody else is waiting for your seat.")),
        DocumentBlock("signatures", workshop.cohort.city.name, items=(_signer(workshop),)),
    ]
    address = reverse("curriculum:workshop", args=[workshop.public_id])
    return DocumentContent(
        title=workshop.title,
        kicker=_("Invitation") + " · " + _kicker(workshop),
        blocks=tuple(blocks),
        qr=absolute(address),
        typed_address=_typed(reverse("curriculum:schedule")),
    )


def _signer(workshop: Workshop) -> str:
    return f"{workshop.trainer.display_name}\n{_('Trainer')}" if workshop.trainer else _("Trainer")


def _roll_sheet(roll: Roll, names: Mapping[int, str] | None) -> RollContent:
    workshop, people = roll.workshop, dict(rows_of(roll))
    called = {number: names.get(one.pk, "") if names else one.user.display_name for number, one in people.items()}
    footer = _("Sign in your own row. Whoever has no row writes her name into an empty one.")
    if names:
        footer += " " + _("Legal names: take no photo of this sheet, and tear it up once it is typed in.")
    address = reverse("curriculum:roll", args=[roll.public_id])
    columns = (
        Column(_("Name"), 34),
        Column(_("Signature"), 30),
        Column(_("Came late, left early (time)"), 22),
    )
    return RollContent(
        title=_("Attendance, sheet %(number)d") % {"number": roll.number},
        kicker=f"{workshop.title} · {_kicker(workshop)}",
        facts=_facts(workshop),
        columns=columns,
        rows=tuple((called.get(number, ""),) for number in range(1, len(roll.membership_ids) + 1)),
        blank_rows=WALK_IN_ROWS,
        qr=absolute(address),
        typed_address=_typed(reverse("curriculum:schedule")),
        footer=f"{day_words(workshop)}. {footer}",
    )


def _sign_up_sheet(workshop: Workshop) -> RollContent:
    columns = (Column(_("Name you are called by"), 36), Column(_("Part of the work, for example sewing"), 30), Column(_("Signature"), 20))
    address = "/ikut-pelatihan/"
    return RollContent(
        title=_("I want to join"),
        kicker=f"{workshop.title} · {_kicker(workshop)}",
        facts=_facts(workshop),
        columns=columns,
        blank_rows=SIGN_UP_ROWS,
        qr=absolute(address),
        typed_address=_typed(address),
        labels={"scan": _("Or sign up on your phone")},
        footer=_("Write no phone number and no name of the factory here: everybody reads this sheet. Tell the trainer yourself."),
    )


def _typed(path: str) -> str:
    return absolute(path).partition("://")[2].rstrip("/")
