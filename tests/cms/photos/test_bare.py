"""The last guard: the storage itself takes bare pixels only, whatever code saves."""

import struct

import pytest
from PIL import Image

from cms.photos.bare import NotBarePixels, check_bare
from tests.cms.photos import pictures

PLAIN = pictures.two_halves()
JPEG, WEBP = pictures.saved(PLAIN, "JPEG"), pictures.saved(PLAIN, "WEBP")


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"optimize": True}, {"subsampling": 0}, {"restart_marker_rows": 2}])
def test_plain_jpeg_is_bare(options):
    check_bare("a.jpg", pictures.saved(pictures.two_halves((300, 200)), "JPEG", **options))


def test_grey_jpeg_and_both_webps_are_bare():
    check_bare("a.jpg", pictures.saved(PLAIN.convert("L"), "JPEG"))
    check_bare("a.webp", WEBP)
    check_bare("a.webp", pictures.saved(PLAIN, "WEBP", lossless=True))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", pictures.talking_jpeg()),
        ("a.jpg", pictures.saved(PLAIN, "JPEG", comment=b"here")),
        ("a.jpg", pictures.saved(PLAIN, "JPEG", exif=pictures.exif())),
        ("a.jpg", pictures.saved(PLAIN, "JPEG", icc_profile=pictures.srgb_profile())),
        ("a.jpg", pictures.saved(Image.new("CMYK", (20, 20)), "JPEG")),
        ("a.jpg", pictures.two_lens_jpeg()),
        ("a.jpg", JPEG + b"tail"),
        ("a.jpg", JPEG[:-2]),
        ("a.jpg", JPEG[: len(JPEG) // 3]),
        ("a.jpg", JPEG[:2] + b"\xff\xe0" + struct.pack(">H", 18) + b"JFIF\0" + bytes(11) + JPEG[20:]),
        ("a.jpg", b"\xff\xd8\xff\xd9tail"),
        ("a.jpg", b""),
        ("a.jpg", WEBP),
        ("a.jpg", pictures.HTML),
        ("a.webp", pictures.talking_webp()),
        ("a.webp", pictures.moving("WEBP")),
        ("a.webp", WEBP + b"tail"),
        ("a.webp", JPEG),
        ("a.webp", b"RIFF"),
        ("a.png", pictures.saved(PLAIN, "PNG")),
        ("a.svg", pictures.SVG),
    ],
)
def test_everything_else_is_not(name, data):
    with pytest.raises(NotBarePixels):
        check_bare(name, data)
