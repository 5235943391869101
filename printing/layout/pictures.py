"""Photos on the sheet: sized for 220 dpi, upright, sRGB or grey, lightened for the ink saver; JPEG bytes go in as they are."""

import hashlib
import io
import struct
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageOps

from printing.layout.raw import Raw

DPI = 220
QUALITY = 82
ENOUGH = 1.3  # a source up to this many times too large is not worth a new JPEG
MIN_LEAD_PX = 800
MAX_RATIO = 3.0
MIN_DPI = 100
MAX_PIXELS = 64_000_000
MONO_GAMMA = 0.75
MONO_DARKEST = 0.82  # ink of the darkest grey
MONO_SHEET_INK = 0.085  # of the whole sheet may be ink of the photo
DECODER_ERRORS = (  # what Pillow raises on hostile bytes
    OSError, ValueError, TypeError, SyntaxError, IndexError, KeyError, EOFError, OverflowError, ZeroDivisionError,
    struct.error, Image.DecompressionBombError,
)  # fmt: skip
HIGH_CROP = 0.35  # of what is cut off goes at the top, the rest below: faces are high in a picture


@dataclass(frozen=True, slots=True)
class Shape:
    """Upright pixel size; `error` is a warning code why the photo cannot lead."""

    width: int
    height: int
    error: str = ""

    @property
    def ratio(self) -> float:
        return self.width / self.height


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG ready for the file. The window (fractions of its height) is what shows."""

    name: str
    jpeg: bytes
    width: int
    height: int
    grey: bool
    top: float = 0.0
    shown: float = 1.0


def read_shape(jpeg: bytes) -> Shape | None:
    """Size from the header only, with the Exif turn applied; None when this is no readable JPEG of sane size."""
    try:
        with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as image:
            width, height = image.size
            turned = image.getexif().get(0x0112, 1) >= 5
    except DECODER_ERRORS:
        return None
    if width * height > MAX_PIXELS or not _is_complete(jpeg):
        return None
    if turned:
        width, height = height, width
    ratio = width / height
    odd = ratio > MAX_RATIO or ratio < 1 / MAX_RATIO
    small = width < MIN_LEAD_PX
    return Shape(width, height, "photo_odd_shape" if odd else "photo_too_small" if small else "")


shape_of = lru_cache(maxsize=8)(read_shape)  # for those who ask again and again: to find a photo here takes longer than its header


def _is_complete(jpeg: bytes) -> bool:
    return jpeg[:2] == b"\xff\xd8" and b"\xff\xd9" in jpeg[-64:]


def picture(
    jpeg: bytes,
    width_pt: float,
    height_pt: float,
    *,
    mono: bool,
    sheet_share: float,
    enough: float = ENOUGH,
    shape: Shape | None = None,
) -> Picture | None:
    """The photo for a box of this printed size, cut to the box's shape; None when it cannot be decoded.

    `sheet_share` is the part of the sheet that the box covers, for the ink limit of the ink saver; a source up to `enough`
    times too large goes in as it is; `shape` is that of the photo if it is known.
    """
    shape = shape or shape_of(jpeg)
    if shape is None:
        return None
    shown = min(1.0, shape.width * height_pt / width_pt / shape.height)
    top = (1 - shown) * HIGH_CROP
    wanted = round(width_pt / 72 * DPI)
    components = 0 if mono or shape.width > wanted * enough else _components(jpeg)
    if components in (1, 3):  # nothing is in it but the picture
        return Picture(_name(jpeg), jpeg, shape.width, shape.height, components == 1, top, shown)
    ceiling = round(min(1.0, MONO_SHEET_INK / max(sheet_share, 0.001)), 2) if mono else 0.0
    return _derived(jpeg, hashlib.sha256(jpeg).hexdigest(), min(wanted, shape.width), round(top, 4), round(shown, 4), ceiling)


def _components(jpeg: bytes) -> int:
    """Components of a baseline JPEG without Exif, profile or Adobe marker; 0 for all others."""
    place = 2
    while place + 10 < len(jpeg) and jpeg[place] == 0xFF:
        marker = jpeg[place + 1]
        length = int.from_bytes(jpeg[place + 2 : place + 4], "big")
        if marker == 0xC0:
            return jpeg[place + 9]
        if marker in (0xC1, 0xC2, 0xC3, 0xDA) or 0xE1 <= marker <= 0xEF or length < 2:
            return 0
        place += 2 + length
    return 0


class _Recipe:
    """Derived pictures by hash of the source, size and recipe; bounded."""

    made: dict[tuple, Picture | None] = {}
    LIMIT = 32


def _derived(jpeg: bytes, digest: str, wanted: int, top: float, shown: float, ceiling: float) -> Picture | None:
    key = (digest, wanted, top, shown, ceiling)
    if key not in _Recipe.made:
        if len(_Recipe.made) >= _Recipe.LIMIT:
            _Recipe.made.clear()
        _Recipe.made[key] = _derive(jpeg, wanted, top, shown, ceiling)
    return _Recipe.made[key]


def _derive(jpeg: bytes, wanted: int, top: float, shown: float, ceiling: float) -> Picture | None:
    try:
        image = _decoded(jpeg, wanted, grey=bool(ceiling))
    except DECODER_ERRORS:
        return None
    width, height = image.size
    image = image.crop((0, round(height * top), width, max(round(height * top) + 1, round(height * (top + shown)))))
    size = (min(wanted, image.width), max(1, round(image.height * min(wanted, image.width) / image.width)))
    image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if ceiling:
        image = lightened(image, ceiling)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=False, progressive=False)
    data = out.getvalue()
    return Picture(_name(data), data, *image.size, image.mode == "L")


def _decoded(jpeg: bytes, wanted: int, *, grey: bool) -> Image.Image:
    image = Image.open(io.BytesIO(jpeg), formats=["JPEG"])
    turned = image.getexif().get(0x0112, 1) >= 5
    target = (1, wanted) if turned else (wanted, 1)
    image.draft("L" if grey and image.mode != "CMYK" else None, target)
    image = ImageOps.exif_transpose(image)
    return image.convert("L" if grey or image.mode == "L" else "RGB")


def lightened(image: Image.Image, ceiling: float) -> Image.Image:
    """Grey picture with stretched contrast, lightened until its mean ink is at most `ceiling` (0 to 1)."""
    image = ImageOps.autocontrast(image.convert("L"), cutoff=0.5)
    counts = image.histogram()
    gamma = MONO_GAMMA
    while gamma > 0.1 and _mean_ink(counts, gamma) > ceiling:
        gamma *= 0.9
    return image.point([round(255 - 255 * MONO_DARKEST * (1 - (v / 255) ** gamma)) for v in range(256)])


def _mean_ink(counts: list[int], gamma: float) -> float:
    total = sum(counts) or 1
    return sum(n * MONO_DARKEST * (1 - (v / 255) ** gamma) for v, n in enumerate(counts)) / total


def _name(jpeg: bytes) -> str:
    return "Im" + hashlib.sha256(jpeg).hexdigest()[:16]


def image_object(pic: Picture) -> Raw:
    """The image XObject: the JPEG bytes with the filter DCTDecode."""
    colours = "DeviceGray" if pic.grey else "DeviceRGB"
    size = f"/Height {pic.height} /Length {len(pic.jpeg)} /Subtype /Image \n  /Type /XObject /Width {pic.width}"
    head = f"<<\n/BitsPerComponent 8 /ColorSpace /{colours} /Filter /DCTDecode {size}\n>>\nstream\n"
    return Raw(head.encode("ascii"), pic.jpeg, b"endstream\n")
