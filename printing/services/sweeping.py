"""The folder of finished files against the rows: what nobody offers goes, what is missing is made anew."""

from collections.abc import Iterable

from django.utils import timezone

from printing import files
from printing.services import bulletin_sheets, making, posters


def sweep_files() -> None:
    """Clear away temporary files and files without a row, once they are an hour old; make anew what has no file; forget what readers asked
    for long ago."""
    files.sweep_temporary()
    rows = making.files_of_rows()  # before the folder is read: a file that comes in between is lost to neither
    lying = files.names()
    delete_files(name for name in lying - rows if files.is_old(name))
    _make_anew(rows - lying)
    posters.forget_old_ones(timezone.now())
    bulletin_sheets.forget_old_ones(timezone.now())


def delete_files(names: Iterable[str]) -> None:
    """Delete those under which nothing is offered; what a row has taken into use meanwhile is made anew."""
    wanted = set(names)
    unused = wanted - making.in_use(wanted)
    files.delete(sorted(unused))
    _make_anew({name for name in making.in_use(unused) if not files.exists(name)})


def _make_anew(lost: set[str]) -> None:
    posters.make_lost_ones_anew(lost)
    bulletin_sheets.make_lost_ones_anew(lost)
