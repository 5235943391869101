"""Every worked example typed into the page's form, and every expected figure read from the page that comes back: 0 rupiah of difference."""

import json
import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from rights.forms import calculator_address
from rights.headlines import SINGLE
from rights.sentences import warning_sentence
from tests.rights.cases import TODAY, own_cases
from tests.rights.pages.filling_in import Page, plain, typed_for

pytestmark = pytest.mark.django_db
MAIN = {name: key for name, (key, _words) in SINGLE.items()} | {
    "thr": "thr", "pkwt_compensation": "compensation", "severance": "total", "bpjs": "worker_total", "jkp": "total"
}  # fmt: skip
FACTS = {
    "regime", "tenure", "eligible", "meal_required", "uang_pisah_due", "up_table_months", "up_multiplier", "upmk_table_months",
    "upmk_multiplier", "tenure_months", "tenure_days", "counted_months", "counted_days", "latest_payment_date", "basic_share_ok", "below",
    "fine_percent", "cap_50_applied", "bank_interest_also_due", "ter_category", "rate_percent", "daily_excess_minutes", "percent_by_month",
    "wage_base", "wage_month", "total_minutes",
}  # fmt: skip
REGIMES = {"pp35_2021": "PP 35/2021, sejak 2 Februari 2021", "kepmen102_2004": "Kepmenakertrans 102/2004, sampai 1 Februari 2021",
           "uu13_2003": "UU 13/2003 naskah awal, sampai 1 November 2020"}  # fmt: skip
MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"]
UNITS = {"hourly_wage": "sejam", "floor_per_day": "sehari", "floor_per_hour": "sejam", "shortfall_per_day": "sehari",
         "shortfall_per_hour": "sejam", "jp_ceiling": "sebulan"}  # fmt: skip


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args: TODAY)


def shared_cases() -> list[dict[str, Any]]:
    folder = os.environ.get("WARTA_LAW_DIR")
    return json.loads((Path(folder) / "worked_examples.json").read_text(encoding="utf-8"))["examples"] if folder else []


CASES = own_cases() + [case for case in shared_cases() if case["id"] not in {own["id"] for own in own_cases()}]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_page_says_what_the_example_expects(client, case):
    answer = client.post(calculator_address(case["calculator"]), typed_for(case["calculator"], case["inputs"]))
    page = Page(answer.content.decode())
    assert answer.status_code == 200 and "isian yang perlu diperbaiki" not in page.html
    missing = [f"{key}: {words}" for key, words in expected_words(case) if not any(each in texts(page, key) for each in words)]
    assert missing == []
    if "warnings" in case["expected"]:
        said = {plain(words) for words in page.warnings if not words.startswith("Daerah lain")}
        assert said == {plain(warning_sentence(code)) for code in case["expected"]["warnings"]}
    if (main := MAIN.get(case["calculator"])) in case["expected"] and case["expected"][main] is not None:
        assert plain(page.sum) == rupiah(case["expected"][main])


def test_shared_examples_are_the_ones_we_wrote_down():
    """So that those of the folder are tried too, when they differ."""
    own = {case["id"]: case["inputs"] for case in own_cases()}
    assert [case["id"] for case in shared_cases() if own.get(case["id"]) != case["inputs"]] == []


def texts(page: Page, key: str) -> list[str]:
    if key in FACTS:
        return [plain(fact).rpartition(": ")[2] for fact in page.facts]
    return [plain(page.sum), plain(page.h1), *(plain(row.amount) for row in page.rows)]


def expected_words(case: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for key, value in case["expected"].items():
        if key == "warnings":
            continue
        for each in value.values() if isinstance(value, dict) else value if key == "per_month" else [value]:
            yield key, words_of(key, each)


def words_of(key: str, value: Any) -> list[str]:
    """How the page may say an output."""
    if value is None:
        return ["Upah minimum daerah dan tahun itu belum ada pada kami"]
    if isinstance(value, bool):
        return ["ya" if value else "tidak"]
    if key == "regime":
        return [REGIMES[value]]
    if key == "tenure":
        return ["{} tahun, {} bulan, {} hari".format(*value)]
    if key == "latest_payment_date":
        day = date.fromisoformat(value)
        return [f"{day.day} {MONTHS[day.month - 1]} {day.year}"]
    if isinstance(value, list):
        return [", ".join(number(each) for each in value)]
    if key in ("wage_base", "wage_month") or key not in FACTS:
        return _amounts(key, value)
    if key == "total_minutes":
        return [minutes(value)]
    return [value if isinstance(value, str) else number(value)]


def _amounts(key: str, value: Any) -> list[str]:
    if key.startswith("shortfall") and not value:
        return ["Upahmu tidak di bawah upah minimum"]
    if key == "overtime_minutes":
        return [minutes(value)]
    if key in ("weighted_hours", "remaining_months", "statutory_days"):
        return [f"{number(value)} {unit}" for unit in ("kali upah sejam", "bulan", "hari kerja")]
    return [rupiah(value), *(f"{rupiah(value)} {unit}" for unit in (UNITS.get(key), "sejam", "sehari", "sebulan") if unit)]


def number(value: Any) -> str:
    exact = round(Decimal(str(value)), 6).normalize()
    whole, _point, rest = f"{exact:f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return grouped + ("," + rest.rstrip("0") if rest.rstrip("0") else "")


def rupiah(value: Any) -> str:
    return f"Rp {number(value)}"


def minutes(value: int) -> str:
    return f"{value // 60} jam {value % 60} menit"


def test_numbers_are_compared_as_the_page_writes_them():
    assert (number(28901.73), number(14.0), number(1.5), rupiah(5886853)) == ("28.901,73", "14", "1,5", "Rp 5.886.853")
