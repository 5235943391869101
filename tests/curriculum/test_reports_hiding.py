"""Hidden cells stay hidden for somebody who knows the total, the marks and the rule. Pure."""

import itertools
import random

from curriculum.reports.hiding import COVER, LEAST, SMALL, marks


def possible_values(values, hidden):
    """For each hidden cell, what it may be: whole numbers that keep the sum and what the marks tell. By trying all."""
    total = sum(values[place] for place in hidden)
    uncovered = len(hidden) == len(values) and set(hidden.values()) == {COVER}  # every cell, whether small or not
    ranges = [range(LEAST) if mark == SMALL else range(0 if uncovered else LEAST, total + 1) for mark in hidden.values()]
    found = [set() for _place in hidden]
    for guess in itertools.product(*ranges):
        if sum(guess) == total:
            for place, value in zip(found, guess, strict=True):
                place.add(value)
    return dict(zip(hidden, found, strict=True))


def test_nothing_is_hidden_where_no_count_is_small():
    assert marks([5, 6, 40]) == {}


def test_a_single_small_count_is_covered_by_another():
    assert marks([3, 9, 40]) == {0: SMALL, 1: COVER}


def test_a_cover_that_would_give_the_small_count_away_is_not_enough():
    assert marks([3, 5, 40]) == {0: SMALL, 2: COVER}


def test_small_counts_whose_sum_gives_them_away_are_covered():
    assert COVER in marks([4, 4, 20]).values()
    assert marks([4, 4]) == {0: COVER, 1: COVER}


def test_a_group_too_small_shows_no_other_count_either():
    assert marks([30, 2, 50], veiled={0})[0] == COVER


def test_without_a_shown_total_only_small_counts_are_hidden():
    assert marks([3, 40], total_shown=False) == {0: SMALL}


def test_no_hidden_count_can_be_narrowed_down():
    """Against all ways to guess, for every short column of small numbers and some longer ones."""
    chance = random.Random(4)
    columns = [*itertools.product(range(9), repeat=3), *([chance.randint(0, 12) for _cell in range(4)] for _column in range(60))]
    for values in columns:
        if sum(values) < LEAST:
            continue  # such a total is hidden itself
        hidden = marks(values)
        assert all(place in hidden for place, value in enumerate(values) if value < LEAST)
        assert all(len(guesses) >= LEAST for guesses in possible_values(values, hidden).values()), (values, hidden)
