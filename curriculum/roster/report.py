"""What became of each row. It names rows, fields and reasons, never a person or a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .judging import Remark

CREATED, UPDATED, UNCHANGED, MERGED, REJECTED = RESULTS = ("created", "updated", "unchanged", "merged", "rejected")
SAME_PERSON, WITHOUT_NUMBER = "same", "without_number"


@dataclass(frozen=True, slots=True)
class RowResult:
    """`choices` are the decisions that a person may take about a rejected row; `pen_name` of whoever has its number already."""

    number: int
    result: str
    field: str = ""
    reason: str = ""
    choices: tuple[str, ...] = ()
    other: str = ""

    @classmethod
    def of(cls, number: int, result: str, remarks: Iterable[Remark] = (), **more: Any) -> RowResult:
        remarks = list(remarks)
        fields = ", ".join(dict.fromkeys(remark.field for remark in remarks))
        return cls(number, result, fields, " ".join(remark.reason for remark in remarks), **more)

    @property
    def field_words(self) -> str:
        return self.field.replace("_", " ")

    def as_json(self) -> dict[str, Any]:
        return {"row": self.number, "result": self.result, "field": self.field, "reason": self.reason}


@dataclass(frozen=True)
class Report:
    rows: list[RowResult] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(row.result for row in self.rows)
        return {result: found[result] for result in RESULTS}

    @property
    def changes_something(self) -> bool:
        return bool(self.counts[CREATED] or self.counts[UPDATED])

    def as_json(self) -> dict[str, Any]:
        return {"rows": [row.as_json() for row in self.rows], "summary": {"rows": len(self.rows), **self.counts}}
