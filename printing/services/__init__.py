"""The doors of this room. Posters come by themselves with each publication; bulletins are put together by people."""

from printing.services.making import DELETE_KIND, Finished
from printing.services.posters import (
    RENDER_KIND,
    make_poster,
    publish_posters,
    render_poster,
    request_on_demand,
    request_poster,
    retire_posters,
)
from printing.services.sweeping import delete_files, sweep_files

__all__ = [
    "DELETE_KIND",
    "RENDER_KIND",
    "Finished",
    "delete_files",
    "make_poster",
    "publish_posters",
    "render_poster",
    "request_on_demand",
    "request_poster",
    "retire_posters",
    "sweep_files",
]
