"""What a render function gives back, and the checks of paper and edge that all kinds share."""

from dataclasses import dataclass

from printing.layout.content import ContentError

MIN_EDGE_MM, MAX_EDGE_MM, EDGE_MM = 4.0, 7.0, 5.0


class UnsupportedPaper(ContentError):
    """There is no such paper, no such sheet to tile it on, or no printer with such an edge."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file. `warnings` are codes for the caller to translate, some with a detail after a colon."""

    pdf: bytes
    sheet_count: int
    body_pt: float
    warnings: tuple[str, ...] = ()
    page_count: int = 1  # of the file; differs from sheet_count when the sheets are cut for an office printer


def check_edge(edge_mm: float) -> None:
    """Raise UnsupportedPaper for an unprintable edge that no office printer has."""
    if not MIN_EDGE_MM <= edge_mm <= MAX_EDGE_MM:
        raise UnsupportedPaper(f"An unprintable edge of {edge_mm:g} mm is not between 4 and 7.", code="edge", detail=f"{edge_mm:g}")
