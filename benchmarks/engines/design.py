"""The sheets that all engines draw, so that each flows the same text onto the same paper. The peers are told the sizes; ours searches.

"wall" is what the product makes of 900 words: 12 pt, ragged, two sheets. "page" is the same article on one sheet, so small that
its lines hold 58 characters and may be justified.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyphen
import segno

MM = 72 / 25.4
WIDTH_MM, HEIGHT_MM, MARGIN_MM, GUTTER_MM, COLUMNS = 297.0, 420.0, 15.0, 8.0, 3
CONTENT_MM = WIDTH_MM - 2 * MARGIN_MM
COLUMN_MM = (CONTENT_MM - (COLUMNS - 1) * GUTTER_MM) / COLUMNS
PHOTO_MM = (2 * COLUMN_MM + GUTTER_MM, (2 * COLUMN_MM + GUTTER_MM) * 1067 / 1600)
FOOTER_MM = 8.0
CITY_COLOUR = (0xAA, 0x1E, 0x16)
CITY_HEX = "#{:02x}{:02x}{:02x}".format(*CITY_COLOUR)

MASTHEAD, CITY, EDITION, ISSUER = "Warta Buruh", "Semarang", "Edisi 24 November 2026 · Nomor 117", "Serikat Pekerja Contoh"
QUESTIONS_TITLE, SCAN, WALL_TITLE = "Bahan diskusi", "Pindai, baca, tanggapi", "Jawaban dari dinding"


@dataclass(frozen=True)
class Sheet:
    """Sizes of a poster. `sheets` is how many the 900 words take."""

    name: str
    sheets: int
    justified: bool
    masthead_mm: float
    strip_mm: float
    box_mm: float
    qr_mm: float
    masthead_pt: float
    headline_pt: float
    lead_pt: float
    quote_pt: float
    question_pt: float
    body_pt: float
    leading_pt: float
    caption_pt: float = 10.5
    footer_pt: float = 10.0


WALL = Sheet("wall", 2, False, 26, 13, 62, 45, 50, 58, 18, 22, 14, 12, 15.24)
PAGE = Sheet("page", 1, True, 15, 10, 42, 30, 32, 28, 12, 14, 9, 7.8, 9.6)
SHEETS = {sheet.name: sheet for sheet in (WALL, PAGE)}

# the bulletin of twelve on A2
A2_MM, A2_COLUMNS, A2_COLUMN_MM = (420.0, 594.0), 4, (390.0 - 3 * GUTTER_MM) / 4
A2_MASTHEAD_MM, A2_QR_MM = 30.0, 22.0
A2_LEAD_PT, A2_HEADLINE_PT, A2_BODY_PT, A2_LEADING_PT, A2_CAPTION_PT = 48, 18, 11.0, 14.0, 9.0

FONT_FOLDER = Path(__file__).resolve().parent.parent.parent / "printing" / "fonts"
FONTS = {
    "serif": FONT_FOLDER / "SourceSerif4-Regular.ttf",
    "serif_italic": FONT_FOLDER / "SourceSerif4-Italic.ttf",
    "serif_bold": FONT_FOLDER / "SourceSerif4-Bold.ttf",
    "sans": FONT_FOLDER / "Archivo-Regular.ttf",
    "sans_bold": FONT_FOLDER / "Archivo-Bold.ttf",
}

_patterns = pyphen.Pyphen(lang="id_ID")


@lru_cache(maxsize=60_000)
def _soft(word: str) -> str:
    return _patterns.inserted(word, "\u00ad") if len(word) > 5 else word


def hyphenated(text: str) -> str:
    """With soft hyphens, for engines that have no Indonesian patterns of their own."""
    return " ".join(map(_soft, text.split()))


def qr_code(address: str) -> segno.QRCode:
    """With a fixed mask, as ours: scoring all eight would cost the peers three milliseconds."""
    return segno.make_qr(address, error="m", mask=2, boost_error=False)
