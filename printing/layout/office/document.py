"""A paper of any length, page by page."""

from collections.abc import Iterator
from datetime import date

from printing.layout.binding import bound
from printing.layout.cleaning import clean, is_blank
from printing.layout.document import Facts
from printing.layout.drawing import BLACK, Drawing
from printing.layout.edge_sheet import UNDATED
from printing.layout.embedding import DocumentFonts
from printing.layout.furniture import poster_date
from printing.layout.office.blocks import BODY_PT, Room, block_atoms, code_atoms
from printing.layout.office.document_content import DocumentContent
from printing.layout.office.flow import Page, paginated
from printing.layout.office.pages import Geometry, House, masthead
from printing.layout.office.parts import Atom, Composer, lines_of
from printing.layout.office.values import check_office
from printing.layout.paper import MM, PAPERS, Paper
from printing.layout.rendered import EDGE_MM, Rendered

LETTER_LEFT, LETTER_RIGHT, LETTER_TOP, LETTER_BOTTOM = 30 * MM, 24 * MM, 26 * MM, 22 * MM


def render_document(
    content: DocumentContent, *, paper: str = "a4", sheet: str | None = None, mono: bool = False, edge_mm: float = EDGE_MM
) -> Rendered:
    """As many pages as the text needs, black on white. Raises ContentError, MissingGlyph."""
    del mono
    content.check()
    check_office(paper, sheet, edge_mm)
    return _Document(content, PAPERS[paper]).rendered(edge_mm)


class _Document:
    def __init__(self, content: DocumentContent, paper: Paper) -> None:
        self.content, self.paper = content, paper
        self.composer = Composer()
        self.house = House(paper, self.composer, content.title, content.footer, content.labels)
        self.letter = _letter_geometry(paper)

    def rendered(self, edge_mm: float) -> Rendered:
        content, fonts = self.content, DocumentFonts()
        pages = paginated(self._atoms(), {"house": self.house.geometry.rooms, "letter": self.letter.rooms})
        drawings = [self._drawn(page, number, len(pages), fonts) for number, page in enumerate(pages, start=1)]
        author = clean(content.labels["masthead"]) or "Warta Buruh"
        facts = Facts(content.title, author, content.standfirst, content.issued_on or UNDATED)
        made = bound(facts, drawings, fonts, self.paper, None, edge_mm, content.labels)
        return Rendered(made.pdf, len(pages), BODY_PT, self.composer.warnings(), len(pages))

    def _atoms(self) -> list[Atom]:
        width = self.house.geometry.width
        height = min(*self.house.geometry.rooms, *self.letter.rooms)
        room = Room(self.composer, self.content, width, height, self.letter.width, self.paper.width_pt * self.paper.height_pt)
        atoms = [*self._head(width), *block_atoms(room)]
        ending = list(code_atoms(room))
        if ending and room.is_letter:
            ending[0].opens = "house"
        return [*atoms, *ending]

    def _head(self, width: float) -> Iterator[Atom]:
        """Name and day, kicker, title, standfirst."""
        content, composer = self.content, self.composer
        composer.place = "head"
        day = poster_date(content.issued_on, content.labels["months"]) if isinstance(content.issued_on, date) else ""
        parts, height = masthead(composer, content.labels, width, day)
        if height > self.house.geometry.rooms[1]:
            raise composer.no_room()
        if not is_blank(content.labels["masthead"]):
            yield Atom(height, parts, keep=True)
        kicker = lines_of(composer.text(content.kicker, "sans_bold", 10.5, width, leading=1.3), 14.0)
        title = composer.fitted(content.title, "sans_bold", 28, 17, width, 3, leading=1.06)
        lead = composer.text(content.standfirst, "serif_bold", 12.5, min(width, 156 * MM), leading=1.3)
        head = [*kicker, *lines_of(title, 3.0 if kicker else 16.0), *lines_of(lead, 5.0)]
        for atom in head:
            atom.keep = True
        yield from head

    def _drawn(self, page: Page, number: int, total: int, fonts: DocumentFonts) -> Drawing:
        drawing = Drawing(fonts)
        drawing.fill(BLACK)
        geometry = self.house.geometry if page.manner == "house" else self.letter
        top = geometry.first_top if number == 1 else geometry.top
        for atom, down in page.placed:
            atom.draw(drawing, geometry.left, top - down)
        if page.manner == "house":
            self.house.draw(drawing, number, total)
        return drawing


def _letter_geometry(paper: Paper) -> Geometry:
    """A letter that somebody else signs: nothing of the paper's own on it."""
    top = paper.height_pt - LETTER_TOP
    return Geometry(LETTER_LEFT, paper.width_pt - LETTER_LEFT - LETTER_RIGHT, top, top, LETTER_BOTTOM)
