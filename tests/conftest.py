"""Fixtures of every test. The cast is in tests/cast.py."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import TransactionTestCase
from pytest_django.plugin import blocking_manager_key

from tests.databases import Pristine, migrated_copy

PRISTINE = pytest.StashKey[Pristine]()
SOAK = int(os.environ.get("WARTA_SOAK", "1"))


def pytest_generate_tests(metafunc):
    """WARTA_SOAK=20 repeats every fault twenty times; a test that names `soak` is given the round's number."""
    if "soak" not in metafunc.fixturenames:
        if SOAK == 1 or metafunc.definition.get_closest_marker("chaos") is None:
            return
        metafunc.fixturenames.append("soak")
    metafunc.parametrize("soak", range(SOAK), ids=lambda number: f"round{number}")


def pytest_collection_modifyitems(items):
    """Files that start processes first: a few long tests at the end would leave one of two cores idle for minutes."""
    slow = {item.path for item in items if any(item.get_closest_marker(name) for name in ("browser", "chaos", "db"))}
    items.sort(key=lambda item: item.path not in slow)


def on_sqlite() -> bool:
    return django_settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """After a test with real transactions the whole database is put back as the migrations left it."""
    result = yield
    marker = item.get_closest_marker("django_db")
    commits = "transactional_db" in item.fixturenames or (marker is not None and marker.kwargs.get("transaction"))
    if commits and nextitem is not None:  # after the last test the database itself is gone
        with item.config.stash[blocking_manager_key].unblock():
            item.session.stash[PRISTINE].put_back()
    return result


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker):
    """Every test finds the programme set up, without a person: pages, cities and workflows take longer than most tests."""
    from tests.cast import set_up

    with django_db_blocker.unblock():
        set_up()
        request.session.stash[PRISTINE] = Pristine.of_this_run()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: None)  # empties all tables in half a second, for nothing
        yield
    with django_db_blocker.unblock():
        request.session.stash[PRISTINE].drop()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    return django_db_keepdb or on_sqlite()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    if not on_sqlite():
        yield
        return
    copy = migrated_copy()
    database = django_settings.DATABASES["default"]
    database["TEST"] = {**database.get("TEST", {}), "NAME": str(copy)}
    yield
    shutil.rmtree(copy.parent, ignore_errors=True)


def media_in(folder: Path) -> dict[str, Any]:
    """Settings that put public and private media under that folder."""
    private = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(folder / "private"), "base_url": None}}
    storages = django_settings.STORAGES | {"private": private}
    return {"MEDIA_ROOT": folder / "media", "PRIVATE_MEDIA_ROOT": folder / "private", "STORAGES": storages}


@pytest.fixture(autouse=True)
def media_in_temporary_folder(settings, tmp_path):
    for name, value in media_in(tmp_path).items():
        setattr(settings, name, value)


@pytest.fixture
def cast(db):
    """One person of each role on a programme that is set up."""
    from tests.cast import make_cast  # imports models, which a run of the pure tests never needs

    return make_cast()
