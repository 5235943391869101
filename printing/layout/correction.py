"""The strip that is pasted over a poster when its article was corrected: a quarter of A4, four to a page with cut lines.

A long correction takes half a page, two to a page: the type must be read from a wall.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

from printing.layout.binding import bound
from printing.layout.bottom import STROKE_PT
from printing.layout.cleaning import clean, is_blank
from printing.layout.content import DEFAULT_LABELS, ContentError, canonical
from printing.layout.document import Facts
from printing.layout.drawing import BLACK, DEAR, Drawing, dashes
from printing.layout.embedding import DocumentFonts
from printing.layout.furniture import TextBlock, fit_text, poster_date, set_text
from printing.layout.paper import MM, PAPERS, Paper
from printing.layout.qr import QUIET_MODULES, Code, code_for
from printing.layout.rendered import EDGE_MM, Rendered, UnsupportedPaper, check_edge
from printing.layout.shaping import typesetter

CORRECTION_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "correction": "Ralat",
        "was_wrong": "Yang keliru",
        "is_right": "Yang benar",
        "edition": "Edisi %(edition)d, sudah dibetulkan, %(date)s",
        "paste": "Gunting, lalu tempelkan di atas poster lama.",
        "scan": "Baca yang sudah dibetulkan",
        "months": DEFAULT_LABELS["months"],
    }
)
PAPERS_OF_STRIPS = frozenset({"a4", "f4"})
PAD_MM = 9.0  # also the printer's edge lies in it
GAP_PT = 7.0
SIZES_PT = (15.0, 14.0, 13.0, 12.0, 11.0, 10.5)  # of what was wrong and what is right
HEADLINES_PT = (17.0, 14.0, 12.0)
CODE_MM = 22.0
MODULE_MM = 0.6  # scanned from the hand, like the codes in bulletins
CUT_PT = 9.0


@dataclass(frozen=True, slots=True)
class CorrectionStripContent:
    """What was wrong in an article and what is right; labels may be partial."""

    kind: ClassVar[str] = "correction_strip"

    masthead: str
    headline: str
    was_wrong: str
    is_right: str
    corrected_on: date
    edition: int
    address: str = ""
    typed_address: str = ""
    city: str = ""
    issuer: str = ""
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", MappingProxyType({**CORRECTION_LABELS, **self.labels}))

    def check(self) -> None:
        """Raise ContentError when there is nothing to correct."""
        if is_blank(self.headline):
            raise ContentError("The correction has no headline.", code="no_headline")
        if is_blank(self.was_wrong) or is_blank(self.is_right):
            raise ContentError("The correction does not say what was wrong and what is right.", code="no_body")

    def to_json(self) -> dict[str, Any]:
        value = {f.name: getattr(self, f.name) for f in fields(self)}
        return {**value, "labels": dict(self.labels), "corrected_on": self.corrected_on.isoformat()}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "CorrectionStripContent":
        return cls(**{**value, "corrected_on": date.fromisoformat(value["corrected_on"])})

    def canonical_json(self) -> str:
        return canonical(self.to_json())


def render_correction_strip(
    content: CorrectionStripContent, *, paper: str = "a4", sheet: str | None = None, mono: bool = False, edge_mm: float = EDGE_MM
) -> Rendered:
    """Equal strips on one page, black on white. Raises ContentError (also when the words do not fit), MissingGlyph."""
    del mono
    content.check()
    check_edge(edge_mm)
    if paper not in PAPERS_OF_STRIPS or sheet:
        raise UnsupportedPaper(f"There are no strips on {sheet or paper}.", code="paper", detail=sheet or paper)
    fonts, office = DocumentFonts(), PAPERS[paper]
    strip = _strip(content, office)
    drawing = Drawing(fonts, tracked=True)
    for row in (2, 1):
        for column in range(strip.columns):
            strip.draw(drawing, column * office.width_pt / strip.columns, row * office.height_pt / 2)
    dashes(drawing, 0, office.height_mm / 2, office.width_mm, office.height_mm / 2)
    if strip.columns == 2:
        dashes(drawing, office.width_mm / 2, 0, office.width_mm / 2, office.height_mm)
    title = f"{content.labels['correction']}: {content.headline}"
    facts = Facts(title, clean(content.issuer) or content.masthead, content.is_right, content.corrected_on)
    made = bound(facts, [drawing], fonts, office, None, edge_mm, content.labels)
    return Rendered(made.pdf, 1, strip.size_pt, strip.warnings, 1)


def _strip(content: CorrectionStripContent, office: Paper) -> "_Strip":
    """Two beside each other if the words can be read then, otherwise one over the whole width."""
    for columns in (2, 1):
        strip = _Strip(content, office, columns)
        if strip.texts:
            return strip
    raise ContentError("The correction is too long for its strip.", code="strip_too_long")


class _Strip:
    """One strip, set once and drawn for each place on the page; without `texts` when they do not fit. Points."""

    def __init__(self, content: CorrectionStripContent, office: Paper, columns: int) -> None:
        self.content, self.labels, self.columns = content, content.labels, columns
        self.width = office.width_pt / columns - 2 * PAD_MM * MM
        self.height = office.height_pt / 2 - 2 * PAD_MM * MM
        self.warnings = self._lost_emoji()
        self.code = self._code()
        self.foot = self._foot()
        self.size_pt, self.head, self.texts = self._set()

    def _lost_emoji(self) -> tuple[str, ...]:
        content, setter = self.content, typesetter("serif")
        texts = " ".join(clean(text) for text in (content.headline, content.was_wrong, content.is_right))
        lost = "".join(dict.fromkeys("".join(setter.word(word).lost for word in texts.split(" ") if not word.isascii())))
        return (f"emoji_left_out:{lost}",) if lost else ()

    def _code(self) -> Code | None:
        code = code_for(self.content.address) if self.content.address else None
        if code and code.side * MODULE_MM > self.width / MM / 2:
            self.warnings += ("address_too_long",)
            return None
        return code

    def _head(self, size: float) -> list[tuple[TextBlock, float]]:
        """Blocks from above, each with the white below it."""
        content, labels = self.content, self.labels
        day = poster_date(content.corrected_on, labels["months"])
        edition = clean(labels["edition"] % {"date": day, "edition": content.edition})
        name = " · ".join(part for part in (clean(content.masthead), clean(content.city)) if part)
        return [
            (fit_text(clean(labels["correction"]), "sans_bold", size * 2, 16, self.width, 1), 2.0),
            (fit_text(name, "sans_bold", 11, 8, self.width, 2), 1.0),
            (fit_text(edition, "sans", 10.5, 8, self.width, 2), GAP_PT + 2),
            (fit_text(clean(content.headline), "sans_bold", size, 9, self.width, 5), GAP_PT),
        ]

    def _foot(self) -> list[TextBlock]:
        """The words beside the code."""
        side = self._code_pt()
        width = self.width - (side + 3 * MM if side else 0)
        typed = clean(self.content.typed_address) or clean(self.content.address)
        blocks = [fit_text(clean(self.labels["scan"]), "sans_bold", 12, 9, width, 3)] if side else []
        blocks += [fit_text(typed, "sans_bold", 11, 6, width, 3)] if typed else []
        return [*blocks, set_text(clean(self.labels["paste"]), "sans", 9, width)]

    def _code_pt(self) -> float:
        """Side of the code without the white around it."""
        return len(self.code.rows) * max(MODULE_MM, CODE_MM / len(self.code.rows)) * MM if self.code else 0.0

    def _foot_height(self) -> float:
        return max(self._code_pt(), sum(block.height_pt for block in self.foot) + 4 * len(self.foot))

    def _set(self) -> tuple[float, list[tuple[TextBlock, float]], list[tuple[TextBlock, TextBlock]]]:
        """Size, head, and what was wrong and what is right under their titles: the largest that fits."""
        for size in SIZES_PT:
            pairs = [
                self._pair("was_wrong", self.content.was_wrong, "serif", size),
                self._pair("is_right", self.content.is_right, "serif_bold", size),
            ]
            taken = self._foot_height() + 3 * GAP_PT + sum(title.height_pt + text.height_pt + GAP_PT + 2 for title, text in pairs)
            for headline in HEADLINES_PT:
                head = self._head(headline)
                if taken + sum(block.height_pt + gap for block, gap in head) <= self.height:
                    return size, head, pairs
        return 0.0, [], []

    def _pair(self, label: str, text: str, role: str, size: float) -> tuple[TextBlock, TextBlock]:
        title = set_text(clean(self.labels[label]), "sans_bold", size * 0.85, self.width)
        return title, set_text(clean(text), role, size, self.width, 1.25)

    def draw(self, drawing: Drawing, left: float, top: float) -> None:
        """With the upper left corner of the strip at this place."""
        x, y = left + PAD_MM * MM, top - PAD_MM * MM
        drawing.fill(BLACK)
        drawing.solid(x, y - 3, self.width, 3)
        y -= 10
        for block, gap in self.head:
            y = block.draw(drawing, x, y) - gap
        drawing.solid(x, y + GAP_PT * 0.4, self.width, STROKE_PT / 2)
        y -= GAP_PT * 0.4
        for title, text in self.texts:
            y = text.draw(drawing, x, title.draw(drawing, x, y) - 2) - GAP_PT
        self._draw_foot(drawing, x, top - PAD_MM * MM - self.height + self._foot_height())

    def _draw_foot(self, drawing: Drawing, x: float, top: float) -> None:
        side = self._code_pt()
        if self.code:
            module = side / len(self.code.rows)
            drawing.worth = DEAR
            full = self.code.side * module
            drawing.code(self.code, x - QUIET_MODULES * module, top - side - QUIET_MODULES * module, full)
            drawing.worth = 1.0
            x += side + 3 * MM
        for block in self.foot:
            top = block.draw(drawing, x, top) - 4
