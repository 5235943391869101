"""fpdf2: cells, columns of text with soft hyphens by pyphen, and the defaults of the library (no shaping: it would double the time)."""

from collections.abc import Callable

from fpdf import FPDF

from benchmarks.engines import design as d
from benchmarks.sample import Article, Bulletin

_FACES = (
    ("serif", "", "serif"),
    ("serif", "I", "serif_italic"),
    ("serif", "B", "serif_bold"),
    ("sans", "", "sans"),
    ("sans", "B", "sans_bold"),
)
MARGIN, COLUMN, GUTTER = d.MARGIN_MM, d.COLUMN_MM, d.GUTTER_MM
BOTTOM = d.MARGIN_MM + d.FOOTER_MM


class _Page(FPDF):
    """What poster and bulletin share."""

    def __init__(self, title: str, size: tuple[float, float]) -> None:
        super().__init__(unit="mm", format=size)
        for family, style, role in _FACES:
            self.add_font(family, style, d.FONTS[role])
        self.set_margins(MARGIN, MARGIN)
        self.c_margin = 0
        self.set_auto_page_break(True, BOTTOM)
        self.set_title(title)
        self.set_author(d.ISSUER)
        self.set_lang("id")

    def _band(self, height: float, size: float, right: str) -> None:
        self.set_fill_color(*d.CITY_COLOUR)
        self.rect(MARGIN, MARGIN, self.epw, height, style="F")
        self.set_text_color(255)
        self.set_font("sans", "B", size)
        self.set_xy(MARGIN + 4, MARGIN)
        self.cell(self.epw / 2, height, d.MASTHEAD)
        self.set_font("sans", "B", 16)
        self.cell(self.epw / 2 - 8, height, right, align="R")
        self.set_text_color(0)
        self.set_xy(MARGIN, MARGIN + height + 5)

    def _foot_line(self, right: str) -> None:
        y = self.h - MARGIN - 5
        self.line(MARGIN, y, self.w - MARGIN, y)
        self.set_font("sans", "", 10)
        self.set_xy(MARGIN, y)
        self.cell(self.epw / 2, 6, d.ISSUER)
        self.cell(self.epw / 2, 6, right, align="R")

    def _text(self, family: str, style: str, size: float, width: float, text: str, leading: float, x: float | None = None) -> None:
        self.set_font(family, style, size)
        if x is not None:
            self.set_x(x)
        self.multi_cell(width, size * leading / d.MM, text, align="L", new_x="LMARGIN", new_y="NEXT")

    def _code(self, address: str, x: float, y: float, side: float) -> None:
        matrix = d.qr_code(address).matrix
        module = side / len(matrix)
        self.set_fill_color(0)
        for row, modules in enumerate(matrix):
            for column, dark in enumerate(modules):
                if dark:
                    self.rect(x + column * module, y + row * module, module, module, style="F")


class _Poster(_Page):
    def __init__(self, article: Article, sheet: d.Sheet) -> None:
        super().__init__(article["headline"], (d.WIDTH_MM, d.HEIGHT_MM))
        self.article, self.sheet = article, sheet

    def header(self) -> None:
        if self.page_no() == 1:
            self._band(self.sheet.masthead_mm, self.sheet.masthead_pt, d.CITY)
        else:
            self._band(self.sheet.strip_mm, 20, f"Lembar {self.page_no()}")

    def footer(self) -> None:
        self._foot_line(f"{d.EDITION} · Lembar {self.page_no()}")

    def bytes(self) -> bytes:
        self.add_page()
        self._head()
        if self.sheet.sheets == 1:
            self.set_auto_page_break(True, BOTTOM + self.sheet.box_mm + 6)
        self._body()
        self._foot()
        return bytes(self.output())

    def _head(self) -> None:
        sheet = self.sheet
        self._text("sans", "B", sheet.headline_pt, d.CONTENT_MM, self.article["headline"], 1.05)
        self.ln(3)
        self._text("serif", "B", sheet.lead_pt, d.CONTENT_MM, self.article["standfirst"], 1.24)
        self.ln(4)
        top = self.get_y()
        width, height = d.PHOTO_MM
        self.image(self.article["photo"], MARGIN, top, width, height)
        x = MARGIN + width + GUTTER
        self.set_y(top)
        self._text("serif", "I", sheet.quote_pt, COLUMN - 5, self.article["quote"], 1.2, x + 5)
        self.set_fill_color(*d.CITY_COLOUR)
        self.rect(x, top, 1.8, self.get_y() - top, style="F")
        self.set_y(top + height + 1)
        self._text("sans", "", sheet.caption_pt, width, self.article["caption"], 1.25)
        self.ln(2)

    def _body(self) -> None:
        sheet = self.sheet
        self.set_font("serif", "", sheet.body_pt)
        leading = sheet.leading_pt / sheet.body_pt
        align = "J" if sheet.justified else "L"
        with self.text_columns(ncols=d.COLUMNS, gutter=GUTTER, text_align=align, line_height=leading, balance=True) as columns:
            for text in self.article["paragraphs"]:
                with columns.paragraph(first_line_indent=sheet.body_pt / d.MM) as paragraph:
                    paragraph.write(d.hyphenated(text))

    def _foot(self) -> None:
        sheet = self.sheet
        top = d.HEIGHT_MM - BOTTOM - sheet.box_mm
        if self.get_y() > top:
            self.add_page()
        self.set_auto_page_break(False)
        self.rect(MARGIN, top, d.PHOTO_MM[0], sheet.box_mm)
        self.set_y(top + 3)
        self._text("sans", "B", sheet.question_pt * 1.28, d.PHOTO_MM[0] - 8, d.QUESTIONS_TITLE, 1.2, MARGIN + 4)
        for number, question in enumerate(self.article["questions"], start=1):
            self._text("serif", "", sheet.question_pt, d.PHOTO_MM[0] - 8, f"{number}. {question}", 1.2, MARGIN + 4)
        x = MARGIN + d.PHOTO_MM[0] + GUTTER
        self.set_y(top)
        self._text("sans", "B", 12, COLUMN, d.SCAN, 1.2, x)
        self._code(self.article["address"], x, top + 7, sheet.qr_mm)
        self.set_y(top + 9 + sheet.qr_mm)
        self._text("sans", "B", 12, COLUMN, self.article["typed_address"], 1.2, x)


