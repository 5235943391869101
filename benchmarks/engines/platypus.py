"""ReportLab's platypus as most people write it: frames, paragraphs, hyphenation and the defaults of the library."""

import io

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color, black, white
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


HEADLINE, LEAD = _style("sans_bold", d.HEADLINE_PT, 1.05), _style("serif_bold", d.LEAD_PT, 1.24)
QUOTE, QUESTION = _style("serif_italic", d.QUOTE_PT), _style("serif", d.QUESTION_PT)
BODY = _style("serif", d.BODY_PT, d.LEADING_PT / d.BODY_PT, firstLineIndent=d.BODY_PT, hyphenationLang="id_ID")


def _x(column: int) -> float:
    return MARGIN + column * (COLUMN + d.GUTTER_MM * MM)


class _Poster:
    def __init__(self, article: Article) -> None:
        self.article = article
        self.headline, self.lead = Paragraph(article["headline"], HEADLINE), Paragraph(article["standfirst"], LEAD)
        self.quote = Paragraph(article["quote"], QUOTE)
        top = HEIGHT - MARGIN - (d.MASTHEAD_MM + 5) * MM
        self.headline_foot = top - self.headline.wrap(WIDTH - 2 * MARGIN, HEIGHT)[1]
        self.lead_foot = self.headline_foot - 3 * MM - self.lead.wrap(WIDTH - 2 * MARGIN, HEIGHT)[1]
        self.top = self.lead_foot - 4 * MM
        self.quote_height = self.quote.wrap(COLUMN - 15, HEIGHT)[1]

    def bytes(self) -> bytes:
        out = io.BytesIO()
        document = BaseDocTemplate(out, pagesize=(WIDTH, HEIGHT), title=self.article["headline"], author=d.ISSUER, lang="id")
        document.addPageTemplates(
            [
                PageTemplate("first", self._first_frames(), onPage=self._first),
                PageTemplate("later", self._later_frames(), onPage=self._later),
            ]
        )
        document.build([NextPageTemplate("later"), *(Paragraph(text, BODY) for text in self.article["paragraphs"])])
        return out.getvalue()

    def _first_frames(self) -> list[Frame]:
        below_photo = self.top - PHOTO_HEIGHT - 9 * MM
        tops = (below_photo, below_photo, self.top - self.quote_height - 5 * MM)
        return [_frame(column, top, FOOT) for column, top in enumerate(tops)]

    def _later_frames(self) -> list[Frame]:
        top = HEIGHT - MARGIN - (d.STRIP_MM + 7) * MM
        return [_frame(column, top, FOOT + (d.BOX_MM + 6) * MM) for column in range(d.COLUMNS)]

    def _first(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        _band(canvas, d.MASTHEAD_MM, d.MASTHEAD_PT, d.CITY)
        canvas.setFillColor(black)
        self.headline.drawOn(canvas, MARGIN, self.headline_foot)
        self.lead.drawOn(canvas, MARGIN, self.lead_foot)
        canvas.drawImage(self.article["photo"], MARGIN, self.top - PHOTO_HEIGHT, PHOTO_WIDTH, PHOTO_HEIGHT)
        canvas.setFont("sans", d.CAPTION_PT)
        canvas.drawString(MARGIN, self.top - PHOTO_HEIGHT - 5 * MM, self.article["caption"])
        self.quote.drawOn(canvas, _x(2) + 15, self.top - self.quote_height)
        canvas.setFillColor(RED)
        canvas.rect(_x(2), self.top - self.quote_height, 5, self.quote_height, stroke=0, fill=1)
        _footer(canvas, 1)

    def _later(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        _band(canvas, d.STRIP_MM, 20, f"Lembar {document.page}")
        canvas.setFillColor(black)
        canvas.rect(MARGIN, FOOT, PHOTO_WIDTH, d.BOX_MM * MM)
        canvas.setFont("sans_bold", 18)
        y = FOOT + (d.BOX_MM - 9) * MM
        canvas.drawString(MARGIN + 10, y, d.QUESTIONS_TITLE)
        for number, text in enumerate(self.article["questions"], start=1):
            question = Paragraph(f"{number}. {text}", QUESTION)
            y -= question.wrap(PHOTO_WIDTH - 20, HEIGHT)[1] + 4
            question.drawOn(canvas, MARGIN + 10, y)
        _qr(canvas, self.article)
        _footer(canvas, document.page)


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


def _qr(canvas: Canvas, article: Article) -> None:
    widget = QrCodeWidget(article["address"], barLevel="M", barWidth=d.QR_MM * MM, barHeight=d.QR_MM * MM, barBorder=0)
    drawing = Drawing(d.QR_MM * MM, d.QR_MM * MM)
    drawing.add(widget)
    renderPDF.draw(drawing, canvas, _x(2), FOOT + 12 * MM)
    canvas.setFont("sans_bold", 12)
    canvas.drawString(_x(2), FOOT + 3 * MM, article["typed_address"])
    canvas.drawString(_x(2), FOOT + (d.QR_MM + 14) * MM, d.SCAN)


def _footer(canvas: Canvas, page: int) -> None:
    canvas.setFillColor(black)
    canvas.line(MARGIN, MARGIN + 5 * MM, WIDTH - MARGIN, MARGIN + 5 * MM)
    canvas.setFont("sans", d.FOOTER_PT)
    canvas.drawString(MARGIN, MARGIN, d.ISSUER)
    canvas.drawRightString(WIDTH - MARGIN, MARGIN, f"{d.EDITION} · Lembar {page}")


def draw(article: Article) -> bytes:
    return _Poster(article).bytes()
