"""What the operator does for people at the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from people import services
from people.models import Identity
from people.services.staff import has_totp

from .conftest import EMAIL, PASSWORD

pytestmark = pytest.mark.django_db


def run(*words: str, typed: str = "", monkeypatch: pytest.MonkeyPatch | None = None) -> str:
    out = StringIO()
    if monkeypatch:
        monkeypatch.setattr("sys.stdin", StringIO(typed))
    call_command(*words, stdout=out)
    return out.getvalue()


def test_a_lost_phone_is_forgotten(maya):
    services.create_totp(maya)
    assert maya.username in run("reset_second_step", f" {EMAIL.upper()}")
    assert not has_totp(maya)


def test_a_forgotten_password_is_replaced(maya, monkeypatch):
    run("staff_password", EMAIL, typed="kuda laut makan siang\n", monkeypatch=monkeypatch)
    maya.refresh_from_db()
    assert maya.check_password("kuda laut makan siang")
    with pytest.raises(CommandError):
        run("staff_password", EMAIL, typed="pendek\n", monkeypatch=monkeypatch)


@pytest.mark.parametrize("command", ["reset_second_step", "staff_password"])
def test_an_address_that_is_not_of_the_office_is_refused(maya, siti, command, monkeypatch):
    services.update_identity(user=siti, by=None, email="siti@contoh.example")
    for email in ("siti@contoh.example", "orang@contoh.example"):
        with pytest.raises(CommandError, match="No account of the office"):
            run(command, email, typed=f"{PASSWORD} lagi\n", monkeypatch=monkeypatch)
    siti.refresh_from_db()
    assert siti.check_password("482915")


def test_a_person_is_erased_only_when_her_account_name_is_typed_twice(siti, monkeypatch):
    with pytest.raises(CommandError):
        run("erase_person", siti.username, typed="ya\n", monkeypatch=monkeypatch)
    with pytest.raises(CommandError):
        run("erase_person", "u222222222222", "--yes")
    assert Identity.objects.filter(pk=siti.pk).exists()
    run("erase_person", siti.username, typed=f"{siti.username}\n", monkeypatch=monkeypatch)
    siti.refresh_from_db()
    assert services.is_erased(siti)
    assert "already" in run("erase_person", siti.username, "--yes")
