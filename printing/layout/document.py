"""The PDF document around the drawings: metadata, pages, forms. The only place that knows ReportLab's canvas."""

import hashlib
import io
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from printing.layout.cleaning import clean
from printing.layout.drawing import Drawing
from printing.layout.pictures import image_object
from printing.layout.raw import Raw

CREATOR = "Warta Buruh"

rl_config.trustedHosts, rl_config.trustedSchemes = [], []


class _Canvas(Canvas):
    """A canvas that names no font of its own, so that no unembedded Helvetica gets into the file."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


class _Deflate:
    """ReportLab's own filter compresses at level 6: that takes twice as long and saves three parts in a thousand of a poster."""

    pdfname = "FlateDecode"

    def encode(self, operators: str | bytes) -> bytes:
        """Those of a page come as text, those of a form as bytes."""
        return zlib.compress(operators.encode("ascii") if isinstance(operators, str) else operators, 4)


class _Document(pdfdoc.PDFDocument):
    """Writes the same file, never encrypted, without copying every object four times."""

    def format(self) -> bytes:
        catalog, info = self.Reference(self.Catalog), self.Reference(self.info)
        parts = [pdfdoc.PDFFile(self._pdfVersion).format(self)]
        places: list[int] = []
        end = len(parts[0])
        while name := self.numberToId.get(len(places) + 1):  # formatting an object may append others
            made = self.idToObject[name]
            data = made.parts if isinstance(made, Raw) else (pdfdoc.format(made, self, toplevel=1),)
            places.append(end)
            one = [f"{len(places)} 0 obj\n".encode("ascii"), *data, b"endobj\n" if data[-1].endswith(b"\n") else b"\nendobj\n"]
            end += sum(map(len, one))
            parts += one
        table = "".join([f"{place:010} 00000 n \n" for place in places])
        parts.append(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}".encode("ascii"))
        parts.append(pdfdoc.PDFTrailer(startxref=end, Size=len(places) + 1, Root=catalog, Info=info, ID=self.ID()).format(self))
        return b"".join(parts)


@dataclass(frozen=True, slots=True)
class Facts:
    """The metadata of a file; `day` is that of the published revision, not of the drawing."""

    title: str
    author: str
    subject: str
    day: date


def new_canvas(facts: Facts, page_size: tuple[float, float]) -> Canvas:
    """An invariant canvas with the metadata."""
    rl_config.useA85 = 0
    canvas = _Canvas(io.BytesIO(), pagesize=page_size, invariant=1, pageCompression=0, lang="id")
    canvas._doc.__class__ = _Document
    canvas._doc.defaultStreamFilters = [_Deflate()]
    canvas._doc.signature = hashlib.md5(b"wall sheet", usedforsecurity=False)  # ReportLab's own begins with SOURCE_DATE_EPOCH
    _stamp(canvas._doc._timeStamp, facts.day)
    canvas.setTitle(clean(facts.title))
    canvas.setAuthor(clean(facts.author))
    canvas.setSubject(clean(facts.subject) or clean(facts.title))
    canvas.setCreator(CREATOR)
    canvas.setProducer(CREATOR)
    canvas.setViewerPreference("PrintScaling", "None")
    return canvas


def _stamp(stamp: object, day: date) -> None:
    stamp.YMDhms = (day.year, day.month, day.day, 0, 0, 0)  # type: ignore[attr-defined]
    stamp.tzname, stamp.dhh, stamp.dmm = "UTC", 0, 0  # type: ignore[attr-defined]


def put_page(canvas: Canvas, drawing: Drawing) -> None:
    """One drawing as one page."""
    put_operators(canvas, drawing)
    canvas.showPage()


def put_operators(canvas: Canvas, drawing: Drawing) -> None:
    """The drawing's operators and pictures into whatever the canvas collects, page or form."""
    document = canvas._doc
    for name, pic in drawing.pictures.items():
        if not document.hasForm(name):
            document.Reference(image_object(pic), document.getXObjectName(name))
        canvas._formsinuse.append(name)
    names = {f"/{name} Do": f"/{document.getXObjectName(name)} Do" for name in drawing.pictures}
    code = "\n".join([_renamed(operator, names) if operator.endswith(" Do Q") else operator for operator in drawing.operators])
    document.updateSignature(hashlib.sha256(code.encode("ascii")).digest())
    canvas._code.append(code)


def _renamed(operator: str, names: Mapping[str, str]) -> str:
    for name, internal in names.items():
        operator = operator.replace(name, internal)
    return operator


def put_form(canvas: Canvas, drawing: Drawing, name: str, size_pt: tuple[float, float]) -> None:
    """One drawing as a form that pages can show any number of times; the canvas has no open page at this time."""
    canvas.beginForm(name, 0, 0, *size_pt)
    put_operators(canvas, drawing)
    canvas.endForm()


def put_sheet(canvas: Canvas, drawing: Drawing, size_pt: tuple[float, float], forms: tuple[str, ...]) -> None:
    """A page of its own size whose operators show these forms as /name Do."""
    canvas.setPageSize(size_pt)
    for name in forms:
        internal = canvas._doc.getXObjectName(name)
        drawing.operators = [op.replace(f"/{name} Do", f"/{internal} Do") for op in drawing.operators]
        canvas._formsinuse.append(name)
    put_page(canvas, drawing)
