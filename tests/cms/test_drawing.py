"""Drawings within a request: a few at once in each process, so that its other threads go on answering readers."""

import pytest

from cms import drawing
from printing.layout.client import LayoutFailed


def test_only_a_few_people_draw_at_once_and_the_next_one_is_told_at_once(monkeypatch):
    depth = []

    def draw_one_more(content, **wanted):
        depth.append(content)
        return drawing.draw_at_once(content, **wanted)

    monkeypatch.setattr(drawing, "draw", draw_one_more)
    with pytest.raises(LayoutFailed):
        drawing.draw_at_once(None, paper="a3")
    assert len(depth) == drawing.MOST_IN_REQUESTS


def test_a_drawing_that_fails_gives_its_seat_back(monkeypatch):
    def fail(content, **wanted):
        raise LayoutFailed("crashed", "The helper fell over.")

    monkeypatch.setattr(drawing, "draw", fail)
    for _try in range(2 * drawing.MOST_IN_REQUESTS):
        with pytest.raises(LayoutFailed, match="fell over"):
            drawing.draw_at_once(None, paper="a3")
