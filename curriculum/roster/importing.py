"""Lists of people become trainees: all good rows of a list at once, or none when anything breaks; a second time nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from people import services as people
from people.errors import PersonError
from people.models import User
from people.roles import Role

from ..models import Batch, Cohort, Membership
from ..services import reopen_membership
from . import pen_names
from .classes import Classes
from .judging import Judge
from .limits import Limits
from .planning import Change, Enrolment, Plan, Planner, Progress, snapshot_of
from .report import Report
from .tables import RawRow, read_table

TRIES = 3
AT_ONCE = 250
LOG_ACTION = "curriculum.roster_import"
RowsOf = Callable[[], Iterable[RawRow]]


class ChangedMeanwhile(Exception):
    """Somebody else wrote into one of the classes after the plan was made."""


def preview_file(data: bytes, limits: Limits, classes: Classes, *, progress: Progress | None = None) -> Report:
    """What `import_file` would do now. Raises FileRefused."""
    return Report(Planner(Judge(classes), {}).make(read_table(data, limits).rows, progress or _silent).results)


def import_file(
    data: bytes,
    limits: Limits,
    classes: Classes,
    *,
    by: User | None,
    today: date,
    decisions: Mapping[int, str] | None = None,
    progress: Progress | None = None,
) -> Report:
    """Enrol whom the list names; what became of each row. Raises FileRefused, having written nothing.

    `decisions` are by the number of the row: report.SAME_PERSON or report.WITHOUT_NUMBER. The caller asks whether `by` may fill `classes`.
    """
    return import_rows(lambda: read_table(data, limits).rows, classes, by=by, today=today, decisions=decisions or {}, progress=progress)


def import_rows(
    rows_of: RowsOf,
    classes: Classes,
    *,
    by: User | None,
    today: date,
    decisions: Mapping[int, str],
    progress: Progress | None = None,
    may_return: bool = False,
) -> Report:
    """Reading, hashing and sealing come before the transaction; if the classes change between, it is planned anew.

    With `may_return` somebody who left the class comes back to her old place in it.
    """
    for attempt in range(1, TRIES + 1):
        plan = Planner(Judge(classes), decisions, may_return=may_return).make(rows_of(), progress or _silent)
        try:
            _write(plan, by, today)
        except (ChangedMeanwhile, IntegrityError, PersonError):
            if attempt == TRIES:
                raise
        else:
            break
    return Report(plan.results)


def _silent(_done: int) -> None:
    """Nobody watches."""


@transaction.atomic
def _write(plan: Plan, by: User | None, today: date) -> None:
    touched = sorted({row.cohort_id for row in (*plan.enrolments, *plan.changes)})
    if not touched:
        return
    cohorts = list(Cohort.objects.select_for_update(no_key=True).filter(pk__in=touched).order_by("pk"))
    if snapshot_of(touched) != {pk: plan.snapshot[pk] for pk in touched}:
        raise ChangedMeanwhile
    batches = _batches(plan)
    _enrol(plan.enrolments, batches, today)
    for change in plan.changes:
        _change(change, batches, by)
    for cohort in cohorts:
        _tell(cohort, plan, by)


def _batches(plan: Plan) -> dict[tuple[int, int | None], Batch | None]:
    """The batches that the rows name; those that are missing are made."""
    wanted = {(row.cohort_id, row.batch) for row in (*plan.enrolments, *plan.changes)}
    return {
        (cohort_id, number): number and Batch.objects.get_or_create(cohort_id=cohort_id, number=number)[0] for cohort_id, number in wanted
    }


def _enrol(rows: list[Enrolment], batches: dict[tuple[int, int | None], Batch | None], today: date) -> None:
    """A few hundred at a time, so that a long list needs no more memory than a short one."""
    names = pen_names.Drawer(len(rows))
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        new = [row for row in part if row.person is not None]
        users = people.create_people([row.person for row in new], [names.name_for(row) for row in new])
        seats = [(user.pk, row) for user, row in zip(users, new, strict=True)]
        seats += [(row.user_id, row) for row in part if row.person is None]
        Membership.objects.bulk_create(_membership(user_id, row, batches[row.cohort_id, row.batch], today) for user_id, row in seats)


def _membership(user_id: int, row: Enrolment, batch: Batch | None, today: date) -> Membership:
    return Membership(user_id=user_id, role=Role.TRAINEE, cohort_id=row.cohort_id, batch=batch, starts_on=today, **row.facts)


def _change(change: Change, batches: dict[tuple[int, int | None], Batch | None], by: User | None) -> None:
    if change.is_return:
        reopen_membership(membership=Membership(pk=change.membership_id))
    if change.texts:
        people.update_identity(user=change.identity.user, by=by, **change.texts)
    facts: dict[str, object] = dict(change.facts)
    if change.batch is not None:
        facts["batch"] = batches[change.cohort_id, change.batch]
    if facts:
        Membership.objects.filter(pk=change.membership_id).update(**facts)


def _tell(cohort: Cohort, plan: Plan, by: User | None) -> None:
    """The history of the class says how many came, never who."""
    changes = [row for row in plan.changes if row.cohort_id == cohort.pk]
    counts = {
        "created": sum(row.cohort_id == cohort.pk for row in plan.enrolments) + sum(row.is_return for row in changes),
        "updated": sum(not row.is_return for row in changes),
    }
    log(cohort, LOG_ACTION, user=by, data=counts)
