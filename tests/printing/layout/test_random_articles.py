"""Articles that nobody would write, on all papers: nothing lost, nothing clipped, nothing on top of something else.

WARTA_SOAK=20 tries a thousand of them, WARTA_SEED repeats a run.
"""

import io
import os
import random
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date

import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, given, note, seed, settings
from hypothesis import strategies as st
from PIL import Image

from printing.layout import Block, ContentError, MissingGlyph, Photo, PosterContent, render
from printing.layout.cleaning import clean
from printing.layout.paper import PAPERS

from .boxes import clashes, clipped, recorded
from .conftest import SENTENCES, bare, jpeg

SOAK = int(os.environ.get("WARTA_SOAK", "1"))
SEED = int(os.environ.get("WARTA_SEED", "1000" if SOAK == 1 else random.randrange(10**6)))
EXAMPLES = 50 * SOAK

PLAIN = " ".join(SENTENCES).split()
ODD = {
    "javanese": ["ꦧꦸꦫꦸꦃ", "ꦗꦮ", "ꦠꦼꦩ꧀ꦧꦁ"],
    "sundanese": ["ᮘᮥᮛᮥᮂ", "ᮞᮥᮔ᮪ᮓ"],
    "arabic": ["العمال", "في", "المصنع", "١٢", "السلام"],
    "emoji": ["💪", "❤️", "👨‍👩‍👧", "🇮🇩", "🏭"],
    "accents": ["Café", "n\u0303ame", "m\u0302", "Žižek", "Ångström", "ﬁrma", "½"],
    "long": ["x" * 90, "mempertanggungjawabkan" * 5, "Ke-ter-gan-tung-an-" * 9, "W" * 40],
    "addresses": [
        "https://contoh.example/jalan/panjang/sekali/berkas_upah.html?bulan=sebelas&tahun=2026",
        "a@b.example",
        "../../etc/passwd",
    ],
    "capitals": ["KASBI", "SARBUMUSI", "PT.", "UMK", "Rp", "22.000", "15", "Desember"],
    "other": ["рабочие", "εργάτες", "คนงาน", "<b>tebal</b>", "&amp;", "\\", "--", "—", "“kutip”", "\u200bnol\u202e", "a\u0000b"],
    "impossible": ["中", "\U0001fbff"],
}
KINDS = ("paragraph", "paragraph", "paragraph", "heading", "list_item", "quote")


def _photos() -> list[bytes]:
    exif = Image.Exif()
    exif[0x0112] = 6
    four = io.BytesIO()
    Image.new("CMYK", (1200, 800), (0, 200, 200, 10)).save(four, "JPEG")
    grey = io.BytesIO()
    Image.new("L", (900, 900), 120).save(grey, "JPEG")
    shapes = [(1600, 1067), (900, 1300), (2400, 820), (820, 2400), (830, 830), (60, 60), (4000, 20), (400, 700)]
    made = [jpeg(*shape, seed=number) for number, shape in enumerate(shapes)]
    return [*made, jpeg(1600, 1000, exif=exif), four.getvalue(), grey.getvalue(), jpeg()[:20000], b""]


PHOTOS = _photos()


@dataclass(frozen=True)
class Recipe:
    """What an article is made of; `chance` decides the rest, so that an example is small to print and quick to make."""

    chance: int
    words: int
    spices: tuple[str, ...]
    photos: tuple[int, ...]
    leads: bool
    missing: tuple[str, ...]
    headline_words: int
    standfirst_words: int
    quote_words: int
    questions: int
    short: bool = False


recipes = st.builds(
    Recipe,
    chance=st.integers(0, 10**9),
    words=st.one_of(st.integers(1, 40), st.integers(40, 700), st.integers(700, 3000)),
    spices=st.lists(st.sampled_from(sorted(ODD)), max_size=4, unique=True).map(tuple),
    photos=st.lists(st.integers(0, len(PHOTOS) - 1), max_size=12).map(tuple),
    leads=st.booleans(),
    missing=st.lists(
        st.sampled_from(["city", "city_colour", "standfirst", "byline", "quote", "questions", "address", "issuer"]), max_size=4, unique=True
    ).map(tuple),
    headline_words=st.integers(1, 30),
    standfirst_words=st.integers(1, 60),
    quote_words=st.integers(1, 45),
    questions=st.integers(1, 5),
    short=st.sampled_from([False, False, False, True]),
)


