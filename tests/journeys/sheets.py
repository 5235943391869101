"""Reading posters back: words without hyphens and blanks, so that a text can be looked for whatever its lines."""

import re
import unicodedata
from pathlib import Path
from typing import BinaryIO

from pypdf import PdfReader

HYPHENS = "-\u00ad\u2010\u2011"


def squeezed(text: str) -> str:
    """NFC, without blanks and hyphens."""
    return re.sub(rf"[\s{re.escape(HYPHENS)}]", "", unicodedata.normalize("NFC", text))


def text_of(path: str | Path | BinaryIO) -> str:
    return squeezed("\n".join(page.extract_text() for page in PdfReader(path).pages))


def lost_paragraphs(paragraphs: list[str], path: str | Path) -> list[str]:
    """Those of the paragraphs that are not in the poster, whole."""
    words = text_of(path)
    return [paragraph for paragraph in paragraphs if squeezed(paragraph) not in words]
