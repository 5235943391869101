"""Cleaning, hyphens, lines and columns."""

import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.layout.body import broken, text_source
from printing.layout.breaking import MAX_HYPHENS, Breaker
from printing.layout.cleaning import bound, clean
from printing.layout.columns import MIN_LINES, Frame, flow
from printing.layout.hyphenation import EXCEPTIONS, hyphen_positions
from printing.layout.shaping import is_rtl, typesetter

from .conftest import SENTENCES, bare


def divided(word: str) -> str:
    places = hyphen_positions(word)
    return "-".join(word[a:b] for a, b in zip((0, *places), (*places, len(word)), strict=True))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("menyeluruh", "me-nye-lu-ruh"),
        ("perburuhan", "per-bu-ruh-an"),
        ("ketenagakerjaan", "ke-te-na-ga-ker-ja-an"),
        ("perusahaan", "per-u-sa-ha-an"),
        ("keselamatan", "ke-se-la-mat-an"),
        ("Ketenagakerjaan", "Ke-te-na-ga-ker-ja-an"),
        ("pekerja", "pe-ker-ja"),
    ],
)
def test_words_are_divided_by_syllable(word, expected):
    assert divided(word) == expected


@pytest.mark.parametrize(
    "word", ["Singapura", "KASBI", "SARBUMUSI", "upah", "rapat", "https://contoh.example/a", "2026", "iPhone13", "x" * 41]
)
def test_some_words_are_never_divided(word):
    assert hyphen_positions(word) == ()


@pytest.mark.parametrize("word", sorted(EXCEPTIONS))
def test_exceptions_keep_a_vowel_and_two_letters_on_both_sides(word):
    for place in hyphen_positions(word):
        before, after = word[:place], word[place:]
        assert min(len(before), len(after)) >= 2
        assert set("aeiou") & set(before) and set("aeiou") & set(after)


@given(st.text(alphabet="abdegiklmnoprstuhy", min_size=1, max_size=30))
def test_hyphens_never_leave_a_bare_cluster(word):
    for place in hyphen_positions(word):
        assert word[place - 1 : place + 1] not in ("ng", "ny", "sy", "kh")
        assert set("aeiou") & set(word[:place]) and set("aeiou") & set(word[place:])


def test_punctuation_around_a_word_does_not_hinder():
    assert hyphen_positions("“menyeluruh”,") == tuple(p + 1 for p in hyphen_positions("menyeluruh"))


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    "text",
    ["Rp 15.000", "Kepmenaker 187/1999", "PP 35/2021", "ayat (4)", "(Pasal 31", "18 November", "3 juta.", "12 jam", "No. 13", "30 °C"],
)
def test_a_number_stays_with_what_it_counts(text):
    assert bound(f"Kata {text} kata") == f"Kata {text.replace(' ', chr(0xA0))} kata"
    [*_before, word, _after] = typesetter("serif").words(f"kata {text} kata")
    assert word.tj == typesetter("serif").word(text).tj, "drawn as a plain blank, so that a search finds it"


@pytest.mark.parametrize("text", ["regu 4 (lima) orang", "bubar 3 minggu", "4 Rp", "Kata Tahun 2003"])
def test_other_numbers_may_stand_alone(text):
    assert bound(text) == text


@pytest.mark.parametrize(
    ("kind", "previous", "rows"),
    [("paragraph", "list_item", 1), ("paragraph", "paragraph", 0), ("heading", "byline", 1), ("heading", "", 0)],
)
def test_white_above_a_block_tells_that_something_new_begins(kind, previous, rows):
    assert broken(text_source(kind, "Sebuah kalimat.", "paragraph 1"), 12, 200, previous).before == rows


def test_joiners_stay_in_emoji_and_go_after_latin():
    assert clean("a\u200db") == "ab"
    assert clean("\U0001f468\u200d\U0001f469") == "\U0001f468\u200d\U0001f469"


words = st.lists(st.sampled_from(" ".join(SENTENCES).split() + ["buruh-buruh", "x" * 60, "http://a.example/b/c/d"]), min_size=1)


@settings(max_examples=150, deadline=None)
@given(words, st.integers(6000, 20000), st.integers(0, 2000))
def test_lines_hold_every_letter_and_stay_within_the_width(texts, limit, indent):
    setter = typesetter("serif")
    lines = Breaker(setter).lines(setter.words(" ".join(texts)), limit, indent)
    assert bare("".join(w.text for line in lines for w in line.words)) == bare("".join(texts))
    for number, line in enumerate(lines):
        width = sum(w.width for w in line.words) + setter.space * (len(line.words) - 1)
        assert width == pytest.approx(line.width)
        assert width <= limit - (indent if number == 0 else 0) + 0.01


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=12), st.integers(11000, 20000))
def test_no_more_than_two_hyphens_in_a_row(texts, limit):
    setter = typesetter("serif")
    row = 0
    for line in Breaker(setter).lines(setter.words(" ".join(texts)), limit):
        row = row + 1 if line.hyphenated else 0
        assert row <= MAX_HYPHENS


def test_last_line_has_four_letters():
    setter = typesetter("serif")
    for limit in range(9000, 20000, 250):
        lines = Breaker(setter).lines(setter.words(SENTENCES[3] + " Ya."), limit)
        assert sum(len(w.text) for w in lines[-1].words) >= 4


class Item:
    def __init__(self, line_count, before=0, keep_with_next=False, whole=False):
        self.line_count, self.before, self.keep_with_next, self.whole = line_count, before, keep_with_next, whole
        self.is_solid = False


items = st.lists(
    st.one_of(
        st.builds(Item, st.integers(1, 15)),
        st.builds(Item, st.integers(1, 2), before=st.just(1), keep_with_next=st.just(True), whole=st.just(True)),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(items, st.lists(st.integers(12, 30), min_size=1, max_size=40))
def test_columns_hold_every_line_once_without_widows(found, heights):
    found = [item for n, item in enumerate(found) if not all(i.keep_with_next for i in found[max(0, n - 2) : n + 1]) or n < 2]
    frames = [Frame(0, number, 0, height) for number, height in enumerate(heights)]
    placements = flow(found, frames)
    if placements is None:
        return
    for number, item in enumerate(found):
        parts = [p for p in placements if p.item == number]
        assert [p.first for p in parts] == [0, *(p.last for p in parts[:-1])]
        assert parts[-1].last == item.line_count
        for part in parts:
            assert part.row + part.last - part.first <= part.frame.count
            if len(parts) > 1:
                assert part.last - part.first >= MIN_LINES
    for earlier, later in zip(placements, placements[1:], strict=False):
        if found[earlier.item].keep_with_next and not found[later.item].keep_with_next:
            assert later.frame is earlier.frame


def test_columns_that_are_too_small_give_nothing():
    assert flow([Item(30)], [Frame(0, 0, 0, 10)]) is None


def test_no_letter_that_runs_from_right_to_left_is_overlooked():
    every = map(chr, range(sys.maxunicode + 1))
    assert [c for c in every if is_rtl(c) != (unicodedata.bidirectional(c) in {"R", "AL", "AN"})] == []
