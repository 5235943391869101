"""ReportLab's platypus as most people write it: frames, paragraphs, hyphenation and the defaults of the library."""

import io
from collections.abc import Callable

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color, black, white
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate, Paragraph

from benchmarks.engines import design as d
from benchmarks.engines.design import MM
from benchmarks.sample import Article

for _role, _path in d.FONTS.items():
    pdfmetrics.registerFont(TTFont(_role, str(_path)))

RED = Color(*(value / 255 for value in d.CITY_COLOUR))
WIDTH, HEIGHT, MARGIN = d.WIDTH_MM * MM, d.HEIGHT_MM * MM, d.MARGIN_MM * MM
COLUMN, FOOT = d.COLUMN_MM * MM, (d.MARGIN_MM + d.FOOTER_MM) * MM
PHOTO_WIDTH, PHOTO_HEIGHT = (side * MM for side in d.PHOTO_MM)


def _style(font: str, size: float, leading: float = 1.2, **more: object) -> ParagraphStyle:
    return ParagraphStyle(font, fontName=font, fontSize=size, leading=size * leading, **more)


def _x(column: int) -> float:
    return MARGIN + column * (COLUMN + d.GUTTER_MM * MM)


class _Styles:
    def __init__(self, sheet: d.Sheet) -> None:
        self.sheet = sheet
        self.headline, self.lead = _style("sans_bold", sheet.headline_pt, 1.05), _style("serif_bold", sheet.lead_pt, 1.24)
        self.quote, self.question = _style("serif_italic", sheet.quote_pt), _style("serif", sheet.question_pt)
        indent, align = sheet.body_pt, TA_JUSTIFY if sheet.justified else TA_LEFT
        leading = sheet.leading_pt / sheet.body_pt
        self.body = _style("serif", sheet.body_pt, leading, firstLineIndent=indent, alignment=align, hyphenationLang="id_ID")


