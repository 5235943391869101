import pytest

from cms.photos.door import AdmittedPhoto, admit_photo
from tests.cms.photos import pictures


@pytest.fixture(scope="session")
def admitted() -> AdmittedPhoto:
    """A photo of 1,600 x 1,000 pixels with something to see in it, as the door lets it in."""
    photo = pictures.two_halves((1600, 1000))
    photo.paste(pictures.WHITE, (200, 100, 700, 900))
    return admit_photo(pictures.upload(pictures.saved(photo, "JPEG", quality=90, exif=pictures.exif())))


@pytest.fixture(scope="session")
def heavy() -> AdmittedPhoto:
    """Noise: no copy of it can be made light."""
    return admit_photo(pictures.upload(pictures.noise_jpeg((900, 900))))
