"""The sheet that all engines draw: the product's own measures on A3, so that each flows the same text onto the same two sheets.

The peers are told the sizes; ours searches for them, as it does in production.
"""

from functools import lru_cache
from pathlib import Path

import pyphen
import segno

MM = 72 / 25.4
WIDTH_MM, HEIGHT_MM, MARGIN_MM, GUTTER_MM, COLUMNS = 297.0, 420.0, 15.0, 8.0, 3
CONTENT_MM = WIDTH_MM - 2 * MARGIN_MM
COLUMN_MM = (CONTENT_MM - (COLUMNS - 1) * GUTTER_MM) / COLUMNS
PHOTO_MM = (2 * COLUMN_MM + GUTTER_MM, (2 * COLUMN_MM + GUTTER_MM) * 1067 / 1600)
MASTHEAD_MM, STRIP_MM, QR_MM, BOX_MM, FOOTER_MM = 26.0, 13.0, 45.0, 62.0, 8.0

MASTHEAD_PT, HEADLINE_PT, LEAD_PT, QUOTE_PT, QUESTION_PT, CAPTION_PT, FOOTER_PT = 50, 58, 18, 22, 14, 10.5, 10
BODY_PT, LEADING_PT = 12.0, 15.24
CITY_COLOUR = (0xAA, 0x1E, 0x16)

MASTHEAD, CITY, EDITION, ISSUER = "Warta Buruh", "Semarang", "Edisi 24 November 2026 · Nomor 117", "Serikat Pekerja Contoh"
QUESTIONS_TITLE, SCAN = "Bahan diskusi", "Pindai, baca, tanggapi"

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
