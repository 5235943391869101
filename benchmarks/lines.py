"""The lines of the running text in a PDF, as they stand on paper, whoever drew it: by the places of its glyphs."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import uharfbuzz as hb

from benchmarks.engines import design

FACE = "SourceSerif4-Regular"
GAP_EM = 0.1  # white from which on two words are apart
SOFT = "\u00ad"
HYPHENS = ("-", SOFT, "\u2010", "\x02", "\ufffe")  # the last two: what PDFium makes of a hyphen at a line's end


@dataclass(frozen=True)
class SetLine:
    """Places in points from the left edge of the paper; `gaps` are the blanks, as parts of the face's own blank."""

    column: int
    left: float
    right: float
    baseline: float
    gaps: tuple[float, ...]
    hyphenated: bool
    text: str


@dataclass(frozen=True)
class _Glyph:
    x: float
    y: float
    end: float
    text: str


def lines_of(path: Path, sheet: design.Sheet) -> list[SetLine]:
    """All lines in the body's face and size, column by column."""
    with pdfium.PdfDocument(path) as document:
        glyphs = [glyph for page in document for glyph in _glyphs(page, sheet.body_pt)]
    rows: dict[tuple[int, int], list[_Glyph]] = {}
    for glyph in glyphs:
        rows.setdefault((_column(glyph.x), round(-glyph.y * 2)), []).append(glyph)
    return [_line(column, row, sheet.body_pt) for (column, _), row in sorted(rows.items()) if len(row) > 1]


def column_edges(column: int) -> tuple[float, float]:
    """Left and right edge of a column, in points from the left edge of the paper."""
    left = (design.MARGIN_MM + column * (design.COLUMN_MM + design.GUTTER_MM)) * design.MM
    return left, left + design.COLUMN_MM * design.MM


def _column(x: float) -> int:
    step = (design.COLUMN_MM + design.GUTTER_MM) * design.MM
    return int((x - (design.MARGIN_MM - design.GUTTER_MM / 2) * design.MM) // step)


def _glyphs(page: pdfium.PdfPage, size: float) -> Iterator[_Glyph]:
    """Visible glyphs of the body's face and size; their ends come from the face itself, so that all engines are measured alike."""
    text = page.get_textpage()
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character.isspace() or not raw.FPDFText_GetMatrix(text, index, matrix):
            continue
        drawn = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.a, matrix.b)
        raw.FPDFText_GetFontInfo(text, index, name, 200, flags)
        is_sized = abs(drawn - size) < 0.05 or character in HYPHENS  # PDFium does not know the scale of all hyphens
        if not is_sized or not _is_body(name.value.decode("utf-8", "replace")):
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        width = _advance("-" if character in HYPHENS else character) * size
        yield _Glyph(x.value, y.value, x.value + width, character)


def _is_body(font: str) -> bool:
    """By the font's own name, or by that which the stylesheet of WeasyPrint gives it."""
    return font.split("+")[-1].removesuffix("-Identity-H") in (FACE, "SourceSerif4", "serif-bench")


def _line(column: int, row: list[_Glyph], size: float) -> SetLine:
    row = sorted(row, key=lambda glyph: glyph.x)
    row = [glyph for glyph in row[:-1] if glyph.text != SOFT] + row[-1:]  # those within a line are not seen
    gaps, text = [], row[0].text
    for before, after in zip(row, row[1:], strict=False):
        white = after.x - before.end
        if white > GAP_EM * size:
            gaps.append(white / size / _advance(" "))
            text += " "
        text += after.text
    return SetLine(column, row[0].x, row[-1].end, row[0].y, tuple(gaps), row[-1].text in HYPHENS, text)


_font = hb.Font(hb.Face(hb.Blob(design.FONTS["serif"].read_bytes())))
_advances: dict[str, float] = {}


def _advance(character: str) -> float:
    """In ems."""
    if character not in _advances:
        glyph = _font.get_nominal_glyph(ord(character)) or 0
        _advances[character] = _font.get_glyph_h_advance(glyph) / _font.face.upem
    return _advances[character]