class _Poster:
    def __init__(self, article: Article, styles: _Styles) -> None:
        self.article, self.styles, self.sheet = article, styles, styles.sheet
        self.headline, self.lead = Paragraph(article["headline"], styles.headline), Paragraph(article["standfirst"], styles.lead)
        self.quote = Paragraph(article["quote"], styles.quote)
        top = HEIGHT - MARGIN - (self.sheet.masthead_mm + 5) * MM
        self.headline_foot = top - self.headline.wrap(WIDTH - 2 * MARGIN, HEIGHT)[1]
        self.lead_foot = self.headline_foot - 3 * MM - self.lead.wrap(WIDTH - 2 * MARGIN, HEIGHT)[1]
        self.top = self.lead_foot - 4 * MM
        self.quote_height = self.quote.wrap(COLUMN - 15, HEIGHT)[1]
        self.box_top = FOOT + (self.sheet.box_mm + 6) * MM

    def bytes(self) -> bytes:
        out = io.BytesIO()
        document = BaseDocTemplate(out, pagesize=(WIDTH, HEIGHT), title=self.article["headline"], author=d.ISSUER, lang="id")
        document.addPageTemplates(
            [
                PageTemplate("first", self._first_frames(), onPage=self._first),
                PageTemplate("later", self._later_frames(), onPage=self._later),
            ]
        )
        document.build([NextPageTemplate("later"), *(Paragraph(text, self.styles.body) for text in self.article["paragraphs"])])
        return out.getvalue()

    def _first_frames(self) -> list[Frame]:
        below_photo = self.top - PHOTO_HEIGHT - 9 * MM
        tops = (below_photo, below_photo, self.top - self.quote_height - 5 * MM)
        return [_frame(column, top, self.box_top if self.sheet.sheets == 1 else FOOT) for column, top in enumerate(tops)]

    def _later_frames(self) -> list[Frame]:
        top = HEIGHT - MARGIN - (self.sheet.strip_mm + 7) * MM
        return [_frame(column, top, self.box_top) for column in range(d.COLUMNS)]

    def _first(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        _band(canvas, self.sheet.masthead_mm, self.sheet.masthead_pt, d.CITY)
        canvas.setFillColor(black)
        self.headline.drawOn(canvas, MARGIN, self.headline_foot)
        self.lead.drawOn(canvas, MARGIN, self.lead_foot)
        canvas.drawImage(self.article["photo"], MARGIN, self.top - PHOTO_HEIGHT, PHOTO_WIDTH, PHOTO_HEIGHT)
        canvas.setFont("sans", self.sheet.caption_pt)
        canvas.drawString(MARGIN, self.top - PHOTO_HEIGHT - 5 * MM, self.article["caption"])
        self.quote.drawOn(canvas, _x(2) + 15, self.top - self.quote_height)
        canvas.setFillColor(RED)
        canvas.rect(_x(2), self.top - self.quote_height, 5, self.quote_height, stroke=0, fill=1)
        if self.sheet.sheets == 1:
            self._questions_and_code(canvas)
        _footer(canvas, 1)

    def _later(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        _band(canvas, self.sheet.strip_mm, 20, f"Lembar {document.page}")
        self._questions_and_code(canvas)
        _footer(canvas, document.page)

    def _questions_and_code(self, canvas: Canvas) -> None:
        canvas.setFillColor(black)
        canvas.rect(MARGIN, FOOT, PHOTO_WIDTH, self.sheet.box_mm * MM)
        canvas.setFont("sans_bold", self.sheet.question_pt * 1.28)
        y = FOOT + (self.sheet.box_mm - 9) * MM
        canvas.drawString(MARGIN + 10, y, d.QUESTIONS_TITLE)
        for number, text in enumerate(self.article["questions"], start=1):
            question = Paragraph(f"{number}. {text}", self.styles.question)
            y -= question.wrap(PHOTO_WIDTH - 20, HEIGHT)[1] + 4
            question.drawOn(canvas, MARGIN + 10, y)
        _qr(canvas, self.article, self.sheet.qr_mm)


def _frame(column: int, top: float, foot: float) -> Frame:
    return Frame(_x(column), foot, COLUMN, top - foot, 0, 0, 0, 0)


def _band(canvas: Canvas, height_mm: float, size: float, right: str) -> None:
    foot = HEIGHT - MARGIN - height_mm * MM
    canvas.setFillColor(RED)
    canvas.rect(MARGIN, foot, WIDTH - 2 * MARGIN, height_mm * MM, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont("sans_bold", size)
    canvas.drawString(MARGIN + 10, foot + height_mm * MM / 2 - size * 0.35, d.MASTHEAD)
    canvas.setFont("sans_bold", 16)
    canvas.drawRightString(WIDTH - MARGIN - 10, foot + height_mm * MM / 2 - 5, right)


def _qr(canvas: Canvas, article: Article, side_mm: float) -> None:
    side = side_mm * MM
    drawing = Drawing(side, side)
    drawing.add(QrCodeWidget(article["address"], barLevel="M", barWidth=side, barHeight=side, barBorder=0))
    renderPDF.draw(drawing, canvas, _x(2), FOOT + 10 * MM)
    canvas.setFont("sans_bold", 12)
    canvas.drawString(_x(2), FOOT + 3 * MM, article["typed_address"])
    canvas.drawString(_x(2), FOOT + (side_mm + 12) * MM, d.SCAN)


def _footer(canvas: Canvas, page: int) -> None:
    canvas.setFillColor(black)
    canvas.line(MARGIN, MARGIN + 5 * MM, WIDTH - MARGIN, MARGIN + 5 * MM)
    canvas.setFont("sans", 10)
    canvas.drawString(MARGIN, MARGIN, d.ISSUER)
    canvas.drawRightString(WIDTH - MARGIN, MARGIN, f"{d.EDITION} · Lembar {page}")


def drawer(kind: str) -> Callable[..., bytes]:
    styles = _Styles(d.SHEETS[kind])
    return lambda article: _Poster(article, styles).bytes()