def article(recipe: Recipe) -> PosterContent:
    chance = random.Random(recipe.chance)

    def text(words: int) -> str:
        found = chance.choices(PLAIN, k=words)
        for place in range(words):
            if recipe.spices and chance.random() < 0.08:
                found[place] = chance.choice(ODD[chance.choice(recipe.spices)])
        return " ".join(found)

    blocks, left = [], recipe.words
    while left > 0:
        kind = chance.choice(KINDS)
        length = min(left, chance.randint(1, 9) if kind == "heading" else chance.choice((1, 3, 20, 60, 150)))
        blocks.append(Block(kind, text(length)))
        left -= length
    photos = [Photo(PHOTOS[n], text(chance.randint(0, 12)), chance.choice(("", "Tim", "Gambar: Tim"))) for n in recipe.photos]
    values = {
        "masthead": chance.choice(("Warta Buruh", "Federasi Serikat Pekerja Tekstil Sandang Kulit dan Garmen")),
        "headline": text(recipe.headline_words),
        "blocks": tuple(blocks),
        "published_on": date(2026, 11, 24),
        "edition": chance.choice((1, 117)),
        "city": chance.choice(("Semarang", "Kota Tangerang Selatan dan Sekitarnya")),
        "city_colour": chance.choice(("#aa1e16", "#ffe080")),
        "standfirst": text(recipe.standfirst_words),
        "byline": text(chance.randint(1, 5)),
        "lead_photo": photos[0] if photos and recipe.leads else None,
        "photos": tuple(photos[1:] if recipe.leads else photos),
        "quote": text(recipe.quote_words),
        "questions": tuple(text(chance.randint(3, 25)) for _ in range(recipe.questions)),
        "address": "https://wartaburuh.example/p/7K3MP4/",
        "typed_address": "wartaburuh.example/p/7K3MP4",
        "code": "7K3MP4",
        "issuer": "Serikat Pekerja Contoh",
        "short": recipe.short and "address" not in recipe.missing,
    }
    empty = {"questions": ()}
    return PosterContent(**{**values, **{name: empty.get(name, "") for name in recipe.missing}})


FORMATS = [
    *((paper, None, 5.0) for paper in ("a3", "a2", "a4", "f4", "a4s", "f4s")),
    *((paper, sheet, edge) for paper, edge in (("a3", 4.0), ("a2", 7.0)) for sheet in ("a4", "f4")),
    *((paper, sheet, 6.35) for paper in ("a3", "a2") for sheet in ("a4", "f4")),
]
REFUSALS = {"blank_body", "no_headline", "short_no_paragraph"}


def extracted(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def letters(text: str) -> Counter[str]:
    """Letters and digits after the normalisation that readers of PDFs apply too."""
    return Counter(c for c in unicodedata.normalize("NFKC", clean(text)) if c.isalnum())


def assert_nothing_lost(content: PosterContent, pdf: bytes, warnings: tuple[str, ...]) -> None:
    """Every letter of every part is there at least as often as it was given; plain paragraphs are there in one piece.

    A short version may leave out blocks, but only all from some block on.
    """
    found = extracted(pdf)
    wanted: Counter[str] = Counter()
    parts = [content.headline, content.byline, content.standfirst]
    parts += [] if content.short and "questions_moved" in warnings else content.questions
    parts += [] if content.short else [block.text for block in content.blocks]
    parts += [] if "quote_left_out" in warnings else [content.quote]
    for part in parts:
        wanted += letters(part)
    lost = "".join(w.partition(":")[2] for w in warnings if w.startswith("emoji_left_out"))
    missing = {c: n for c, n in (wanted - letters(found)).items() if c not in lost}
    assert not missing, missing
    whole = bare(found.replace("\ufffe", ""))
    # over three sheets a masthead stands between the parts of a paragraph
    plain = [block.text for block in content.blocks if block.text.isascii() and "\0" not in block.text and len(block.text.split()) <= 60]
    there = [bare(text) in whole for text in plain]
    if content.short:
        longest = [is_there for text, is_there in zip(plain, there, strict=True) if len(text) > 40]
        assert longest == sorted(longest, reverse=True)
    else:
        assert all(there), plain[there.index(False)][:90]


def check(recipe: Recipe, paper: str, sheet: str | None, edge_mm: float, mono: bool) -> None:
    content = article(recipe)
    try:
        with recorded() as boxes:
            made = render(content, paper=paper, sheet=sheet, mono=mono, edge_mm=edge_mm)
    except MissingGlyph as error:
        assert error.character in "".join(ODD["impossible"])
        return
    except ContentError as error:
        assert error.code in REFUSALS, error
        return
    if sheet is None:
        assert_nothing_lost(content, made.pdf, made.warnings)
    else:  # the poster is drawn once and shown in parts: its text is that of the whole sheet
        assert made.page_count > 2 * made.sheet_count
        assert len(pypdfium2.PdfDocument(made.pdf)) == made.page_count
    size = PAPERS[paper]
    drawn = [box for box in boxes if box.sheet < made.sheet_count]
    edges = (size.margin_pt, size.margin_pt, size.width_pt - size.margin_pt, size.height_pt - size.margin_pt)
    assert clipped(drawn, *edges) == []
    assert clashes(drawn) == []


@seed(SEED)
@settings(max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(recipes, st.sampled_from(FORMATS), st.booleans())
def test_any_article_is_whole_and_in_its_place(recipe, format_, mono):
    note(f"WARTA_SEED={SEED} WARTA_SOAK={SOAK}")
    check(recipe, *format_, mono)


@pytest.mark.parametrize("spice", sorted(ODD))
@pytest.mark.parametrize("paper", ["a3", "a4"])
def test_each_kind_of_odd_word_alone(spice, paper):
    check(Recipe(7, 260, (spice,) * 3, (0,), True, (), 8, 18, 12, 3), paper, None, 5.0, False)
