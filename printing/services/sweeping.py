"""The folder of finished files against the rows: what a crash left goes, what is missing is made anew."""

from django.utils import timezone

from printing import files
from printing.services import bulletin_sheets, making, posters


def sweep_files() -> None:
    """Clear away temporary files and files without a row, once they are an hour old; make anew what has no file; forget what readers asked
    for long ago."""
    files.sweep_temporary()
    rows = making.files_of_rows()  # before the folder is read: a file that comes in between is lost to neither
    lying = files.names()
    for name in sorted(lying - rows):
        if files.is_old(name) and not making.in_use({name}):
            files.delete([name])
    posters.make_lost_ones_anew(rows - lying)
    bulletin_sheets.make_lost_ones_anew(rows - lying)
    posters.forget_old_ones(timezone.now())
    bulletin_sheets.forget_old_ones(timezone.now())
