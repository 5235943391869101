"""What careless and hostile content does to a bulletin: a good file without one block over another, or an error with a sentence."""

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from printing.layout import Block, ContentError, MissingGlyph, Photo, render
from printing.layout.bulletin import RightsBox, WallAnswer

from .bulletin_samples import assert_no_text_is_torn, bulletin, paper_for, planned, story
from .conftest import SENTENCES, bare, blocks, jpeg, text_of

LONG = " ".join(SENTENCES)
H300 = (LONG * 2)[:300].strip()
SLACK_PT = 0.6


def assert_nothing_overlaps(content, paper, *, mono=False):
    """No word, picture or code (with the white around it) lies on another, or outside the margins."""
    plan, drawing = planned(content, paper, mono=mono)
    sheet = plan.placed[0].piece.manner.paper
    marks = sorted(drawing.marks, key=lambda mark: mark.left)
    for number, mark in enumerate(marks):
        assert mark.left > sheet.margin_pt - 12 and mark.right < sheet.width_pt - sheet.margin_pt + 1
        assert mark.bottom > sheet.margin_pt - 4 and mark.top < sheet.height_pt - sheet.margin_pt + 1
        for other in marks[number + 1 :]:
            if other.left >= mark.right - SLACK_PT:
                break
            apart = other.bottom >= mark.top - SLACK_PT or other.top <= mark.bottom + SLACK_PT
            assert apart or other.right - other.left < SLACK_PT, (mark, other)
    return plan


def each(content, **changes):
    return replace(content, articles=tuple(replace(article, **changes) for article in content.articles))


@pytest.mark.parametrize(
    ("count", "words"), [(1, 12), (1, 300), (2, 60), (3, 12), (4, 60), (4, 300), (5, 12), (6, 300), (7, 12), (8, 60), (10, 300), (12, 60)]
)
def test_nothing_lies_on_anything_else(count, words):
    assert_nothing_overlaps(bulletin(count, words), paper_for(count), mono=count % 2 == 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"headline": H300},
        {"headline": "mempertanggungjawabkan" * 6 + " lembur"},
        {"blocks": blocks("awal " + "x" * 500 + " akhir", "y" * 3000)},
        {"blocks": blocks("Mogok."), "standfirst": "", "byline": ""},
        {"blocks": blocks(LONG * 200)},
        {"blocks": blocks("kata " * 20_000)},
        {"blocks": tuple(Block("heading", LONG) for _ in range(30))},
        {"standfirst": LONG * 5},
        {"standfirst": "x" * 500},
        {"standfirst": ""},
        {"address": "", "typed_address": ""},
        {"address": "https://contoh.example/" + "a" * 900},
        {"address": "https://contoh.example/" + "a" * 90},
        {"typed_address": "contoh.example/" + "a" * 300},
        {"byline": "Serikat Pekerja " * 20},
        {"questions": (LONG,) * 20},
        {"questions": (LONG * 30,)},
        {"questions": ()},
        {"headline": H300, "standfirst": LONG[:250], "blocks": blocks("kata " * 5000), "questions": (LONG,) * 5},
    ],
    ids=lambda changes: "-".join(f"{name}{len(value)}" for name, value in changes.items()),
)
@pytest.mark.parametrize("count", (3, 6))
def test_careless_articles_give_a_good_sheet(changes, count):
    content = each(bulletin(count), **changes)
    assert_nothing_overlaps(content, paper_for(count))


def test_twelve_headlines_of_300_letters_are_whole():
    content = each(bulletin(12), headline=H300)
    assert_nothing_overlaps(content, "a2")
    assert text_of(render(content, paper="a2")).count(bare(H300)) == 12