class _Bulletin(_Page):
    """Text columns hold no codes and boxes, so the articles are set one under the other in columns counted here."""

    def __init__(self, bulletin: Bulletin) -> None:
        super().__init__(bulletin["articles"][0]["headline"], d.A2_MM)
        self.bulletin = bulletin
        self.set_auto_page_break(False)

    def bytes(self) -> bytes:
        self.add_page()
        self._band(d.A2_MASTHEAD_MM, 58, d.CITY)
        lead, *others = self.bulletin["articles"]
        self._lead(lead)
        top, column = self.get_y() + 6, 0
        self.set_y(top)
        limit = self.h - BOTTOM - 45
        for article in others:
            if self.get_y() + (108 if article["photo"] else 60) > limit and column + 1 < d.A2_COLUMNS:
                column += 1
                self.set_y(top)
            self._brief(article, column)
        self._boxes(limit)
        self._foot_line(self.bulletin["period"])
        return bytes(self.output())

    def _lead(self, lead: Article) -> None:
        self._text("sans", "B", d.A2_LEAD_PT, self.epw, lead["headline"], 1.05)
        self.ln(3)
        self._text("serif", "B", 16, self.epw, lead["standfirst"], 1.24)
        self.ln(4)
        top, width = self.get_y(), 2 * d.A2_COLUMN_MM + GUTTER
        height = width * 900 / 1600
        self.image(lead["photo"], MARGIN, top, width, height)
        x = MARGIN + width + GUTTER
        for text in lead["paragraphs"]:
            self._text("serif", "", d.A2_BODY_PT, width, d.hyphenated(text), d.A2_LEADING_PT / d.A2_BODY_PT, x)
        self._address(lead, x)
        self.set_y(top + height + 1)
        self._text("sans", "", d.A2_CAPTION_PT, width, lead["caption"], 1.25)

    def _brief(self, article: Article, column: int) -> None:
        x = MARGIN + column * (d.A2_COLUMN_MM + GUTTER)
        self._text("sans", "B", d.A2_HEADLINE_PT, d.A2_COLUMN_MM, article["headline"], 1.05, x)
        self.ln(2)
        if article["photo"]:
            height = d.A2_COLUMN_MM * 563 / 1000
            self.image(article["photo"], x, self.get_y(), d.A2_COLUMN_MM, height)
            self.set_y(self.get_y() + height + 1)
            self._text("sans", "", d.A2_CAPTION_PT, d.A2_COLUMN_MM, article["caption"], 1.25, x)
        for text in article["paragraphs"]:
            self._text("serif", "", d.A2_BODY_PT, d.A2_COLUMN_MM, d.hyphenated(text), d.A2_LEADING_PT / d.A2_BODY_PT, x)
        self._address(article, x)
        self.line(x, self.get_y(), x + d.A2_COLUMN_MM, self.get_y())
        self.ln(3)

    def _address(self, article: Article, x: float) -> None:
        top = self.get_y() + 2
        self._code(article["address"], x, top, d.A2_QR_MM)
        self.set_y(top)
        self._text("sans", "B", 10, d.A2_COLUMN_MM - 26, d.SCAN, 1.2, x + 26)
        self._text("sans", "", 10, d.A2_COLUMN_MM - 26, article["typed_address"], 1.2, x + 26)
        self.set_y(top + d.A2_QR_MM + 2)

    def _boxes(self, top: float) -> None:
        width = (self.epw - 2 * GUTTER) / 3
        questions = [article["questions"][0] for article in self.bulletin["articles"][:3]]
        rights = [f"{label}: {value}" for label, value in self.bulletin["rights"]]
        titles = (d.QUESTIONS_TITLE, d.WALL_TITLE, self.bulletin["rights_title"])
        for number, (title, texts) in enumerate(zip(titles, (questions, self.bulletin["answer"], rights), strict=True)):
            x = MARGIN + number * (width + GUTTER)
            self.rect(x, top, width, 42)
            self.set_y(top + 3)
            self._text("sans", "B", 16, width - 8, title, 1.2, x + 4)
            for line, text in enumerate(texts):
                style = "I" if number == 1 and line == 1 else ""  # the answer
                self._text("serif", style, d.A2_BODY_PT, width - 8, text, 1.25, x + 4)


def drawer(kind: str) -> Callable[..., bytes]:
    if kind == "bulletin":
        return lambda bulletin: _Bulletin(bulletin).bytes()
    return lambda article: _Poster(article, d.SHEETS[kind]).bytes()
