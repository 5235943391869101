"""The doors of this room. Posters come by themselves with each publication; bulletins are put together by people."""

from printing.content import poster_content
from printing.fitting import Fit, fit
from printing.services.making import DELETE_KIND, Finished, delete_files
from printing.services.posters import (
    RENDER_KIND,
    make_poster,
    publish_posters,
    render_poster,
    request_on_demand,
    request_poster,
    retire_posters,
)
from printing.services.sweeping import sweep_files

__all__ = [
    "DELETE_KIND",
    "RENDER_KIND",
    "Finished",
    "Fit",
    "delete_files",
    "fit",
    "make_poster",
    "poster_content",
    "publish_posters",
    "render_poster",
    "request_on_demand",
    "request_poster",
    "retire_posters",
    "sweep_files",
]
