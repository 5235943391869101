"""The texts about rights that we ship, the figures in them, and what becomes of them at the turn of the year."""

import json
import re
from datetime import date

import pytest

from rights.calculators import law
from rights.models import RightsQuestion
from rights.questions import shipping
from rights.questions.checking import problems, texts_of
from rights.questions.examples import dated
from rights.questions.figures import BadFigure, Figures, NotKnown
from rights.questions.reading import read
from rights.questions.shipping import BadText, shipped_texts
from tests.rights.questions import SHIPPED, unsaved

DAY = date(2026, 11, 25)
NEXT_YEAR = date(2027, 6, 1)
FIGURE = re.compile(r"\{[^{}]*\}")
# Numbers that are names: laws and articles, years, times of day, codes, and "1/" before the divisor of the hourly wage.
NAMES = re.compile(
    r"PPh 21|(UU|PP|PMK|Permenaker|Pasal|MK|SEMA|Perpres) [\d/]+|Pasal [\d()-]+|\b20\d\d\b|pukul \d\d\.\d\d|sampai \d\d\.\d\d"
    r"|[KT]K?/\d|ke-1\b|1/"
)
MONEY = re.compile(r"Rp ([\d.]+)")


def words_of(question: RightsQuestion, *, with_examples: bool = False) -> str:
    return "\n".join(text for field, text in texts_of(question) if with_examples or field != "examples")


def figure(name: str, day: date = DAY) -> str:
    return Figures(law(), day).fill("{" + name + "}").replace("\u00a0", " ")


# The shipped texts


def test_there_are_at_least_thirty_and_they_cover_all_regions_of_the_table():
    assert len(SHIPPED) >= 30
    asked = " ".join(words_of(unsaved(name)) for name in SHIPPED)
    regions = {name for name in law() if re.fullmatch(r"minimum_wage\.(kota|kab)_\w+|minimum_wage\.(karawang|jakarta|samarinda)", name)}
    assert len(regions) == 10
    assert {name for name in regions if f"{{law:{name}}}" not in asked} == set()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_text_passes_the_editors_own_check_and_computes(name):
    question = unsaved(name)
    assert problems(question, law=law(), today=DAY) == {}
    reading = read(question, law=law(), today=DAY)
    assert not reading.is_incomplete
    assert reading.short_answer and reading.next_steps and reading.examples
    assert all(example.explanation for example in reading.examples)
    assert "{" not in "".join([reading.title, reading.description, reading.short_answer, *reading.next_steps])


@pytest.mark.parametrize("name", SHIPPED)
def test_every_page_names_its_law_and_how_sure_we_are(name):
    reading = read(unsaved(name), law=law(), today=DAY)
    assert reading.basis
    for basis in reading.basis:
        assert basis.law and all(basis.articles) and basis.words
    for example in reading.examples:
        assert all(line.laws for section in example.sections for line in section.lines)


@pytest.mark.parametrize("name", SHIPPED)
def test_no_figure_of_the_law_is_written_by_hand(name):
    question = unsaved(name)
    rest = NAMES.sub("", FIGURE.sub("", words_of(question)))
    assert not re.search(r"\d|%|Rp|persen", rest), re.findall(r".{0,30}(?:\d|%|Rp|persen).{0,20}", rest)
    for example in question.examples:  # what the people of an example earn stands in their answers
        typed = json.dumps(example["inputs"])
        for money in MONEY.findall(example["words"]):
            amount = int(money.replace(".", ""))
            assert str(amount) in typed or amount in _nearly(example["inputs"]) or str(amount) in json.dumps(question.examples)


def _nearly(inputs: dict) -> set[int]:
    """The average of a list of wages, rounded to a hundred thousand."""
    wages = inputs.get("wages_received") or [0]
    return {round(sum(wages) / len(wages), -5)}


@pytest.mark.parametrize("name", SHIPPED)
def test_nobody_is_promised_money(name):
    words = words_of(unsaved(name), with_examples=True).lower()
    assert "kamu akan menerima" not in words and "akan kamu terima" not in words
    assert "anda" not in words.split()


