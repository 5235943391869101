"""The only place where a stranger's picture is decoded: a process of its own, with limits, without Django or secrets.

Run by `cms.photos.child` as a file: the upload is standard input (a file that can be sought), the answer standard output:
one line of JSON, then the bytes of the new JPEG. A refusal is the line alone: {"refused": code}.
"""

import json
import os
import resource
import sys
import warnings
from io import BytesIO
from typing import Any, BinaryIO

from PIL import Image, ImageCms

CPU_SECONDS = 15
MEMORY_BYTES = 1024 * 1024 * 1024
ANSWER_BYTES = 16 * 1024 * 1024
SIDE_MIN, SIDE_MAX, RATIO_MAX = 16, 12_000, 20
PIXELS_MAX = {"JPEG": 64_000_000, "PNG": 24_000_000, "WEBP": 24_000_000}
LONG_SIDE = 2400
QUALITY = 82
ORIENTATION = 0x0112
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
WHITE = {"L": 255, "RGB": (255, 255, 255)}


class Refused(Exception):
    """Carries the code that `cms.photos.door` turns into a sentence."""


def main() -> int:
    _limit()
    try:
        head, picture = admit(sys.stdin.buffer)
    except Refused as refusal:
        head, picture = {"refused": str(refusal)}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + picture)
    sys.stdout.buffer.flush()
    return 0


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))  # SIGXCPU first, which tells its reason
    for what, value in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, ANSWER_BYTES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (value, value))


def admit(upload: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """Head (`width`, `height`, `format`) and bytes of the new picture; raises Refused whatever the decoder does."""
    kind = sniff(upload.read(32))
    try:
        picture = bare_pixels(upload, kind)
        answer = BytesIO()
        picture.save(answer, "JPEG", quality=QUALITY, optimize=True)
    except Refused:
        raise
    except MemoryError:
        raise Refused("bomb") from None
    except Exception as error:  # noqa: BLE001  hostile bytes raise anything: struct.error, KeyError, ZeroDivisionError
        raise Refused("truncated" if _looks_cut(upload, kind, error) else "broken") from None
    return {"width": picture.width, "height": picture.height, "format": kind}, answer.getvalue()


def sniff(head: bytes) -> str:
    """JPEG, PNG or WEBP by the first bytes; raises Refused for everything else, with the code that has the right advice."""
    if not head:
        raise Refused("empty")
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WEBP"
    if head.startswith((b"GIF87a", b"GIF89a")):
        raise Refused("gif")
    raise Refused("heic" if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS else "wrong_type")


def bare_pixels(upload: BinaryIO, kind: str) -> Image.Image:
    """A new RGB canvas with the picture on it: upright, sRGB, at most LONG_SIDE."""
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # ours are stricter, and come before decoding
    upload.seek(0)
    if kind == "WEBP":  # its decoder makes room for the canvas when it opens
        check_size(*webp_size(upload.read(30)), kind)
        upload.seek(0)
    picture = Image.open(upload, formats=(kind,))
    check_size(*picture.size, kind)
    if kind != "JPEG" and getattr(picture, "n_frames", 1) > 1:
        raise Refused("animated")
    fitted = _fit(*picture.size)
    if kind == "JPEG":  # a MPO of two lenses is a JPEG with its first picture first
        picture.draft(None, fitted)
    picture.load()
    turn, profile = _orientation(picture), picture.info.get("icc_profile")
    picture = to_srgb(on_white(_resized(eight_bits(picture), fitted)), profile)
    return _on_new_canvas(picture, turn)


def webp_size(head: bytes) -> tuple[int, int]:
    """Width and height from the first 30 bytes of a WebP; raises Refused where they are not."""
    kind = head[12:16]
    if len(head) == 30 and kind == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if len(head) == 30 and kind == b"VP8 ":
        return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF
    if len(head) >= 25 and kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    raise Refused("truncated" if len(head) < 30 else "broken")


def check_size(width: int, height: int, kind: str) -> None:
    short, long = sorted((width, height))
    if short < 1:
        raise Refused("broken")
    if long > RATIO_MAX * short:
        raise Refused("too_thin")
    if long > SIDE_MAX or width * height > PIXELS_MAX[kind]:
        raise Refused("bomb")
    if short < SIDE_MIN:
        raise Refused("too_small")


def _fit(width: int, height: int) -> tuple[int, int]:
    scale = min(1, LONG_SIDE / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _orientation(picture: Image.Image) -> int:
    """1 to 8; 1 where the camera said nothing that can be read."""
    try:
        return int(picture.getexif().get(ORIENTATION, 1))
    except Exception:  # noqa: BLE001  a broken EXIF block must not cost the photo
        return 1


def eight_bits(picture: Image.Image) -> Image.Image:
    """16-bit grey is scaled by the range of its type (Pillow alone would clip it); palettes are spelled out."""
    if picture.mode.startswith("I;16"):
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if picture.mode in ("I", "F"):
        low, high = picture.getextrema()
        low, high = (0, 65_535) if low >= 0 and high <= 65_535 else (low, high)
        factor = 255 / ((high - low) or 1)
        return picture.convert("F").point(lambda value: value * factor - low * factor).convert("L")
    if "transparency" in picture.info or picture.mode in ("PA", "RGBa"):
        return picture.convert("RGBA")
    if picture.mode in ("P", "1", "YCbCr", "LAB", "HSV", "RGBX"):
        return picture.convert("RGB")
    return picture.convert("LA") if picture.mode == "La" else picture


def _resized(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    return picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def on_white(picture: Image.Image) -> Image.Image:
    if picture.mode not in ("RGBA", "LA"):
        return picture
    mode = picture.mode[:-1]
    paper = Image.new(mode, picture.size, WHITE[mode])
    paper.paste(picture.convert(mode), mask=picture.getchannel("A"))
    return paper


def to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Through the picture's own profile; without one, or with a broken one, by the plain rule (Pillow reads CMYK as Adobe writes it)."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except Exception:  # noqa: BLE001, S110  a profile for another kind of picture, or garbage
            pass
    return picture.convert("RGB")


def _on_new_canvas(picture: Image.Image, turn: int) -> Image.Image:
    methods = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    upright = picture.transpose(methods[turn]) if turn in methods else picture
    canvas = Image.new("RGB", upright.size)
    canvas.paste(upright)
    return canvas


def _looks_cut(upload: BinaryIO, kind: str, error: Exception) -> bool:
    """Was the file cut short on its way? Only the advice depends on it."""
    size = upload.seek(0, os.SEEK_END)
    upload.seek(max(0, size - 4096))
    tail = upload.read()
    if kind == "WEBP":
        upload.seek(4)
        return int.from_bytes(upload.read(4), "little") + 8 > size
    return "truncated" in str(error) or (b"\xff\xd9" if kind == "JPEG" else b"IEND") not in tail


if __name__ == "__main__":
    sys.exit(main())
