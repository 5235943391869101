"""One article on one paper: choose, plan, draw, and give the bytes of the PDF."""

from collections.abc import Iterable, Iterator

from printing.layout.binding import bound
from printing.layout.body import BodyItem, Source, shaped
from printing.layout.bottom import draw_bottom
from printing.layout.cleaning import clean
from printing.layout.columns import Placement
from printing.layout.content import Photo, PosterContent
from printing.layout.cutting import level_seams
from printing.layout.document import Facts
from printing.layout.drawing import BLACK, DEAR, Drawing
from printing.layout.embedding import DocumentFonts
from printing.layout.fonts import face
from printing.layout.furniture import Furniture, set_text
from printing.layout.grid import QUOTE_PAD_PT, QUOTE_RULE_PT, LeadPhoto, column_photo_height
from printing.layout.paper import INK_STEPS, PAPERS, Paper, for_size, ink_saving
from printing.layout.pictures import MIN_DPI, Picture, Shape, picture, read_shape, shape_of
from printing.layout.plan import Plan, Planner
from printing.layout.rendered import EDGE_MM, Rendered, UnsupportedPaper, check_edge
from printing.layout.shaping import typesetter

MAX_COLUMN_PHOTOS = 2
MAX_INK = 0.115  # of the sheet, for an ink saver without its photos
TILED_PAPERS = frozenset({"a3", "a2"})
OFFICE_SHEETS = frozenset({"a4", "f4"})


def render_poster(
    content: PosterContent, *, paper: str = "a3", sheet: str | None = None, mono: bool = False, edge_mm: float = EDGE_MM
) -> Rendered:
    """The poster as PDF.

    paper: a3, a2, a4 or f4; mono: the ink saver; sheet: a4 or f4 to cut an a3 or a2 into office sheets, of which the printer
    leaves `edge_mm` white. Raises ContentError (blank text, no headline), MissingGlyph, UnsupportedPaper.
    """
    content.check()
    check_edge(edge_mm)
    if paper not in PAPERS:
        raise UnsupportedPaper(f"There is no paper called {paper}.", code="paper", detail=paper)
    if sheet is not None and (sheet not in OFFICE_SHEETS or paper not in TILED_PAPERS):
        raise UnsupportedPaper(f"Posters on {paper} cannot be cut into sheets of {sheet}.", code="sheet", detail=sheet)
    office = PAPERS[sheet] if sheet else None
    poster, plan, drawings = _drawn(content, PAPERS[paper], mono, office, edge_mm)
    return poster.rendered(plan, drawings, office, edge_mm)


def _drawn(
    content: PosterContent, paper: Paper, mono: bool, office: Paper | None = None, edge_mm: float = EDGE_MM
) -> tuple["_Poster", Plan, list[Drawing]]:
    """The sheets; an ink saver is made lighter until its letters take no more ink than they may."""
    for step in range(INK_STEPS + 1):
        poster = _Poster(content, paper, mono, step)
        plan = poster.planned(office, edge_mm)
        drawings = poster.sheets(plan)
        if not mono or max(drawing.ink or 0 for drawing in drawings) <= MAX_INK * paper.width_pt * paper.height_pt:
            break
    return poster, plan, drawings