@pytest.mark.parametrize(
    "changes",
    [
        {"answers": tuple(WallAnswer(LONG, LONG, "sumber " * 20) for _ in range(20))},
        {"answers": (WallAnswer(LONG, LONG * 30, LONG),)},
        {"rights": RightsBox(LONG, tuple((LONG, LONG) for _ in range(30)), LONG * 3, LONG * 3)},
        {"rights": RightsBox("", ())},
        {"answers": (), "rights": None},
        {
            "masthead": "Federasi Serikat Pekerja Tekstil Sandang Kulit dan Garmen Nu",
            "city": "Kota " * 12,
            "period": "Minggu 30 November–6 Desember 2026",
        },
        {"footer": "Serikat " * 40, "issuer": ""},
        {"city": "", "period": "", "footer": "", "issuer": "", "city_colour": ""},
    ],
)
@pytest.mark.parametrize("count", (2, 6))
def test_careless_boxes_give_a_good_sheet(changes, count):
    assert_nothing_overlaps(replace(bulletin(count), **changes), paper_for(count))


def test_what_a_box_cannot_hold_is_told():
    answers = tuple(WallAnswer("Mengapa?", f"Jawaban nomor {n}. {LONG[:200]}", "Papan") for n in range(20))
    made = render(replace(bulletin(4), answers=answers))
    [told] = [warning for warning in made.warnings if warning.startswith("answers_left_out:")]
    found = text_of(made)
    assert sum(bare(answer.words) in found for answer in answers) == 20 - int(told.partition(":")[2])
    assert bare("Jawaban lain tidak dimuat di lembar ini.") in found


@pytest.mark.parametrize(
    ("photo", "warning"),
    [
        (jpeg(60, 60), "photos_left_out:1"),
        (jpeg(8000, 20), "photo_odd_shape"),
        (jpeg()[:30000], "photo_unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo_unreadable"),
        (b"", "photo_unreadable"),
    ],
    ids=["small", "ribbon", "truncated", "svg", "empty"],
)
def test_unusable_photo_is_left_out_and_told(photo, warning):
    content = replace(bulletin(4, pictured=0), articles=tuple(story(n, photo=Photo(photo) if n == 1 else None) for n in range(1, 5)))
    made = render(content)
    assert warning in made.warnings
    assert b"/DCTDecode" not in made.pdf


@pytest.mark.parametrize("mono", [False, True])
def test_twelve_photos_of_all_shapes_do_not_lie_on_text(mono):
    shapes = ((1200, 800), (800, 1200), (1600, 600), (900, 900))
    photos = [Photo(jpeg(*shapes[n % 4], seed=n), LONG[:150], "Tim") for n in range(12)]
    content = replace(bulletin(12), articles=tuple(story(n + 1, 60, photo=photos[n]) for n in range(12)))
    plan = assert_nothing_overlaps(content, "a2", mono=mono)
    assert sum(bool(block.filling.photo_rows) for block in plan.placed) >= 1


def test_photos_are_never_enlarged_under_a_hundred_dpi():
    content = replace(bulletin(4), articles=tuple(story(n, 30, photo=Photo(jpeg(500, 400))) for n in range(1, 5)))
    plan, _ = planned(content, "a3")
    shown = [block.piece.photo_size(block.filling.photo_rows)[0] for block in plan.placed if block.filling.photo_rows]
    assert shown
    assert all(500 / (width / 72) >= 100 for width in shown)


@pytest.mark.parametrize("text", ["العمال في المصنع", "ꦧꦸꦫꦸꦃ ꦗꦮ", "Semangat \U0001f4aa kawan", "<b>tebal</b> & <script>alert(1)</script>"])
def test_other_scripts_and_markup_are_shown_as_typed(text):
    content = each(bulletin(4, pictured=0), headline=text, standfirst=text, blocks=blocks(text), questions=(text,))
    found = text_of(render(content))
    assert all(letter in found for letter in bare(text) if letter.isalpha())
    assert_nothing_overlaps(content, "a3")


