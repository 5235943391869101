"""A writer with phone and PIN, a colleague of the office with e-mail, password and app, and a clock that can be moved."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from people import services

PHONE, PIN = "0812 0000 0142", "482915"
EMAIL, PASSWORD = "maya@contoh.example", "empat kata yang panjang"


class Clock:
    """`timezone.now` for all of Django; starts at the real time, since signatures of cookies look at the system's clock."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture(autouse=True)
def second_step_is_asked(settings):
    settings.STAFF_TOTP_REQUIRED = True


@pytest.fixture
def siti(db):
    return services.create_person(display_name="Melati", phone=PHONE, pin=PIN, legal_name="Siti Kenanga", workplace="Pabrik Awan")


@pytest.fixture
def ratna(db):
    return services.create_person(display_name="Ratna", phone="0812 0000 0200", pin="739158")


@pytest.fixture
def maya(db):
    user = services.create_person(display_name="Maya", email=EMAIL, password=PASSWORD)
    user.user_permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return user


@pytest.fixture
def superuser(maya):
    maya.is_superuser = True
    maya.save()
    return maya


@pytest.fixture
def type_pin(client):
    """Fill in the sign-in page as the person at the phone does."""

    def send(pin=PIN, phone=PHONE, by=None, address="203.0.113.7", **more):
        data = {"phone": phone, "pin": pin, "phone_is": "mine", **more}
        return (by or client).post(reverse("people:sign_in"), data, REMOTE_ADDR=address)

    return send


def totp_now(user) -> str:
    """The code that the app would show for a factor that has not accepted one in this half minute."""
    device = TOTPDevice.objects.get(user=user)
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1)
    return f"{TOTP(device.bin_key, device.step, device.t0, device.digits).token():06d}"


@pytest.fixture
def in_office(client, maya):
    """Maya signed in by both steps; the client."""
    services.create_totp(maya)
    client.post(reverse("people:staff_sign_in"), {"email": EMAIL, "password": PASSWORD})
    client.post(reverse("people:staff_code"), {"code": totp_now(maya)})
    return client


def signed_in_as(client):
    return client.session.get("_auth_user_id")


@pytest.fixture
def in_parallel(transactional_db, tmp_path, monkeypatch):
    """Run calls in threads, each with its own connection; on SQLite in a file, since a database in memory cannot be shared fairly.

    What is to be checked afterwards must be read with the same helper. Results come back in the order of the calls.
    """

    def run(*calls):
        _move_into_file(tmp_path, monkeypatch)
        with ThreadPoolExecutor(4) as pool:
            return [done.result() for done in [pool.submit(_and_close, call) for call in calls]]

    return run


def _move_into_file(tmp_path, monkeypatch) -> None:
    path = tmp_path / "parallel.sqlite3"
    if connection.vendor == "sqlite" and not path.exists():
        connection.ensure_connection()
        with sqlite3.connect(path) as copy:
            connection.connection.backup(copy)
        copy.close()
        monkeypatch.setitem(connection.settings_dict, "NAME", str(path))


def _and_close(call):
    try:
        return call()
    finally:
        connection.close()
