"""Offices that help, for the region of a workplace."""

from rights.models import AidOffice
from rights.wall_box import REGIONS_OF

CITY_OF = {region: city for city, regions in REGIONS_OF.items() for region, _name in regions}


def aid_offices(region: str) -> list[AidOffice]:
    """Those of the region's city; all where it has none, or where no region was asked. One query."""
    offices = list(AidOffice.objects.by_city())
    near = [office for office in offices if office.city.slug == CITY_OF.get(region)]
    return near or offices
