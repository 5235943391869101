"""Where the public pages lead to the form for workers who are no members yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.extension_points import FooterLink

if TYPE_CHECKING:
    from cms.models import City


def city_links(city: City) -> list[FooterLink]:
    """No query: whether a workshop is open is said on the form itself."""
    hint = _("Write the news of your workplace. It costs nothing.")
    return [FooterLink(_("Take part in the training"), hint, f"{reverse('join')}?kota={city.slug}", _("Learn with us"))]


def sitemap_addresses() -> list[str]:
    return [reverse("join")]
