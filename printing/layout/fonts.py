"""The bundled typefaces: parsed once per process, measured and cut with HarfBuzz. Widths are in thousandths of an em."""

import hashlib
import zlib
from functools import cache
from pathlib import Path

import uharfbuzz as hb

FONT_FOLDER = Path(__file__).resolve().parent.parent / "fonts"

# role on the sheet -> file; also the order in which they are warmed
ROLES = {
    "serif": "SourceSerif4-Regular",
    "serif_italic": "SourceSerif4-Italic",
    "serif_bold": "SourceSerif4-Bold",
    "sans": "Archivo-Regular",
    "sans_bold": "Archivo-Bold",
}
BOLD_ROLES = frozenset({"serif_bold", "sans_bold"})
EMOJI_FILE = "NotoEmoji-Regular"
# asked in this order for a character that the role's own face lacks
FALLBACK_FILES = (
    "NotoSans-Regular",
    "NotoNaskhArabic-Regular",
    "NotoSansJavanese-Regular",
    "NotoSansSundanese-Regular",
    "NotoSansBalinese-Regular",
    "NotoSansBuginese-Regular",
    "NotoSansBatak-Regular",
    "NotoSansRejang-Regular",
    "NotoSansThai-Regular",
    "NotoSansHebrew-Regular",
    "NotoSansDevanagari-Regular",
    "NotoSansMath-Regular",
    "NotoSansSymbols-Regular",
    "NotoSansSymbols2-Regular",
    EMOJI_FILE,
)
BOLD_TWINS = {"NotoNaskhArabic-Regular": "NotoNaskhArabic-Bold"}
# every subset of a role's face holds these, so that the usual font program is cut and deflated once per process
BASE_CHARACTERS = "".join(map(chr, range(32, 127))) + "\u00a0“”‘’–—…·•é°×½«»€‐"

_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "name", "STAT", "DSIG", "gasp", "OS/2", "meta")
_NO_LIGATURES = {"liga": False, "clig": False, "dlig": False, "calt": False, "kern": True}


class Face:
    """One TrueType file. `cut` gives deflated font programs that keep the glyph numbers of the whole font."""

    def __init__(self, name: str) -> None:
        data = (FONT_FOLDER / f"{name}.ttf").read_bytes()
        self.name = name
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.hb_face = hb.Face(hb.Blob(data))
        self.hb_font = hb.Font(self.hb_face)
        self.scale = 1000 / self.hb_face.upem
        self.characters = frozenset(self.hb_face.unicodes)
        self.base = frozenset(g for c in BASE_CHARACTERS if (g := self.hb_font.get_nominal_glyph(ord(c)) or 0))
        self._programs: dict[frozenset[int], tuple[bytes, int]] = {}

    @property
    def space(self) -> float:
        """Width of a blank."""
        return self.advance(self.glyph(" "))

    def glyph(self, character: str) -> int:
        return self.hb_font.get_nominal_glyph(ord(character)) or 0

    def advance(self, glyph: int) -> float:
        return self.hb_font.get_glyph_h_advance(glyph) * self.scale

    @property
    def extents(self) -> tuple[float, float]:
        """Ascender and descender (negative)."""
        found = self.hb_font.get_font_extents("ltr")
        return found.ascender * self.scale, found.descender * self.scale

    @cache  # noqa: B019  faces live as long as the process
    def cap_height(self) -> float:
        found = self.hb_font.get_glyph_extents(self.glyph("H"))
        return found.y_bearing * self.scale if found else 700.0

    def bounding_box(self) -> list[int]:
        head = self.hb_face.reference_table("head").data
        return [round(int.from_bytes(head[i : i + 2], "big", signed=True) * self.scale) for i in (36, 38, 40, 42)]

    def shape(self, text: str, *, rtl: bool = False, plain: bool = True, script: str = "") -> tuple[list, list]:
        """Glyph infos and positions in visual order; `plain` leaves ligatures off so that copied text stays text."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        if script:
            buffer.script = script
        hb.shape(self.hb_font, buffer, _NO_LIGATURES if plain else None)
        return buffer.glyph_infos, buffer.glyph_positions or []

    @cache  # noqa: B019  faces live as long as the process
    def character_of(self) -> dict[int, int]:
        """Glyph -> lowest character that leads to it, for ToUnicode."""
        found: dict[int, int] = {}
        for code in sorted(self.characters):
            found.setdefault(self.hb_font.get_nominal_glyph(code) or 0, code)
        return found

    def cut(self, glyphs: frozenset[int]) -> tuple[bytes, int]:
        """Deflated TrueType program with these glyphs, and its inflated length."""
        program = self._programs.get(glyphs)
        if program is None:
            program = _cut(self.hb_face, glyphs)
            if len(self._programs) > 64:
                self._programs.clear()
            self._programs[glyphs] = program
        return program


def _cut(face: hb.Face, glyphs: frozenset[int]) -> tuple[bytes, int]:
    order = hb.SubsetInput()
    order.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    order.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    for tag in _DROPPED_TABLES:
        order.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
    data = hb.subset(face, order).blob.data
    return zlib.compress(data, 6), len(data)


@cache
def face(name: str) -> Face:
    """The face of a role ("serif") or of a file ("NotoEmoji-Regular")."""
    return Face(ROLES.get(name, name)) if name not in ROLES else face(ROLES[name])


@cache
def fallback_for(character: str, bold: bool = False) -> Face | None:
    """The first bundled face that has the character; emoji are looked for in the emoji face first."""
    code = ord(character)
    order = (EMOJI_FILE, *FALLBACK_FILES) if code >= 0x1F000 else FALLBACK_FILES
    for name in order:
        if code in face(name).characters:
            return face(BOLD_TWINS.get(name, name) if bold else name)
    return None


@cache
def font_fingerprint() -> str:
    """One SHA-256 over all bundled font files."""
    digest = hashlib.sha256()
    for path in sorted(FONT_FOLDER.glob("*.ttf")):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def warm() -> None:
    """Parse the faces of all roles and cut their usual programs."""
    for role in ROLES:
        face(role).cut(face(role).base)
        face(role).character_of()
    for name in FALLBACK_FILES:
        face(name)
