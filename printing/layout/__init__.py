"""Wall posters drawn with ReportLab: a dataclass in, the bytes of a PDF out.

Pure: no Django, no network, no clock, nothing of our other rooms.
"""

from printing.layout.content import Block, ContentError, Photo, PosterContent, content_key
from printing.layout.notes import WARNING_SENTENCES, sentence
from printing.layout.poster import Fit, Rendered, UnsupportedPaper, fit, render
from printing.layout.shaping import MissingGlyph

__all__ = [
    "WARNING_SENTENCES",
    "Block",
    "ContentError",
    "Fit",
    "MissingGlyph",
    "Photo",
    "PosterContent",
    "Rendered",
    "UnsupportedPaper",
    "content_key",
    "fit",
    "render",
    "sentence",
]
