"""Closing a class: the page of the programme manager and the administrators."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import ModelLogEntry

from curriculum.models import CohortStatus
from curriculum.services import close_cohort
from tests.submissions.views.forms import words_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["rini", "agus"])
def test_a_class_is_closed_in_two_steps(cast, who):
    office = cast.client(who)
    address = reverse("curriculum:cohort", args=[cast.semarang.slug])
    assert cast.semarang.name in words_of(office.get(reverse("curriculum:cohorts")))
    office.post(address, {"do": "closing"})
    assert cast.semarang.status == CohortStatus.CLOSING
    office.post(address, {"do": "close"})
    assert cast.semarang.status == CohortStatus.CLOSED
    assert "sudah ditutup" in words_of(office.get(address))


def test_a_post_of_no_button_changes_nothing(cast):
    office, address = cast.client("rini"), reverse("curriculum:cohort", args=[cast.semarang.slug])
    for sent in ({}, {"do": ""}, {"do": "open"}):
        assert office.post(address, sent).status_code == 400
    assert cast.semarang.status == CohortStatus.OPEN
    assert not ModelLogEntry.objects.for_instance(cast.semarang).exists()


def test_each_step_stands_in_the_history_once_with_its_doer(cast):
    for final in (False, False, True, True):
        close_cohort(cohort=cast.semarang, final=final, by=cast.rini)
    told = ModelLogEntry.objects.for_instance(cast.semarang).order_by("pk").values_list("action", "user")
    assert list(told) == [("curriculum.cohort_closing", cast.rini.pk), ("curriculum.cohort_closed", cast.rini.pk)]


def test_a_late_press_does_not_open_a_closed_class_by_half(cast):
    for final in (True, False):
        close_cohort(cohort=cast.semarang, final=final, by=cast.rini)
    assert cast.semarang.status == CohortStatus.CLOSED


@pytest.mark.parametrize("who", ["siti", "ratna", "tono", "maya", "dewi"])
def test_nobody_else_closes_one(cast, who):
    with pytest.raises(PermissionDenied):
        close_cohort(cohort=cast.semarang, final=True, by=getattr(cast, who))
    assert cast.client(who).post(reverse("curriculum:cohort", args=[cast.semarang.slug]), {"do": "close"}).status_code == 403
    assert cast.semarang.status == CohortStatus.OPEN


def test_it_stands_on_the_programme_managers_page_of_the_training(cast):
    assert reverse("curriculum:home") in cast.client("rini").get(reverse("desk")).content.decode()
    assert reverse("curriculum:cohorts") in cast.client("rini").get(reverse("curriculum:home")).content.decode()
