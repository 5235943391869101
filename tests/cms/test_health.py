"""Up and ready are two questions."""

import pytest
from django.db import OperationalError
from wagtail import hooks

from cms import extension_points
from cms.views import health


def test_up_needs_no_database(client):
    assert client.get("/sehat/").json() == {"up": True}


@pytest.mark.django_db
def test_ready_when_the_database_answers_with_all_tables(client):
    response = client.get("/siap/")
    assert (response.status_code, response.json()["ready"]) == (200, True)
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_not_ready_while_migrations_are_missing(client, monkeypatch):
    monkeypatch.setattr(health, "_migrated", False)
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: [("one", False)])
    response = client.get("/siap/")
    assert response.status_code == 503
    assert "migrat" in response.json()["reason"]


@pytest.mark.django_db
def test_not_ready_while_the_database_is_silent(client, monkeypatch):
    def silent():
        raise OperationalError("secret address")

    monkeypatch.setattr(health.connection, "cursor", silent)
    response = client.get("/siap/")
    assert response.status_code == 503
    assert "secret" not in response.content.decode()


@pytest.mark.django_db
def test_a_room_may_object(client):
    with hooks.register_temporarily(extension_points.READINESS_CHECKS, lambda: "No worker."):
        assert client.get("/siap/").json() == {"ready": False, "reason": "No worker."}
