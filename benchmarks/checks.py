"""Whether an engine did the whole work: two sheets of A3, all letters of the text, five embedded fonts."""

from pathlib import Path

from pypdf import PdfReader

from benchmarks.engines import design
from benchmarks.sample import Article

SHEETS = 2


def fault_of(path: Path, content: Article) -> str:
    """What is missing in the file, or an empty string."""
    reader = PdfReader(path)
    if len(reader.pages) != SHEETS:
        return f"{len(reader.pages)} sheets instead of {SHEETS}."
    box = reader.pages[0].mediabox
    if abs(float(box.width) - design.WIDTH_MM * design.MM) > 1 or abs(float(box.height) - design.HEIGHT_MM * design.MM) > 1:
        return "the paper is not A3."
    embedded = {font for page in reader.pages for font in _embedded_fonts(page)}
    if len(embedded) != len(design.FONTS):
        return f"{len(embedded)} embedded fonts instead of {len(design.FONTS)}."
    drawn = sum(letters(page.extract_text()) for page in reader.pages)
    wanted = sum(letters(text) for text in content["paragraphs"])
    return "" if drawn >= wanted else f"{drawn} letters instead of {wanted} and more."


def letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _embedded_fonts(page) -> set[str]:
    """Names without the tag of the subset."""
    fonts = page["/Resources"]["/Font"].values()
    names = set()
    for font in (font.get_object() for font in fonts):
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        if any(key.startswith("/FontFile") for key in inner.get("/FontDescriptor", ())):
            names.add(str(font["/BaseFont"]).split("+")[-1].removesuffix("-Identity-H"))
    return names
