"""Every result of every example as a page: no line without law, article, dates and confidence; and the page's clock."""

import re
from datetime import date

import pytest
from django.utils import timezone

from rights.calculators import CALCULATORS
from rights.forms import calculator_address
from tests.rights.cases import TODAY, own_cases
from tests.rights.pages.filling_in import Page, typed_for
from tests.rights.pages.test_pages import ANY_REASON, LONGEST_MONTH

pytestmark = pytest.mark.django_db
DATES = re.compile(r"berlaku (sejak )?\d{1,2} \w+ \d{4}( sampai \d{1,2} \w+ \d{4})?")
CONFIDENCE = re.compile(r"keyakinan [ABCDX]: \w+")
TRANSITION = ANY_REASON | {"end_date_month": "12", "end_date_year": "2020", "reason": "efficiency_loss", "week": "5"}
EVERY = [(case["calculator"], typed_for(case["calculator"], case["inputs"])) for case in own_cases()]
EVERY += [("overtime_month", LONGEST_MONTH), ("severance", ANY_REASON), ("severance", TRANSITION)]


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args: TODAY)


def page_of(client, calculator, typed) -> Page:
    return Page(client.post(calculator_address(calculator), typed).content.decode())


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_no_figure_without_law_article_dates_and_confidence(client, calculator):
    found = [page_of(client, name, typed) for name, typed in EVERY if name == calculator]
    assert found
    for page in found:
        lines = [row for row in page.rows if row.amount and not _is_sum(row)]
        assert lines or "belum ada pada kami" in page.h1
        for row in lines:
            basis = row.basis.replace("\u00a0", " ")
            assert DATES.search(basis) and CONFIDENCE.search(basis), (row, page.h1)
            assert re.search(r"Pasal|amar|tidak mengatur|ayat|huruf|Lampiran|Surat|surat|Kep|diktum|seluruhnya|kebiasaan|/", basis), row


def _is_sum(row) -> bool:
    """A sum has the law of the lines above it."""
    return not row.basis


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_sum_stands_under_lines_that_add_up_to_it(client, calculator):
    for name, typed in EVERY:
        if name == calculator:
            added = 0
            for row in page_of(client, name, typed).rows:
                if row.basis:
                    added += _rupiah(row.amount)
                elif row.amount:
                    assert _rupiah(row.amount) <= added
                    added = 0


def _rupiah(words: str) -> int:
    match = re.fullmatch(r"Rp ([\d.]+)", words.replace("\u00a0", " "))
    return int(match[1].replace(".", "")) if match else 0


def test_disputed_time_gives_two_sums_beside_each_other_and_none_as_the_right(client):
    page = page_of(client, "severance", TRANSITION)
    assert page.sum == "" and "dipersoalkan" in page.h1
    assert page.says("UU 13/2003 naskah awal, sampai 1 November 2020: Jumlah") and page.says("PP 35/2021, sejak 2 Februari 2021: Jumlah")
    assert page.says("Batas paling rendah") is False


def test_contested_multiplier_shows_its_second_figure_with_the_words_for_it(client):
    page = page_of(client, "severance", ANY_REASON | {"reason": "efficiency_loss", "week": "5"})
    assert page.says("Masih dipersoalkan, tanya bantuan hukum")


def test_range_names_the_lowest_and_the_highest(client):
    page = page_of(client, "severance", ANY_REASON)
    assert " sampai Rp " in page.sum and "paling sedikit" in page.h1


def test_in_2027_last_years_minimum_wage_is_never_used(client, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args: date(2027, 1, 15))
    typed = {"region": "karawang", "date_day": "4", "date_month": "1", "date_year": "2027", "pay_type": "monthly", "basic": "3000000"}
    wage = page_of(client, "minimum_wage", typed)
    assert "belum ada pada kami" in wage.h1 and "5.886.853" not in wage.html
    overtime = typed | {"day_type": "workday", "week": "5", "minutes_hours": "2"}
    page = page_of(client, "overtime", overtime)
    assert any("Angka tahun lain tidak" in words for words in page.warnings) and "5.886.853" not in page.html
    severance = ANY_REASON | {"reason": "retirement", "week": "5", "end_date_month": "1", "end_date_year": "2027", "basic": "3000000"}
    assert "5.886.853" not in page_of(client, "severance", severance).html


@pytest.mark.parametrize(("day", "month", "is_warned"), [("31", "10", False), ("1", "11", True)])
def test_events_after_31_october_2026_say_that_the_law_may_have_changed(client, day, month, is_warned):
    typed = {"region": "karawang", "date_day": day, "date_month": month, "date_year": "2026", "pay_type": "monthly", "basic": "6000000",
             "day_type": "workday", "week": "5", "minutes_hours": "2"}  # fmt: skip
    said = any("Aturan mungkin berubah" in words for words in page_of(client, "overtime", typed).warnings)
    assert said is is_warned
