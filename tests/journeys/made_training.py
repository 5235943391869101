"""The trainer of the training journey, made by the services inside the served site; run by `manage.py shell`. She is invented."""

from datetime import date

from curriculum.models import Cohort
from curriculum.services import grant_membership
from people.roles import Role
from people.services import create_person
from submissions.services.programme import set_up_programme

STARTS_ON = date(2026, 1, 5)
TRAINER = {"phone": "0860 0000 9301", "pin": "704812"}


def main() -> None:
    set_up_programme(starts_on=STARTS_ON)
    cohort = Cohort.objects.get(city__slug="semarang")
    trainer = create_person(display_name="Pak Tono", legal_name="Tono Namarahasia", is_fictional=True, **TRAINER)
    grant_membership(user=trainer, role=Role.TRAINER, cohort=cohort, starts_on=STARTS_ON)
