"""The test sheet: one page that tells a steward which edge her printer leaves white, and whether it prints at full size."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

from printing.layout.assembly import draw_ruler
from printing.layout.binding import bound
from printing.layout.cleaning import clean
from printing.layout.content import ContentError, canonical
from printing.layout.document import Facts
from printing.layout.drawing import BLACK, Drawing, line
from printing.layout.embedding import DocumentFonts
from printing.layout.furniture import set_text
from printing.layout.paper import MM, PAPERS, Paper
from printing.layout.rendered import EDGE_MM, Rendered, UnsupportedPaper, check_edge

TEST_SHEET_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "title": "Lembar uji printer",
        "paper": "Kertas %(paper)s, %(width)d × %(height)d mm",
        "why": "Setiap printer menyisakan tepi putih. Lembar ini menunjukkan berapa lebarnya.",
        "step_1": "Di jendela cetak pilih kertas %(paper)s dan ukuran 100%% (“ukuran sebenarnya”), lalu cetak satu lembar ini.",
        "step_2": "Ukur garis panjang di bawah dengan penggaris. Panjangnya harus tepat 100 mm. Kalau tidak, ukurannya bukan 100%%: "
        "atur lagi, lalu cetak ulang.",
        "step_3": "Lihat garis bernomor di keempat sisi. Di tiap sisi, tulis angka terkecil yang garisnya masih tampak utuh.",
        "step_4": "Angka terbesar dari keempat kotak adalah tepi printer ini. Pilih angka itu di meja cetak; kalau 3, pilih 4.",
        "too_wide": "Kalau angka 7 pun tidak tampak di salah satu sisi, poster sambungan tidak cocok dengan printer ini: "
        "pilih poster berseri.",
        "sides": "Atas Kanan Bawah Kiri",
        "ruler": "Garis ini 100 mm.",
    }
)
PAPER_NAMES = {"a4": "A4", "f4": "F4 (folio)"}
EDGES_MM = (3, 4, 5, 6, 7, 8)
LENGTH_MM = 16.0  # of one numbered line
STEP_MM = 20.0  # from one to the next
STEM_END_MM = 11.0  # from the side of the paper, where every printer prints
NUMBER_PT = 15.0
TEXT_PT = 14.5
MARGIN_MM = 26.0
STROKE_PT = 1.0
BOX_MM = (26.0, 20.0)
UNDATED = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class TestSheetContent:
    """Nothing but words; labels may be partial."""

    kind: ClassVar[str] = "test_sheet"

    labels: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", MappingProxyType({**TEST_SHEET_LABELS, **self.labels}))

    def check(self) -> None:
        """Raise ContentError when a label that the sheet needs is blank."""
        if blank := next((name for name, text in self.labels.items() if not clean(text)), ""):
            raise ContentError("The test sheet lacks words.", code="no_label", detail=blank)

    def to_json(self) -> dict[str, Any]:
        return {"labels": dict(self.labels)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "TestSheetContent":
        return cls(**value)

    def canonical_json(self) -> str:
        return canonical(self.to_json())


def render_test_sheet(
    content: TestSheetContent, *, paper: str = "a4", sheet: str | None = None, mono: bool = False, edge_mm: float = EDGE_MM
) -> Rendered:
    """One page of office paper; it is black anyway and needs no edge. Raises UnsupportedPaper."""
    del mono
    content.check()
    check_edge(edge_mm)
    if paper not in PAPER_NAMES or sheet:
        raise UnsupportedPaper(f"There is no test sheet for {sheet or paper}.", code="paper", detail=sheet or paper)
    fonts = DocumentFonts()
    drawing = _Sheet(content.labels, PAPERS[paper], fonts).drawn()
    facts = Facts(content.labels["title"], "Warta Buruh", content.labels["why"], UNDATED)
    made = bound(facts, [drawing], fonts, PAPERS[paper], None, edge_mm, content.labels)
    return Rendered(made.pdf, 1, TEXT_PT)


class _Sheet:
    """Draws the page; millimetres from the lower left corner unless the name says points."""

    def __init__(self, labels: Mapping[str, str], paper: Paper, fonts: DocumentFonts) -> None:
        self.labels, self.paper, self.drawing = labels, paper, Drawing(fonts)
        self.words = {"paper": PAPER_NAMES[paper.code], "width": round(paper.width_mm), "height": round(paper.height_mm)}

    def drawn(self) -> Drawing:
        self.drawing.fill(BLACK)
        for number, edge in enumerate(EDGES_MM):
            self._draw_edge(edge, (number - (len(EDGES_MM) - 1) / 2) * STEP_MM)
        y = self._draw_steps((self.paper.height_mm - MARGIN_MM) * MM)
        draw_ruler(self.drawing, MARGIN_MM, y / MM - 12, self.labels["ruler"])
        self._draw_boxes(y / MM - 30)
        return self.drawing

    def _draw_edge(self, edge: int, place: float) -> None:
        """The line of one number at all four sides, `place` from the middle of each, its number further in."""
        width, height = self.paper.width_mm, self.paper.height_mm
        for along, across, is_upright in (
            (width / 2 + place, lambda d: d, False),
            (width / 2 + place, lambda d: height - d, False),
            (height / 2 - place, lambda d: d, True),
            (height / 2 - place, lambda d: width - d, True),
        ):
            half = LENGTH_MM / 2
            self._stroke((along - half, across(edge)), (along + half, across(edge)), is_upright)
            self._stroke((along, across(edge)), (along, across(STEM_END_MM - 1)), is_upright)
            x, y = (across(STEM_END_MM + 2.5), along) if is_upright else (along, across(STEM_END_MM + 2.5))
            block = set_text(str(edge), "sans_bold", NUMBER_PT, 100)
            block.draw(self.drawing, x * MM - block.lines[0].width * NUMBER_PT / 2000, y * MM + NUMBER_PT * 0.35)

    def _stroke(self, start: tuple[float, float], end: tuple[float, float], is_upright: bool) -> None:
        if is_upright:
            start, end = start[::-1], end[::-1]
        line(self.drawing, *start, *end, STROKE_PT)

    def _draw_steps(self, top: float) -> float:
        """Title and what to do; returns the height in points below them."""
        x, width = MARGIN_MM * MM, (self.paper.width_mm - 2 * MARGIN_MM) * MM
        top = set_text(clean(self.labels["title"]), "sans_bold", 28, width).draw(self.drawing, x, top) - 2
        top = set_text(clean(self.labels["paper"] % self.words), "sans_bold", 15, width).draw(self.drawing, x, top) - 6
        top = set_text(clean(self.labels["why"]), "serif", TEXT_PT, width, 1.3).draw(self.drawing, x, top) - 8
        for number in (1, 2, 3, 4):
            set_text(f"{number}.", "sans_bold", TEXT_PT, 40).draw(self.drawing, x, top)
            text = clean(self.labels[f"step_{number}"] % self.words)
            top = set_text(text, "serif", TEXT_PT, width - 20, 1.3).draw(self.drawing, x + 20, top) - 8
        return set_text(clean(self.labels["too_wide"]), "serif", TEXT_PT, width, 1.3).draw(self.drawing, x, top - 4)

    def _draw_boxes(self, top: float) -> None:
        """A box for each side, to write the number in."""
        width, height = BOX_MM
        for number, side in enumerate(self.labels["sides"].split()):
            x = MARGIN_MM + number * (width + 10)
            set_text(clean(side), "sans_bold", TEXT_PT, 100).draw(self.drawing, x * MM, top * MM)
            self.drawing.frame(x * MM, (top - 6 - height) * MM, width * MM, height * MM, 1)
