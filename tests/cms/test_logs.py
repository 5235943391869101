"""No line of a log holds what lets somebody in."""

import logging
from logging.config import DictConfigurator

import pytest
from django.test import Client

from cms.settings import base

CARD = "KR7M3-HPA9C"


@pytest.fixture
def console() -> logging.Handler:
    """The handler of production, as the settings describe it."""
    configurator = DictConfigurator(base.LOGGING)
    filters = configurator.config.get("filters", {})
    for name in filters:
        filters[name] = configurator.configure_filter(filters[name])
    return configurator.configure_handler(configurator.config["handlers"]["console"])


def test_the_code_of_a_card_is_in_no_line_of_django(db, caplog, console):
    Client().options(f"/masuk/kartu/{CARD}/")
    Client(enforce_csrf_checks=True).post(f"/masuk/kartu/{CARD}/")
    Client().get(f"/masuk/kartu/{CARD}/x/")
    logging.getLogger("django.server").error('"%s" %s', f"GET /Masuk/kartu/{CARD.replace('-', '%20')} HTTP/1.1", 404)
    lines = [console.format(record) for record in caplog.records if console.filter(record)]
    assert len(lines) == 4
    for line in lines:
        assert "/kartu/…" in line and "KR7M3" not in line and "HPA9C" not in line


def test_other_lines_are_written_as_they_are(console):
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Not Found", "/masuk/kartu/"), None)
    assert console.filter(record)
    assert console.format(record) == "Not Found: /masuk/kartu/"
