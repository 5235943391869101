"""The report as tables: counted by group, small cells hidden. What the page, the spreadsheet and the paper show is read from here alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ..models import Sector, Sex, Workshop, WorkshopStatus
from .hiding import COVER, LEAST, SMALL, marks
from .people import Counted, Period, counted

if TYPE_CHECKING:
    from ..models import Cohort

MEASURES = ("enrolled", "trained", "attended", "works", "certified")


@dataclass(frozen=True)
class Cell:
    """A count; `mark` stands in its place where it is hidden, and then `value` is None."""

    value: int | None
    mark: str = ""

    @property
    def words(self) -> str:
        return self.mark if self.value is None else str(self.value)


@dataclass(frozen=True)
class Line:
    """One group. `held` are the sessions that took place for it: no count of people, so it is never hidden; None where it means nothing."""

    label: str
    cells: tuple[Cell, ...]
    held: int | None = None

    @property
    def enrolled(self) -> Cell:
        return self.cells[0]

    @property
    def trained(self) -> Cell:
        return self.cells[1]

    @property
    def is_drawn(self) -> bool:
        """Whether a bar can be drawn of it."""
        return self.enrolled.value is not None and self.trained.value is not None


@dataclass(frozen=True)
class Table:
    title: str
    lines: tuple[Line, ...]

    @property
    def most(self) -> int:
        """The largest group that is shown: the full width of a bar."""
        return max((line.enrolled.value or 0 for line in self.lines), default=0)

    @property
    def has_held(self) -> bool:
        return any(line.held is not None for line in self.lines)


@dataclass(frozen=True)
class Report:
    """`total` of everybody; each table parts the same people."""

    period: Period
    total: Line
    tables: tuple[Table, ...]

    @property
    def is_hidden_somewhere(self) -> bool:
        lines = (self.total, *(line for table in self.tables for line in table.lines))
        return any(cell.value is None for line in lines for cell in line.cells)


def measure_names() -> tuple[str, ...]:
    return (_("Enrolled"), _("Trained"), _("Sessions attended"), _("Accepted works"), _("Certificates"))


def report_on(cohorts: Collection[Cohort], period: Period) -> Report:
    """Fifteen queries at most, however many classes and people."""
    people, held = counted(cohorts, period), _held(cohorts, period)
    total = _sums(people)
    covered = "" if total[0] >= LEAST else COVER
    cells = tuple(_cell(value, SMALL if value < LEAST else covered) for value in total)
    told = tuple(table for table in tables_of(people, cohorts, held) if len(table.lines) > 1)  # a single group says the same as the total
    return Report(period, Line(_("All"), cells, sum(held.values())), told)


def tables_of(people: Collection[Counted], cohorts: Collection[Cohort], held: Counter[int]) -> list[Table]:
    """`held` are the sessions that took place, by class. No query."""
    total = _sums(people)
    cities = _grouped(people, lambda person: person.cohort.city.name)
    return [
        _with_held(_table(_("By city"), cities, total), {label: _held_in(cohorts, held, label) for label in cities}),
        _classes(people, cohorts, held, total),
        _table(_("By sex"), _named(people, "sex", dict(Sex.choices)), total),
        _table(_("By sector"), _named(people, "sector", dict(Sector.choices) | {"": _("other or not stated")}), total),
        _table(_("By union branch"), _branches(people), total),
    ]


# --- Counting


def _sums(people: Iterable[Counted]) -> tuple[int, ...]:
    rows = [(1, person.trained, person.attended, person.works, person.certified) for person in people]
    return tuple(sum(column) for column in zip(*rows, strict=True)) or (0,) * len(MEASURES)


def _grouped(people: Iterable[Counted], label_of: Callable[[Counted], str]) -> dict[str, list[Counted]]:
    """The groups in the order of their names; whatever is not stated stands last."""
    groups: dict[str, list[Counted]] = {}
    for person in people:
        groups.setdefault(label_of(person), []).append(person)
    return dict(sorted(groups.items(), key=lambda item: item[0].casefold()))


def _named(people: Collection[Counted], name: str, names: dict[str, object]) -> dict[str, list[Counted]]:
    groups = _grouped(people, lambda person: getattr(person, name))
    order = [key for key in names if key and key in groups] + [key for key in groups if not key]
    return {str(names[key]): groups[key] for key in order}


def _branches(people: Collection[Counted]) -> dict[str, list[Counted]]:
    """A branch of few people would be recognised by its name alone, so these stand together."""
    size = Counter(person.branch.casefold() for person in people if person.branch)
    spelling = {person.branch.casefold(): person.branch for person in people}
    groups = _grouped((p for p in people if size[p.branch.casefold()] >= LEAST), lambda person: spelling[person.branch.casefold()])
    few = [person for person in people if person.branch and size[person.branch.casefold()] < LEAST]
    none = [person for person in people if not person.branch]
    return groups | ({_("branches of fewer than 5 people"): few} if few else {}) | ({_("branch not stated"): none} if none else {})


def _held(cohorts: Collection[Cohort], period: Period) -> Counter[int]:
    """Sessions that took place, by class."""
    rows = Workshop.objects.filter(cohort__in=cohorts, status=WorkshopStatus.HELD, starts_at__gte=period.begins, starts_at__lt=period.ends)
    return Counter(rows.values_list("cohort_id", flat=True))


def _held_in(cohorts: Iterable[Cohort], held: Counter[int], city: str) -> int:
    return sum(held[cohort.pk] for cohort in cohorts if cohort.city.name == city)


# --- Hiding


def _cell(value: int, mark: str | None) -> Cell:
    return Cell(None, mark) if mark else Cell(value)


def _table(title: str, groups: dict[str, list[Counted]], total: Sequence[int]) -> Table:
    """Every column is protected by itself against its own total; a group that is too small shows nothing at all."""
    sums = [_sums(people) for people in groups.values()]
    veiled = {place for place, row in enumerate(sums) if row[0] < LEAST}
    hidden = [
        marks([row[column] for row in sums], veiled=veiled, total_shown=total[0] >= LEAST and total[column] >= LEAST)
        for column in range(len(MEASURES))
    ]
    lines = (
        Line(label, tuple(_cell(value, hidden[column].get(place)) for column, value in enumerate(row)))
        for place, (label, row) in enumerate(zip(groups, sums, strict=True))
    )
    return Table(title, tuple(lines))


def _with_held(table: Table, held: dict[str, int]) -> Table:
    return Table(table.title, tuple(Line(line.label, line.cells, held[line.label]) for line in table.lines))


def _classes(people: Collection[Counted], cohorts: Iterable[Cohort], held: Counter[int], total: Sequence[int]) -> Table:
    """Classes part the people of a city, whose own number is shown: each city is protected by itself, then all of them together."""
    of_class = _grouped(people, lambda person: person.cohort.name)
    city_of = {label: members[0].cohort.city_id for label, members in of_class.items()}
    ids = {cohort.name: cohort.pk for cohort in cohorts}
    by_city: dict[int, list[str]] = {}
    for label, city in city_of.items():
        by_city.setdefault(city, []).append(label)
    order = sorted(by_city.values(), key=lambda labels: of_class[labels[0]][0].cohort.city.name.casefold())
    cities = _table("", {str(number): [p for label in labels for p in of_class[label]] for number, labels in enumerate(order)}, total)
    lines: dict[str, Line] = {}
    for labels, city in zip(order, cities.lines, strict=True):
        lines |= _classes_of_city(labels, city, of_class)
    return Table(_("By class"), tuple(Line(label, lines[label].cells, held[ids[label]]) for label in of_class))


def _classes_of_city(labels: Sequence[str], city: Line, of_class: dict[str, list[Counted]]) -> dict[str, Line]:
    """The only class of a city is its city; where a city's number is hidden, those of all its classes are, by the same mark."""
    if len(labels) == 1:
        return {labels[0]: Line(labels[0], city.cells)}
    sums = [_sums(of_class[label]) for label in labels]
    veiled = {place for place, row in enumerate(sums) if row[0] < LEAST}
    hidden = []
    for column, cell in enumerate(city.cells):
        if cell.value is None:  # a mark of their own would tell between which numbers their city lies
            hidden.append(dict.fromkeys(range(len(labels)), cell.mark))
        else:
            hidden.append(marks([row[column] for row in sums], veiled=veiled))
    return {
        label: Line(label, tuple(_cell(value, hidden[column].get(place)) for column, value in enumerate(row)))
        for place, (label, row) in enumerate(zip(labels, sums, strict=True))
    }
