"""What stands on a poster: plain frozen values, their check, their JSON and the key under which the file is kept."""

import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from functools import cache
from importlib.metadata import version
from types import MappingProxyType
from typing import Any, ClassVar, Protocol

from printing.layout.cleaning import is_blank

TEMPLATE_VERSION = 3  # raise it with every change that alters the bytes of a poster
BLOCK_KINDS = frozenset({"paragraph", "heading", "list_item", "quote"})
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

DEFAULT_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "questions": "Bahan diskusi",
        "scan": "Pindai, baca, tanggapi",
        "sheet": "Lembar %(n)d dari %(total)d",
        "copy": "silakan perbanyak dan tempelkan",
        "edition": "%(date)s",
        "edition_corrected": "Edisi %(edition)d, sudah dibetulkan, %(date)s",  # from the second one on
        "edition_short": "Edisi %(edition)d, %(date)s",  # where the words do not fit
        "byline": "Oleh %(name)s",
        "continued_at_code": "Lanjutannya: pindai kode",
        "side_by_side": "tempelkan lembar 1 sampai %(total)d berjajar dari kiri ke kanan",
        "continued": "Bersambung ke lembar %(n)d",
        "photo": "Foto: %(credit)s",
        "more_photos": "Foto lain: pindai kode",
        "more_at": "Baca dan tanggapi di %(address)s",
        "cut_scale": "cetak 100%",
        "assembly": "Cara menyambung",
        "assembly_each": "Ada %(total)d poster. Sambung lembar-lembar tiap poster sendiri-sendiri.",
        "assembly_cut": "Gunting sepanjang garis penuh di %(cuts)s. Sisi lain jangan digunting.",
        "assembly_top": "sisi atas lembar %(sheets)s",
        "assembly_left": "sisi kiri lembar %(sheets)s",
        "assembly_both": "sisi kiri dan sisi atas lembar %(sheets)s",
        "assembly_below": "Beri lem pada %(first)s di bawah garis putus-putus, lalu tutupi dengan %(second)s sampai tepat pada garis itu.",
        "assembly_beside": "Beri lem pada %(first)s di kanan garis putus-putus, lalu tutupi dengan %(second)s sampai tepat pada garis itu.",
        "assembly_overlap": "Beri lem di luar garis putus-putus, lalu tutupi dengan lembar berikutnya sampai tepat pada garis itu.",
        "assembly_row": "Baris %(row)s: tempelkan %(sheets)s dari kiri ke kanan.",
        "assembly_rows": "Sambung dari atas ke bawah: %(rows)s.",
        "assembly_shrunk": "Tepi printer ini lebar, jadi gambar poster sudah dikecilkan menjadi %(percent)d%%. Tetap cetak 100%%.",
        "ruler": "Garis ini 100 mm. Kalau tidak, atur printer ke 100%.",
        "months": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    }
)


