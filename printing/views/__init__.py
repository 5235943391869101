"""Public pages of this room, and the pages on which bulletins are put together."""

from printing.views.arranging import arrange, arrangements, preview
from printing.views.bulletins import bulletin, bulletin_file, bulletins
from printing.views.mending import failed_sheets
from printing.views.posters import article_posters, poster_file, posters

__all__ = [
    "arrange",
    "arrangements",
    "article_posters",
    "bulletin",
    "bulletin_file",
    "bulletins",
    "failed_sheets",
    "poster_file",
    "posters",
    "preview",
]
