"""What a calculator's page asks, as plain data; and the refusals that belong to more than one field."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rights.forms.kinds import MISSING, Choice, Field, Group, Typed

Values = Mapping[str, Any]


class FieldRefused(ValueError):
    """Values that do not fit together; `field` is the one to mend."""

    def __init__(self, field: str, words: Any) -> None:
        super().__init__(str(words))
        self.field, self.words = field, str(words)


def as_typed(values: Values) -> dict[str, Any]:
    """Values that are the engine's already."""
    return {name: value for name, value in values.items() if value is not MISSING}


@dataclass(frozen=True, kw_only=True)
class CalculatorForm:
    """`given` makes the engine's inputs of the fields' values. `situation`: the engine's field that a question before it may decide."""

    calculator: str
    slug: str
    section: Any
    question: Any
    parts: tuple[Field | Group, ...]
    intro: Any = ""
    given: Callable[[Values], dict[str, Any]] = as_typed
    situation: str = ""
    instead: tuple[str, Any] | None = None  # address and words of the calculator that many who come here need
    related: tuple[tuple[str, Any], ...] = ()  # those to go on with, from a result

    @property
    def fields(self) -> Iterator[Field]:
        for part in self.parts:
            yield from part.fields if isinstance(part, Group) else (part,)

    @property
    def names(self) -> Iterator[str]:
        for field in self.fields:
            yield from field.names

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)

    def asked(self, typed: Typed) -> Iterator[Field]:
        """Fields that count, after what was chosen."""
        for part in self.parts:
            if not isinstance(part, Group):
                yield part
            elif part.when is None or self.chosen(part.when[0], typed) in part.when[1]:
                yield from part.fields

    def chosen(self, name: str, typed: Typed) -> str:
        """The answer to a choice, or the one that stands there at first."""
        choice = self.field(name)
        return typed.get(name) or str(choice.initial if isinstance(choice, Choice) else "")
