"""Where a steward begins."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_a_steward_is_led_to_her_desk_which_has_the_way_out(cast):
    page = cast.client("dewi").get(reverse("desk"), follow=True)
    assert page.redirect_chain[-1][0] == reverse("printing:desk")
    assert reverse("people:sign_out") in page.content.decode()


def test_others_are_not_offered_it(cast):
    assert reverse("printing:desk") not in cast.client("tono").get(reverse("desk"), follow=True).content.decode()


def test_the_walls_in_numbers_stand_in_the_reports_of_the_office(cast):
    for name, is_offered in (("maya", True), ("rini", True), ("agus", False)):
        told = cast.client(name).get(reverse("wagtailadmin_home")).content.decode()
        assert (reverse("printing:overview") in told) is is_offered, name
