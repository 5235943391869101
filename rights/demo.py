"""Fictional offices for the demo: one in each city, with numbers that nobody has."""

from collections.abc import Callable

from cms.models import City
from rights.models import AidOffice

OFFICES = {
    "bandung": ("Posko Advokasi Bandung", "Rumah serikat contoh, Cicaheum. Setiap Kamis 18.30 WIB.", "0812-0000-0001"),
    "semarang": ("Posko Advokasi Semarang", "Sekretariat contoh, Genuk. Senin dan Kamis 16.00 sampai 20.00 WIB.", "0812-0000-0002"),
    "karawang": ("Posko Advokasi Karawang", "Aula serikat contoh, Klari. Setiap Rabu 19.00 WIB.", "0812-0000-0000"),
    "tangerang": ("Posko Advokasi Tangerang", "Kantor cabang contoh, Cikupa. Sabtu 09.00 sampai 13.00 WIB.", "0812-0000-0003"),
    "jakarta": ("Bantuan Hukum Buruh Jakarta", "Kantor contoh, Cakung. Selasa dan Jumat 13.00 WIB.", "0812-0000-0004"),
    "samarinda": ("Posko Advokasi Samarinda", "Balai contoh, Palaran. Setiap Jumat 19.00 WITA.", ""),
}


def add_aid_offices(progress: Callable[[str], None]) -> None:
    """A city that has an office already is left alone."""
    for city in City.objects.filter(slug__in=OFFICES, aid_offices=None):
        name, words, telephone = OFFICES[city.slug]
        AidOffice.objects.create(city=city, name=name, words=words, telephone=telephone)
        progress(f"Office in {city.name}: {name}.")
