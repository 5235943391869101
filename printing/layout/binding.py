"""Finished drawings into the bytes of a file: one page each, or cut up for an office printer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from printing.layout.document import Facts, new_canvas, put_page
from printing.layout.drawing import Drawing
from printing.layout.embedding import DocumentFonts
from printing.layout.paper import Paper
from printing.layout.tiling import Tiling


@dataclass(frozen=True, slots=True)
class Bound:
    """A file, its pages, and what is to be told of it."""

    pdf: bytes
    page_count: int
    warnings: tuple[str, ...] = ()


def bound(
    facts: Facts,
    drawings: Sequence[Drawing],
    fonts: DocumentFonts,
    paper: Paper,
    office: Paper | None,
    edge_mm: float,
    labels: Mapping[str, str],
) -> Bound:
    """The drawings of one document, in order. For an office paper they must be `tracked`, so that the seams find the white."""
    if office is None:
        canvas = new_canvas(facts, (paper.width_pt, paper.height_pt))
        for drawing in drawings:
            put_page(canvas, drawing)
        fonts.add_to(canvas._doc)
        return Bound(canvas.getpdfdata(), len(drawings))
    canvas = new_canvas(facts, (office.width_pt, office.height_pt))
    tiling = Tiling(paper, office, labels, fonts, edge_mm)
    pages = tiling.put(canvas, drawings)
    fonts.add_to(canvas._doc)
    scale = tiling.shape.scale
    return Bound(canvas.getpdfdata(), pages, (f"shrunk:{round(scale * 100)}",) if scale < 1 else ())
