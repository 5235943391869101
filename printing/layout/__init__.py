"""Posters for the wall and sheets for the office, drawn with ReportLab: a dataclass in, the bytes of a PDF out.

Pure: no Django, no network, no clock, nothing of our other rooms.
"""

from printing.layout.content import Block, Content, ContentError, Photo, PosterContent, content_key
from printing.layout.correction import CorrectionStripContent
from printing.layout.edge_sheet import TestSheetContent
from printing.layout.kinds import render
from printing.layout.office.cards_content import AccountCardFace, CardSheetContent
from printing.layout.office.certificates_content import Certificate, CertificatesContent
from printing.layout.office.document_content import DocumentBlock, DocumentContent
from printing.layout.office.roll_content import RollContent
from printing.layout.office.values import Column
from printing.layout.rendered import Rendered, UnsupportedPaper
from printing.layout.shaping import MissingGlyph

__all__ = [
    "AccountCardFace",
    "Block",
    "CardSheetContent",
    "Certificate",
    "CertificatesContent",
    "Column",
    "Content",
    "ContentError",
    "CorrectionStripContent",
    "DocumentBlock",
    "DocumentContent",
    "MissingGlyph",
    "Photo",
    "PosterContent",
    "Rendered",
    "RollContent",
    "TestSheetContent",
    "UnsupportedPaper",
    "content_key",
    "render",
]