class _Poster:
    """Carries the plan to the drawing of one document."""

    def __init__(self, content: PosterContent, paper: Paper, mono: bool, ink_step: int = 0) -> None:
        self.content, self.mono = content, mono
        self.paper = paper = ink_saving(paper, ink_step) if mono else paper
        self.warnings: list[str] = []
        self.furniture = Furniture(content, paper, mono)
        lead, others = self._chosen_photos()
        self._lost = self._lost_emoji(self._texts_around())
        self.planner = Planner(content, paper, self.furniture, lead, others)
        self.fonts = DocumentFonts()
        self._tracked = False

    # --- photos --------------------------------------------------------------------------------------------------------

    def _chosen_photos(self) -> tuple[LeadPhoto | None, list[Source]]:
        """The lead photo if it may lead, up to two others for the columns; the rest is named in a warning."""
        lead = self._lead(self.content.lead_photo)
        usable = [photo for photo in self.content.photos if self._usable(photo)]
        sources = [self._photo_source(photo) for photo in usable[:MAX_COLUMN_PHOTOS]]
        if len(usable) > MAX_COLUMN_PHOTOS:
            self.warnings.append(f"photos_left_out:{len(usable) - MAX_COLUMN_PHOTOS}")
            if self.content.address:
                sources[-1].text = f"{sources[-1].text} {clean(self.content.labels['more_photos'])}".strip()
        return lead, sources

    def _lead(self, photo: Photo | None) -> LeadPhoto | None:
        if photo is None:
            return None
        shape = read_shape(photo.jpeg)
        if shape is None or shape.error:
            self.warnings.append(shape.error if shape else "photo_unreadable")
            return None
        if not self._decodes(photo):
            return None
        return LeadPhoto(photo, shape, self._caption(photo))

    def _decodes(self, photo: Photo) -> bool:
        width = self.paper.content_width_pt
        if self.mono and picture(photo.jpeg, width, width, mono=True, sheet_share=1) is None:
            self.warnings.append("photo_unreadable")
            return False
        return True

    def _usable(self, photo: Photo) -> bool:
        """Good enough for one column: readable, not too long, at least 100 dpi."""
        shape = shape_of(photo.jpeg)
        if shape is None:
            self.warnings.append("photo_unreadable")
            return False
        widest = for_size(self.paper, self.paper.ladder_pt[0]).column_pt
        return 1 / 3 <= shape.ratio <= 3 and shape.width >= widest / 72 * MIN_DPI

    def _photo_source(self, photo: Photo) -> Source:
        text = self._caption(photo)
        return Source("photo", text, shaped(text, "sans", "caption"), photo)

    def _caption(self, photo: Photo) -> str:
        credit = clean(photo.credit)
        says_what_it_is = not credit or ": " in credit  # "Gambar: …" is no photo
        named = credit if says_what_it_is else clean(self.content.labels["photo"] % {"credit": credit})
        return " ".join(part for part in (clean(photo.caption), named) if part)

    # --- the document --------------------------------------------------------------------------------------------------

    def planned(self, office: Paper | None = None, edge_mm: float = EDGE_MM) -> Plan:
        """The plan of the poster itself or of one that will be cut up into sheets of office paper."""
        self._tracked = office is not None
        if office:
            self.planner.grid.seams = level_seams(self.paper, office, edge_mm)
        return self.planner.best()

    def sheets(self, plan: Plan) -> list[Drawing]:
        return [self._sheet(plan, number) for number in range(plan.sheet_count)]

    def rendered(self, plan: Plan, drawings: list[Drawing], office: Paper | None, edge_mm: float) -> Rendered:
        """The file of a plan and its sheets."""
        self._lost += self._lost_emoji((b.text, "text", b.role) for b in self.planner.body.blocks)
        if any(self._lost):
            self.warnings.append("emoji_left_out:" + "".join(dict.fromkeys("".join(self._lost))))
        total = plan.sheet_count
        if total > 1:
            self.warnings.append(f"sheets:{total}")
        if self.content.address and plan.measured.bottom.code is None:
            self.warnings.append("address_too_long")
        self.warnings += self.planner.warnings
        if plan.measured.head.headline.broken:
            self.warnings.append("headline_broken")
        made = bound(self._facts(), drawings, self.fonts, self.paper, office, edge_mm, self.content.labels)
        warnings = (*self.warnings, *made.warnings)
        return Rendered(made.pdf, total, plan.style.size_pt, tuple(dict.fromkeys(warnings)), made.page_count)

    def _facts(self) -> Facts:
        content = self.content
        return Facts(content.headline, clean(content.issuer) or content.masthead, content.standfirst, content.published_on)

    def _texts_around(self) -> Iterator[tuple[str, str, str]]:
        """Every text other than the body with its place and role, cleaned."""
        content = self.content
        yield clean(content.headline), "headline", "sans_bold"
        yield clean(content.masthead), "masthead", "sans_bold"
        yield clean(content.city), "city", "sans_bold"
        yield clean(content.standfirst), "standfirst", "serif_bold"
        yield clean(content.quote), "quote", "serif_italic"
        yield clean(content.footer or content.issuer), "footer", "sans"
        for number, question in enumerate(content.questions, start=1):
            yield clean(question), f"question {number}", "serif"
        if content.lead_photo:
            yield self._caption(content.lead_photo), "caption", "sans"

    @staticmethod
    def _lost_emoji(texts: Iterable[tuple[str, str, str]]) -> list[str]:
        """Emoji that no typeface has; raises MissingGlyph for other characters, naming their place."""
        lost: list[str] = []
        for text, place, role in texts:
            if not text.isascii():
                shaped(text, role, place)
                lost += [typesetter(role).word(word).lost for word in text.split(" ")]
        return lost

    # --- one sheet -----------------------------------------------------------------------------------------------------

    def _sheet(self, plan: Plan, number: int) -> Drawing:
        """Furniture is drawn between two paragraphs, so that a paragraph over two sheets stays whole when copied."""
        drawing = Drawing(self.fonts, tracked=self._tracked, weighed=self.mono)
        mine = [placement for placement in plan.placements if placement.frame.sheet == number]
        border = next((i for i, p in enumerate(mine) if p.first == 0), len(mine))
        for placement in mine[:border]:
            self._draw_placement(drawing, plan, placement)
        self._draw_furniture(drawing, plan, number)
        for placement in mine[border:]:
            self._draw_placement(drawing, plan, placement)
        return drawing

    def _draw_furniture(self, drawing: Drawing, plan: Plan, number: int) -> None:
        total = plan.sheet_count
        if number == 0:
            self.furniture.draw_masthead(drawing)
            self._draw_head(drawing, plan)
        else:
            self.furniture.draw_strip(drawing, number + 1, total)
        if number == plan.measured.quote_sheet:
            self._draw_quote(drawing, plan)
        if number == total - 1:
            draw_bottom(drawing, plan.measured.bottom, self.planner.grid.bottom_y())
        self.furniture.draw_footer(drawing, number + 1, total)
        drawing.fill(BLACK)

    def _draw_head(self, drawing: Drawing, plan: Plan) -> None:
        drawing.fill(BLACK)
        drawing.worth = DEAR
        headline, x = plan.measured.head.headline, self.paper.margin_pt
        baseline = plan.measured.head.top - face("sans_bold").cap_height() * headline.size_pt / 1000
        for line in headline.lines:
            drawing.text(x, baseline, line.words, "sans_bold", headline.size_pt, base=0)
            baseline -= headline.leading_pt
        drawing.worth = 1.0
        if plan.measured.head.lead:
            plan.measured.head.lead.draw(drawing, *plan.measured.head.lead_at)
        self._draw_lead_photo(drawing, plan)

    def _draw_lead_photo(self, drawing: Drawing, plan: Plan) -> None:
        if not self.planner.lead_photo:
            return
        if not plan.measured.photo_box:
            self.warnings.append("photo_no_room")
            return
        x, y, width, height = plan.measured.photo_box
        pic = self._picture(self.planner.lead_photo.photo, width, height, self.planner.lead_photo.shape)
        if pic:
            drawing.picture(pic, x, y, width, height)
        if plan.measured.caption:
            plan.measured.caption.draw(drawing, x, y - 5)

    def _picture(self, photo: Photo, width: float, height: float, shape: Shape | None = None) -> Picture | None:
        share = width * height / (self.paper.width_pt * self.paper.height_pt)
        pic = picture(photo.jpeg, width, height, mono=self.mono, sheet_share=share, shape=shape)
        if pic is None:
            self.warnings.append("photo_unreadable")
        return pic

    def _draw_quote(self, drawing: Drawing, plan: Plan) -> None:
        if not plan.measured.quote:
            if self.content.quote and not self.content.quote.isspace():
                self.warnings.append("quote_left_out")
            return
        column, row = plan.measured.quote_at
        x = plan.measured.paper.column_x_pt(column)
        top = plan.measured.sheets[plan.measured.quote_sheet].top - row * plan.style.leading_pt - plan.measured.quote_drop
        height = plan.measured.quote.height_pt - plan.measured.quote.size_pt * 0.3
        drawing.fill(self.furniture.accent())
        drawing.solid(x, top - height, QUOTE_RULE_PT, height)
        drawing.fill(BLACK)
        drawing.worth = DEAR
        plan.measured.quote.draw(drawing, x + QUOTE_RULE_PT + QUOTE_PAD_PT, top)
        drawing.worth = 1.0

    # --- running text --------------------------------------------------------------------------------------------------

    def _draw_placement(self, drawing: Drawing, plan: Plan, placement: Placement) -> None:
        item = plan.items[placement.item]
        paper = plan.measured.paper
        x = paper.column_x_pt(placement.frame.column)
        leading = plan.style.leading_pt
        top = plan.measured.sheets[placement.frame.sheet].top - placement.row * leading
        if item.source.photo:
            self._draw_column_photo(drawing, paper, item.source, item.source.photo, x, top)
            return
        baseline = top - face("serif").cap_height() * plan.style.size_pt / 1000
        if item.source.kind == "quote":
            height = (placement.last - placement.first - 1) * leading + plan.style.size_pt
            drawing.solid(x, top - height + plan.style.size_pt * 0.2, 2.5, height)
        for number in range(placement.first, placement.last):
            self._draw_line(drawing, item, number, x, paper.column_pt, baseline)
            baseline -= leading

    def _draw_line(self, drawing: Drawing, item: BodyItem, number: int, x: float, width: float, baseline: float) -> None:
        line, role, size = item.lines[number], item.source.role, item.size_pt
        if item.direction:
            drawing.right_text(x + width, baseline, line.words, role, size, base=1)
            return
        if number == 0 and item.source.kind == "list_item":
            bullet = typesetter("serif").words("•")
            drawing.text(x + item.left_pt * 0.2, baseline, bullet, "serif", size)
        indent = item.left_pt + (item.indent_pt if number == 0 else 0)
        drawing.text(x + indent, baseline, line.words, role, size, base=0, stretch=line.stretch)

    def _draw_column_photo(self, drawing: Drawing, paper: Paper, source: Source, photo: Photo, x: float, top: float) -> None:
        width, height = paper.column_pt, column_photo_height(photo, paper)
        pic = self._picture(photo, width, height)
        if pic:
            drawing.picture(pic, x, top - height, width, height)
        set_text(source.text, "sans", self.paper.caption_pt, width, 1.25).draw(drawing, x, top - height - 5)
