"""Colour, ink, and what is left after a photocopy of a photocopy."""

import io
import random

import pypdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter, ImageStat

from printing.layout import Photo, render
from printing.layout.furniture import darkened, rgb

from .conftest import article, image_of, jpeg

CITY_COLOURS = ("#14579f", "#aa1e16", "#14653a", "#6f40a0", "#8d4300", "#00616a")
NAMED = ("a3", "a2", "a4", "f4")
PHOTOS = {dark: Photo(jpeg(dark=dark), "Rapat.", "Tim") for dark in (False, True)}


def mean_ink(made) -> float:
    """Of all sheets together; letters come out fatter at smaller scales."""
    document = pypdfium2.PdfDocument(made.pdf)
    try:
        shades = [ImageStat.Stat(page.render(scale=1.2).to_pil().convert("L")).mean[0] for page in document]
    finally:
        document.close()
    return 1 - sum(shades) / len(shades) / 255


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", CITY_COLOURS)
def test_city_colour_carries_white_letters_and_survives_the_copier(colour):
    assert darkened(colour) == colour
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5
    grey = Image.new("RGB", (1, 1), colour).convert("L").getpixel((0, 0))
    assert 1 - grey / 255 >= 0.55


@pytest.mark.parametrize("colour", ["#ffe080", "#ff0000", "#00ff00", "#7f7f7f", "#ffffff", "#000000", "#0000ff"])
def test_any_other_colour_is_made_dark_enough(colour):
    made = darkened(colour)
    assert 1.05 / (luminance(made) + 0.05) >= 4.5
    assert 1 - Image.new("RGB", (1, 1), made).convert("L").getpixel((0, 0)) / 255 >= 0.54


@pytest.mark.parametrize("paper", NAMED)
@pytest.mark.parametrize("words", [20, 180, 800])
def test_ink_saver_without_a_photo_stays_under_12_percent(paper, words):
    assert mean_ink(render(article(words), paper=paper, mono=True)) < 0.12


LOUD = {
    "headline": "Bagaimana menyampaikan informasi ketenagakerjaan pada buruh pabrik?",
    "standfirst": "Serikat meminta rincian lembur selama tiga bulan, pengurus mencatat jam masuk dan jam pulang setiap anggota dengan "
    "teliti, perusahaan menjawab bahwa hitungannya mengikuti ketentuan, dan rapat anggota memilih jalur mediasi di dinas tenaga kerja.",
    "quote": "“" + "Kami meminta pelaksanaan perjanjian yang sudah ditandatangani kedua pihak. " * 2 + "”",
}


@pytest.mark.parametrize("paper", ["a3", "a2"])
@pytest.mark.parametrize("words", [60, 100, 260])
def test_ink_saver_with_much_bold_type_is_made_lighter_until_it_has_a_margin(paper, words):
    content = article(words, **LOUD)
    made = render(content, paper=paper, mono=True)
    assert mean_ink(made) < 0.118


@pytest.mark.parametrize("paper", NAMED)
@pytest.mark.parametrize(("words", "dark"), [(20, True), (180, False), (180, True)])
def test_ink_saver_with_a_photo_stays_under_18_percent(paper, words, dark):
    assert mean_ink(render(article(words, lead_photo=PHOTOS[dark]), paper=paper, mono=True)) < 0.18


@pytest.mark.parametrize("paper", NAMED)
def test_only_the_city_has_a_colour_and_black_is_grey_zero(paper):
    for mono in (False, True):
        made = render(article(300), paper=paper, mono=mono)
        code = b"\n".join(page.get_contents().get_data() for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages)
        coloured = {line for line in code.decode("latin-1").splitlines() if line.endswith((" rg", " RG", " k", " K"))}
        assert coloured == (set() if mono else {rgb("#aa1e16")})
        assert b"\n0 g\n" in code


def photocopied(picture: Image.Image, seed: int) -> Image.Image:
    """Soft, with specks, then black and white; a hair larger, as copiers do."""
    chance = random.Random(seed)
    grey = picture.convert("L").filter(ImageFilter.GaussianBlur(1.4))
    noise = Image.frombytes("L", grey.size, chance.randbytes(grey.width * grey.height))
    grey = ImageChops.add(grey, noise.point([(v - 128) // 3 + 64 for v in range(256)]), scale=1, offset=-64)
    copied = grey.point([0 if v < 135 else 255 for v in range(256)])
    return copied.resize((round(copied.width * 1.01), round(copied.height * 1.01)), Image.Resampling.BILINEAR)


@pytest.mark.parametrize("paper", [*NAMED, "a4s"])
@pytest.mark.parametrize(("words", "mono"), [(30, True), (190, False)])
def test_code_can_be_read_from_the_sheet_and_from_the_copy_of_its_copy(paper, mono, words):
    content = article(words, lead_photo=PHOTOS[False])
    made = render(content, paper=paper, mono=mono)
    picture = image_of(made, made.sheet_count - 1, 150 / 72)
    picture = picture.crop((picture.width // 2, picture.height * 2 // 3, picture.width, picture.height))
    twice = photocopied(photocopied(picture, 1), 2)
    for seen in (picture, picture.filter(ImageFilter.GaussianBlur(2)), twice):
        assert [code.text for code in zxingcpp.read_barcodes(seen)] == [content.address]
