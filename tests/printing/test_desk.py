"""Where a steward begins."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_a_steward_finds_the_posters_of_her_city_and_the_way_out(cast):
    page = cast.client("dewi").get(reverse("desk")).content.decode()
    assert "/cetak/?kota=semarang" in page
    assert reverse("people:sign_out") in page


def test_others_are_not_offered_it(cast):
    assert "/cetak/?kota=" not in cast.client("tono").get(reverse("desk"), follow=True).content.decode()
