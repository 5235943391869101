"""The people of the browser journey, made by the services inside the served site; run by `manage.py shell`, prints one JSON document.

All are fictional. Their legal names, numbers and workplace are canaries: whatever of them is found outside the sealed record is a leak.
"""

import json
import sys
from datetime import date

from curriculum.models import Cohort
from curriculum.services import grant_membership, issue_card
from people.models import User
from people.roles import Role
from people.services import create_person, create_totp
from submissions.services.programme import set_up_programme

STARTS_ON = date(2026, 1, 5)
MENTOR = {"phone": "0860 0000 9101", "pin": "704812"}
EDITOR = {"email": "mawarni@redaksi.wartaburuh.example", "password": "kopi-tubruk-tanpa-gula"}
WRITERS = (
    {"display_name": "Kembang Randu", "legal_name": "Sutiyem Namarahasia", "phone": "0860 0000 9201", "workplace": "PT Pabrikrahasia Satu"},
    {"display_name": "Jarum Patah", "legal_name": "Warsinah Namarahasia", "phone": "0860 0000 9202", "workplace": "PT Pabrikrahasia Dua"},
)


def main() -> None:
    set_up_programme(starts_on=STARTS_ON)
    cohort = Cohort.objects.get(city__slug="semarang")
    mentor = create_person(display_name="Bu Lestari", legal_name="Lestari Namarahasia", is_fictional=True, **MENTOR)
    grant_membership(user=mentor, role=Role.MENTOR, cohort=cohort, starts_on=STARTS_ON, is_lead=True)
    editor = create_person(display_name="Mawarni", legal_name="Mawarni Namarahasia", is_fictional=True, **EDITOR)
    grant_membership(user=editor, role=Role.EDITOR, starts_on=STARTS_ON)
    writers = [_writer(cohort, mentor, **facts) for facts in WRITERS]
    json.dump({"mentor": MENTOR, "editor": EDITOR | {"secret": create_totp(editor)}, "writers": writers}, sys.stdout)


def _writer(cohort: Cohort, mentor: User, **facts: str) -> dict[str, str]:
    user = create_person(is_fictional=True, **facts)
    membership = grant_membership(user=user, role=Role.TRAINEE, cohort=cohort, starts_on=STARTS_ON, sector="garment")
    return facts | {"username": user.username, "code": issue_card(membership=membership, issued_by=mentor).code}
