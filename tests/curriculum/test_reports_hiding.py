"""Hidden cells stay hidden for somebody who knows the total, the marks and the rule. No database."""

import itertools
import random
from collections import Counter
from types import SimpleNamespace

from curriculum.reports.figures import tables_of
from curriculum.reports.hiding import COVER, LEAST, SMALL, marks
from curriculum.reports.people import Counted


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


# --- Two tables of the same people: cities, and their classes


def class_of(number, city):
    return SimpleNamespace(pk=number, name=f"kelas {number}", city_id=city, city=SimpleNamespace(pk=city, name=f"kota {city}"))


def enrolled(table):
    return {line.label: line.enrolled.words for line in table.lines}


def fits(mark, value, *, is_bare):
    """`is_bare`: every cell of its table is hidden by the same mark, which then says nothing."""
    if mark == SMALL:
        return value < LEAST
    return (is_bare or value >= LEAST) if mark == COVER else value == int(mark)


def guesses_of(classes, sizes, cities, shown):
    """All sizes of the classes that agree with both tables."""
    total, names = sum(sizes), [one.name for one in classes]
    ranges = [range(total + 1) if shown[name] in (SMALL, COVER) else [int(shown[name])] for name in names]
    of_city = {city: [place for place, one in enumerate(classes) if one.city.name == city] for city in cities}
    bare = set(cities.values()) == {COVER}
    for head in itertools.product(*ranges[:-1]):
        guess = (*head, total - sum(head))
        if guess[-1] not in ranges[-1] or not all(
            fits(mark, sum(guess[place] for place in of_city[city]), is_bare=bare) for city, mark in cities.items()
        ):
            continue
        known = [places for city, places in of_city.items() if cities[city] not in (SMALL, COVER)]
        alike = [all(shown[names[place]] == COVER for place in places) for places in known]
        if all(
            fits(shown[names[place]], guess[place], is_bare=is_bare)
            for places, is_bare in zip(known, alike, strict=True)
            for place in places
        ):
            yield guess


def test_classes_and_their_cities_together_narrow_nothing_down():
    chance, played = random.Random(7), 0
    while played < 60:
        classes = [class_of(number, city) for number, city in enumerate([0, *chance.choices(range(3), k=3)])]
        sizes = [chance.choice([1, 2, 3, 4, 5, 6, 9]) for _class in classes]
        people = [Counted(one, "", "", "", False, 0, 0, False) for one, size in zip(classes, sizes, strict=True) for _person in range(size)]
        if len(people) < LEAST:
            continue
        played += 1
        tables = tables_of(people, classes, Counter())
        shown = enrolled(tables[1])
        guesses = list(guesses_of(classes, sizes, enrolled(tables[0]), shown))
        assert tuple(sizes) in guesses
        for place, one in enumerate(classes):
            if shown[one.name] in (SMALL, COVER):
                assert len({guess[place] for guess in guesses}) >= LEAST, (sizes, [c.city.name for c in classes], shown)