class ContentError(ValueError):
    """The content cannot become a poster. `code` is stable, `detail` names the place, the text is an English sentence."""

    def __init__(self, message: str, *, code: str = "content", detail: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.detail = detail


class Content(Protocol):
    """What every kind of sheet has in common; the kinds stand in kinds.py."""

    kind: ClassVar[str]

    def check(self) -> None:
        """Raise ContentError when nothing can be made of this."""

    def to_json(self) -> dict[str, Any]: ...

    def canonical_json(self) -> str: ...


def canonical(value: dict[str, Any]) -> str:
    """JSON that is the same text for the same value in every process."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


@dataclass(frozen=True, slots=True)
class Photo:
    """A JPEG that the door has re-encoded already, with its caption and credit."""

    jpeg: bytes
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the body; `kind` is paragraph, heading, list_item or quote; `text` is plain, never markup."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PosterContent:
    """One article for the wall. `address` goes into the code, `typed_address` is for the eye; labels may be partial.

    `short` asks for one sheet with as many opening paragraphs as it holds, and for the line that says where the rest is.
    """

    kind: ClassVar[str] = "poster"

    masthead: str
    headline: str
    blocks: tuple[Block, ...]
    published_on: date
    edition: int = 1
    city: str = ""
    city_colour: str = ""
    standfirst: str = ""
    byline: str = ""
    lead_photo: Photo | None = None
    photos: tuple[Photo, ...] = ()
    quote: str = ""
    questions: tuple[str, ...] = ()
    address: str = ""
    typed_address: str = ""
    code: str = ""
    issuer: str = ""
    footer: str = ""
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    short: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "blocks", tuple(self.blocks))
        object.__setattr__(self, "photos", tuple(self.photos))
        object.__setattr__(self, "questions", tuple(self.questions))
        object.__setattr__(self, "labels", MappingProxyType({**DEFAULT_LABELS, **self.labels}))

    def check(self) -> None:
        """Raise ContentError when no poster can be made of this."""
        if is_blank(self.headline):
            raise ContentError("The poster has no headline.", code="no_headline")
        if not self.blocks:
            raise ContentError("The poster has no text.", code="no_body")
        if all(is_blank(block.text) for block in self.blocks):
            raise ContentError("The text of the poster is blank.", code="blank_body")
        if self.city_colour and not _COLOUR.fullmatch(self.city_colour):
            raise ContentError("The colour of the city is not of the form #rrggbb.", code="bad_colour")
        if self.short and is_blank(self.address):
            raise ContentError("A short version needs the code that leads to the rest.", code="short_without_code")
        self._check_kinds()

    def _check_kinds(self) -> None:
        for number, block in enumerate(self.blocks, start=1):
            if block.kind not in BLOCK_KINDS:
                raise ContentError(f"Block {number} is of an unknown kind.", code="bad_kind", detail=str(number))

    def to_json(self) -> dict[str, Any]:
        """A value of plain types, as JSON knows them, and the bytes of photos. `from_json` takes it back."""
        return self._as_dict(lambda photo: {"jpeg": photo.jpeg})

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "PosterContent":
        """The inverse of `to_json`; unknown names raise TypeError."""
        value = dict(value)
        value["published_on"] = date.fromisoformat(value["published_on"])
        value["blocks"] = tuple(Block(**block) for block in value["blocks"])
        value["photos"] = tuple(_photo_from_json(photo) for photo in value["photos"])
        value["lead_photo"] = value["lead_photo"] and _photo_from_json(value["lead_photo"])
        return cls(**value)

    def canonical_json(self) -> str:
        """The same text for the same content in every process; photos stand as the SHA-256 of their bytes."""
        return canonical(self._as_dict(lambda photo: {"sha256": hashlib.sha256(photo.jpeg).hexdigest()}))

    def _as_dict(self, picture: Any) -> dict[str, Any]:
        value = {f.name: getattr(self, f.name) for f in fields(self)}
        value["published_on"] = self.published_on.isoformat()
        value["labels"] = dict(self.labels)
        value["blocks"] = [asdict(block) for block in self.blocks]
        value["questions"] = list(self.questions)
        value["photos"] = [_photo_as_dict(photo, picture) for photo in self.photos]
        value["lead_photo"] = self.lead_photo and _photo_as_dict(self.lead_photo, picture)
        return value


def _photo_as_dict(photo: Photo, picture: Any) -> dict[str, Any]:
    return {**picture(photo), "caption": photo.caption, "credit": photo.credit}


def _photo_from_json(value: Mapping[str, Any]) -> Photo:
    return Photo(value["jpeg"], value["caption"], value["credit"])


@cache
def _makers() -> tuple[str, ...]:
    """Versions of all that has a hand in the bytes."""
    names = ("reportlab", "pillow", "uharfbuzz", "pyphen", "segno", "python-bidi")
    return (*(f"{name} {version(name)}" for name in names), f"zlib {zlib.ZLIB_RUNTIME_VERSION}")


def content_key(content: Content, paper: str = "a3", sheet: str | None = None, mono: bool = False, edge_mm: float = 5.0) -> str:
    """SHA-256 in hex over all that decides the bytes: content, fonts, template, paper, edge and the versions of the makers."""
    from printing.layout.fonts import font_fingerprint  # parsed fonts are only needed by whoever asks for a key

    edge = f"{edge_mm:g}" if sheet else ""
    parts = [content.kind, content.canonical_json(), font_fingerprint(), str(TEMPLATE_VERSION), paper, sheet or "", edge, str(bool(mono))]
    digest = hashlib.sha256()
    for part in (*parts, *_makers()):
        digest.update(part.encode("ascii") + b"\x00")
    return digest.hexdigest()
