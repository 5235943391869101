"""The rosters of the content folder, where there is one: 180 people, and thirty rows with every kind of dirt."""

import os
from collections import Counter
from pathlib import Path

import pytest

from curriculum.models import Membership
from people.models import Identity
from people.roles import Role
from tests.curriculum.roster.lists import identity_of, imported, results, trainee_called

FOLDER = os.environ.get("WARTA_CONTENT_DIR")
pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not FOLDER, reason="WARTA_CONTENT_DIR is not set")]
REJECTED = {2: "telepon", 3: "telepon", 4: "kota", 7: "nama", 8: "nama", 9: "telepon", 27: "kolom", 28: "kolom", 29: "baris", 30: "nama"}
CREATED = {1, 5, 6, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 26}


def data_of(name: str) -> bytes:
    return Path(FOLDER, name).read_bytes()


def test_the_roster_gives_thirty_people_in_each_city_and_a_second_time_nothing(cast):
    assert set(results(imported(cast, data_of("roster.csv")))) == {"created"}
    people = Membership.objects.filter(role=Role.TRAINEE).exclude(user__in=[cast.siti, cast.budi])
    assert Counter(people.values_list("cohort__city__name", flat=True)) == dict.fromkeys(
        ("Bandung", "Semarang", "Karawang", "Tangerang", "Jakarta", "Samarinda"), 30
    )
    assert people.filter(sex="f").count() == 112 and people.exclude(batch=None).count() == 180
    assert results(imported(cast, data_of("roster.csv"))) == ["unchanged"] * 180


def test_each_dirty_row_has_its_own_answer_and_a_second_time_nothing_changes(cast):
    rows = imported(cast, data_of("roster_dirty.csv")).rows
    assert {one.number for one in rows if one.result == "created"} == CREATED
    assert {one.number for one in rows if one.result == "merged"} == {25}
    for one in rows:
        if one.number in REJECTED:
            assert one.result == "rejected" and one.field.split(", ")[0] == REJECTED[one.number] and one.reason, one.number
    assert all(rows[number - 1].reason for number in (6, 21, 23))
    assert identity_of(trainee_called("Ika Kusmawati")).phone.reveal() == "+6286000000013"
    assert identity_of(trainee_called("Sari Utami")).phone.reveal() == "+6286000000012"
    assert trainee_called('=HYPERLINK("http://contoh.example/","klik")') and trainee_called("HASNA")
    before = list(Identity.objects.order_by("pk").values_list("pk", "phone_hash"))
    again = imported(cast, data_of("roster_dirty.csv"))
    assert not again.changes_something and list(Identity.objects.order_by("pk").values_list("pk", "phone_hash")) == before
