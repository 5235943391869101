"""Whether an engine did the whole work: as many sheets of the right paper as asked, all letters of the text, five embedded fonts."""

from collections.abc import Iterable
from pathlib import Path

from pypdf import PdfReader

from benchmarks.engines import design
from benchmarks.sample import Article, Bulletin

LEAST_OF_BULLETIN = 0.75  # of the letters: ours ends texts at a sentence where a column ends


def fault_of(path: Path, content: Article, sheet: design.Sheet) -> str:
    """What is missing in the file, or an empty string."""
    reader = PdfReader(path)
    if len(reader.pages) != sheet.sheets:
        return f"{len(reader.pages)} sheets instead of {sheet.sheets}."
    return _fault(reader, (design.WIDTH_MM, design.HEIGHT_MM), content["paragraphs"], 1)


def fault_of_bulletin(path: Path, content: Bulletin) -> str:
    """The same for a bulletin, on one A2 with a code and a headline for each article."""
    reader = PdfReader(path)
    if len(reader.pages) != 1:
        return f"{len(reader.pages)} sheets instead of one."
    texts = [text for article in content["articles"] for text in (article["headline"], *article["paragraphs"])]
    return _fault(reader, design.A2_MM, texts, LEAST_OF_BULLETIN)


def _fault(reader: PdfReader, paper_mm: tuple[float, float], texts: Iterable[str], least: float) -> str:
    box = reader.pages[0].mediabox
    if abs(float(box.width) - paper_mm[0] * design.MM) > 1 or abs(float(box.height) - paper_mm[1] * design.MM) > 1:
        return "the paper is of another size."
    embedded = {font for page in reader.pages for font in _embedded_fonts(page)}
    if len(embedded) != len(design.FONTS):
        return f"{len(embedded)} embedded fonts instead of {len(design.FONTS)}."
    drawn = sum(letters(page.extract_text()) for page in reader.pages)
    wanted = round(least * sum(map(letters, texts)))
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
