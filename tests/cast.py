"""The cast of every test: one person of each role, named as in the glossary, on a programme that is set up."""

from dataclasses import dataclass
from datetime import date

from django.test import Client

from cms.models import City
from curriculum.models import Cohort, Membership
from curriculum.services import grant_membership
from people.models import User
from people.roles import Role
from people.services import create_person
from submissions.services.programme import set_up_programme

STARTS_ON = date(2026, 1, 5)
NOBODY = "nobody"

# name: role, city of the cohort (or of the steward), facts
PARTS: dict[str, tuple[Role, str | None, dict[str, object]]] = {
    "siti": (Role.TRAINEE, "semarang", {"sector": "garment"}),
    "budi": (Role.TRAINEE, "karawang", {"sector": "automotive"}),
    "ratna": (Role.MENTOR, "semarang", {"is_lead": True}),
    "joko": (Role.MENTOR, "karawang", {}),
    "maya": (Role.EDITOR, None, {}),
    "dewi": (Role.STEWARD, "semarang", {}),
    "tono": (Role.TRAINER, "semarang", {}),
    "rini": (Role.PROGRAMME_MANAGER, None, {}),
    "agus": (Role.ADMINISTRATOR, None, {}),
}


@dataclass
class Cast:
    siti: User
    budi: User
    ratna: User
    joko: User
    maya: User
    dewi: User
    tono: User
    rini: User
    agus: User

    def client(self, name: str) -> Client:
        """A browser signed in as that person (or as nobody), staff with a confirmed second factor."""
        client = Client()
        if name != NOBODY:
            sign_in(client, getattr(self, name), staff=PARTS[name][0] in (Role.EDITOR, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR))
        return client

    def membership(self, name: str) -> Membership:
        return Membership.objects.get(user=getattr(self, name))

    @property
    def semarang(self) -> Cohort:
        return Cohort.objects.get(city__slug="semarang")

    @property
    def karawang(self) -> Cohort:
        return Cohort.objects.get(city__slug="karawang")


def set_up() -> None:
    """The programme, as the operator's command makes it once."""
    set_up_programme(starts_on=STARTS_ON)


def make_cast() -> Cast:
    return Cast(**{name: make_person(name) for name in PARTS})


def make_person(name: str) -> User:
    """One of the cast; the cities, and cohorts where her role needs one, are there already."""
    role, place, facts = PARTS[name]
    legal_name = f"{name.upper()} NAMA-RAHASIA"
    user = create_person(display_name=name.title(), legal_name=legal_name, phone=f"0860 0000 {1000 + list(PARTS).index(name)}")
    add_member(user, role, place, **facts)
    return user


def add_member(user: User, role: Role, place: str | None = None, **facts: object) -> Membership:
    city = City.objects.get(slug=place) if place else None
    where: dict[str, object] = {}
    if role == Role.STEWARD:
        where = {"city": city}
    elif city is not None:
        where = {"cohort": Cohort.objects.get(city=city)}
    return grant_membership(user=user, role=role, starts_on=STARTS_ON, **where, **facts)


def sign_in(client: Client, user: User, *, staff: bool = False) -> None:
    """A session as sign-in leaves it; for staff with the second factor passed."""
    from tests.people.signing_in import force_sign_in

    force_sign_in(client, user, second_factor=staff)
