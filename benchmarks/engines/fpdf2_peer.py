"""fpdf2: cells, columns of text with soft hyphens by pyphen, and the defaults of the library (no shaping: it would double the time)."""

from fpdf import FPDF

from benchmarks.engines import design as d
from benchmarks.sample import Article

_FACES = (
    ("serif", "", "serif"),
    ("serif", "I", "serif_italic"),
    ("serif", "B", "serif_bold"),
    ("sans", "", "sans"),
    ("sans", "B", "sans_bold"),
)
MARGIN, COLUMN, GUTTER = d.MARGIN_MM, d.COLUMN_MM, d.GUTTER_MM
BOTTOM = d.MARGIN_MM + d.FOOTER_MM


class _Poster(FPDF):
    def __init__(self, article: Article) -> None:
        super().__init__(unit="mm", format=(d.WIDTH_MM, d.HEIGHT_MM))
        self.article = article
        for family, style, role in _FACES:
            self.add_font(family, style, d.FONTS[role])
        self.set_margins(MARGIN, MARGIN)
        self.c_margin = 0
        self.set_auto_page_break(True, BOTTOM)
        self.set_title(article["headline"])
        self.set_author(d.ISSUER)
        self.set_lang("id")

    def header(self) -> None:
        first = self.page_no() == 1
        height, size = (d.MASTHEAD_MM, d.MASTHEAD_PT) if first else (d.STRIP_MM, 20)
        self.set_fill_color(*d.CITY_COLOUR)
        self.rect(MARGIN, MARGIN, d.CONTENT_MM, height, style="F")
        self.set_text_color(255)
        self.set_font("sans", "B", size)
        self.set_xy(MARGIN + 4, MARGIN)
        self.cell(d.CONTENT_MM / 2, height, d.MASTHEAD)
        self.set_font("sans", "B", 16)
        self.cell(d.CONTENT_MM / 2 - 8, height, d.CITY if first else f"Lembar {self.page_no()}", align="R")
        self.set_text_color(0)
        self.set_xy(MARGIN, MARGIN + height + 5)

    def footer(self) -> None:
        y = d.HEIGHT_MM - MARGIN - 5
        self.line(MARGIN, y, d.WIDTH_MM - MARGIN, y)
        self.set_font("sans", "", d.FOOTER_PT)
        self.set_xy(MARGIN, y)
        self.cell(d.CONTENT_MM / 2, 6, d.ISSUER)
        self.cell(d.CONTENT_MM / 2, 6, f"{d.EDITION} · Lembar {self.page_no()}", align="R")

    def bytes(self) -> bytes:
        self.add_page()
        self._head()
        self._body()
        self._foot()
        return bytes(self.output())

    def _head(self) -> None:
        self._text("sans", "B", d.HEADLINE_PT, d.CONTENT_MM, self.article["headline"], 1.05)
        self.ln(3)
        self._text("serif", "B", d.LEAD_PT, d.CONTENT_MM, self.article["standfirst"], 1.24)
        self.ln(4)
        top = self.get_y()
        width, height = d.PHOTO_MM
        self.image(self.article["photo"], MARGIN, top, width, height)
        x = MARGIN + width + GUTTER
        self.set_xy(x + 5, top)
        self._text("serif", "I", d.QUOTE_PT, COLUMN - 5, self.article["quote"], 1.2)
        self.set_fill_color(*d.CITY_COLOUR)
        self.rect(x, top, 1.8, self.get_y() - top, style="F")
        self.set_xy(MARGIN, top + height + 1)
        self._text("sans", "", d.CAPTION_PT, width, self.article["caption"], 1.25)
        self.ln(2)

    def _text(self, family: str, style: str, size: float, width: float, text: str, leading: float) -> None:
        self.set_font(family, style, size)
        self.multi_cell(width, size * leading / d.MM, text, align="L", new_x="LMARGIN", new_y="NEXT")

    def _body(self) -> None:
        self.set_font("serif", "", d.BODY_PT)
        leading = d.LEADING_PT / d.BODY_PT
        with self.text_columns(ncols=d.COLUMNS, gutter=GUTTER, text_align="L", line_height=leading, balance=True) as columns:
            for text in self.article["paragraphs"]:
                with columns.paragraph(first_line_indent=d.BODY_PT / d.MM) as paragraph:
                    paragraph.write(d.hyphenated(text))

    def _foot(self) -> None:
        top = d.HEIGHT_MM - BOTTOM - d.BOX_MM
        if self.get_y() > top:
            self.add_page()
        self.set_auto_page_break(False)
        self.rect(MARGIN, top, d.PHOTO_MM[0], d.BOX_MM)
        self.set_xy(MARGIN + 4, top + 3)
        self._text("sans", "B", 18, d.PHOTO_MM[0] - 8, d.QUESTIONS_TITLE, 1.2)
        for number, question in enumerate(self.article["questions"], start=1):
            self.set_x(MARGIN + 4)
            self._text("serif", "", d.QUESTION_PT, d.PHOTO_MM[0] - 8, f"{number}. {question}", 1.2)
        self._code(MARGIN + d.PHOTO_MM[0] + GUTTER, top)

    def _code(self, x: float, top: float) -> None:
        self.set_xy(x, top)
        self._text("sans", "B", 12, COLUMN, d.SCAN, 1.2)
        matrix = d.qr_code(self.article["address"]).matrix
        side = d.QR_MM / len(matrix)
        self.set_fill_color(0)
        for row, modules in enumerate(matrix):
            for column, dark in enumerate(modules):
                if dark:
                    self.rect(x + column * side, top + 7 + row * side, side, side, style="F")
        self.set_xy(x, top + 9 + d.QR_MM)
        self._text("sans", "B", 12, COLUMN, self.article["typed_address"], 1.2)


def draw(article: Article) -> bytes:
    return _Poster(article).bytes()
