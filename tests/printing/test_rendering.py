"""Drawings within a request: a few at once in each process, so that its other threads go on answering readers."""

import pytest

from printing import rendering
from printing.errors import RenderingFailed
from printing.formats import Format


def test_only_a_few_people_draw_at_once_and_the_next_one_is_told_at_once(monkeypatch):
    depth = []

    def draw_one_more(content, wanted):
        depth.append(content)
        return rendering.draw_at_once(content, wanted)

    monkeypatch.setattr(rendering, "draw", draw_one_more)
    with pytest.raises(RenderingFailed):
        rendering.draw_at_once(None, Format())
    assert len(depth) == rendering.MOST_IN_REQUESTS


def test_a_drawing_that_fails_gives_its_seat_back(monkeypatch):
    def fail(content, wanted):
        raise RenderingFailed("crashed")

    monkeypatch.setattr(rendering, "draw", fail)
    for _try in range(2 * rendering.MOST_IN_REQUESTS):
        with pytest.raises(RenderingFailed, match="crashed"):
            rendering.draw_at_once(None, Format())
