"""Two editors, and the shortest way to a value that holds."""

import uuid
from datetime import UTC, date, datetime

import pytest

from curriculum.programme import set_up_groups
from people.roles import Role
from people.services import create_person
from rights.current import current_edition
from rights.models import LawChange
from rights.services import parameters
from tests.cast import add_member

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = date(2026, 11, 25)


def wage(amount=6_100_000, region="karawang", year=2027, **more):
    """The fields of a record: next year's minimum wage."""
    return {
        "parameter": f"minimum_wage.{region}",
        "unit": "rupiah a month",
        "value": amount,
        "valid_from": date(year, 1, 1),
        "valid_to": date(year, 12, 31),
        "law": "Keputusan Gubernur Jawa Barat 561/Kep.1-Kesra/2026",
        "article": f"UMK {year}",
        "source": "Dibaca di laman pemerintah provinsi",
        "confidence": "A",
        "reviewed_on": TODAY,
        **more,
    }


def editor(name):
    set_up_groups()
    user = create_person(display_name=name)
    add_member(user, Role.EDITOR)
    return user


@pytest.fixture
def maya(db):
    """An editor; none of the rest of the programme is needed for the law."""
    return editor("Maya")


@pytest.fixture
def lena(db):
    """A second editor."""
    return editor("Lena")


def proposed(by, *records, title="UMK 2027") -> LawChange:
    return parameters.propose(by=by, records=records or [wage()], title=title, why="Keputusan terbit", client_id=uuid.uuid4(), at=NOW)


def approved(by, second, *records) -> LawChange:
    return approve(proposed(by, *records), second)


def approve(change, by, at=NOW) -> LawChange:
    return parameters.approve(change=change, by=by, seen=parameters.token_words(current_edition()), at=at)


def taken_back(change, by, second) -> LawChange:
    why = {"why": "Angka salah", "client_id": uuid.uuid4(), "at": NOW}
    return approve(parameters.propose_to_take_back(change=change, by=by, **why), second)


def checked(by, through, at=NOW, **more):
    facts = {"law": "UU Ketenagakerjaan baru", "source": "Lembaran Negara", "words": "Belum ada", "client_id": uuid.uuid4(), **more}
    return parameters.record_law_check(by=by, checked_through=through, at=at, **facts)
