"""Wall posters drawn with ReportLab: a dataclass in, the bytes of a PDF out.

Pure: no Django, no network, no clock, nothing of our other rooms.
"""

from printing.layout.content import Block, Content, ContentError, Photo, PosterContent, content_key
from printing.layout.correction import CorrectionStripContent
from printing.layout.edge_sheet import TestSheetContent
from printing.layout.kinds import render
from printing.layout.notes import WARNING_SENTENCES, sentence
from printing.layout.poster import Fit, fit
from printing.layout.rendered import Rendered, UnsupportedPaper
from printing.layout.shaping import MissingGlyph

__all__ = [
    "WARNING_SENTENCES",
    "Block",
    "Content",
    "CorrectionStripContent",
    "ContentError",
    "Fit",
    "MissingGlyph",
    "Photo",
    "PosterContent",
    "Rendered",
    "TestSheetContent",
    "UnsupportedPaper",
    "content_key",
    "fit",
    "render",
    "sentence",
]
