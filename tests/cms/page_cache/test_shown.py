"""Nothing that readers see can be forgotten: neither a table whose changes count, nor a page that must not be kept."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.page_cache import triggers
from cms.page_cache.addresses import KEPT
from cms.settings.shown import NEVER_SHOWN, SHOWN
from printing.models import Bulletin
from tests.cms.discussion.conftest import accepted
from tests.cms.page_cache.test_changes import RIGHT, article, bulletin_of, made, poster_of  # noqa: F401
from tests.factories.cms import ArticlePageFactory
from tests.permissions.matrix import PUBLIC
from tests.rights.questions import rights_question

pytestmark = pytest.mark.django_db
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')

# Public addresses that are rendered each time, and why.
NOT_KEPT = {
    "search": "each has its own words",
    "short_address": "a redirect",
    "answer_form": "each form carries the number of its own answer",
    "answer_sent": "after a form",
    "join": "each form carries its own number",
    "joined": "after a form",
    "up": "asks whether this process is up",
    "ready": "asks whether this process can serve",
    "certificate_check": "a revoked one must not look valid for a second",
    "media": "files",
    "printing:file": "files",
    "printing:bulletin_file": "files",
}


def models():
    return apps.get_models(include_auto_created=True)


def is_never_shown(model) -> bool:
    return model._meta.label in NEVER_SHOWN or model._meta.app_label in NEVER_SHOWN


def test_of_every_model_it_is_said_whether_readers_are_shown_it():
    undecided = [model._meta.label for model in models() if (model._meta.label in SHOWN) == is_never_shown(model)]
    assert not undecided, "put these into one of the two tables of cms.settings.shown"
    labels = {model._meta.label for model in models()} | {model._meta.app_label for model in models()}
    assert {*SHOWN, *NEVER_SHOWN} <= labels, "no longer there"


def test_of_every_public_address_it_is_said_whether_it_is_kept():
    public = {line.split()[0] for line in PUBLIC.splitlines() if line.strip()} | {"wagtail_serve"}
    assert public == KEPT.keys() | NOT_KEPT.keys() and KEPT.keys().isdisjoint(NOT_KEPT)


def test_every_change_of_every_shown_table_is_noted():
    tables = list(triggers.installed(connection).values())
    assert sorted(tables) == sorted(apps.get_model(label)._meta.db_table for label in SHOWN for _event in triggers.EVENTS)


def test_without_a_trigger_nothing_is_kept_and_the_next_migrate_puts_it_back(reader, caplog):
    name = next(iter(triggers.installed(connection)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"DROP TRIGGER {name}" if connection.vendor == "sqlite" else f"DROP TRIGGER {name} ON {triggers.installed(connection)[name]}"
        )
    reader.get("/robots.txt")
    assert reader.queries("/berita/") > 1 < reader.queries("/berita/")
    assert "manage.py migrate" in caplog.text
    triggers.put_right("default")
    assert triggers.are_installed(connection)
    reader.later()
    reader.get("/berita/")
    assert reader.queries("/berita/") == 0


def test_triggers_can_be_taken_away_and_a_table_be_written_without_them(db):
    triggers.remove(connection)
    assert not triggers.installed(connection)
    ArticlePageFactory()
    triggers.install(connection)


@pytest.fixture
def paths(reader, article) -> dict[str, str]:  # noqa: F811
    """One address of each kind, with all on it that can be."""
    accepted(article)
    made(poster_of(article))
    question = rights_question(RIGHT)
    Bulletin.objects.filter(pk=bulletin_of(article).pk).update(edition=1, published_at=timezone.now())
    arguments = {
        "article": ["helm"],
        "answers": ["helm"],
        "city": ["semarang"],
        "topic": ["keselamatan"],
        "printing:article": [article.short_code.lower()],
        "printing:bulletin": ["semarang", "2026-11-23"],
        "rights:choose": ["phk"],
        "rights:situation": ["efficiency_loss"],
        "rights:calculator": ["upah-lembur"],
        "rights:embedded": ["upah-lembur"],
        "rights:question": [question.slug],
        "wagtail_serve": ["tentang/"],
    }
    return {name: reverse(name, args=arguments.get(name, [])) for name in KEPT}


def test_kept_pages_are_the_same_for_everybody_and_read_only_what_is_watched(reader, paths):
    watched = {apps.get_model(label)._meta.db_table for label in settings.PAGE_CACHE_SHOWN}
    for name, path in paths.items():
        reader.rendered(path)  # what Wagtail and Django remember for themselves is remembered now
        with CaptureQueriesContext(connection) as seen:
            rendered = reader.rendered(path)
        assert rendered.status_code == 200, path
        read = {table for query in seen for table in TABLE.findall(query["sql"])}
        assert read <= watched, f"{name} shows a table whose changes are not noted"
        assert b"csrf" not in rendered.content and not rendered.cookies, path
        kept = reader.get(path)
        assert kept.content == rendered.content, f"{name} is another page each time"
        assert reader.queries(path) == 0, f"{name} is not kept"
