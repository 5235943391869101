"""Justified lines: full to the edge, no word lost, few holes; on paper only where a line has characters enough."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.layout import justifying
from printing.layout.justifying import JUSTIFIED_FROM, LETTER, is_wide_enough, justified
from printing.layout.paper import PAPERS, for_size
from printing.layout.poster import render_poster
from printing.layout.shaping import typesetter

from .conftest import SENTENCES, article, assert_every_paragraph_once, bare, paragraphs

INDENT = 1000.0


def lines_of(text: str, chars: int = JUSTIFIED_FROM):
    setter = typesetter("serif")
    return justified(setter, setter.words(text), chars * LETTER, INDENT)


def read(lines) -> str:
    return bare("".join(word.text for line in lines for word in line.words).replace("-", ""))


def test_every_line_but_the_last_ends_at_the_edge():
    for block in paragraphs(600):
        lines = lines_of(block.text, 55)
        for number, line in enumerate(lines[:-1]):
            assert line.width == pytest.approx(55 * LETTER - (0 if number else INDENT))
        assert lines[-1].stretch <= 0


def test_width_counts_the_stretched_blanks():
    space = typesetter("serif").space
    for line in lines_of(" ".join(SENTENCES)):
        blanks = (space + line.stretch) * (len(line.words) - 1)
        assert line.width == pytest.approx(sum(word.width for word in line.words) + blanks)


def test_paragraphs_have_few_holes_and_no_three_hyphens_in_a_row():
    every = [line for block in paragraphs(6000) for line in lines_of(block.text)]
    space = typesetter("serif").space
    assert sum(line.stretch > space for line in every) / len(every) <= 0.17
    assert sum(line.hyphenated for line in every) / len(every) <= 0.46
    assert not any(all(line.hyphenated for line in every[n : n + 3]) for n in range(len(every) - 2))


@given(
    st.lists(
        st.sampled_from([w for s in SENTENCES for w in s.split()] + ["a", "x" * 90, "https://contoh.example/a/b", "é", "٣", "buruh-buruh"])
    )
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_letter_is_lost_and_no_line_leaves_the_column(words):
    text = " ".join(words)
    lines = lines_of(text)
    assert read(lines) == bare(text.replace("-", ""))
    for number, line in enumerate(lines):
        assert line.width <= JUSTIFIED_FROM * LETTER - (0 if number else INDENT) + 0.01


def test_best_fit_leaves_fewer_holes_than_greedy_lines(monkeypatch):
    def holes() -> int:
        lines = [line for block in paragraphs(2000) for line in lines_of(block.text)]
        return sum(line.stretch > typesetter("serif").space for line in lines)

    best = holes()
    monkeypatch.setattr(justifying, "MOST_WORDS", 0)
    assert best < holes() * 0.55  # numbers that stay with what they count make long words


def test_no_paper_of_the_wall_is_justified():
    for paper in PAPERS.values():
        for size in paper.ladder_pt:
            assert not is_wide_enough(for_size(paper, size).column_pt, size)


def test_small_type_is_justified_on_paper(monkeypatch):
    monkeypatch.setitem(PAPERS, "small", replace(PAPERS["a3"], ladder_pt=(8.0,)))
    content = article(600, blocks=paragraphs(600, seed=4))
    made = render_poster(content, paper="small")
    assert made.body_pt == 8.0
    assert_every_paragraph_once(content, made)
    assert render_poster(content, paper="small").pdf == made.pdf
