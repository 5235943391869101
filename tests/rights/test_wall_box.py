"""The box of legal values on a bulletin."""

from datetime import date

import pytest
from django.utils import translation

from cms.models import City
from rights.calculators import law
from rights.law_records import amended, value_from
from rights.wall_box import REGIONS_OF, wall_box

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def test_karawang_shows_its_minimum_wage_and_overtime_with_their_law():
    box = wall_box(City(slug="karawang"), DAY)
    assert ("UMK Karawang 2026", "Rp\u00a05.886.853") in box.rows
    assert ("Lembur pada hari kerja", "jam pertama 1,5 × upah sejam, tiap jam berikutnya 2 ×") in box.rows, "half of it would mislead"
    assert ("Upah sejam", "1/173 dari upah sebulan") in box.rows
    assert box.address.endswith("/hak/")
    assert "PP 35/2021, Pasal 31 ayat (1)" in box.source
    assert "561.7/Kep.862-Kesra/2025" in box.source
    assert "dari berita" in box.note, "a figure from the press says so"
    assert "31 Oktober 2026" in box.note, "the new law of manpower is not known yet"
    assert "31 Oktober" not in wall_box(City(slug="karawang"), date(2026, 10, 31)).note


def test_cents_are_shown_where_the_decree_has_them():
    assert ("UMK Karawang 2025", "Rp\u00a05.599.593,21") in wall_box(City(slug="karawang"), date(2025, 5, 1)).rows


@pytest.mark.parametrize("slug", REGIONS_OF)
def test_every_city_has_the_minimum_wages_of_its_year(slug):
    assert len(wall_box(City(slug=slug), DAY).rows) == len(REGIONS_OF[slug]) + 2


def test_a_year_without_a_decree_shows_no_minimum_wage():
    box = wall_box(City(slug="karawang"), date(2031, 1, 1))
    assert not [name for name, _value in box.rows if name.startswith("UM")]


def test_before_any_rule_there_is_no_box():
    assert wall_box(City(slug="karawang"), date(1990, 1, 1)) is None


def test_a_table_of_another_shape_is_left_out_and_breaks_no_bulletin(monkeypatch):
    rates = law()["overtime.multipliers.workday"]
    record = {"from": DAY, "value": [[1, "1.5"], [2, 2], [None, 3]], "law": "UU baru", "article": "Pasal 1", "source": "contoh",
              "confidence": "A", "reviewed_on": DAY}  # fmt: skip
    monkeypatch.setattr("rights.wall_box.current_law", lambda: amended(law(), [value_from(rates, record)]))
    assert [name for name, _value in wall_box(City(slug="karawang"), DAY).rows] == ["UMK Karawang 2026"]
