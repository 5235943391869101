"""The foot of the last sheet: the box with the questions and, beside it, the code with the address. Points."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from printing.layout.cleaning import clean
from printing.layout.content import PosterContent
from printing.layout.drawing import BLACK, Drawing
from printing.layout.fonts import face
from printing.layout.furniture import TextBlock, fit_text, set_text
from printing.layout.paper import MM, Paper, in_columns
from printing.layout.qr import MIN_MODULE_MM, QUIET_MODULES, Code, code_for
from printing.layout.shaping import typesetter

STROKE_PT = 1.5
PAD_MM = 4.0
NUMBER_EM = 1.35
LEADING = 1.24
INVITATION_PAD_MM = 6.0
LABEL_GAP_MM = 1.5
STACKED_FROM = 0.75  # of growth
MAX_GROWTH = {1: 4.6, 2: 2.2, 3: 1.3}  # of the questions by their number: one alone must not leave its box empty
MIN_BESIDE_MM = 15.0
MIN_LABEL_PT = 11.0
LABEL_MM = 27.0  # is kept free beside the code for its label
WIDEST_CODE = 0.6  # of the half sheet on which it stands
WIDE_LABEL, WIDE_ADDRESS = 2.2, 1.6  # times the questions' size


@dataclass(slots=True)
class Bottom:
    """Measured questions and code for one growth; `height_pt` is 0 when the article has neither."""

    paper: Paper
    title: TextBlock | None = None
    questions: list[TextBlock] = field(default_factory=list)
    code: Code | None = None
    code_pt: float = 0.0
    scan: TextBlock | None = None
    typed: TextBlock | None = None
    invitation: TextBlock | None = None
    stacked: bool = False  # the label stands below the code, not beside it
    wide: bool = False  # the code stands at the right, the label to its left, the address at the foot
    box_pt: float = 0.0  # width of the box
    height_pt: float = 0.0

    @property
    def quiet_pt(self) -> float:
        """Width of the white around the code."""
        return self.code_pt * QUIET_MODULES / self.code.side if self.code else 0.0


def measure_bottom(content: PosterContent, paper: Paper, growth: float) -> Bottom:
    """`growth` from 0 (tight) upwards makes questions and code larger."""
    paper = in_columns(paper, paper.foot_columns)
    bottom = Bottom(paper)
    _measure_code(bottom, content, paper, growth)
    texts = [text for question in content.questions if (text := clean(question))]
    if texts:
        _measure_questions(bottom, texts, content, growth)
    if bottom.code and not texts:
        bottom.stacked = bottom.wide = False
        _measure_invitation(bottom, content)
    if (bottom.stacked or bottom.wide) and bottom.code:
        _fill_height(bottom, bottom.code)
    bottom.height_pt = max(bottom.height_pt, _code_height(bottom))
    return bottom


def _measure_invitation(bottom: Bottom, content: PosterContent) -> None:
    """What stands in the box of an article without questions."""
    width = bottom.box_pt - 2 * INVITATION_PAD_MM * MM
    bottom.scan = fit_text(clean(content.labels["scan"]), "sans_bold", bottom.paper.headline.at(0) * 0.75, 12, width, 2)
    address = clean(content.typed_address) or clean(content.address)
    text = clean(content.labels["more_at"] % {"address": address})
    bottom.invitation = set_text(text, "serif", bottom.paper.questions.at(0.5), width, LEADING)


def _fill_height(bottom: Bottom, code: Code) -> None:
    """Enlarge a code that stands over its label until it is as high as the box, at most as wide as the column."""
    dark_share = len(code.rows) / code.side
    quiet_share = QUIET_MODULES / code.side
    spare = (bottom.height_pt - _code_height(bottom)) / (1 - quiet_share)
    most = WIDEST_CODE * bottom.paper.column_pt if bottom.wide else min(bottom.paper.column_pt / dark_share, _widest(bottom.paper, code))
    bottom.code_pt = max(bottom.code_pt, min(bottom.code_pt + spare, most))


def _widest(paper: Paper, code: Code) -> float:
    """Width of a code whose quiet zone just fills the gutter between it and the questions' frame."""
    return paper.gutter_mm * MM * code.side / QUIET_MODULES


