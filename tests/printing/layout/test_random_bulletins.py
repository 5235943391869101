"""Bulletins of articles that nobody would write: nothing clipped, nothing on top of something else, every headline whole.

WARTA_SOAK=20 tries three hundred of them, WARTA_SEED repeats a run.
"""

import random
from datetime import date

from hypothesis import HealthCheck, Phase, given, note, seed, settings
from hypothesis import strategies as st

from printing.layout import ContentError, MissingGlyph, render
from printing.layout.bulletin import MANNERS
from printing.layout.bulletin_content import BulletinArticle, BulletinContent, RightsBox, WallAnswer

from .boxes import clashes, clipped, recorded
from .test_random_articles import ODD, SEED, SOAK, Recipe, article, extracted, letters

FORMATS = [("a3", None, 5.0), ("a2", None, 5.0), ("a3", "a4", 5.0), ("a2", "f4", 6.35)]
REFUSALS = {"no_headline", "no_body", "blank_body", "too_many_for_paper", "no_room"}


@st.composite
def weeks(draw) -> tuple[Recipe, ...]:
    count = draw(st.integers(1, 12))
    spices = draw(st.lists(st.sampled_from(sorted(set(ODD) - {"impossible"})), max_size=3, unique=True).map(tuple))
    dice = random.Random(draw(st.integers(0, 10**9)))
    return tuple(
        Recipe(
            chance=dice.randrange(10**9),
            words=dice.choice((dice.randint(1, 30), dice.randint(30, 200), dice.randint(200, 900))),
            spices=spices,
            photos=tuple(dice.sample(range(13), dice.randint(0, 1))),
            leads=True,
            missing=tuple(dice.sample(("standfirst", "byline", "questions", "address"), dice.randint(0, 2))),
            headline_words=dice.randint(1, 16),
            standfirst_words=dice.randint(1, 30),
            quote_words=1,
            questions=dice.randint(1, 3),
        )
        for _ in range(count)
    )


def bulletin(week: tuple[Recipe, ...]) -> BulletinContent:
    made = [article(recipe) for recipe in week]
    dice = random.Random(week[0].chance)
    articles = tuple(
        BulletinArticle(p.headline, p.blocks, p.standfirst, p.byline, p.lead_photo, p.address, p.typed_address, p.questions) for p in made
    )
    answers = tuple(WallAnswer(p.headline, p.quote + " " + p.standfirst, "dari dinding") for p in made[: dice.randint(0, 4)])
    rows = tuple((p.headline, "Rp 5.067.381") for p in made[: dice.randint(1, 5)])
    rights = RightsBox("Upah minimum", rows, "Berlaku sejak Januari.", "Keputusan Gubernur") if dice.random() < 0.5 else None
    return BulletinContent(
        made[0].masthead, articles, date(2026, 11, 29), 7, "Pekan 23–29 November 2026", made[0].city, made[0].city_colour, answers, rights
    )


@seed(SEED)
@settings(max_examples=15 * SOAK, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(weeks(), st.sampled_from(FORMATS), st.booleans())
def test_any_bulletin_is_in_its_place(week, format_, mono):
    note(f"WARTA_SEED={SEED} WARTA_SOAK={SOAK}")
    paper, sheet, edge_mm = format_
    content = bulletin(week)
    try:
        with recorded() as boxes:
            made = render(content, paper=paper, sheet=sheet, mono=mono, edge_mm=edge_mm)
    except MissingGlyph as error:
        raise AssertionError("only known characters were given") from error
    except ContentError as error:
        assert error.code in REFUSALS, error
        return
    size = MANNERS[paper].paper
    drawn = [box for box in boxes if box.sheet < made.sheet_count]
    edges = (size.margin_pt, size.margin_pt, size.width_pt - size.margin_pt, size.height_pt - size.margin_pt)
    assert clipped(drawn, *edges) == []
    assert clashes(drawn) == []
    if sheet is None:
        found = letters(extracted(made.pdf))
        lost = "".join(w.partition(":")[2] for w in made.warnings if w.startswith("emoji_left_out"))
        for given_article in content.articles:
            assert not [c for c in letters(given_article.headline) - found if c not in lost]
