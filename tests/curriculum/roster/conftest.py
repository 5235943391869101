"""One cast for each module: setting up the programme takes longer than most of these tests."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import transaction

from people.models import User
from tests.cast import PARTS, Cast, make_cast


@pytest.fixture(scope="module")
def programme(django_db_setup, django_db_blocker) -> Iterator[Cast]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_cast()
        transaction.set_rollback(True)


@pytest.fixture
def cast(programme, db) -> Cast:
    """Fresh people each time; what a test writes is undone after it."""
    return replace(programme, **{name: User.objects.get(pk=getattr(programme, name).pk) for name in PARTS})
