"""The list of calls to make: numbers are opened for one sheet of paper, and each opening is written down for the person to read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.contact import dialled
from people.services import OpenedIdentity, open_identity
from printing.layout import Column, RollContent

from ..roster.pen_names import is_drawn

if TYPE_CHECKING:
    from people.models import User

    from ..models import Assignment, Membership


@transaction.atomic
def call_list(*, assignment: Assignment, trainees: Iterable[Membership], by: User, today: date) -> RollContent:
    """A sheet with a row for each of them: name, number, room for what was said. The caller asks whether `by` may."""
    reason = _("Call list: %(title)s") % {"title": assignment.title}
    rows = [_row(member.user, open_identity(user=member.user, viewer=by, reason=reason)) for member in trainees]
    return RollContent(
        title=_("Calls to make"),
        kicker=str(assignment.cohort),
        facts=(
            (_("Assignment"), assignment.title),
            (_("Due on"), date_format(assignment.due_on, "j F Y")),
            (_("Printed"), date_format(today, "j F Y")),
        ),
        columns=(Column(_("Name"), 2), Column(_("Telephone"), 2), Column(_("What was said"), 4)),
        rows=tuple(rows),
        footer=_("Keep this sheet to yourself, and tear it up when the calls are made."),
        issued_on=today,
    )


def _row(user: User, opened: OpenedIdentity) -> tuple[str, str]:
    """Whoever answers the telephone knows her by the name she chose, and by the legal one as long as she chose none."""
    name = opened.legal_name if is_drawn(user.display_name) else ""
    return name or user.display_name, dialled(opened.phone) if opened.phone else "–"
