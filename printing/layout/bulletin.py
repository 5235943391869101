"""A city's week on one sheet: four to six articles on A3, seven to twelve on A2. Plan, draw, and give the bytes of the PDF."""

from collections.abc import Iterator

from printing.layout.binding import bound
from printing.layout.body import shaped
from printing.layout.bulletin_column import Placed
from printing.layout.bulletin_content import BulletinArticle, BulletinContent, RightsBox, WallAnswer
from printing.layout.bulletin_draw import draw_piece
from printing.layout.bulletin_paper import MANNERS, Manner, ink_saving
from printing.layout.bulletin_plan import Plan, Planner
from printing.layout.cleaning import clean
from printing.layout.content import ContentError
from printing.layout.document import Facts
from printing.layout.drawing import BLACK, Drawing
from printing.layout.embedding import DocumentFonts
from printing.layout.furniture import Furniture
from printing.layout.paper import PAPERS
from printing.layout.rendered import EDGE_MM, Rendered, UnsupportedPaper, check_edge
from printing.layout.shaping import typesetter

__all__ = ["BulletinArticle", "BulletinContent", "RightsBox", "WallAnswer", "render_bulletin"]

OFFICE_SHEETS = frozenset({"a4", "f4"})
MAX_FOOTER_END = 0.55  # of the width
MOST_ARTICLES = {"a3": 6}  # on one sheet, where that is fewer than a bulletin may have


def render_bulletin(
    content: BulletinContent, *, paper: str = "a3", sheet: str | None = None, mono: bool = False, edge_mm: float = EDGE_MM
) -> Rendered:
    """The bulletin as PDF, always one sheet.

    paper: a3 for up to six articles, a2 for up to twelve; sheet: a4 or f4 to cut it for an office printer; mono: the ink saver.
    Raises ContentError, MissingGlyph, UnsupportedPaper.
    """
    content.check()
    check_edge(edge_mm)
    if paper not in MANNERS:
        raise UnsupportedPaper(f"There are no bulletins on {paper}.", code="paper", detail=paper)
    if sheet is not None and sheet not in OFFICE_SHEETS:
        raise UnsupportedPaper(f"Bulletins on {paper} cannot be cut into sheets of {sheet}.", code="sheet", detail=sheet)
    most = MOST_ARTICLES.get(paper)
    if most and len(content.articles) > most:
        raise ContentError(f"More than {most} articles do not fit on {paper}.", code="too_many_for_paper", detail=str(most))
    return _Bulletin(content, MANNERS[paper], mono).rendered(sheet, edge_mm)


class _Furniture(Furniture):
    """The fixed parts, with the period instead of the day."""

    def __init__(self, content: BulletinContent, manner: Manner, mono: bool) -> None:
        super().__init__(content, manner.paper, mono)
        if clean(content.period):
            label = self.labels["bulletin_edition" if content.edition == 1 else "bulletin_edition_again"]
            self.edition = self.short_edition = clean(label % {"period": content.period, "edition": content.edition})

    def _footer_ends(self, number: int, total: int) -> list[list[str]]:
        """Nothing when the edition would leave no room for the footer itself; it stands in the masthead."""
        room = self.paper.content_width_pt * MAX_FOOTER_END
        is_short = typesetter("sans").width(self.edition) * self.paper.footer_pt / 1000 <= room
        return [[self.edition if is_short else ""]]


class _Bulletin:
    """Carries the plan to the drawing of one document."""

    def __init__(self, content: BulletinContent, manner: Manner, mono: bool) -> None:
        self.content, self.mono = content, mono
        self.manner = ink_saving(manner) if mono else manner
        self.paper = self.manner.paper
        self._check_furniture()
        self.furniture = _Furniture(content, self.manner, mono)
        self.planner = Planner(content, self.manner, self.furniture)
        self.fonts = DocumentFonts()
        self.warnings: list[str] = []

    def _check_furniture(self) -> None:
        """MissingGlyph with the place for what stands around the articles."""
        content = self.content
        for text, place, role in (
            (content.masthead, "masthead", "sans_bold"),
            (content.city, "city", "sans_bold"),
            (content.period, "period", "sans"),
            (content.footer or content.issuer, "footer", "sans"),
        ):
            shaped(clean(text), role, place)

    def rendered(self, sheet: str | None, edge_mm: float) -> Rendered:
        """The sheet itself or, cut up, on office paper."""
        plan = self.planner.best()
        drawing = self.drawn(plan, tracked=sheet is not None)
        office = PAPERS[sheet] if sheet else None
        made = bound(self._facts(), [drawing], self.fonts, self.paper, office, edge_mm, self.content.labels)
        warnings = dict.fromkeys((*self.warnings, *self._told(plan), *made.warnings))
        return Rendered(made.pdf, 1, plan.raster.size_pt, tuple(warnings), made.page_count)

    def _facts(self) -> Facts:
        content = self.content
        return Facts(content.title, clean(content.issuer) or content.masthead, content.articles[0].headline, content.published_on)

    # --- what the editor is told -------------------------------------------------------------------------------------------

    def _told(self, plan: Plan) -> Iterator[str]:
        cut = [block.piece.story.number for block in plan.placed if not block.filling.ending.is_whole]
        if cut:
            yield "continued:" + ", ".join(map(str, sorted(cut)))
        left_out = [b for b in plan.placed if b.piece.story.article.photo and not b.filling.photo_rows]
        unused = [b.piece.story.number for b in left_out if b.piece.story.shape]
        if unused:
            yield f"photos_left_out:{len(unused)}"
        for block in plan.placed:
            yield from block.piece.story.warnings
            if block.piece.broken:
                yield "headline_broken"
            if block.piece.story.article.address and block.piece.foot(block.filling.ending).code is None:
                yield "address_too_long"
        yield from plan.shelf.warnings
        if lost := "".join(dict.fromkeys("".join(self._lost(plan)))):
            yield f"emoji_left_out:{lost}"

    def _lost(self, plan: Plan) -> Iterator[str]:
        """Emoji of the shown texts that no typeface has."""
        for block in plan.placed:
            story = block.piece.story
            texts = [(story.headline, "sans_bold"), (story.standfirst, "serif_bold"), (story.caption, "sans")]
            texts += [(item.source.text, item.source.role) for item in block.filling.items]
            for text, role in texts:
                if not text.isascii():
                    yield from (typesetter(role).word(word).lost for word in text.split(" "))

    # --- drawing -----------------------------------------------------------------------------------------------------------

    def drawn(self, plan: Plan, *, tracked: bool = False) -> Drawing:
        """The whole sheet."""
        drawing = Drawing(self.fonts, tracked=tracked)
        self.furniture.draw_masthead(drawing)
        drawing.fill(BLACK)
        share = self._photo_share(plan)
        for block in sorted(plan.placed, key=lambda block: block.piece.story.number):
            self.warnings += draw_piece(drawing, block, self.furniture, share)
        if plan.shelf.boxes:
            top = plan.raster.y(plan.raster.rows - plan.shelf_rows)
            height = top - self.planner.foot
            plan.shelf.grow(height)
            plan.shelf.draw(drawing, self.planner.foot, height, self.furniture.accent())
        self.furniture.draw_footer(drawing, 1, 1)
        return drawing

    def _photo_share(self, plan: Plan) -> float:
        """The part of the sheet that all photos cover."""
        return sum(map(_photo_area, plan.placed)) / (self.paper.width_pt * self.paper.height_pt)


def _photo_area(block: Placed) -> float:
    width, height = block.piece.photo_size(block.filling.photo_rows)
    return width * height
