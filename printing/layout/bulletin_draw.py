"""One article of a bulletin on the sheet: rule, headline, photo, standfirst, text, code."""

from collections.abc import Iterator

from printing.layout.body import BodyItem
from printing.layout.bulletin_column import Placed
from printing.layout.bulletin_foot import Foot
from printing.layout.bulletin_piece import Piece
from printing.layout.cleaning import clean
from printing.layout.drawing import BLACK, Drawing
from printing.layout.furniture import Furniture, set_text
from printing.layout.pictures import picture
from printing.layout.shaping import typesetter

RULE_PT = 1.25
ENOUGH = 1.6  # a photo up to so many times too large is put in as it is
QUOTE_BAR_PT = 2.5
MIN_INVITATION_ROWS = 4
WRITING_RULE_PT = 0.5


def draw_piece(drawing: Drawing, block: Placed, furniture: Furniture, photo_share: float) -> list[str]:
    """Draw a placed piece; returns warnings. `photo_share`: part of the sheet that all photos cover, for the ink limit."""
    return list(_Piece(drawing, block, furniture).drawn(photo_share))


class _Piece:
    def __init__(self, drawing: Drawing, block: Placed, furniture: Furniture) -> None:
        self.drawing, self.block, self.furniture = drawing, block, furniture
        self.piece: Piece = block.piece
        self.raster, self.paper = block.piece.raster, block.piece.manner.paper
        self.x = self.paper.column_x_pt(block.column)

    def drawn(self, photo_share: float) -> Iterator[str]:
        piece, filling = self.piece, self.block.filling
        self.drawing.fill(BLACK)
        if self.block.row:
            self.drawing.solid(self.x, self.y(0) + self.raster.leading_pt * 0.7, piece.width, RULE_PT)
        piece.headline.draw(self.drawing, self.x, self.y(0))
        row = piece.headline_rows
        pictured = filling.photo_rows + piece.caption_rows if filling.photo_rows else 0
        if piece.span == 1:
            if pictured:
                yield from self._draw_photo(row, photo_share)
            self._draw_standfirst(row + pictured)
        else:
            self._draw_standfirst(0 if piece.is_split else piece.headline_rows)
            if pictured:
                yield from self._draw_photo(piece.side_rows, photo_share)
        for placement in filling.placements:
            item = filling.items[placement.item]
            x = self.paper.column_x_pt(self.block.column + placement.frame.column)
            self._draw_lines(item, placement.first, placement.last, x, placement.row)
        foot = piece.foot(filling.ending)
        if piece.span == 1:
            self._draw_invitation(piece.headline_rows + pictured + piece.standfirst_rows + filling.ending.rows, foot)
        self._draw_foot(foot)

    def _draw_invitation(self, row: int, foot: Foot) -> None:
        """Where a short text leaves white: the article's own questions, and lines to write on."""
        end, x = self.block.rows - foot.rows, self.x
        if end - row < MIN_INVITATION_ROWS:
            return
        row += 1
        questions = self.piece.story.questions if self.piece.story.number > 1 else []  # the lead's stand on the shelf
        for number, text in enumerate(questions):
            row, is_drawn = self._draw_question(text, row, end, with_title=number == 0)
            if not is_drawn:
                break
        for line in range(row + 2, end + 1, 2):
            self.drawing.solid(x, self.y(line) + self.raster.leading_pt * 0.4, self.paper.column_pt, WRITING_RULE_PT)

    def _draw_question(self, text: str, row: int, end: int, *, with_title: bool) -> tuple[int, bool]:
        """One question down from a row, if it has room; returns the next free row."""
        leading, size = self.raster.leading_pt, self.raster.size_pt
        block = set_text(text, "serif_italic", size, self.paper.column_pt, leading / size)
        if row + len(block.lines) + with_title > end:
            return row, False
        if with_title:
            title = clean(self.piece.story.labels["questions"])
            set_text(title, "sans_bold", size, self.paper.column_pt).draw(self.drawing, self.x, self.y(row))
        block.draw(self.drawing, self.x, self.y(row + with_title))
        return row + with_title + len(block.lines), True

    def y(self, row: float) -> float:
        return self.raster.y(self.block.row + row)

    def _draw_standfirst(self, row: int) -> None:
        if self.piece.standfirst:
            x = self.paper.column_x_pt(self.block.column + self.piece.head_span) if self.piece.is_split else self.x
            self.piece.standfirst.draw(self.drawing, x, self.y(row))

    def _draw_photo(self, row: int, photo_share: float) -> Iterator[str]:
        piece, photo = self.piece, self.piece.story.article.photo
        width, height = piece.photo_size(self.block.filling.photo_rows)
        x = self.paper.column_x_pt(self.block.column + piece.pictured_columns()[0])
        low = self.y(row) - height
        mono, shape = self.furniture.mono, piece.story.shape
        made = picture(photo.jpeg, width, height, mono=mono, sheet_share=photo_share, enough=ENOUGH, shape=shape) if photo else None
        if made is None:
            yield "photo_unreadable"
        else:
            self.drawing.picture(made, x, low, width, height)
        if piece.caption:
            piece.caption.draw(self.drawing, x, low - 3.5)

    def _draw_lines(self, item: BodyItem, first: int, last: int, x: float, row: int) -> None:
        drawing, role, size = self.drawing, item.source.role, item.size_pt
        if item.source.kind == "quote":
            low = self.raster.baseline(self.block.row + row + last - first - 1)
            drawing.solid(x, low - size * 0.2, QUOTE_BAR_PT, self.y(row) - low + size * 0.2)
        for number in range(first, last):
            baseline = self.raster.baseline(self.block.row + row + number - first)
            words = item.lines[number].words
            if item.direction:
                drawing.right_text(x + self.paper.column_pt, baseline, words, role, size, base=1)
                continue
            if number == 0 and item.source.kind == "list_item":
                drawing.text(x + item.left_pt * 0.2, baseline, typesetter("serif").words("•"), "serif", size)
            indent = item.left_pt + (item.indent_pt if number == 0 else 0)
            drawing.text(x + indent, baseline, words, role, size, base=0)

    def _draw_foot(self, foot: Foot) -> None:
        """The code's lower edge stands on the last row's baseline, the label beside it at its head, the address at its foot."""
        x = self.paper.column_x_pt(self.block.column + self.piece.span - 1)
        rows, drawing = self.block.rows, self.drawing
        if foot.code is None:
            if foot.label:
                foot.label.draw(drawing, x, self.y(rows - foot.rows) - self.raster.leading_pt * 0.3)
            return
        low = self.raster.baseline(self.block.row + rows - 1)
        quiet, dark = foot.quiet_pt, foot.dark_pt
        drawing.code(foot.code, x - quiet, low - quiet, dark + 2 * quiet)
        beside = x + dark + quiet + 2
        if foot.label:
            foot.label.draw(drawing, beside, low + dark)
        above = low
        for text in (foot.typed, foot.byline):
            if text:
                text.draw(drawing, beside, above + text.height_pt - text.leading_pt + text.size_pt * 0.7)
                above += text.height_pt + 1.5
