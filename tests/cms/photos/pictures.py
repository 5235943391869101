"""Pictures as strangers send them, made from nothing; no file of anybody is needed."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, PngImagePlugin

CANARY = b"CANARY-RANCAEKEK"
MARKS = (b"Exif", b"http://ns.adobe.com", b"xmpmeta", b"ICC_PROFILE", b"EXIF", b"tEXt", CANARY)
RED, GREEN, BLUE, WHITE = (220, 20, 30), (20, 150, 40), (20, 40, 200), (255, 255, 255)
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf>' + CANARY + b"</rdf></x:xmpmeta>"


def upload(data: bytes, name: str = "IMG_20261124.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def two_halves(size: tuple[int, int] = (120, 80), left: tuple = RED, right: tuple = BLUE) -> Image.Image:
    picture = Image.new("RGB", size, right)
    picture.paste(left, (0, 0, size[0] // 2, size[1]))
    return picture


def saved(picture: Image.Image, kind: str, **options) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """With a place (GPS), a camera and an owner's name."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = CANARY.decode()
    data[0x013B] = CANARY.decode()
    data.get_ifd(0x8825).update({1: "S", 2: (6.0, 57.0, 30.0), 3: "E", 4: (107.0, 46.0, 12.0), 29: CANARY.decode()})
    return data


def talking_jpeg(orientation: int = 1) -> bytes:
    return saved(two_halves(), "JPEG", quality=95, exif=exif(orientation), comment=CANARY, xmp=XMP, icc_profile=srgb_profile())


def talking_png() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", CANARY.decode())
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    words.add_text("Comment", CANARY.decode() * 5, zip=True)
    return saved(two_halves(), "PNG", pnginfo=words, exif=exif())


def talking_webp() -> bytes:
    return saved(two_halves(), "WEBP", quality=95, exif=exif(), xmp=XMP, icc_profile=srgb_profile())


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def swapped_profile() -> bytes:
    """A profile in which the first channel means blue and the third red."""
    return srgb_profile().replace(b"rXYZ", b"tmpZ", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"tmpZ", b"bXYZ", 1)


def cmyk_jpeg(**options) -> bytes:
    """Red left (magenta and yellow), blue right; written inverted with Adobe's mark, as Photoshop does."""
    picture = Image.new("CMYK", (120, 80), (255, 255, 0, 0))
    picture.paste((0, 255, 255, 0), (0, 0, 60, 80))
    return saved(picture, "JPEG", quality=95, **options)


def grey16_png() -> bytes:
    """0, 32768 and 65535 in three bands: clipped, two of them would be white."""
    row = b"".join(value.to_bytes(2, "little") * 40 for value in (0, 32_768, 65_535))
    return saved(Image.frombytes("I;16", (120, 40), row * 40), "PNG")


def see_through_png() -> bytes:
    picture = Image.new("RGBA", (120, 80), (*GREEN, 255))
    picture.paste((0, 0, 0, 0), (0, 0, 60, 80))
    return saved(picture, "PNG")


def see_through_palette() -> bytes:
    picture = Image.new("P", (120, 80), 1)
    picture.putpalette([0, 0, 0, *GREEN])
    picture.paste(0, (0, 0, 60, 80))
    return saved(picture, "PNG", transparency=0)


def two_lens_jpeg() -> bytes:
    """A MPO, as phones with two lenses write under the name .jpg."""
    return saved(two_halves(), "MPO", save_all=True, append_images=[Image.new("RGB", (120, 80), GREEN)])


def moving(kind: str) -> bytes:
    return saved(two_halves(), kind, save_all=True, append_images=[Image.new("RGB", (120, 80), GREEN)], duration=100)


