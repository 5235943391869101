"""The fonts of one document as PDF objects: Type 0 with glyph numbers, embedded subsets, ToUnicode for every glyph."""

import hashlib
import zlib
from functools import lru_cache

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString

from printing.layout.fonts import Face
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
            resources[name] = document.Reference(_plain_font(document, name, face, frozenset(extra)), f"font:{name}")
        for face, (name, codes) in self._shaped.items():
            resources[name] = document.Reference(_shaped_font(document, name, face, codes), f"font:{name}")


def _plain_font(document: PDFDocument, name: str, face: Face, extra: frozenset[int]) -> PDFDictionary:
    glyphs = face.base | extra
    widths, to_unicode = _plain_tables(face, glyphs)
    return _type0(document, name, face, glyphs, widths, to_unicode, PDFName("Identity"))


@lru_cache(maxsize=64)
def _plain_tables(face: Face, glyphs: frozenset[int]) -> tuple[str, bytes]:
    characters = face.character_of()
    ordered = sorted(glyphs)
    widths = "[" + " ".join(f"{g} [{face.advance(g):g}]" for g in ordered) + "]"
    return widths, _cmap([(g, chr(characters[g])) for g in ordered if g in characters])


def _shaped_font(document: PDFDocument, name: str, face: Face, codes: dict[tuple[int, str], int]) -> PDFDictionary:
    pairs = sorted(codes.items(), key=lambda item: item[1])
    widths = "[1 [" + " ".join(f"{face.advance(glyph):g}" for (glyph, _), _code in pairs) + "]]"
    to_unicode = _cmap([(code, text) for (_, text), code in pairs if text])
    table = b"\x00\x00" + b"".join(glyph.to_bytes(2, "big") for (glyph, _), _code in pairs)
    glyphs = frozenset(glyph for glyph, _ in codes)
    mapping = document.Reference(_deflated(table), f"gids:{name}")
    return _type0(document, name, face, glyphs, widths, to_unicode, mapping)


def _type0(
    document: PDFDocument, name: str, face: Face, glyphs: frozenset[int], widths: str, to_unicode: bytes, mapping: object
) -> PDFDictionary:
    base_font = PDFName(f"{_tag(face, glyphs)}+{face.name}")
    descendant = PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": base_font,
            "CIDSystemInfo": PDFDictionary({"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}),
            "FontDescriptor": document.Reference(_descriptor(document, name, face, glyphs, base_font), f"descriptor:{name}"),
            "CIDToGIDMap": mapping,
            "DW": 0,
            "W": widths,
        }
    )
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": base_font,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(descendant, f"cid:{name}")]),
            "ToUnicode": document.Reference(_stored(to_unicode), f"unicode:{name}"),
        }
    )


def _descriptor(document: PDFDocument, name: str, face: Face, glyphs: frozenset[int], base_font: str) -> PDFDictionary:
    data, length = face.cut(glyphs)
    program = _stored(data)
    program.dictionary["Length1"] = length
    ascent, descent = face.extents
    return PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": base_font,
            "Flags": 4,
            "FontBBox": PDFArray(face.bounding_box()),
            "ItalicAngle": -12 if "Italic" in face.name else 0,
            "Ascent": round(ascent),
            "Descent": round(descent),
            "CapHeight": round(face.cap_height()),
            "StemV": 140 if "Bold" in face.name else 80,
            "FontFile2": document.Reference(program, f"program:{name}"),
        }
    )


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


def _deflated(data: bytes) -> PDFStream:
    return _stored(zlib.compress(data))


def _stored(data: bytes) -> PDFStream:
    """A stream of bytes that are deflated already."""
    return PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), data)
