"""From the cells of one row to what we may keep, or to the reasons why not. It asks no database."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from cms.cleaning import clean_line
from people.contact import PhoneNotUnderstood, email_hash, normalise_email, normalise_phone, phone_hash

from ..models import Cohort, Sex
from .classes import Classes
from .sectors import sector_of
from .tables import RawRow

NAME_MAX = 120
PEN_NAME_MAX = 60
BRANCH_MAX = 120
WORKPLACE_MAX = 200
BATCH_MAX = 99
SEXES = {
    Sex.FEMALE: {"p", "pr", "perempuan", "wanita", "w", "f", "female"},
    Sex.MALE: {"l", "lk", "laki", "laki-laki", "laki laki", "pria", "m", "male"},
}
SPOILT_NUMBER = re.compile(r"[\d.,]+e\+?\d+", re.IGNORECASE)
POINT_ZERO = re.compile(r"\d{8,}[.,]0+")  # a whole number, as some programs save it
DATE = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")
ERRORS_OF_SPREADSHEETS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"}


@dataclass(frozen=True, slots=True)
class Remark:
    field: str
    reason: str


@dataclass(slots=True)
class Candidate:
    """One row that can be kept. Names and numbers are out of its repr, so that no log holds them; the keys find her in the database."""

    number: int
    cohort: Cohort
    legal_name: str = field(repr=False)
    pen_name: str = field(repr=False, default="")
    sex: str = ""
    sector: str = ""
    union_branch: str = ""
    workplace: str = field(repr=False, default="")
    phone: str = field(repr=False, default="")
    email: str = field(repr=False, default="")
    batch: int | None = None
    phone_key: str = ""
    email_key: str = ""
    remarks: tuple[Remark, ...] = ()


class Judge:
    """Reads one row after the other for the classes that somebody may fill."""

    def __init__(self, classes: Classes) -> None:
        self.classes = classes

    def judge(self, row: RawRow) -> Candidate | list[Remark]:
        """What may be kept, or all that stands against it."""
        if row.is_empty:
            return [Remark("baris", _("The row is empty."))]
        if row.problem:
            return [_shape(row.problem)]
        return _Reading(row, self.classes).result()


def _shape(problem: str) -> Remark:
    reasons = {
        "few": _("Cells are missing: the row has fewer columns than the first row."),
        "many": _("Too many cells: the row has more columns than the first row. Perhaps a separator stands inside a cell."),
        "quote": _("A quotation mark is opened and not closed; the rows below were swallowed."),
        "long": _("A cell is far too long."),
    }
    return Remark("kolom", reasons[problem])


class _Reading:
    """One row. `against` keeps it out, `remarks` go with it."""

    def __init__(self, row: RawRow, classes: Classes) -> None:
        self.row, self.classes = row, classes
        self.against: list[Remark] = []
        self.remarks: list[Remark] = []

    def result(self) -> Candidate | list[Remark]:
        name, cohort, phone, batch = self._name(), self._cohort(), self._phone(), self._batch()
        if self.against or cohort is None:
            return self.against
        email = self._email()
        return Candidate(
            number=self.row.number,
            cohort=cohort,
            legal_name=name,
            pen_name=self._line("nama_pena", PEN_NAME_MAX),
            sex=self._sex(),
            sector=sector_of(self._cell("sektor")),
            union_branch=self._line("serikat", BRANCH_MAX),
            workplace=self._line("pabrik", WORKPLACE_MAX),
            phone=phone,
            email=email,
            batch=batch,
            phone_key=phone_hash(phone) if phone else "",
            email_key=email_hash(email) if email else "",
            remarks=tuple(self.remarks),
        )

    def _cell(self, name: str) -> str:
        return clean_line(self.row.cells.get(name, ""))

    def _line(self, name: str, limit: int) -> str:
        text = self._cell(name)
        if len(text) > limit:
            self.remarks.append(Remark(name, _("Longer than %(limit)d letters; the end was left out.") % {"limit": limit}))
        return text[:limit].rstrip()

    def _refuse(self, name: str, reason: str) -> None:
        self.against.append(Remark(name, reason))

    def _name(self) -> str:
        name = self._cell("nama")
        if not name or not any(char.isalnum() for char in name):
            self._refuse("nama", _("The name is missing."))
        elif len(name) > NAME_MAX:
            self._refuse("nama", _("The name is longer than %(limit)d letters.") % {"limit": NAME_MAX})
        elif name in ERRORS_OF_SPREADSHEETS:
            self._refuse("nama", _("The spreadsheet could not compute this cell."))
        return name

    def _cohort(self) -> Cohort | None:
        answer = self.classes.for_city(self._cell("kota"))
        if answer.cohort is None:
            self._refuse("kota", answer.reason)
        elif answer.reason:
            self.remarks.append(Remark("kota", answer.reason))
        return answer.cohort

    def _phone(self) -> str:
        typed = self._cell("telepon").lstrip("'’‘`").strip()
        if not any(char.isalnum() for char in typed):  # nothing, or a dash in its place
            return ""
        if POINT_ZERO.fullmatch(typed):
            typed = re.split(r"[.,]", typed)[0]
        if SPOILT_NUMBER.fullmatch(typed):
            self._refuse("telepon", _("The spreadsheet has rounded this number. Format the column as text and type the number again."))
        elif DATE.fullmatch(typed) or typed in ERRORS_OF_SPREADSHEETS:
            self._refuse("telepon", _("The spreadsheet has made something else of this number. Type it again as text."))
        elif any(char.isalpha() for char in typed):
            self._refuse("telepon", _("There are letters in this number."))
        else:
            return self._normalised(typed)
        return ""

    def _normalised(self, typed: str) -> str:
        try:
            return normalise_phone(typed)
        except PhoneNotUnderstood:
            self._refuse("telepon", _("This is no phone number that can be called: too short, too long, or two numbers in one cell."))
            return ""

    def _batch(self) -> int | None:
        typed = re.sub(r"(?i)^(?:(?:angkatan|gelombang|batch)\s*)?(?:ke[\s-]*)?", "", self._cell("angkatan"))
        typed = re.sub(r"[.,]0+$", "", typed)
        if not typed:
            return None
        if typed.isascii() and typed.isdigit() and 1 <= int(typed[:6]) <= BATCH_MAX:
            return int(typed)
        self._refuse("angkatan", _("The batch must be a number from 1 to %(most)d.") % {"most": BATCH_MAX})
        return None

    def _sex(self) -> str:
        typed = self._cell("jenis_kelamin").lower().rstrip(".")
        found = next((sex for sex, words in SEXES.items() if typed in words), None)
        if found is None and typed:
            self.remarks.append(Remark("jenis_kelamin", _("Not understood; kept as “not stated”. Write L or P.")))
        return found or Sex.UNSTATED

    def _email(self) -> str:
        typed = normalise_email(self._cell("email"))
        if typed in ("", "-"):
            return ""
        try:
            validate_email(typed)
        except ValidationError:
            self.remarks.append(Remark("email", _("This is no e-mail address; it was left out.")))
            return ""
        return typed
