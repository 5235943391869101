"""Files that lie on another machine: the same promises through Django's storage, without a folder of our own."""

import pytest

from jobs.runner import drain
from printing import files, services
from printing.models import PosterState
from tests.printing.publishing import poster, printed, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def storage_without_paths(settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}


def test_poster_is_stored_served_and_deleted(client):
    page = printed()
    row = poster(page)
    assert files.local_path(row.file) is None
    response = client.get(f"/cetak/{page.code.code.lower()}/a3.pdf")
    assert files.sha256_of(b"".join(response.streaming_content)) == row.sha256
    withdraw(page)
    drain()
    assert files.names() == set()


def test_same_bytes_are_not_stored_again(monkeypatch):
    row = poster(printed())
    monkeypatch.setattr(files.storages["default"], "save", None)
    files.publish(row.file, files.read(row.file))


def test_cut_file_is_stored_anew():
    row = poster(printed())
    whole = files.read(row.file)
    files.delete([row.file])
    files.default_storage.save(row.file, files.ContentFile(whole[:100]))
    files.publish(row.file, whole)
    assert files.read(row.file) == whole


def test_sweep_has_lost_files_made_anew():
    row = poster(printed())
    files.delete([row.file])
    services.sweep_files()
    row.refresh_from_db()
    assert row.state == PosterState.BEING_MADE