def png_head(width: int, height: int) -> bytes:
    """A PNG that promises more than it holds: some bytes on the wire, gigabytes when decoded."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 4096)) + chunk(b"IEND", b"")


def webp_head(width: int, height: int) -> bytes:
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", len(body)) + body


def big_jpeg() -> bytes:
    """50 megapixels, as cheap phones shoot; light on the left."""
    picture = Image.new("L", (8160, 6144), 60)
    picture.paste(200, (0, 0, 4080, 6144))
    return saved(picture, "JPEG", quality=60)


def noise_jpeg(size: tuple[int, int]) -> bytes:
    return saved(Image.effect_noise(size, 120).convert("RGB"), "JPEG", quality=90)


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(document.cookie)</script>"
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64)
AVIF = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1" + bytes(64)

# name of the case: (maker, file name, code)
REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "a.jpg", "empty"),
    "one byte": (lambda: b"\xff", "a.jpg", "wrong_type"),
    "over 10 MiB": (lambda: talking_jpeg() + bytes(10 * 1024 * 1024), "a.jpg", "too_large"),
    "HTML named jpg": (lambda: HTML, "a.jpg", "wrong_type"),
    "SVG": (lambda: SVG, "a.svg", "wrong_type"),
    "SVG named png": (lambda: SVG, "a.png", "wrong_type"),
    "GIF": (lambda: saved(two_halves(), "GIF"), "a.gif", "gif"),
    "GIF named jpg": (lambda: saved(two_halves(), "GIF"), "a.jpg", "gif"),
    "HEIC": (lambda: HEIC, "a.heic", "heic"),
    "HEIC named jpg": (lambda: HEIC, "a.jpg", "heic"),
    "AVIF": (lambda: AVIF, "a.avif", "wrong_type"),
    "TIFF": (lambda: saved(two_halves(), "TIFF"), "a.jpg", "wrong_type"),
    "PNG named jpg": (talking_png, "a.jpg", "other_name"),
    "JPEG named html": (talking_jpeg, "a.html", "other_name"),
    "JPEG with two names": (talking_jpeg, "a.jpg.php", "other_name"),
    "animated WebP": (lambda: moving("WEBP"), "a.webp", "animated"),
    "animated PNG": (lambda: moving("PNG"), "a.png", "animated"),
    "PNG bomb": (lambda: png_head(13_000, 13_000), "a.png", "bomb"),
    "PNG of 25 megapixels": (lambda: png_head(5_000, 5_000), "a.png", "bomb"),
    "PNG of no pixels": (lambda: png_head(0, 100), "a.png", "broken"),
    "PNG of 4 thousand million pixels": (lambda: png_head(65_535, 65_535), "a.png", "bomb"),
    "WebP bomb": (lambda: webp_head(16_000, 16_000), "a.webp", "bomb"),
    "line of 200,000 pixels": (lambda: png_head(1, 200_000), "a.png", "too_thin"),
    "strip": (lambda: saved(Image.new("L", (8000, 20)), "PNG"), "a.png", "too_thin"),
    "12 pixels": (lambda: saved(Image.new("RGB", (12, 12)), "JPEG"), "a.jpg", "too_small"),
    "1 pixel": (lambda: saved(Image.new("RGB", (1, 1)), "PNG"), "a.png", "too_small"),
    "JPEG cut in the scan": (lambda: noise_jpeg((400, 300))[:9000], "a.jpg", "truncated"),
    "JPEG cut in the head": (lambda: talking_jpeg()[:300], "a.jpg", "truncated"),
    "PNG cut": (lambda: talking_png()[:-60], "a.png", "truncated"),
    "WebP cut": (lambda: talking_webp()[:200], "a.webp", "truncated"),
    "WebP cut in the head": (lambda: talking_webp()[:24], "a.webp", "truncated"),
    "PNG with too little data": (lambda: png_head(4_000, 4_000), "a.png", "truncated"),
    "JPEG mark and rubbish": (lambda: b"\xff\xd8\xff" + b"\x07" * 500 + b"\xff\xd9", "a.jpg", "broken"),
}
