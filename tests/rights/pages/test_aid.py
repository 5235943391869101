"""Offices that help: kept by editors, one of a name in a city, found by the region of the workplace."""

import pytest
from django.db import IntegrityError, transaction

from cms.services import publish_site_structure
from rights.aid import CITY_OF, aid_offices
from rights.calculators import REGIONS
from rights.demo import OFFICES, add_aid_offices
from rights.models import AidOffice
from tests.factories.cms import CityFactory

pytestmark = pytest.mark.django_db


def test_database_refuses_the_same_office_twice_in_a_city():
    city = CityFactory()
    AidOffice.objects.create(city=city, name="Posko", words="Rabu")
    with pytest.raises(IntegrityError), transaction.atomic():
        AidOffice.objects.create(city=city, name="Posko", words="Kamis")


def test_every_region_belongs_to_a_city():
    assert set(CITY_OF) == set(REGIONS)


def test_demo_gives_each_city_an_office_once():
    publish_site_structure()
    told: list[str] = []
    add_aid_offices(told.append)
    add_aid_offices(told.append)
    assert len(told) == len(OFFICES) == AidOffice.objects.count() == 6
    assert [office.city.slug for office in aid_offices("kota_tangerang_selatan")] == ["tangerang"]
    assert len(aid_offices("")) == 6


def test_city_without_an_office_is_shown_all(client):
    AidOffice.objects.create(city=CityFactory(slug="bandung"), name="Posko Bandung", words="Rabu")
    assert [office.name for office in aid_offices("samarinda")] == ["Posko Bandung"]
