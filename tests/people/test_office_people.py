"""Wagtail's pages about people, opened by somebody who may do everything."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.log_actions import log

from people import services
from people.models import PersonLogEntry, User
from people.wagtail_users import PeopleUsersAppConfig

are_ours = isinstance(apps.get_app_config("wagtailusers"), PeopleUsersAppConfig)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not are_ours, reason="INSTALLED_APPS names wagtail.users, not people.wagtail_users.PeopleUsersAppConfig"),
]


@pytest.fixture
def office(in_office, superuser):
    return in_office


def test_the_list_shows_names_and_no_address(office, siti):
    page = office.get(reverse("wagtailusers_users:index")).content.decode()
    assert "Melati" in page
    assert siti.username not in page


def test_the_list_is_searched_and_sorted_without_falling_over(office, siti):
    for query in ("q=Mela", "ordering=name", "ordering=-date_joined", "is_active=true", "last_login_from=2026-01-01", "group=1"):
        assert office.get(f"{reverse('wagtailusers_users:index')}?{query}").status_code == 200


def test_a_colleague_is_made_with_a_sealed_address(office):
    data = {"display_name": "Tono", "language": "id", "email": "tono@contoh.example", "password": "kuda laut makan siang"}
    assert office.get(reverse("wagtailusers_users:add")).status_code == 200
    assert office.post(reverse("wagtailusers_users:add"), data).status_code == 302
    tono = User.objects.get(display_name="Tono")
    assert services.open_identity(user=tono, viewer=None, reason="uji coba").email == "tono@contoh.example"
    assert "sudah dipakai" in office.post(reverse("wagtailusers_users:add"), data).content.decode()


def test_a_person_is_closed_through_the_service(office, siti, maya):
    url = reverse("wagtailusers_users:edit", args=[siti.pk])
    assert office.get(url).status_code == 200
    assert office.post(url, {"display_name": "Kenanga", "language": "id"}).status_code == 302
    siti.refresh_from_db()
    assert (siti.display_name, siti.is_active) == ("Kenanga", False)
    actions = set(PersonLogEntry.objects.for_instance(siti).filter(user=maya).values_list("action", flat=True))
    assert {"person.rename", "person.deactivate"} <= actions


def test_nobody_closes_herself(office, maya):
    office.post(reverse("wagtailusers_users:edit", args=[maya.pk]), {"display_name": "Maya", "language": "id"})
    maya.refresh_from_db()
    assert maya.is_active


def test_history_and_reports_about_people_open(office, siti, ratna):
    services.open_identity(user=siti, viewer=ratna, reason="mencetak kartu baru")
    log(siti, "wagtail.edit", user=ratna)
    assert office.get(reverse("wagtailusers_users:history", args=[siti.pk])).status_code == 200
    assert office.get(reverse("wagtailadmin_reports:site_history")).status_code == 200


def test_nobody_is_deleted_here_and_no_page_offers_it(office, siti):
    address = reverse("wagtailusers_users:delete", args=[siti.pk])
    for page in (reverse("wagtailusers_users:index"), reverse("wagtailusers_users:edit", args=[siti.pk])):
        shown = office.get(page).content.decode()
        assert address not in shown and "/bulk/" not in shown
    office.post(address)
    assert User.objects.filter(pk=siti.pk).exists()


@pytest.mark.parametrize(
    ("action", "form"), [("set_active_state", {"mark_as_active": "False"}), ("assign_role", {"role": "1"}), ("delete", {})]
)
def test_what_wagtail_does_to_many_people_at_once_would_pass_by_the_services_and_is_refused(office, siti, action, form):
    Group.objects.get_or_create(pk=1, defaults={"name": "Satu"})
    office.post(f"{reverse('wagtail_bulk_action', args=['people', 'user', action])}?id={siti.pk}", form)
    siti.refresh_from_db()
    assert siti.is_active
    assert not siti.groups.exists()


def test_groups_and_the_front_page_of_the_office_open(office, siti):
    for name in ("wagtailadmin_home", "wagtailusers_groups:index", "wagtailusers_groups:add"):
        assert office.get(reverse(name)).status_code == 200


def test_ones_own_account_leads_to_our_page(office):
    assert office.get("/redaksi/account/").url == reverse("people:account")


def test_signing_out_of_the_office_wipes_the_browser(office):
    response = office.post("/redaksi/logout/")
    assert "cookies" in response.headers["Clear-Site-Data"]
