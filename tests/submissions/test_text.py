"""Typed text and blocks: what nobody writes but anybody can send costs no minutes."""

import time

import pytest

from submissions.rules import find_warnings
from submissions.text import Line, blocks_from_lines
from submissions.views.comparing import compare_words

LIMIT_SECONDS = 2  # each of these took from 10 to 40 before


@pytest.fixture(autouse=True)
def in_time():
    began = time.process_time()
    yield
    assert time.process_time() - began < LIMIT_SECONDS


@pytest.mark.parametrize("words", ["a-" * 30_000, "a." * 30_000, "08" * 30_000, "PT A " * 12_000, "x@y" * 20_000])
def test_the_search_for_names_is_quick_on_any_text(words):
    find_warnings(words)


def test_addresses_are_still_found():
    assert [item.found for item in find_warnings("Tulis ke siti.buruh+1@contoh.co.id segera.")] == ["siti.buruh+1@contoh.co.id"]


def test_thousands_of_short_lines_are_matched_by_their_place():
    previous = [{"type": "paragraph", "value": str(number % 5), "id": f"id-{number}"} for number in range(6000)]
    blocks = blocks_from_lines([Line("paragraph", str(number % 7)) for number in range(6000)], previous=previous)
    assert [block["id"] for block in blocks] == [block["id"] for block in previous]


def test_a_paragraph_of_the_same_words_is_shown_whole():
    pieces = compare_words("a b " * 700, "a c " * 700)
    assert [piece.change for piece in pieces] == ["del", "ins"]
