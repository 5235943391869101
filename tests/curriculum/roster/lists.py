"""Small lists of people as files, for tests of the roster. All names and numbers are made up."""

import io
import zipfile

from openpyxl import Workbook

from curriculum.models import Cohort, Membership
from curriculum.roster.classes import Classes
from curriculum.roster.importing import import_file
from curriculum.roster.limits import ON_PAGE
from curriculum.roster.report import Report
from people.models import Identity
from people.roles import Role

HEADER = ["nama", "jenis kelamin", "serikat", "pabrik", "sektor", "kota", "telepon", "email", "angkatan"]
DINI = ["Dini Rahasia", "P", "SBA Contoh", "PT Rekaan", "garmen", "Semarang", "0860 0000 3001", "", "1"]
EKO = ["Eko Rahasia", "L", "SBA Contoh", "PT Rekaan", "gudang", "Semarang", "0860 0000 3002", "", "2"]


def row(base: list[str], **changes: str) -> list[str]:
    """`base` with other cells, by the first word of the column."""
    names = [name.split()[0] for name in HEADER]
    cells = list(base)
    for name, cell in changes.items():
        cells[names.index(name)] = cell
    return cells


def text_of(*rows: list[str], separator: str = ",", header: list[str] = HEADER, line_end: str = "\n") -> str:
    quoted = lambda cell: f'"{cell.replace(chr(34), chr(34) * 2)}"' if set(cell) & {separator, '"', "\n"} else cell  # noqa: E731
    return line_end.join(separator.join(quoted(cell) for cell in cells) for cells in (header, *rows)) + line_end


def csv_of(*rows: list[str], **shape: str) -> bytes:
    return text_of(*rows, **shape).encode()


def xlsx_of(*rows: list[object], header: list[str] = HEADER) -> bytes:
    book = Workbook()
    for cells in (header, *rows):
        book.active.append(list(cells))
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rezipped(data: bytes, **parts: bytes) -> bytes:
    """The workbook with parts replaced or added; "__" in a name stands for a slash, "_DOT_" for a point."""
    changed = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.pop(name, None) or old.read(name))
        for name, content in changed.items():
            new.writestr(name, content)
    return out.getvalue()


def imported(cast, data: bytes, *, by: str = "rini", only: Cohort | None = None, decisions: dict[int, str] | None = None) -> Report:
    from django.utils import timezone

    classes = Classes(Cohort.objects.select_related("city"), only=only)
    return import_file(data, ON_PAGE, classes, by=getattr(cast, by), today=timezone.localdate(), decisions=decisions)


def results(report: Report) -> list[str]:
    return [one.result for one in report.rows]


def trainee_called(name: str) -> Membership:
    """By the legal name, as only a test may look."""
    found = [identity.user_id for identity in Identity.objects.all() if identity.legal_name.reveal() == name]
    return Membership.objects.get(user__in=found, role=Role.TRAINEE)


def identity_of(membership: Membership) -> Identity:
    return Identity.objects.get(pk=membership.user_id)
