"""The cast that most tests begin with is made by a short cut; here it is held against the services."""

import pytest
from django.db import transaction

from curriculum.models import Membership
from people.models import User
from tests.cast import PARTS, make_cast, make_person

pytestmark = pytest.mark.django_db
FACTS = [field.attname for field in Membership._meta.fields if field.name not in ("id", "user")]


def as_the_database_has_it(user: User) -> tuple[list[dict], set[str], str]:
    memberships = list(Membership.objects.filter(user=user).values(*FACTS))
    return memberships, set(user.groups.values_list("name", flat=True)), user.display_name


def test_the_short_cut_makes_the_people_that_the_services_make():
    with transaction.atomic():
        cast = make_cast()
        quick = {name: as_the_database_has_it(getattr(cast, name)) for name in PARTS}
        transaction.set_rollback(True)
    assert {name: as_the_database_has_it(make_person(name)) for name in PARTS} == quick
