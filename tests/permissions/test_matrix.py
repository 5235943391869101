"""Every row of the table, played by the whole cast; and no address of ours without a row."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import URLPattern, get_resolver

from tests.cast import make_cast
from tests.conftest import media_in
from tests.permissions.matrix import COLUMNS, OF_THE_OFFICE, OF_WAGTAIL, PUBLIC, WORKING
from tests.permissions.stage import ACTORS, Stage, set_stage

pytestmark = pytest.mark.django_db
assert tuple(COLUMNS) == ACTORS


@dataclass(frozen=True)
class Row:
    route: str
    method: str
    states: str
    answers: dict[str, str]

    @classmethod
    def parse(cls, line: str) -> "Row":
        place, answers = line.split("|")
        route, method, states = place.split()
        words = answers.split()
        told = dict.fromkeys(COLUMNS, words[0]) if words[-1] == "all" else dict(zip(COLUMNS, words, strict=True))
        return cls(route, method, states, told)

    def states_on(self, stage: Stage) -> list[str]:
        """ "any-sent" is every state but that one."""
        first, *without = self.states.split("-") if self.states != "-" else ["-"]
        return [state for state in stage.texts if state not in without] if first == "any" else first.split(",")

    def __str__(self) -> str:
        return f"{self.route} {self.method} {self.states}"

    def actors(self) -> tuple[str, ...]:
        """A method that does not exist is tried by two; a right by everybody."""
        return ("nobody", "siti") if set(self.answers.values()) == {"405"} else tuple(COLUMNS)


ROWS = [Row.parse(line) for line in (PUBLIC + WORKING).splitlines() if line.strip()]


@pytest.fixture(autouse=True)
def media_in_temporary_folder():
    """The stage has one folder for all its rows."""


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Stage]:
    """Set once; each request is undone."""
    with django_db_blocker.unblock(), override_settings(**media_in(tmp_path_factory.mktemp("stage"))), transaction.atomic():
        yield set_stage(make_cast())
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_gets_the_answer_of_the_table(stage, row):
    wrong = []
    for state in row.states_on(stage):
        for actor in row.actors():
            undo = transaction.savepoint()
            answer = stage.answer(actor, row.method, row.route, state)
            transaction.savepoint_rollback(undo)
            if answer != row.answers[actor]:
                wrong.append(f"{state}: {actor} got {answer}, the table says {row.answers[actor]}")
    assert not wrong, "\n".join(wrong)


def names_of_ours() -> set[str]:
    return {name for name, path in walk(get_resolver()) if not path.startswith("redaksi/")}


def walk(resolver, path: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield ":".join(filter(None, (space, pattern.name))), here
        else:
            yield from walk(pattern, here, ":".join(filter(None, (space, pattern.namespace))))


def test_no_address_of_ours_is_missing_from_the_table():
    assert names_of_ours() - OF_WAGTAIL == {row.route for row in ROWS} - OF_THE_OFFICE


def test_every_working_address_has_a_row_for_reading_and_for_writing():
    seen = {(row.route, row.method) for row in ROWS}
    assert {route for route, _method in seen} == {route for route, method in seen if method == "GET"}
    assert {route for route, _method in seen} == {route for route, method in seen if method == "POST"}
