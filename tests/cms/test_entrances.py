"""A wrong or missing setting of production ends every entrance with one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "long-and-random-enough",
    "IDENTITY_KEYS": "TW91bnQgTWVyYXBpIGFuZCBNb3VudCBNZXJiYWJ1ISE=",
    "IDENTITY_HASH_KEY": "long-and-random-too",
    "SITE_URL": "https://wartaburuh.example",
    "ALLOWED_HOSTS": "wartaburuh.example",
    "DATABASE_URL": "postgres://warta@127.0.0.1:1/warta",
    "CELERY_BROKER_URL": "redis://127.0.0.1:1/0",
}
MANAGE = ("manage.py", "check")
CELERY = ("-m", "celery", "-A", "cms", "worker")
GUNICORN = ("-m", "gunicorn", "--preload", "--no-control-socket", "--bind", "127.0.0.1:0", "cms.wsgi")


def end_of(command: tuple[str, ...], folder: Path, **changes: str) -> tuple[int, list[str]]:
    """Status and lines of the program with COMPLETE settings, changed."""
    places = {"VAR_DIR": str(folder), "MEDIA_ROOT": str(folder / "media"), "PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, *command], cwd=ROOT, env=places | COMPLETE | changes, capture_output=True, text=True, timeout=60)
    return done.returncode, (done.stdout + done.stderr).strip().splitlines()


@pytest.mark.parametrize("name", sorted(COMPLETE.keys() - {"DJANGO_SETTINGS_MODULE", "CELERY_BROKER_URL"}))
def test_an_empty_setting_is_named(tmp_path, name):
    status, lines = end_of(MANAGE, tmp_path, **{name: ""})
    assert status == 3
    assert len(lines) == 1 and name in lines[0]


@pytest.mark.parametrize("name", ["IDENTITY_KEYS", "SITE_URL", "DATABASE_URL", "CELERY_BROKER_URL", "PROXY_COUNT"])
def test_a_setting_that_makes_no_sense_is_named(tmp_path, name):
    status, lines = end_of(MANAGE, tmp_path, **{name: "nonsense"})
    assert status == 3
    assert len(lines) == 1 and name in lines[0]


def test_who_stands_behind_a_proxy_says_behind_how_many(tmp_path):
    status, lines = end_of(MANAGE, tmp_path, BEHIND_PROXY="true")
    assert status == 3
    assert len(lines) == 1 and "PROXY_COUNT" in lines[0]


@pytest.mark.parametrize("name", ["SITE_URL", "PROXY_COUNT", "DATABASE_URL"])
def test_so_it_is_in_development(tmp_path, name):
    status, lines = end_of(MANAGE, tmp_path, DJANGO_SETTINGS_MODULE="cms.settings.dev", **{name: "nonsense"})
    assert status == 3
    assert len(lines) == 1 and name in lines[0]


def test_an_s3_store_gives_photos_the_same_time_as_we_do(tmp_path):
    show = (
        "from django.conf import settings as s; o = s.STORAGES['default']['OPTIONS']['object_parameters']; print(o, s.MEDIA_CACHE_CONTROL)"
    )
    _status, lines = end_of(("-c", show), tmp_path, S3_BUCKET="warta")
    kept, _brace, ours = lines[-1].rpartition("} ")
    assert kept == f"{{'CacheControl': '{ours}'"


def test_beat_keeps_its_notes_under_var(tmp_path):
    show = "from cms.celery import app; print(app.conf.beat_schedule_filename)"
    _status, lines = end_of(("-c", show), tmp_path)
    assert lines[-1] == str(tmp_path / "celerybeat-schedule")


@pytest.mark.parametrize(("command", "name"), [(CELERY, "SECRET_KEY"), (CELERY, "CELERY_BROKER_URL"), (GUNICORN, "SECRET_KEY")])
def test_servers_end_with_the_same_sentence(tmp_path, command, name):
    status, lines = end_of(command, tmp_path, **{name: ""})
    assert status == 3
    assert len(lines) == 1 and f"Set {name}" in lines[0]
