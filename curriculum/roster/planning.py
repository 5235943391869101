"""What an import would do, row by row, before anything is written. Nothing here is in a transaction: it hashes, seals and compares."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from people import services as people
from people.models import Identity
from people.roles import Role

from ..models import Membership
from .judging import Candidate, Judge, Remark
from .known import Known
from .report import CREATED, MERGED, REJECTED, SAME_PERSON, UNCHANGED, UPDATED, WITHOUT_NUMBER, RowResult
from .tables import RawRow

AT_ONCE = 250  # rows for which the known people are asked together
COUNTED_FACTS = ("sex", "sector", "union_branch")
Progress = Callable[[int], None]
Snapshot = dict[int, tuple[int, int | None]]


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Somebody to be put into a class: new (`person`), or with an account already (`user_id`)."""

    cohort_id: int
    batch: int | None
    facts: dict[str, str]
    person: people.NewPerson | None = None
    user_id: int | None = None
    pen_name: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What is new about somebody who is in the class already, or who left it and comes back (`is_return`)."""

    identity: Identity
    membership_id: int
    cohort_id: int
    texts: dict[str, str] = field(repr=False)
    facts: dict[str, str] = field(default_factory=dict)
    batch: int | None = None
    is_return: bool = False


@dataclass
class Plan:
    """`snapshot` is how the classes stood while it was made; when they have changed, it is worth nothing."""

    snapshot: Snapshot
    results: list[RowResult] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seen:
    """A row of this list that was accepted: its number, and what it said, as digests."""

    number: int
    name: bytes
    facts: bytes


def snapshot_of(cohort_ids: Iterable[int]) -> Snapshot:
    ids = list(cohort_ids)
    rows = Membership.objects.filter(cohort__in=ids).order_by().values("cohort").annotate(count=Count("pk"), last=Max("pk"))
    found = {row["cohort"]: (row["count"], row["last"]) for row in rows}
    return {pk: found.get(pk, (0, None)) for pk in ids}


class Planner:
    """Reads the rows once, a few hundred at a time, and remembers of each accepted one only digests and what is to be written."""

    def __init__(self, judge: Judge, decisions: Mapping[int, str], *, may_return: bool = False) -> None:
        self.judge, self.decisions, self.may_return = judge, decisions, may_return
        classes = judge.classes
        self.plan = Plan(snapshot_of(cohort.pk for cohort in ([classes.only] if classes.only else classes.cohorts)))
        self.seen: dict[object, Seen] = {}
        self.placed: dict[int, int] = {}  # whom the database knows → the row of this list that is about her
        self.unnumbered: dict[int, dict[str, list[Identity]]] = {}
        self.numbered: dict[int, dict[str, list[Identity]]] = {}

    def make(self, rows: Iterable[RawRow], progress: Progress) -> Plan:
        rows = iter(rows)
        while part := list(islice(rows, AT_ONCE)):
            judged = [(row, self.judge.judge(row)) for row in part]
            candidates = [found for _row, found in judged if isinstance(found, Candidate)]
            known = Known.to(candidates)
            for row, found in judged:
                if isinstance(found, Candidate):
                    self.plan.results.append(self._decide(found, known))
                else:
                    self.plan.results.append(RowResult.of(row.number, REJECTED, found))
            progress(len(self.plan.results))
        return self.plan

    def _decide(self, row: Candidate, known: Known) -> RowResult:
        if earlier := self.seen.get(_key(row)):
            return self._seen_before(row, earlier, known)
        by_number = known.by_phone.get(row.phone_key)
        if by_number is not None and not people.has_name(by_number, row.legal_name):
            return self._taken(row, by_number, known)
        return self._place(row, by_number, known)

    def _seen_before(self, row: Candidate, earlier: Seen, known: Known) -> RowResult:
        if earlier.facts == _digest(row):
            return _result(row, MERGED, Remark("baris", _("The same as row %(number)d.") % {"number": earlier.number}))
        if earlier.name == _name_digest(row):
            return _said_otherwise(row, earlier.number)
        if not row.phone:
            return self._decide(_without_email(row), known)
        if self.decisions.get(row.number) == WITHOUT_NUMBER:
            return self._decide(_without_number(row), known)
        reason = _("This number is already used by another person, in row %(number)d.") % {"number": earlier.number}
        return _result(row, REJECTED, Remark("telepon", reason), choices=(WITHOUT_NUMBER,))

    def _same_address(self, row: Candidate, earlier: Seen, known: Known) -> RowResult:
        """Another number, but an e-mail address that an earlier row has."""
        if earlier.name == _name_digest(row):
            return _said_otherwise(row, earlier.number)
        return self._decide(_without_email(row), known)

    def _taken(self, row: Candidate, other: Identity, known: Known) -> RowResult:
        """The number belongs to somebody of another name: a misspelling, or one telephone for two people. A person decides."""
        own = known.open_membership(other.pk, row.cohort.pk)
        decision = self.decisions.get(row.number)
        if decision == SAME_PERSON and own is not None:
            return self._update(row, other, own, known)
        if decision == WITHOUT_NUMBER:
            return self._decide(_without_number(row), known)
        choices = (SAME_PERSON, WITHOUT_NUMBER) if own else (WITHOUT_NUMBER,)
        reason = Remark("telepon", _("This number is already used by another person."))
        return _result(row, REJECTED, reason, choices=choices, other=other.user.display_name if own else "")

    def _place(self, row: Candidate, identity: Identity | None, known: Known) -> RowResult:
        if earlier := row.email and self.seen.get(("email", row.email_key)):
            return self._same_address(row, earlier, known)
        by_email = known.by_email.get(row.email_key)
        if by_email is not None and by_email != identity and (identity or not people.has_name(by_email, row.legal_name)):
            row, by_email = _without_email(row), None
        identity = identity or by_email or self._namesake(row, known)
        if identity is None and not row.phone and self.decisions.get(row.number) != WITHOUT_NUMBER:
            return self._nameless_number(row, known)
        return self._put(row, identity, known)

    def _put(self, row: Candidate, identity: Identity | None, known: Known) -> RowResult:
        """Into the class: as somebody new, or as whom the row is about."""
        if identity is None:
            self._enrol(row)
            return self._accept(row, CREATED)
        if (number := self.placed.setdefault(identity.pk, row.number)) != row.number:
            return _said_otherwise(row, number)
        membership = known.open_membership(identity.pk, row.cohort.pk)
        if membership is not None:
            return self._update(row, identity, membership, known)
        if problem := known.objection(identity, row.cohort.pk, may_return=self.may_return):
            return _result(row, REJECTED, Remark("nama", problem))
        if old := known.old_membership(identity.pk, row.cohort.pk):
            self.plan.changes.append(_change(row, identity, old, is_return=True))
        else:
            self._enrol(row, identity.pk)
        return self._accept(row, CREATED)

    def _namesake(self, row: Candidate, known: Known) -> Identity | None:
        """Somebody of the class who has no number, by her name; for a row with a number only if she is of the same union branch."""
        for identity in _called(row, self.unnumbered, has_number=False):
            membership = known.open_membership(identity.pk, row.cohort.pk)
            if not row.phone or (membership is not None and membership.union_branch == row.union_branch):
                return identity
        return None

    def _nameless_number(self, row: Candidate, known: Known) -> RowResult:
        """No number, no known address: somebody of that name who has a number may be the same or another. A person decides."""
        if earlier := self.seen.get(("name", row.cohort.pk, _name_digest(row))):
            reason = _("Row %(number)d has the same name, and this row no number to tell the two apart.") % {"number": earlier.number}
            return _result(row, REJECTED, Remark("nama", reason), choices=(WITHOUT_NUMBER,))
        others = _called(row, self.numbered, has_number=True)
        if not others:
            return self._put(row, None, known)
        if self.decisions.get(row.number) == SAME_PERSON:
            return self._put(row, others[0], known)
        reason = Remark("nama", _("Somebody of this name is in the class, and this row has no number to tell whether it is she."))
        return _result(row, REJECTED, reason, choices=(SAME_PERSON, WITHOUT_NUMBER), other=others[0].user.display_name)

    def _update(self, row: Candidate, identity: Identity, membership: Membership, known: Known) -> RowResult:
        change = _change(row, identity, membership)
        if not (change.texts or change.facts or change.batch):
            return self._accept(row, UNCHANGED)
        self.plan.changes.append(change)
        return self._accept(row, UPDATED)

    def _enrol(self, row: Candidate, user_id: int | None = None) -> None:
        facts = {name: getattr(row, name) for name in COUNTED_FACTS}
        person = None
        if user_id is None:
            person = people.seal(legal_name=row.legal_name, phone=row.phone, email=row.email, workplace=row.workplace)
        self.plan.enrolments.append(Enrolment(row.cohort.pk, row.batch, facts, person, user_id, row.pen_name))

    def _accept(self, row: Candidate, result: str) -> RowResult:
        seen = Seen(row.number, _name_digest(row), _digest(row))
        self.seen[_key(row)] = seen
        self.seen.setdefault(("name", row.cohort.pk, seen.name), seen)
        if row.email:
            self.seen.setdefault(("email", row.email_key), seen)
        return _result(row, result)


def _change(row: Candidate, identity: Identity, membership: Membership, *, is_return: bool = False) -> Change:
    """What the row says otherwise; what it leaves empty stays as it is."""
    texts = {"legal_name": row.legal_name, "phone": row.phone, "email": row.email, "workplace": row.workplace}
    texts = people.differing(identity, texts)
    facts = {name: getattr(row, name) for name in COUNTED_FACTS if getattr(row, name) not in ("", getattr(membership, name))}
    batch = row.batch if row.batch is not None and (membership.batch is None or membership.batch.number != row.batch) else None
    return Change(identity, membership.pk, row.cohort.pk, texts, facts, batch, is_return)


def _called(row: Candidate, index: dict[int, dict[str, list[Identity]]], *, has_number: bool) -> list[Identity]:
    """Those of the class whose name is that of the row. The index is made when it is first asked for."""
    cohort_id = row.cohort.pk
    if cohort_id not in index:
        users = Membership.objects.filter(cohort=cohort_id, role=Role.TRAINEE, ends_on=None).values("user")
        index[cohort_id] = names = {}
        for identity, name in people.identities_by_name(users, has_number=has_number):
            names.setdefault(name, []).append(identity)
    return index[cohort_id].get(people.fold_name(row.legal_name), [])


def _key(row: Candidate) -> object:
    """By what a second row of the same person is known."""
    if row.phone:
        return "phone", row.phone_key
    if row.email:
        return "email", row.email_key
    return row.cohort.pk, _name_digest(row)


def _said_otherwise(row: Candidate, number: int) -> RowResult:
    reason = _("The same person as row %(number)d, with other facts. Keep one of the two rows.") % {"number": number}
    return _result(row, REJECTED, Remark("baris", reason))


def _without_number(row: Candidate) -> Candidate:
    remark = Remark("telepon", _("Enrolled without this number, as you decided."))
    return replace(row, phone="", phone_key="", remarks=(*row.remarks, remark))


def _without_email(row: Candidate) -> Candidate:
    remark = Remark("email", _("Another person has this e-mail address; it was left out."))
    return replace(row, email="", email_key="", remarks=(*row.remarks, remark))


def _result(row: Candidate, result: str, *remarks: Remark, **more: object) -> RowResult:
    return RowResult.of(row.number, result, (*remarks, *(row.remarks if result != REJECTED else ())), **more)


def _name_digest(row: Candidate) -> bytes:
    return hashlib.blake2b(people.fold_name(row.legal_name).encode(), digest_size=12).digest()


def _digest(row: Candidate) -> bytes:
    facts = (row.cohort.pk, people.fold_name(row.legal_name), row.phone, row.email, row.workplace, row.batch, *_counted(row))
    return hashlib.blake2b(repr(facts).encode(), digest_size=12).digest()


def _counted(row: Candidate) -> Iterator[str]:
    return (getattr(row, name) for name in COUNTED_FACTS)
