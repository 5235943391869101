"""What ends an article in a bulletin: its code, where the rest is, the address for the eye, who wrote it."""

from dataclasses import dataclass

from printing.layout.body import shaped
from printing.layout.bulletin_heads import small_block
from printing.layout.bulletin_paper import CODE_MM, DESCENT_EM, MODULE_MM, Raster
from printing.layout.bulletin_story import Story
from printing.layout.cleaning import clean
from printing.layout.furniture import TextBlock, fit_text
from printing.layout.paper import MM
from printing.layout.qr import QUIET_MODULES, Code

MIN_BESIDE_PT = 60.0
SMALL_PT = (10.0, 7.0)  # of address and byline, the smallest last
LINE_PT = 10.5
MAX_HEIGHT = 0.36  # of the code, for address and byline each


@dataclass(slots=True)  # not frozen: two are made for each article at each size that is tried
class Foot:
    """What ends a piece: the code, beside it a label and the address for the eye."""

    rows: int
    code: Code | None
    dark_pt: float
    label: TextBlock | None
    typed: TextBlock | None = None
    byline: TextBlock | None = None

    @property
    def quiet_pt(self) -> float:
        return self.dark_pt / len(self.code.rows) * QUIET_MODULES if self.code else 0.0


def measured_feet(story: Story, raster: Raster, column_pt: float) -> tuple[Foot, Foot]:
    """A foot for a text that ends early and one for a whole text."""
    code = story.code
    dark = max(CODE_MM, len(code.rows) * MODULE_MM) * MM if code else 0.0
    quiet = dark / len(code.rows) * QUIET_MODULES if code else 0.0
    width = column_pt - dark - quiet - 2
    if code is None or width < MIN_BESIDE_PT:
        return _plain_foot(story, raster, column_pt, is_cut=True), _plain_foot(story, raster, column_pt, is_cut=False)
    rows, size = raster.rows_for(dark + quiet + raster.size_pt * DESCENT_EM), max(12.0, min(13.0, raster.size_pt))
    feet = story.feet.get((rows, size))
    if feet is None:
        if not story.beside_code:
            story.beside_code = [_beside(text, width, dark, story.place) for text in (story.typed, story.byline)]
        texts = [clean(story.labels[name]) for name in ("continued_at_code", "scan")]
        labels = [fit_text(text, "sans_bold", size, 8, width, 2) for text in texts]
        feet = story.feet[rows, size] = tuple(Foot(rows, code, dark, label, *story.beside_code) for label in labels)
    return feet


def _beside(text: str, width: float, height: float, place: str) -> TextBlock | None:
    """Small type beside the code, two lines if need be; None for what would be higher than a third of the code."""
    shaped(text, "sans", place)
    block = fit_text(text, "sans", *SMALL_PT, width, 2) if text else None
    return block if block and block.height_pt <= height * MAX_HEIGHT else None


def _plain_foot(story: Story, raster: Raster, column: float, is_cut: bool) -> Foot:
    """Without a code: a line that tells where the rest is and who wrote it."""
    labels = story.labels
    told = ""
    if story.typed:
        told = labels["continued_at" if is_cut else "more_at"] % {"address": story.typed}
    elif is_cut:
        told = labels["continued_elsewhere"]
    text = " · ".join(part for part in (story.byline, clean(told)) if part)
    if not text:
        return Foot(0, None, 0.0, None)
    label = small_block(text, "sans_bold", LINE_PT, column, story.place)
    return Foot(raster.rows_for(label.height_pt + raster.leading_pt * 0.3), None, 0.0, label)