def _measure_code(bottom: Bottom, content: PosterContent, paper: Paper, growth: float) -> None:
    """The label stands beside the code; when there is room to spare the code is large and the label below it."""
    bottom.box_pt = paper.content_width_pt
    bottom.code = code_for(content.address) if content.address else None
    if bottom.code is None or bottom.code.side * MIN_MODULE_MM > paper.column_pt / MM:
        bottom.code = None
        return
    bottom.wide = paper.is_folded and any(map(clean, content.questions))
    bottom.stacked = growth >= STACKED_FROM and not bottom.wide
    free = 0.0 if bottom.stacked else LABEL_MM
    dark_share = len(bottom.code.rows) / (bottom.code.side - QUIET_MODULES)
    roomiest = (paper.column_pt / MM - free) * dark_share
    wished = paper.qr_mm + (paper.qr_roomy_mm - paper.qr_mm) * min(growth, 1.2)
    side = bottom.code.side_mm(max(paper.qr_mm, min(wished, roomiest))) * MM
    bottom.code_pt = min(side, _widest(paper, bottom.code))
    bottom.box_pt = paper.span_pt(paper.columns - 1)
    _measure_words(bottom, content, growth)


def _measure_words(bottom: Bottom, content: PosterContent, growth: float) -> None:
    paper, column = bottom.paper, bottom.paper.column_pt
    size = paper.questions.at(growth)
    typed = clean(content.typed_address) or clean(content.address)
    label = clean(content.labels["scan"])
    if bottom.wide:
        beside = column * (1 - WIDEST_CODE)
        bottom.scan = fit_text(label, "sans_bold", size * WIDE_LABEL, MIN_LABEL_PT, beside, 3)
        bottom.typed = fit_text(typed, "sans_bold", size * WIDE_ADDRESS, 8, column, 2)
        return
    bottom.typed = fit_text(typed, "sans_bold", size, 8, column, 2)
    beside = column - bottom.code_pt + bottom.quiet_pt - 1 * MM
    longest = max((word.width for word in typesetter("sans_bold").words(label)), default=0.0)
    bottom.stacked = bottom.stacked or longest * MIN_LABEL_PT / 1000 > beside > MIN_BESIDE_MM * MM
    if bottom.stacked:
        bottom.scan = fit_text(label, "sans_bold", size * 1.1, 10, column, 2)
    elif beside > MIN_BESIDE_MM * MM:
        bottom.scan = fit_text(label, "sans_bold", size * 1.25, MIN_LABEL_PT, beside, 4)


def _code_height(bottom: Bottom) -> float:
    if not bottom.code or not bottom.typed:
        return 0.0
    if bottom.wide:
        return bottom.code_pt - bottom.quiet_pt + bottom.typed.leading_pt * len(bottom.typed.lines)
    label = bottom.scan.height_pt + LABEL_GAP_MM * MM if bottom.stacked and bottom.scan else 0.0
    return bottom.code_pt - bottom.quiet_pt + label + bottom.typed.height_pt


def _measure_questions(bottom: Bottom, texts: list[str], content: PosterContent, growth: float) -> None:
    """At the size of this growth, or larger where the code beside the box makes room."""
    scale = bottom.paper.questions
    size = scale.at(growth)
    _set_questions(bottom, texts, content, size)
    room = max(bottom.height_pt, _code_height(bottom))
    while size < scale.at(MAX_GROWTH[min(len(texts), 3)]):
        size += 0.5
        tried = replace(bottom)
        _set_questions(tried, texts, content, size)
        if tried.height_pt > room:
            return
        bottom.title, bottom.questions, bottom.height_pt = tried.title, tried.questions, tried.height_pt


