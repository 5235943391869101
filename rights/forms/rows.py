"""Questions with many rows: the days of a week, and the days of a month of pay."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from rights.forms.kinds import LONGEST_NUMBER, Field, Refused, Typed, read_minutes


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table of days: its number and what it is called."""

    number: int
    label: Any


@dataclass(frozen=True, kw_only=True)
class WeekRows(Field):
    """Hours and minutes of each day of a week; days at the end that are left empty are left out."""

    rows: tuple[Row, ...] = field(default=())
    template: ClassVar[str] = "week"
    longest: ClassVar[int] = LONGEST_NUMBER

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(f"{self.name}_{row.number}{end}" for row in self.rows for end in ("_hours", ""))

    def read(self, typed: Typed) -> Any:
        found: list[int | None] = []
        for row in self.rows:
            name = f"{self.name}_{row.number}"
            hours, minutes = typed.get(f"{name}_hours", ""), typed.get(name, "")
            try:
                found.append(read_minutes(hours, minutes) if hours or minutes else None)
            except Refused as refused:
                raise Refused(refused.words, f"_{row.number}{refused.part}") from refused
        while found and found[-1] is None:
            found.pop()
        return [minutes or 0 for minutes in found] if found else self.nothing(typed, f"_{self.rows[0].number}_hours")


@dataclass(frozen=True, kw_only=True)
class LogRows(Field):
    """Overtime of a month of pay, a row a day. Rows are numbers of days; `start` is the field with the first day of that month of pay."""

    start: str
    kinds: tuple[tuple[str, Any], ...] = ()
    template: ClassVar[str] = "log"
    longest: ClassVar[int] = 30
    days: ClassVar[range] = range(1, 32)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(f"{self.name}_{day}{end}" for day in self.days for end in ("_kind", "_hours", ""))

    def read(self, typed: Typed) -> Any:
        found = {day: row for day in self.days if (row := self._row(typed, day))}
        return found or self.nothing(typed, "_1_hours")

    def _row(self, typed: Typed, day: int) -> tuple[str, int] | None:
        kind, hours, minutes = (typed.get(f"{self.name}_{day}{end}", "") for end in ("_kind", "_hours", ""))
        if not hours and not minutes:
            return None
        try:
            worked = read_minutes(hours, minutes)
        except Refused as refused:
            raise Refused(refused.words, f"_{day}{refused.part}") from refused
        allowed = [value for value, _words in self.kinds]
        if kind not in ("", *allowed):
            raise Refused(_("Choose one of the answers."), f"_{day}_kind")
        return kind or allowed[0], worked
