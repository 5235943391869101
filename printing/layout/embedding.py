"""The fonts of one document as PDF objects: Type 0 with glyph numbers, embedded subsets, ToUnicode for every glyph."""

import hashlib
import zlib
from functools import lru_cache
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDocument

from printing.layout.fonts import Face
from printing.layout.raw import Raw
from printing.layout.shaping import Run

_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class DocumentFonts:
    """Which glyphs a document uses of which face, and the names of the font resources (F1, F2 in order of first use)."""

    def __init__(self) -> None:
        self._plain: dict[Face, tuple[str, set[int]]] = {}
        self._shaped: dict[Face, tuple[str, dict[tuple[int, str], int]]] = {}

    def plain(self, face: Face, extra: frozenset[int] = frozenset()) -> str:
        """Resource name for words whose codes are glyph numbers; `extra` are glyphs beyond the base."""
        found = self._plain.get(face)
        if found is None:
            found = self._plain[face] = (self._next_name(), set())
        if extra:
            found[1].update(extra)
        return found[0]

    def shaped(self, run: Run) -> tuple[str, list[int]]:
        """Resource name and codes for a shaped run; one code for each pair of glyph and text."""
        found = self._shaped.get(run.face)
        if found is None:
            found = self._shaped[run.face] = (self._next_name(), {})
        name, codes = found
        return name, [codes.setdefault((glyph.number, glyph.text), len(codes) + 1) for glyph in run.glyphs]

    def _next_name(self) -> str:
        return f"F{len(self._plain) + len(self._shaped) + 1}"

    def add_to(self, document: PDFDocument) -> None:
        """Write all font objects into the document's font resources."""
        resources = document.idToObject["BasicFonts"].dict
        for face, (name, extra) in self._plain.items():
            resources[name] = document.Reference(_plain_font(document, name, face, face.base | extra), f"font:{name}")
        for face, (name, codes) in self._shaped.items():
            resources[name] = document.Reference(_shaped_font(document, name, face, codes), f"font:{name}")


def _plain_font(document: PDFDocument, name: str, face: Face, glyphs: frozenset[int]) -> Raw:
    return _type0(document, name, _plain_parts(face, glyphs), "/Identity")


def _shaped_font(document: PDFDocument, name: str, face: Face, codes: dict[tuple[int, str], int]) -> Raw:
    pairs = sorted(codes.items(), key=lambda item: item[1])
    widths = "[1 [" + " ".join(f"{face.advance(glyph):g}" for (glyph, _), _code in pairs) + "]]"
    unicode = _stream(_cmap([(code, text) for (_, text), code in pairs if text]))
    table = b"\x00\x00" + b"".join(glyph.to_bytes(2, "big") for (glyph, _), _code in pairs)
    glyphs = frozenset(glyph for glyph, _ in codes)
    mapping = document.Reference(Raw(_stream(zlib.compress(table))), f"gids:{name}").format(document).decode()
    return _type0(document, name, _parts(face, glyphs, widths, unicode), mapping)


@lru_cache(maxsize=64)
def _plain_parts(face: Face, glyphs: frozenset[int]) -> "_Parts":
    characters = face.character_of()
    ordered = sorted(glyphs)
    widths = "[" + " ".join(f"{g} [{face.advance(g):g}]" for g in ordered) + "]"
    return _parts(face, glyphs, widths, _stream(_cmap([(g, chr(characters[g])) for g in ordered if g in characters])))


class _Parts(NamedTuple):
    """What of a font is the same in every document: names, widths, and its streams."""

    base_font: str
    widths: str
    metrics: str
    program: bytes
    unicode: bytes


def _parts(face: Face, glyphs: frozenset[int], widths: str, unicode: bytes) -> _Parts:
    data, length = face.cut(glyphs)
    ascent, descent = face.extents
    box = " ".join(map(str, face.bounding_box()))
    metrics = (
        f"/Flags 4 /FontBBox [{box}] /ItalicAngle {-12 if 'Italic' in face.name else 0} /Ascent {round(ascent)} "
        f"/Descent {round(descent)} /CapHeight {round(face.cap_height())} /StemV {140 if 'Bold' in face.name else 80}"
    )
    return _Parts(f"/{_tag(face, glyphs)}+{face.name}", widths, metrics, _stream(data, f"/Length1 {length} "), unicode)


def _type0(document: PDFDocument, name: str, parts: _Parts, mapping: str) -> Raw:
    """`mapping` leads from codes to glyph numbers."""

    def reference(data: bytes, part: str) -> str:
        return document.Reference(Raw(data), f"{part}:{name}").format(document).decode()

    base = parts.base_font
    program, unicode = reference(parts.program, "program"), reference(parts.unicode, "unicode")
    metrics = f"<< /Type /FontDescriptor /FontName {base} {parts.metrics} /FontFile2 {program} >>"
    descriptor = reference(metrics.encode("ascii"), "descriptor")
    system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    kind = f"/Type /Font /Subtype /CIDFontType2 /BaseFont {base} {system}"
    inner = f"<< {kind} /FontDescriptor {descriptor} /CIDToGIDMap {mapping} /DW 0 /W {parts.widths} >>"
    kind = f"/Type /Font /Subtype /Type0 /BaseFont {base} /Encoding /Identity-H"
    cid = reference(inner.encode("ascii"), "cid")
    return Raw(f"<< {kind} /DescendantFonts [{cid}] /ToUnicode {unicode} >>".encode("ascii"))


def _tag(face: Face, glyphs: frozenset[int]) -> str:
    """Six capitals that depend on the glyphs only."""
    digest = hashlib.sha256((face.name + repr(sorted(glyphs))).encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _cmap(pairs: list[tuple[int, str]]) -> bytes:
    lines = [_CMAP_HEAD]
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        lines.append(f"{len(part)} beginbfchar\n")
        lines += [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>\n" for code, text in part]
        lines.append("endbfchar\n")
    lines.append(_CMAP_TAIL)
    return zlib.compress("".join(lines).encode("ascii"))


def _stream(data: bytes, entries: str = "") -> bytes:
    """A stream object of bytes that are deflated already."""
    return f"<< /Filter /FlateDecode {entries}/Length {len(data)} >>\nstream\n".encode("ascii") + data + b"\nendstream\n"
