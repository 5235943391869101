"""Two stewards and a site with two cities: less than the whole cast, which only the tests of rights need."""

import pytest

from curriculum.services import grant_membership
from people.models import User
from people.roles import Role
from people.services import create_person
from tests.cast import STARTS_ON, sign_in
from tests.printing import publishing
from tests.printing.desk import walls


def steward(name: str, slug: str, number: int) -> User:
    user = create_person(display_name=name, legal_name=f"{name.upper()} NAMA-RAHASIA", phone=f"0860 0000 77{number:02}")
    grant_membership(user=user, role=Role.STEWARD, starts_on=STARTS_ON, city=walls.city(slug))
    return user


@pytest.fixture
def dewi(db) -> User:
    """The steward of Semarang."""
    return steward("Dewi", "semarang", 1)


@pytest.fixture
def kosim(db) -> User:
    """The steward of Karawang."""
    return steward("Kosim", "karawang", 2)


@pytest.fixture
def phone(client, dewi):
    """Dewi's."""
    sign_in(client, dewi)
    return client


@pytest.fixture
def article(dewi):
    return publishing.publish()


@pytest.fixture
def board(dewi):
    return walls.board(dewi)
