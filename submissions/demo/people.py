"""Thirty invented people over all roles. Their numbers belong to nobody; their PIN and password are known to everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cms.models import City
from curriculum.models import Cohort
from curriculum.services import grant_membership
from people.contact import email_hash, phone_hash
from people.models import User
from people.roles import Role
from people.services import create_person, create_totp, set_password, set_pin

PIN = "704812"
PASSWORD = "kopi-tubruk-tanpa-gula"  # noqa: S105  known on purpose; see DEMO_ALLOWED
STAFF_ROLES = (Role.EDITOR, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Part:
    """One invented person. `places` are slugs of cities: of her cohorts, or of the city whose steward she is."""

    key: str
    number: int
    name: str
    role: Role
    places: tuple[str, ...] = ()
    sex: str = ""
    sector: str = ""
    is_lead: bool = False
    takes_relief: bool = False

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF_ROLES

    @property
    def phone(self) -> str:
        return "" if self.is_staff else f"0860-0000-{2000 + self.number}"

    @property
    def email(self) -> str:
        return f"{self.key}@redaksi.wartaburuh.example" if self.is_staff else ""

    @property
    def facts(self) -> dict[str, object]:
        return {"sex": self.sex, "sector": self.sector, "is_lead": self.is_lead, "takes_relief": self.takes_relief}


def _writer(key: str, number: int, name: str, city: str, sex: str, sector: str) -> Part:
    return Part(key, number, name, Role.TRAINEE, (city,), sex, sector)


def _mentor(key: str, number: int, name: str, city: str, *, takes_relief: bool = False) -> Part:
    return Part(key, number, name, Role.MENTOR, (city,), is_lead=True, takes_relief=takes_relief)


PARTS = (
    _writer("kenanga", 1, "Kenanga", "bandung", "f", "textile"),
    _writer("benang", 2, "Si Benang", "bandung", "f", "garment"),
    _writer("rajut", 3, "Operator Rajut", "bandung", "m", "textile"),
    _writer("wati", 4, "Wati", "semarang", "f", "garment"),
    _writer("setrika", 5, "Buruh Setrika", "semarang", "f", "garment"),
    _writer("lasem", 6, "Anak Lasem", "semarang", "m", "garment"),
    _writer("pres", 7, "Operator Pres", "karawang", "m", "automotive"),
    _writer("las", 8, "Si Las", "karawang", "m", "automotive"),
    _writer("melati", 9, "Melati Klari", "karawang", "f", "automotive"),
    _writer("mawar", 10, "Mawar", "tangerang", "f", "footwear"),
    _writer("sol", 11, "Tukang Sol", "tangerang", "m", "footwear"),
    _writer("marunda", 12, "Anak Marunda", "jakarta", "m", "transport"),
    _writer("gudang", 13, "Perempuan Gudang", "jakarta", "f", "warehouse"),
    _writer("mahakam", 14, "Anak Mahakam", "samarinda", "m", "mining"),
    _writer("sawit", 15, "Pemanen", "samarinda", "f", "plantation"),
    _mentor("asih", 21, "Bu Asih", "bandung"),
    _mentor("ratna", 22, "Bu Ratna", "semarang", takes_relief=True),
    _mentor("yusuf", 23, "Pak Yusuf", "karawang"),
    _mentor("yanti", 24, "Bu Yanti", "tangerang"),
    _mentor("togar", 25, "Bang Togar", "jakarta", takes_relief=True),
    _mentor("noor", 26, "Bu Noor", "samarinda"),
    Part("tono", 31, "Pak Tono", Role.TRAINER, ("bandung", "semarang", "samarinda")),
    Part("lina", 32, "Bu Lina", Role.TRAINER, ("karawang", "tangerang", "jakarta")),
    Part("dewi", 41, "Dewi", Role.STEWARD, ("semarang",)),
    Part("kosim", 42, "Kosim", Role.STEWARD, ("karawang",)),
    Part("ester", 43, "Ester", Role.STEWARD, ("jakarta",)),
    Part("maya", 51, "Maya", Role.EDITOR),
    Part("hendra", 52, "Hendra", Role.EDITOR),
    Part("rini", 53, "Rini", Role.PROGRAMME_MANAGER),
    Part("agus", 54, "Agus", Role.ADMINISTRATOR),
)

MENTOR_OF = {part.places[0]: part.key for part in PARTS if part.role == Role.MENTOR}


def find(part: Part) -> User | None:
    """The person of that part, found by her number or her address."""
    place = {"identity__email_hash": email_hash(part.email)} if part.is_staff else {"identity__phone_hash": phone_hash(part.phone)}
    return User.objects.filter(**place).first()


def people(starts_on: date) -> Iterator[tuple[str, User]]:
    """Everybody by key; who is missing is made."""
    for part in PARTS:
        yield part.key, find(part) or _make(part, starts_on)


@transaction.atomic
def _make(part: Part, starts_on: date) -> User:
    user = create_person(
        display_name=part.name,
        phone=part.phone,
        email=part.email,
        legal_name=f"Nama Rekaan {part.number:02}",
        workplace="Tempat kerja rekaan",
        is_fictional=True,
    )
    _give_secret(user, part)
    for where in _places(part):
        grant_membership(user=user, role=part.role, starts_on=starts_on, **where, **part.facts)
    if part.is_staff:
        create_totp(user)
    return user


def _give_secret(user: User, part: Part) -> None:
    """The PIN or the password that all have.

    Checked and hashed for the first person only, then copied: thirty slow hashes of a known secret would hide nothing.
    """
    first = next(other for other in PARTS if other.is_staff == part.is_staff)
    if part != first:
        user.password = find(first).password
        user.save(update_fields=["password"])
    elif part.is_staff:
        set_password(user=user, password=PASSWORD)
    else:
        set_pin(user=user, pin=PIN)


def _places(part: Part) -> list[dict[str, object]]:
    cities = [City.objects.get(slug=slug) for slug in part.places]
    if part.role == Role.STEWARD:
        return [{"city": city} for city in cities]
    return [{"cohort": cohort_of(city)} for city in cities] or [{}]


def cohort_of(city: City) -> Cohort:
    """The first cohort of the city, which setting up the programme has made."""
    return Cohort.objects.filter(city=city).order_by("pk")[0]
