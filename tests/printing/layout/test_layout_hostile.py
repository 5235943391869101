"""What careless and hostile content does to a poster: a good file, or an error with a sentence."""

import gc
import io
import subprocess
import sys
import time

import pypdf
import pytest

from printing.layout import Block, ContentError, MissingGlyph, Photo, render
from printing.layout.client import PROJECT_ROOT

from .conftest import (
    SENTENCES,
    article,
    assert_every_paragraph_once,
    bare,
    blocks,
    image_of,
    jpeg,
    text_of,
)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"blocks": ()}, "no_body"),
        ({"blocks": blocks("  \n\t", "\u200b\u200b")}, "blank_body"),
        ({"headline": " \u2003"}, "no_headline"),
        ({"blocks": (Block("table", "isi"),)}, "bad_kind"),
        ({"city_colour": "merah"}, "bad_colour"),
    ],
)
def test_content_without_a_poster_in_it_is_refused_with_the_reason(changes, code):
    with pytest.raises(ContentError) as caught:
        render(article(**changes))
    assert caught.value.code == code
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("text", ["Mogok", "Rapat pindah ke hari Sabtu."])
def test_one_word_or_sentence_is_set_large(text, photo_bytes):
    small = render(article(blocks=blocks(text), lead_photo=Photo(photo_bytes)))
    assert small.body_pt == 20
    assert bare(text) in text_of(small)


def test_a_very_short_text_has_a_larger_photo_than_a_longer_one(photo_bytes):
    def photo_width(words):
        made = render(article(words, quote="", lead_photo=Photo(photo_bytes)))
        stream = pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0].get_contents().get_data()
        [line] = [line for line in stream.splitlines() if line.endswith(b"Do Q")]
        return float(line[: line.index(b" 0 0 ")].split()[-1])

    assert photo_width(30) > photo_width(250)


LONG = " ".join(SENTENCES)


@pytest.mark.parametrize("body", [blocks(*[LONG] * 185), blocks(LONG * 185)], ids=["paragraphs", "one paragraph"])
def test_twenty_thousand_words_take_under_two_seconds(body):
    render(article(50))
    content = article(blocks=body)
    started = time.process_time()
    made = render(content)
    assert time.process_time() - started < 2
    assert made.body_pt == 12 or made.sheet_count > 10


def test_work_grows_in_a_straight_line():
    def seconds(times):
        content = article(blocks=blocks(*[LONG] * times))
        gc.collect()
        gc.disable()  # what other tests left would be walked through at a time of the collector's choice
        try:
            started = time.process_time()
            render(content)
            return time.process_time() - started
        finally:
            gc.enable()

    seconds(20)
    assert seconds(160) < 8 * max(seconds(40), 0.02)