def _set_questions(bottom: Bottom, texts: list[str], content: PosterContent, size: float) -> None:
    width = bottom.box_pt - 2 * PAD_MM * MM
    bottom.title = fit_text(clean(content.labels["questions"]), "sans_bold", size * 1.35, 10, width, 1)
    bottom.questions = [set_text(text, "serif", size, width - _indent(texts, size), LEADING) for text in texts]
    gaps = size * 0.35 * (len(texts) - 1)
    inner = bottom.title.height_pt + size * 0.45 + sum(q.height_pt for q in bottom.questions) + gaps - size * 0.3
    bottom.height_pt = inner + 2 * PAD_MM * MM


def _indent(questions: Sequence[object], size: float) -> float:
    """Room for the number; a single question has none."""
    return NUMBER_EM * size if len(questions) > 1 else 0.0


def draw_bottom(drawing: Drawing, bottom: Bottom, y: float) -> None:
    """Draw with the lower edge at y."""
    drawing.fill(BLACK)
    left, top = bottom.paper.margin_pt, y + bottom.height_pt
    if bottom.questions or bottom.code:
        drawing.frame(left, y, bottom.box_pt, bottom.height_pt, STROKE_PT)
    if bottom.title:
        _draw_questions(drawing, bottom, bottom.title, left + PAD_MM * MM, top - PAD_MM * MM)
    elif bottom.scan and bottom.invitation:
        used = bottom.scan.height_pt + bottom.invitation.height_pt
        middle = bottom.scan.draw(drawing, left + INVITATION_PAD_MM * MM, y + (bottom.height_pt + used) / 2)
        bottom.invitation.draw(drawing, left + INVITATION_PAD_MM * MM, middle)
    if bottom.code and bottom.typed:
        _draw_code(drawing, bottom, bottom.code, bottom.typed, (y, top))


def _draw_questions(drawing: Drawing, bottom: Bottom, title: TextBlock, x: float, top: float) -> None:
    spare = bottom.height_pt - 2 * PAD_MM * MM - title.height_pt - sum(q.height_pt for q in bottom.questions)
    size = bottom.questions[0].size_pt
    gap = min((spare + size * 0.3) / len(bottom.questions), size * 1.2)
    below = min(gap, size * 0.6)
    unused = spare + size * 0.3 - gap * (len(bottom.questions) - 1) - below if len(bottom.questions) > 1 else 0.0  # one stays at its title
    top = title.draw(drawing, x, top) - max(below, below + unused / 2 - size * 0.3)
    for number, question in enumerate(bottom.questions, start=1):
        if len(bottom.questions) > 1:
            set_text(f"{number}.", "sans_bold", size * 0.94, 100).draw(drawing, x, top)
        top = question.draw(drawing, x + _indent(bottom.questions, size), top) - gap


def _draw_code(drawing: Drawing, bottom: Bottom, code: Code, typed: TextBlock, box: tuple[float, float]) -> None:
    paper, (foot, top) = bottom.paper, box
    x = paper.column_x_pt(paper.columns - 1)
    quiet = bottom.quiet_pt
    if bottom.scan and bottom.wide:
        drawing.code(code, x + paper.column_pt - bottom.code_pt, top - bottom.code_pt + quiet, bottom.code_pt)
        bottom.scan.draw(drawing, x, top)
        first = foot + typed.leading_pt * (len(typed.lines) - 1)
        typed.draw(drawing, x, first + face(typed.role).cap_height() * typed.size_pt / 1000)
        return
    drawing.code(code, x - quiet, top - bottom.code_pt + quiet, bottom.code_pt)
    below = top - bottom.code_pt + quiet
    if bottom.scan and bottom.stacked:
        below = bottom.scan.draw(drawing, x, below) - LABEL_GAP_MM * MM
    elif bottom.scan and bottom.questions:
        bottom.scan.draw(drawing, x + bottom.code_pt - quiet + 1 * MM, top)
    typed.draw(drawing, x, below)
