"""What must not be shown again when a form comes back too late."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.forms import BaseForm, PasswordInput
from django.test import Client
from django.urls import get_resolver, reverse

pytestmark = pytest.mark.django_db


def forms_below(form: type) -> Iterator[type]:
    for child in form.__subclasses__():
        yield child
        yield from forms_below(child)


def our_secret_fields() -> set[str]:
    assert get_resolver().url_patterns  # every page is imported, and its forms with it
    rooms = {name.partition(".")[0] for name in settings.INSTALLED_APPS if (settings.BASE_DIR / name.partition(".")[0]).is_dir()}
    ours = [form for form in forms_below(BaseForm) if form.__module__.partition(".")[0] in rooms]
    return {name for form in ours for name, field in form.base_fields.items() if isinstance(field.widget, PasswordInput)}


def test_a_form_whose_time_ran_out_is_shown_again_without_pins_and_passwords():
    names = our_secret_fields()
    assert {"pin", "password", "present_pin", "present_password"} <= names
    typed = {name: f"rahasia-di-{name}" for name in names}
    page = Client(enforce_csrf_checks=True).post(reverse("people:choose_pin"), typed | {"words": "kata-biasa"})
    assert page.status_code == 403 and "kata-biasa" in page.content.decode()
    assert not re.findall(r"rahasia-di-\w+", page.content.decode())
