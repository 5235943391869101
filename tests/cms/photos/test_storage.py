"""Where pictures lie, and who learns their address."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils.module_loading import import_string

from cms.storage import PhotoStorage, PictureRefused
from tests.cms.photos import pictures

JPEG = pictures.saved(pictures.two_halves(), "JPEG")


def test_private_name_lies_in_the_private_storage_alone():
    name = PhotoStorage().save("private/a.jpg", ContentFile(JPEG))
    assert storages["private"].exists(name)
    assert not storages["default"].exists(name)


def test_public_name_lies_in_the_public_storage_alone():
    name = PhotoStorage().save("photos/a.jpg", ContentFile(JPEG))
    assert storages["default"].exists(name)
    assert not storages["private"].exists(name)


@pytest.mark.parametrize("name", ["private/a.jpg", "private/r/a-320.webp"])
def test_private_photo_has_no_public_address(name):
    url = PhotoStorage().url(name)
    assert url == f"/naskah/foto/{name}"
    assert not url.startswith(storages["default"].base_url)


def test_public_photo_has_one():
    assert PhotoStorage().url("photos/a.jpg") == "/media/photos/a.jpg"


@pytest.mark.parametrize("name", ["private/../photos/a.jpg", "photos/../private/a.jpg", "private/../../a.jpg", "../a.jpg", "/etc/a.jpg"])
def test_name_that_climbs_is_refused(name):
    with pytest.raises(SuspiciousOperation):
        PhotoStorage().save(name, ContentFile(JPEG))


def test_raw_upload_is_never_stored():
    with pytest.raises(PictureRefused):
        PhotoStorage().save("photos/a.jpg", ContentFile(pictures.talking_jpeg()))
    assert PhotoStorage().listdir("photos/") == ([], [])


def test_taken_name_gets_another():
    storage = PhotoStorage()
    assert storage.save("private/a.jpg", ContentFile(JPEG)) != storage.save("private/a.jpg", ContentFile(JPEG))


def test_storage_can_be_rebuilt_from_its_description():
    """Wagtail hands it to a background task that deletes files; migrations name it."""
    path, args, kwargs = PhotoStorage().deconstruct()
    assert isinstance(import_string(path)(*args, **kwargs), PhotoStorage)
