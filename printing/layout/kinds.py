"""The kinds of sheets that can be asked for: for each its content and the function that draws it.

A new kind is a frozen dataclass as `content.Content` describes it, with `from_json`, a function `render_…(content, *, paper,
sheet, mono, edge_mm) -> Rendered`, and one line here.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from printing.layout.bulletin import BulletinContent, render_bulletin
from printing.layout.content import Content, PosterContent
from printing.layout.correction import CorrectionStripContent, render_correction_strip
from printing.layout.edge_sheet import TestSheetContent, render_test_sheet
from printing.layout.office.cards import render_card_sheet
from printing.layout.office.cards_content import CardSheetContent
from printing.layout.office.certificates import render_certificates
from printing.layout.office.certificates_content import CertificatesContent
from printing.layout.office.document import render_document
from printing.layout.office.document_content import DocumentContent
from printing.layout.office.roll import render_roll
from printing.layout.office.roll_content import RollContent
from printing.layout.poster import render_poster
from printing.layout.rendered import EDGE_MM, Rendered


class Kind(NamedTuple):
    content: type[Any]
    render: Callable[..., Rendered]


KINDS: dict[str, Kind] = {
    "poster": Kind(PosterContent, render_poster),
    "bulletin": Kind(BulletinContent, render_bulletin),
    "test_sheet": Kind(TestSheetContent, render_test_sheet),
    "correction_strip": Kind(CorrectionStripContent, render_correction_strip),
    "document": Kind(DocumentContent, render_document),
    "card_sheet": Kind(CardSheetContent, render_card_sheet),
    "roll": Kind(RollContent, render_roll),
    "certificates": Kind(CertificatesContent, render_certificates),
}


def render(content: Content, *, paper: str = "a3", sheet: str | None = None, mono: bool = False, edge_mm: float = EDGE_MM) -> Rendered:
    """The PDF of a content of any kind. Raises ContentError, MissingGlyph and UnsupportedPaper among them."""
    return KINDS[content.kind].render(content, paper=paper, sheet=sheet, mono=mono, edge_mm=edge_mm)


def from_json(kind: str, value: Mapping[str, Any]) -> Content:
    """The content that gave this value by `to_json`; raises KeyError for an unknown kind, TypeError for unknown names."""
    return KINDS[kind].content.from_json(value)
