"""Objects of a file as they are written."""

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject


class Raw(PDFObject):
    """An object of the file as it is written: ReportLab would put a dictionary together value by value each time."""

    __RefOnly__ = 1

    def __init__(self, *parts: bytes) -> None:
        self.parts = parts  # put together only once, in the file: photos are long

    def format(self, _document: PDFDocument) -> bytes:
        return b"".join(self.parts)