def test_what_is_uncertain_is_said_in_words():
    """A statement that rests on a mark D of our own naming has a sentence about it on the page."""
    for name in SHIPPED:
        question = unsaved(name)
        if any(block.value["confidence"] in "DX" for block in question.laws):
            assert re.search(r"belum kami|belum dibaca|dicek ulang|belum pasti", words_of(question) + str(list(question.laws))), name


def test_a_text_that_lacks_something_is_refused_by_its_file_name(tmp_path, monkeypatch):
    (tmp_path / "kurang.yaml").write_text('question: "Apa?"\n', encoding="utf-8")
    monkeypatch.setattr(shipping, "FOLDER", tmp_path)
    with pytest.raises(BadText, match="kurang.yaml"):
        list(shipped_texts())


# The turn of the year


@pytest.mark.parametrize("name", [name for name in SHIPPED if name.startswith(("umk-", "ump-"))])
def test_a_minimum_wage_of_last_year_is_never_this_years(name):
    reading = read(unsaved(name), law=law(), today=NEXT_YEAR)
    assert "2027" in reading.title
    assert reading.short_answer is None and reading.is_incomplete
    assert [example.explanation.result.output("minimum_wage") for example in reading.examples] == [None] * len(reading.examples)
    last_year = [item for block in reading.blocks for item in block.items if "Rp" in item]
    assert last_year and all(item.startswith(("2026: ", "2025: ")) for item in last_year)


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2027, 12, 31), date(2030, 1, 1)])
def test_every_text_can_be_read_on_any_day(day):
    for name in SHIPPED:
        reading = read(unsaved(name), law=law(), today=day)
        assert reading.title and "{" not in reading.description


def test_after_the_last_researched_day_the_page_says_so():
    assert not read(unsaved("jam-kerja"), law=law(), today=date(2026, 10, 31)).may_have_changed
    assert read(unsaved("jam-kerja"), law=law(), today=date(2026, 11, 1)).may_have_changed


# Figures


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("year", "2026"),
        ("year-2", "2024"),
        ("known_through", "31 Oktober 2026"),
        ("law:overtime.hours_per_month", "173"),
        ("law:overtime.base.low_fixed_share", "75 %"),
        ("law:bpjs.jht.employer", "3,7 %"),
        ("law:late_wage.first_rate", "5 %"),
        ("law:minimum_wage.karawang", "Rp 5.886.853"),
        ("law:minimum_wage.karawang@-1", "Rp 5.599.593,21"),
        ("law:overtime.multipliers.workday:1:2", "1,5"),
        ("law:severance_tax.rates:2:1", "Rp 100.000.000"),
        ("law:severance_tax.rates:2:2", "5 %"),
        ("law:leave.family:own_marriage", "3"),
        ("law:minimum_wage.sanction:prison_to", "4"),
        ("law:minimum_wage.sanction:fine_to", "Rp 400.000.000"),
        ("law:pkwt.counted_from", "2 November 2020"),
    ],
)
def test_a_figure_stands_in_the_readers_words(name, words):
    assert figure(name) == words


@pytest.mark.parametrize(
    "name",
    [
        *("", "yearly", "law:", "law:no.such", "law:overtime.multipliers.workday", "law:overtime.multipliers.workday:0:1"),
        *("law:overtime.multipliers.workday:9:1", "law:overtime.multipliers.workday:2:1", "law:overtime.hours_per_month:1"),
        *("law:leave.family:nobody", "law:overtime.regime", "example1:total", "example0:total", "law:overtime.daily_cap@-12"),
    ],
)
def test_a_name_that_means_nothing_is_refused(name):
    with pytest.raises(BadFigure):
        figure(name)


def test_a_figure_that_is_only_unknown_today_is_another_thing():
    with pytest.raises(NotKnown):
        figure("law:minimum_wage.karawang", NEXT_YEAR)


def test_dates_of_examples_move_with_the_calendar():
    given = {"a": "today", "b": "today-14m", "c": "today+1y-3d", "d": "today-999y-999y-999y", "e": [{"f": "today+1d"}], "g": "2026-01-01"}
    assert dated(given, date(2026, 3, 31)) == {
        "a": date(2026, 3, 31),
        "b": date(2025, 1, 31),
        "c": date(2027, 3, 28),
        "d": "today-999y-999y-999y",
        "e": [{"f": date(2026, 4, 1)}],
        "g": "2026-01-01",
    }