MEMORY_SCRIPT = """
import datetime, re
from printing.layout import Block, PosterContent, render
blocks = tuple(Block("paragraph", "Upah lembur belum dibayar.") for _ in range(5000))
render(PosterContent("Warta Buruh", "Upah lembur", blocks, datetime.date(2026, 11, 24)))
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


def test_five_thousand_paragraphs_take_under_a_hundred_mebibytes():
    run = subprocess.run([sys.executable, "-c", MEMORY_SCRIPT], cwd=PROJECT_ROOT, capture_output=True, check=True)
    assert int(run.stdout) / 1024 < 100


def test_headline_of_300_characters_is_whole_and_takes_a_third_at_most():
    headline = ("Upah lembur seribu dua ratus pekerja belum dibayar dan serikat menuntut kepastian " * 4)[:300].strip()
    made = render(article(headline=headline))
    assert bare(headline) in text_of(made)


def test_headline_word_wider_than_the_sheet_is_broken_and_told():
    headline = "mempertanggungjawabkan" * 6 + " lembur"
    made = render(article(headline=headline))
    assert bare(headline) in text_of(made)
    assert "headline_broken" in made.warnings


def test_word_of_five_hundred_letters_stays_in_its_column():
    content = article(blocks=blocks("awal " + "x" * 500 + " akhir", "y" * 3000))
    assert_every_paragraph_once(content, render(content))


def test_address_is_broken_without_hyphens():
    address = "https://contoh.example/jalan/panjang/sekali/berkas_upah.html?bulan=sebelas&tahun=2026&kota=semarang"
    made = render(article(blocks=blocks(f"Lihat {address} untuk rinciannya.")))
    found = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages)
    assert address in found.replace("\n", "")


def test_emoji_are_drawn():
    made = render(article(blocks=blocks("Semangat \U0001f4aa kawan \u2764\ufe0f \U0001f468\u200d\U0001f469\u200d\U0001f467 sekali.")))
    assert "\U0001f4aa" in text_of(made)
    assert not any(w.startswith("emoji") for w in made.warnings)


def test_emoji_without_a_glyph_is_left_out_and_told():
    made = render(article(blocks=blocks("Semangat \U0001fbff kawan.")))
    assert [w for w in made.warnings if w.startswith("emoji_left_out:")] == ["emoji_left_out:\U0001fbff"]
    assert "Semangatkawan." in text_of(made)


def test_character_without_a_typeface_is_named_with_its_paragraph():
    with pytest.raises(MissingGlyph) as caught:
        render(article(blocks=blocks("Biasa saja.", "Ada 中 di sini.")))
    assert caught.value.character == "中"
    assert "paragraph 2" in str(caught.value)


@pytest.mark.parametrize("place", ["headline", "standfirst", "quote", "city"])
def test_character_without_a_typeface_is_named_with_its_place(place):
    with pytest.raises(MissingGlyph) as caught:
        render(article(**{place: "Ada 中 di sini"}))
    assert place in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["ꦧꦸꦫꦸꦃ ꦗꦮ", "ᮘᮥᮛᮥᮂ ᮞᮥᮔ᮪ᮓ", "العمال في المصنع", "ᬩᬸᬭᬸᬄ", "ᨅᨘᨑᨘ", "คนงาน", "рабочие", "εργάτες"],
)
def test_other_scripts_are_drawn_and_can_be_copied(text):
    made = render(article(blocks=blocks(text)))
    found = text_of(made)
    letters = [c for c in bare(text) if c.isalpha()]
    assert all(letter in found for letter in letters)
    assert image_of(made).getbbox()


def test_right_to_left_words_stand_in_visual_order():
    from printing.layout.shaping import visual_pieces

    assert visual_pieces("kata العمال lagi", 0) == [("kata ", False), ("العمال", True), (" lagi", False)]
    assert visual_pieces("العمال 12 في", 1)[0][1] is True
    assert [piece for piece, rtl in visual_pieces("العمال 12 في", 1) if not rtl] == ["12"]


def test_combining_accents_are_composed():
    made = render(article(blocks=blocks("Cafe\u0301 n\u0303ame dan m\u0302 saja")))
    assert "Café" in text_of(made)
    assert "ñame" in text_of(made)


def test_invisible_characters_are_removed():
    made = render(article(blocks=blocks("Te\x00ks\u200b bi\u202easa\u202c \ufeffda\x07n \ud800lu\u00adrus\tsaja.")))
    assert "Teksbiasadanlurussaja." in text_of(made)


@pytest.mark.parametrize("text", ["<b>tebal</b> & <script>alert(1)</script>", "<img src='/etc/passwd'>", "a &amp; (b) \\ ]]>"])
def test_markup_is_shown_as_typed(text):
    content = article(headline=text, standfirst=text, quote=text, blocks=blocks(text), questions=(text,))
    assert text_of(render(content)).count(bare(text)) >= 5


def test_twelve_photos_give_a_lead_two_more_and_a_note(photo_bytes):
    content = article(
        450,
        lead_photo=Photo(photo_bytes, "Utama", "Tim"),
        photos=tuple(Photo(jpeg(900, 600, seed=n), f"Foto {n}", "Tim") for n in range(11)),
    )
    made = render(content)
    pictures = sum(len(page["/Resources"].get("/XObject", {})) for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages)
    assert "photos_left_out:9" in made.warnings
    assert bare("Foto lain: pindai kode") in text_of(made)
    assert pictures >= 3
    assert_every_paragraph_once(content, made)


@pytest.mark.parametrize(
    ("photo", "warning"),
    [
        (jpeg(60, 60), "photo_too_small"),
        (jpeg(1, 1), "photo_too_small"),
        (jpeg(8000, 20), "photo_odd_shape"),
        (jpeg()[:30000], "photo_unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo_unreadable"),
        (b"", "photo_unreadable"),
    ],
    ids=["small", "one pixel", "ribbon", "truncated", "svg", "empty"],
)
@pytest.mark.parametrize("mono", [False, True])
def test_unusable_photo_is_left_out_and_told(photo, warning, mono):
    made = render(article(lead_photo=Photo(photo, "Rapat", "Tim")), mono=mono)
    assert warning in made.warnings
    assert b"/DCTDecode" not in made.pdf


def test_photo_turned_by_exif_stands_upright():
    from PIL import Image

    from printing.layout.pictures import picture, shape_of

    exif = Image.Exif()
    exif[0x0112] = 6
    turned = jpeg(1600, 1000, exif=exif)
    assert (shape_of(turned).width, shape_of(turned).height) == (1000, 1600)
    made = picture(turned, 237, 380, mono=False, sheet_share=0.1)
    assert made.height > made.width


def test_cmyk_photo_becomes_rgb():
    import io

    from PIL import Image

    from printing.layout.pictures import picture

    out = io.BytesIO()
    Image.new("CMYK", (1600, 1000), (0, 200, 200, 10)).save(out, "JPEG")
    made = picture(out.getvalue(), 500, 312, mono=False, sheet_share=0.1)
    with Image.open(io.BytesIO(made.jpeg)) as image:
        assert image.mode == "RGB"
        red, green, blue = image.getpixel((10, 10))
    assert red > green + 80 and red > blue + 80


def test_portrait_photo_is_one_column_wide_with_text_beside_it():
    from printing.layout.paper import PAPERS
    from printing.layout.poster import _Poster

    content = article(300, lead_photo=Photo(jpeg(900, 1300), "Siti", "Tim"))
    plan = _Poster(content, PAPERS["a3"], False).planner.best()
    assert plan.measured.photo_box[2] == pytest.approx(PAPERS["a3"].column_pt)
    assert any(p.frame.column == 0 and p.row == 0 for p in plan.placements)


@pytest.mark.parametrize("mono", [False, True])
def test_names_of_sixty_letters_stay_in_the_masthead(mono):
    name = "Federasi Serikat Pekerja Tekstil Sandang Kulit dan Garmen Nu"
    made = render(article(masthead=name, city=name, issuer=name, footer=name), mono=mono)
    assert text_of(made).count(bare(name)) == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"questions": ()},
        {"address": "", "typed_address": ""},
        {"questions": (), "address": ""},
        {"quote": ""},
        {"byline": "", "standfirst": "", "city": "", "issuer": "", "footer": ""},
        {"city_colour": ""},
    ],
)
@pytest.mark.parametrize("paper", ["a3", "a4"])
def test_parts_may_be_missing(changes, paper):
    content = article(150, **changes)
    assert_every_paragraph_once(content, render(content, paper=paper))


def test_overlong_parts_become_running_text():
    content = article(standfirst=LONG * 3, questions=(LONG,) * 20, quote=LONG * 5)
    made = render(content)
    assert {"standfirst_moved", "questions_moved", "quote_left_out"} <= set(made.warnings)
    assert text_of(made).count(bare(LONG)) >= 20


def test_address_too_long_for_a_code_is_told():
    made = render(article(address="https://contoh.example/" + "a" * 900))
    assert "address_too_long" in made.warnings


def test_only_headings_do_not_hang():
    made = render(article(blocks=tuple(Block("heading", LONG) for _ in range(30))))
    assert made.sheet_count > 1