def test_invisible_characters_are_removed_and_lost_emoji_are_told():
    content = each(bulletin(4, pictured=0), blocks=blocks("Te\x00ks\u200b bi\u202easa \ud800lurus \U0001fbff saja."))
    made = render(content)
    assert text_of(made).count("Teksbiasalurussaja.") == 4
    assert "emoji_left_out:\U0001fbff" in made.warnings


def test_nothing_but_emoji_that_no_typeface_has():
    content = each(bulletin(4, pictured=0), headline="\U0001fbff", standfirst="\U0001fbff", blocks=blocks("\U0001fbff", "Teks."))
    assert_nothing_overlaps(content, "a3")


@pytest.mark.parametrize("place", ["headline", "standfirst", "byline"])
def test_character_without_a_typeface_is_named_with_its_article(place):
    articles = bulletin(4, pictured=0).articles
    content = replace(bulletin(4), articles=(*articles[:2], replace(articles[2], **{place: "Ada 中 di sini"}), articles[3]))
    with pytest.raises(MissingGlyph) as caught:
        render(content)
    assert "article 3" in str(caught.value)


def test_twelve_articles_of_twenty_thousand_words_take_under_two_seconds():
    content = each(bulletin(12), blocks=blocks(*[LONG] * 200))
    started = time.process_time()
    render(content, paper="a2")
    assert time.process_time() - started < 2


def test_sentences_are_not_cut_at_abbreviations_or_within_quotations():
    from printing.layout.body import broken, text_source
    from printing.layout.endings import ended, endings
    from printing.layout.shaping import typesetter

    text = "Rapat di Jl. Merdeka No. 5 dihadiri PT. Maju dkk. dan J. Sukarno. “Kami menolak. Kami bertahan,” kata ketua. Lalu Rp. 15 naik."
    items = [broken(text_source("paragraph", text, ""), 12, 150, "")]
    space = typesetter("serif").space
    shown = {
        bare("".join(word.text for item in ended(items, ending, space) for line in item.lines for word in line.words))
        for ending in endings(items, is_all=True)
    }
    assert shown == {"", bare(text.partition(" “")[0]), bare(text.partition(" Lalu")[0]), bare(text)}


# --- whatever comes

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Co", "Cn"], max_codepoint=0x24F), max_size=40)
texts = st.lists(words, min_size=1, max_size=60).map(" ".join)
articles = st.builds(
    story,
    number=st.integers(1, 12),
    headline=st.text("Aabdegiklmnorstu ,.", min_size=1, max_size=300).map(lambda text: text + "a"),
    standfirst=texts,
    byline=words,
    blocks=st.lists(st.builds(Block, st.sampled_from(["paragraph", "heading", "list_item", "quote"]), texts), min_size=1, max_size=12).map(
        lambda found: (*found, Block("paragraph", "Akhir."))
    ),
    questions=st.lists(texts, max_size=4).map(tuple),
)


def check_one(made, boxes):
    content = replace(bulletin(1, 20, pictured=0), articles=tuple(made), **boxes)
    try:
        assert_nothing_overlaps(content, paper_for(len(made)))
    except (ContentError, MissingGlyph) as error:
        assert str(error).endswith(".")


boxes = st.fixed_dictionaries({"answers": st.lists(st.builds(WallAnswer, words, texts, words), max_size=6).map(tuple)})
relaxed = settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@relaxed
@given(st.lists(articles, min_size=1, max_size=12), boxes)
def test_any_articles_give_a_sheet_or_a_sentence(made, boxes):
    check_one(made, boxes)


@pytest.mark.soak
@settings(relaxed, max_examples=200, derandomize=False)
@given(st.lists(articles, min_size=1, max_size=12), boxes)
def test_many_more_articles_give_a_sheet_or_a_sentence(made, boxes):
    check_one(made, boxes)


@pytest.mark.parametrize("words", [35, 70, 110, 160])
def test_texts_near_the_limit_are_never_torn(words):
    for count in (4, 7):
        content = bulletin(count, words)
        assert_no_text_is_torn(content, render(content, paper=paper_for(count)))
