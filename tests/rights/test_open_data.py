"""The law as open data: complete, the same for everybody, known again by its ETag."""

import csv
import io
import json

import pytest

from rights.calculators import REGIONS, law
from rights.law_records import value_from
from tests.rights.office.conftest import approved, editor, wage

pytestmark = pytest.mark.django_db
JSON, CSV, PAGE = "/hak/data/parameter.json", "/hak/data/upah-minimum.csv", "/hak/data/"


def parameters(client):
    return {each["name"]: each for each in json.loads(client.get(JSON).content)["parameters"]}


def rows(client):
    return list(csv.DictReader(io.StringIO(client.get(CSV).content.decode())))


def test_every_rule_is_there_and_can_be_read_back(client):
    content = json.loads(client.get(JSON).content)
    assert content["schema"] == "warta-buruh/parameter/1" and content["known_through"] == "2026-10-31" and content["edition"] == "files"
    found = {each["name"]: each for each in content["parameters"]}
    assert found.keys() == set(law())
    for name, parameter in law().items():
        assert found[name]["unit"] == parameter.unit and len(found[name]["values"]) == len(parameter.values)
        for shown, value in zip(found[name]["values"], parameter.values, strict=True):
            assert all(shown[key] for key in ("valid_from", "law", "article", "source", "confidence", "weakest_confidence", "reviewed_on"))
            if name != "law.known_through":
                facts = {"from": value.reference.valid_from, "reviewed_on": value.reference.reviewed_on}
                record = {key: shown[key] for key in ("value", "law", "article", "source", "confidence")} | facts
                assert value_from(parameter, record).content == value.content


def test_minimum_wages_are_a_table_of_every_region_and_year(client):
    found = rows(client)
    assert len(found) == 60 and {row["region"] for row in found} == set(REGIONS)
    karawang = next(row for row in found if (row["region"], row["year"]) == ("karawang", "2025"))
    assert karawang["amount_idr"] == "5599593.21" and karawang["confidence"] == "B" and "561.7/Kep.798" in karawang["law"]


def test_what_editors_approve_is_there_at_once(client):
    before = client.get(JSON).headers["ETag"]
    approved(editor("Maya"), editor("Lena"), wage())
    assert parameters(client)["minimum_wage.karawang"]["values"][-1]["value"] == 6_100_000
    assert any((row["region"], row["year"], row["amount_idr"]) == ("karawang", "2027", "6100000") for row in rows(client))
    assert client.get(JSON).headers["ETag"] != before


def test_no_cell_of_the_table_is_a_formula(client):
    approved(editor("Maya"), editor("Lena"), wage(law="=HYPERLINK(1)", source="@SUM(1)", article="-1", note="+1"))
    cells = [cell for row in rows(client) for cell in row.values()]
    assert "'=HYPERLINK(1)" in cells and not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(("path", "kind"), [(JSON, "application/json"), (CSV, "text/csv; charset=utf-8")])
def test_unchanged_content_is_not_sent_again(client, path, kind):
    first = client.get(path)
    assert first.headers["Content-Type"] == kind and first.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_no_cookie_and_open_to_other_sites_only_where_it_is_data(client):
    for path in (JSON, CSV, PAGE):
        assert not client.get(path).cookies
    for path in (PAGE, "/hak/", "/"):
        assert "Access-Control-Allow-Origin" not in client.get(path).headers


def test_the_page_leads_to_both(client):
    page = client.get(PAGE).content.decode()
    assert JSON in page and CSV in page and "31\u00a0Oktober\u00a02026" in page
