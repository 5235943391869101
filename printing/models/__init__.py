"""Sheets on paper: the files of posters and bulletins, and where they hang."""

from printing.models.bulletins import Bulletin, BulletinArticle, BulletinSheet
from printing.models.log import PrintingLogEntry
from printing.models.posters import Poster
from printing.models.rendering import PosterState, RenderedFile
from printing.models.walls import NoticeBoard, PrinterEdge, PrintReport, WallTask, Workplace

__all__ = [
    "Bulletin",
    "BulletinArticle",
    "BulletinSheet",
    "NoticeBoard",
    "Poster",
    "PosterState",
    "PrintReport",
    "PrinterEdge",
    "PrintingLogEntry",
    "RenderedFile",
    "WallTask",
    "Workplace",
]
