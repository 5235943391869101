"""Drawings within a request: a few at once in each process, so that its other threads go on answering readers."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from cms import drawing
from printing.layout import Block, PosterContent
from printing.layout.client import LayoutFailed

SHEET = PosterContent(masthead="WARTA", headline="Upah", blocks=(Block("paragraph", "Satu, dua."),), published_on=date(2026, 11, 24))


@pytest.mark.chaos
def test_whoever_draws_beside_somebody_else_does_not_wait_for_her_sheet():
    first = drawing._client_of(0)
    first.start()
    stuck = first._process.pid
    os.kill(stuck, signal.SIGSTOP)
    with ThreadPoolExecutor(2) as people:
        try:
            slow = people.submit(drawing.draw_at_once, SHEET, paper="a4")
            while 0 not in drawing._taken:
                assert not slow.done()
            beside = people.submit(drawing.draw_at_once, SHEET, paper="a4")
            assert beside.result(timeout=15).sheet_count == 1
            assert not slow.done()
        finally:
            os.kill(stuck, signal.SIGCONT)
        assert slow.result(timeout=15).sheet_count == 1
    assert drawing._clients[1]._process is None  # needed only beside the first


def test_only_a_few_people_draw_at_once_and_the_next_one_is_told_at_once(monkeypatch):
    depth = []

    def draw_one_more(content, **wanted):
        depth.append(wanted.pop("seat"))
        return drawing.draw_at_once(content, **wanted)

    monkeypatch.setattr(drawing, "draw", draw_one_more)
    with pytest.raises(LayoutFailed):
        drawing.draw_at_once(None, paper="a3")
    assert depth == list(range(drawing.MOST_IN_REQUESTS))


def test_a_drawing_that_fails_gives_its_seat_back(monkeypatch):
    def fail(content, **wanted):
        raise LayoutFailed("crashed", "The helper fell over.")

    monkeypatch.setattr(drawing, "draw", fail)
    for _try in range(2 * drawing.MOST_IN_REQUESTS):
        with pytest.raises(LayoutFailed, match="fell over"):
            drawing.draw_at_once(None, paper="a3")
