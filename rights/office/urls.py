"""Addresses under /redaksi/hak/. Wagtail asks for the right to enter its admin, every page for its own."""

from django.urls import include, path

from rights.office.deciding import ChangePage
from rights.office.proposing import ChecksPage, ProposeValuePage, ProposeWagesPage, TakeBackPage
from rights.office.reading import ChangesPage, DuePage, RulePage, RulesPage

patterns = [
    path("", RulesPage.as_view(), name="rules"),
    path("aturan/<str:parameter>/", RulePage.as_view(), name="rule"),
    path("aturan/<str:parameter>/usul/", ProposeValuePage.as_view(), name="propose"),
    path("upah-minimum/<int:year>/", ProposeWagesPage.as_view(), name="wages"),
    path("usulan/", ChangesPage.as_view(), name="changes"),
    path("usulan/<int:change_id>/", ChangePage.as_view(), name="change"),
    path("usulan/<int:change_id>/tarik/", TakeBackPage.as_view(), name="take_back"),
    path("pemeriksaan/", ChecksPage.as_view(), name="checks"),
    path("tinjauan/", DuePage.as_view(), name="due"),
]


def admin_urls() -> list[object]:
    """Wagtail's hook register_admin_urls."""
    return [path("hak/", include((patterns, "law_office")))]
