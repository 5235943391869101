"""The law of the pages: files and approved records, built once for each edition, seen by every process at its next request."""

import os
import subprocess
import sys
import threading
from datetime import date

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rights import current
from rights.calculators import law
from rights.current import current_edition, current_law
from rights.models import LawEdition, ParameterRecord
from tests.rights.office.conftest import NOW, approved, checked, taken_back, wage

KARAWANG, NEW_YEAR = "minimum_wage.karawang", date(2027, 1, 1)


def test_without_records_the_law_is_that_of_the_files(db):
    assert current_edition().token is None
    assert current_law() is law()


def test_without_tables_the_law_is_that_of_the_files(db, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("no such table: rights_lawedition")

    monkeypatch.setattr(LawEdition.objects, "values_list", broken)
    assert current_law() is law()


def test_the_law_is_built_once_for_each_edition(maya, lena, monkeypatch):
    approved(maya, lena)
    first = current_law()
    monkeypatch.setattr(current, "build", lambda: pytest.fail("built again"))
    with CaptureQueriesContext(connection) as queries:
        assert current_law() is first
    assert len(queries) == 1


def test_a_request_asks_at_most_once(maya, lena):
    approved(maya, lena)
    current_law()
    with CaptureQueriesContext(connection) as queries:
        response = Client().get("/hak/data/parameter.json")
    assert response.status_code == 200
    assert len([query for query in queries if "lawedition" in query["sql"]]) == 1


def test_a_request_sees_one_law_and_the_next_one_the_newer(maya, lena):
    current._begin()
    before = current_law()
    approved(maya, lena)
    assert current_law() is before
    current._end()
    assert current_law().find(KARAWANG, NEW_YEAR).content == 6_100_000


def test_a_correction_keeps_the_values_beside_it(maya, lena):
    approved(maya, lena, wage(5_000_000, year=2024))
    mended, bundled = current_law()[KARAWANG], law()[KARAWANG]
    assert [value for value in mended.values if value.reference.valid_from.year != 2024] == [
        value for value in bundled.values if value.reference.valid_from.year != 2024
    ]
    assert mended.at(date(2024, 6, 1)).content == 5_000_000
    assert law().at(KARAWANG, date(2024, 6, 1)).content == 5_257_834, "the files are not touched"


def test_a_new_value_ends_the_one_before_it_and_yields_to_the_next(maya, lena):
    rule = {"parameter": "overtime.daily_cap", "unit": law()["overtime.daily_cap"].unit, "valid_to": None}
    approved(maya, lena, wage(5, valid_from=date(2023, 1, 1), **rule), wage(6, valid_from=date(2025, 1, 1), **rule))
    spans = [(value.content, value.reference.valid_from, value.reference.valid_to) for value in current_law()["overtime.daily_cap"].values]
    assert spans[-3:] == [
        (law().at("overtime.daily_cap", date(2022, 1, 1)).content, date(2021, 2, 2), date(2022, 12, 31)),
        (5, date(2023, 1, 1), date(2024, 12, 31)),
        (6, date(2025, 1, 1), None),
    ]


def test_a_record_that_this_release_cannot_read_is_left_out_and_named(maya, lena):
    approved(maya, lena)
    approved(maya, lena, wage(region="samarinda"))
    ParameterRecord.objects.filter(parameter=KARAWANG).update(parameter="minimum_wage.atlantis")
    LawEdition.objects.update(token="00000000-0000-0000-0000-000000000001")
    assert current_law().find("minimum_wage.samarinda", NEW_YEAR).content == 6_100_000
    assert "minimum_wage.atlantis" not in current_law()


def test_files_reviewed_after_a_check_know_more_than_it(maya):
    checked(maya, date(2026, 9, 1), at=NOW.replace(month=8))
    assert current_law().known_through == law().known_through


def test_the_command_counts_with_the_files_unless_asked(maya, lena, tmp_path, capsys):
    approved(maya, lena)
    given = tmp_path / "given.json"
    given.write_text('{"region": "karawang", "date": "2027-03-01", "pay_type": "monthly", "basic": 6000000}')
    answers = []
    for more in ([], ["--current"]):
        call_command("calculate", "minimum_wage", "--input", str(given), "--json", *more)
        answers.append(capsys.readouterr().out)
    assert '"minimum_wage": null' in answers[0] and '"minimum_wage": 6100000' in answers[1]


PROBE = """
import django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
django.setup()
from datetime import date
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["DATABASE_NAME"]
from rights.current import current_law
while input() == "ask":
    value = current_law().find("minimum_wage.karawang", date(2027, 1, 1))
    print(value.content if value else "nothing", flush=True)
"""


@pytest.mark.django_db(transaction=True)
def test_another_process_sees_a_change_at_its_next_question_and_its_end_too(maya, lena):
    environment = {**os.environ, "DATABASE_NAME": str(connection.settings_dict["NAME"])}
    other = subprocess.Popen([sys.executable, "-c", PROBE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)

    def asked():
        other.stdin.write("ask\n")
        other.stdin.flush()
        return other.stdout.readline().strip()

    assert asked() == "nothing"
    change = approved(maya, lena)
    assert asked() == "6100000"
    taken_back(change, maya, lena)
    assert asked() == "nothing"
    other.communicate("bye\n", timeout=20)


@pytest.mark.django_db(transaction=True)
def test_another_thread_sees_a_change_on_its_own_connection(maya, lena):
    approved(maya, lena)
    found = []

    def ask():
        found.append(current_law().find(KARAWANG, NEW_YEAR).content)
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join(20)
    assert found == [6_100_000]
