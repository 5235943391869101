"""Certificates: one landscape page each. Points."""

from collections.abc import Mapping
from dataclasses import replace

from printing.layout.binding import bound
from printing.layout.cleaning import clean, is_blank
from printing.layout.document import Facts
from printing.layout.drawing import BLACK, Drawing
from printing.layout.edge_sheet import UNDATED
from printing.layout.embedding import DocumentFonts
from printing.layout.office.certificates_content import Certificate, CertificatesContent
from printing.layout.office.parts import HEAVY_PT, THIN_PT, Composer, Part, Rule
from printing.layout.office.values import check_office
from printing.layout.paper import MM, PAPERS, Paper
from printing.layout.rendered import EDGE_MM, Rendered

MARGIN, SPINE, INSET = 13 * MM, 7 * MM, 15 * MM
RIGHT = 20 * MM
CODE_MM = 28.0
SIGN_SPACE = 19 * MM
SIGNER_GUTTER = 9 * MM
NAME_PT, HEADLINE_PT, LINE_PT = 56.0, 26.0, 15.5


def render_certificates(
    content: CertificatesContent, *, paper: str = "a4", sheet: str | None = None, mono: bool = False, edge_mm: float = EDGE_MM
) -> Rendered:
    """One page for each certificate. Raises ContentError (also for words that find no room), MissingGlyph."""
    del mono
    content.check()
    check_office(paper, sheet, edge_mm)
    upright = PAPERS[paper]
    landscape = replace(upright, width_mm=upright.height_mm, height_mm=upright.width_mm)
    fonts, composer = DocumentFonts(), Composer()
    drawings = []
    for number, certificate in enumerate(content.certificates, start=1):
        composer.place = f"certificate {number}"
        drawing = Drawing(fonts)
        drawing.fill(BLACK)
        _Page(certificate, content.labels, composer, landscape).draw(drawing)
        drawings.append(drawing)
    first = content.certificates[0]
    facts = Facts(first.headline, clean(content.labels["masthead"]) or "Warta Buruh", first.headline, UNDATED)
    made = bound(facts, drawings, fonts, landscape, None, edge_mm, content.labels)
    return Rendered(made.pdf, len(drawings), LINE_PT, composer.warnings(), len(drawings))


