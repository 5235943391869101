"""The cast of every test: one person of each role, named as in the glossary, on a programme that is set up."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import Group
from django.test import Client

from cms.models import City
from curriculum.groups import GROUP_NAMES
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
    """All at once, in a quarter of the time of nine times `make_person`; tests/test_cast.py compares the two."""
    cast = {name: _without_role(name) for name in PARTS}
    cohorts = {cohort.city.slug: cohort for cohort in Cohort.objects.select_related("city")}
    members = []
    for name, (role, place, facts) in PARTS.items():
        cohort = cohorts.get(place or "")
        where = _place(role, cohort.city, cohort) if cohort else {}
        members.append(Membership(user=cast[name], role=role, starts_on=STARTS_ON, **where, **facts))
    Membership.objects.bulk_create(members)
    groups = dict(Group.objects.values_list("name", "pk"))
    through = User.groups.through
    roles = {name: role for name, (role, *_rest) in PARTS.items() if role in GROUP_NAMES}
    through.objects.bulk_create([through(user=cast[name], group_id=groups[GROUP_NAMES[role]]) for name, role in roles.items()])
    return Cast(**cast)


def make_person(name: str) -> User:
    """One of the cast; the cities, and cohorts where her role needs one, are there already."""
    role, place, facts = PARTS[name]
    user = _without_role(name)
    add_member(user, role, place, **facts)
    return user


def _without_role(name: str) -> User:
    phone = f"0860 0000 {1000 + list(PARTS).index(name)}"
    return create_person(display_name=name.title(), legal_name=f"{name.upper()} NAMA-RAHASIA", phone=phone)


def add_member(user: User, role: Role, place: str | None = None, **facts: object) -> Membership:
    city = City.objects.get(slug=place) if place else None
    where = _place(role, city, Cohort.objects.get(city=city) if role != Role.STEWARD else None) if city else {}
    return grant_membership(user=user, role=role, starts_on=STARTS_ON, **where, **facts)


def _place(role: Role, city: City, cohort: Cohort | None) -> dict[str, object]:
    """Stewards have a city, the others a class."""
    return {"city": city} if role == Role.STEWARD else {"cohort": cohort}


def sign_in(client: Client, user: User, *, staff: bool = False) -> None:
    """A session as sign-in leaves it; for staff with the second factor passed."""
    from tests.people.signing_in import force_sign_in

    force_sign_in(client, user, second_factor=staff)
