import pytest
from django.core.cache import cache

from cms.models import Image
from cms.photos.door import admit_photo
from cms.photos.services import publish_photos, store_private_photo
from printing import files
from tests.cms.photos import pictures


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture(scope="session")
def admitted():
    photo = pictures.two_halves((1600, 1000))
    return admit_photo(pictures.upload(pictures.saved(photo, "JPEG", quality=90, exif=pictures.exif())))


@pytest.fixture
def public_photo(db, admitted) -> Image:
    return publish_photos([store_private_photo(admitted, title="Foto 1")])[0]


@pytest.fixture
def small_photo(db) -> Image:
    photo = admit_photo(pictures.upload(pictures.saved(pictures.two_halves((640, 400)), "JPEG")))
    return publish_photos([store_private_photo(photo, title="Foto 2")])[0]


@pytest.fixture
def lying_files():
    """The names of all files in the posters' folder, temporary ones too."""

    def names() -> list[str]:
        folder = files.local_path(files.FOLDER)
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []

    return names