class _Page:
    def __init__(self, certificate: Certificate, labels: Mapping[str, str], composer: Composer, paper: Paper) -> None:
        self.certificate, self.labels, self.composer, self.paper = certificate, labels, composer, paper
        self.left = MARGIN + SPINE + INSET
        self.width = paper.width_pt - self.left - RIGHT
        self.height = paper.height_pt - 2 * MARGIN

    def draw(self, drawing: Drawing) -> None:
        drawing.solid(MARGIN, MARGIN, SPINE, self.height)
        head, top = self._head()
        foot, bottom = self._foot()
        for part in (*head, *foot, *self._middle(top, bottom)):
            part.draw(drawing, self.left, self.paper.height_pt - MARGIN)

    def _head(self) -> tuple[list[Part], float]:
        """Name of the paper and number of the certificate between the heavy and the thin rule."""
        composer, reach = self.composer, INSET + SPINE
        name = composer.fitted(self.labels["masthead"], "sans_bold", 22, 12, self.width * 0.6, 1)
        words = "" if is_blank(self.certificate.number) else self.labels["number"] % {"number": clean(self.certificate.number)}
        number = composer.boxed(words, "sans", 11, 6, self.width * 0.36, 30)
        number.align = "right"
        down = HEAVY_PT + 2 + 9
        depth = max(name.ink_height, number.ink_height)
        number.at(self.width * 0.64, down + depth - number.ink_height)
        parts: list[Part] = [Rule(-reach, 0, self.width + reach, HEAVY_PT + 2), name.at(0, down), number]
        return [*parts, Rule(0, down + depth + 9, self.width, THIN_PT)], down + depth + 9

    def _middle(self, top: float, bottom: float) -> list[Part]:
        """What it is, for whom, and what she did; the larger the fewer the words."""
        composer, certificate, width = self.composer, self.certificate, self.width
        headline = composer.boxed(certificate.headline, "sans_bold", HEADLINE_PT, 12, width, HEADLINE_PT * 2.2)
        given = composer.boxed(self.labels["given_to"], "serif_italic", 15, 9, width, 34)
        name = composer.boxed(certificate.name, "serif_bold", NAME_PT, 12, width, NAME_PT * 1.9, leading=1.06)
        room = bottom - top - 30 - headline.ink_height - 26 - given.ink_height - 14 - name.ink_height - name.tail - 26
        lines = self._lines(room)
        free = max(0.0, room - lines[-1].down - lines[-1].height if lines else room)
        down = top + 30 + min(free * 0.3, 30)
        headline.at(0, down)
        down += headline.ink_height + 26 + min(free * 0.2, 16)
        given.at(0, down)
        down += given.ink_height + 14
        name.at(0, down)
        down += name.ink_height + name.tail + 26
        for text in lines:
            text.down += down
        return [headline, given, name, *lines]

    def _lines(self, room: float) -> list:
        """The sentences, in the size at which they fit."""
        size = LINE_PT
        while True:
            down, made = 0.0, []
            for line in self.certificate.lines:
                text = self.composer.text(line, "serif", size, min(self.width, 205 * MM), leading=1.36)
                if text.lines:
                    made.append(text.at(0, down))
                    down += text.height + size * 0.35
            if down <= room:
                return made
            size -= 0.5
            if size < 8:
                raise self.composer.no_room()

    # --- at the foot: who signs, and how the public checks it

    def _foot(self) -> tuple[list[Part], float]:
        code, code_width, code_top = self._check()
        signed, top = self._signatures(self.width - code_width)
        return [*code, *signed], min(code_top, top)

    def _check(self) -> tuple[list[Part], float, float]:
        """The code at the right over its words; parts, width, upper edge."""
        composer, certificate = self.composer, self.certificate
        mark = composer.mark(certificate.qr, CODE_MM)
        typed = certificate.typed_address if not is_blank(certificate.typed_address) else certificate.qr
        if is_blank(typed) and not mark:
            return [], 0.0, self.height
        width = 62 * MM
        label = composer.text(self.labels["check"], "sans_bold", 9, width, leading=1.25, align="right")
        address = composer.boxed(typed, "sans", 9, 6, width, 36, leading=1.25)
        address.align = "right"
        x, bottom = self.width - width, self.height
        address.at(x, bottom - address.ink_height)
        label.at(x, bottom - address.ink_height - label.height - 1)
        top = label.down
        parts: list[Part] = [label, address]
        if mark:
            top -= mark.side + max(8.0, mark.quiet + 1)
            parts.append(mark.at(self.width - mark.side, top))
        return parts, width + 8 * MM, top

    def _signatures(self, width: float) -> tuple[list[Part], float]:
        """Place and day over the lines to sign on."""
        composer, signers = self.composer, self.certificate.signers
        count = max(1, len(signers))
        column = min((width - SIGNER_GUTTER * (count - 1)) / count, 72 * MM)
        named = []
        for name, role in ((*signer, "", "")[:2] for signer in signers):
            named.append(
                [
                    composer.boxed(name, "sans_bold", 11.5, 6, column, 30, leading=1.2),
                    composer.boxed(role, "sans", 10, 6, column, 30, leading=1.2),
                ]
            )
        depth = max((sum(text.ink_height + 6 for text in texts if text.lines) for texts in named), default=0.0)
        line = self.height - depth
        parts: list[Part] = []
        for number, texts in enumerate(named):
            x, down = number * (column + SIGNER_GUTTER), line + 6
            parts.append(Rule(x, line - 1, column, 0.75))
            for text in texts:
                if text.lines:
                    parts.append(text.at(x, down))
                    down += text.ink_height + 6
        day = composer.boxed(self.certificate.issued_on, "serif", 12.5, 7, width, 32, leading=1.25)
        top = line - (SIGN_SPACE if named else 0.0) - day.ink_height
        return [*parts, day.at(0, top)], top
