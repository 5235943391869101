"""Wagtail's own upload form stands behind the same door."""

import json

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from wagtail.images.forms import get_image_form
from wagtail.images.views.multiple import AddView

from cms.models import Image
from cms.photos import services
from cms.photos.bare import check_bare
from cms.photos.forms import PhotoForm
from tests.cms.photos import pictures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def our_form(settings):
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.photos.forms.PhotoForm"


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create(display_name="Maya", is_superuser=True)


def form(sent: UploadedFile, editor, **data) -> PhotoForm:
    fields = {"title": "Gerbang pabrik", "collection": services.public_collection().pk} | data
    return get_image_form(Image)(fields, {"file": sent}, instance=Image(), user=editor)


def stored(bound: PhotoForm) -> Image:
    assert bound.is_valid(), bound.errors
    return bound.save()


def test_photo_of_an_editor_is_re_encoded_and_private(editor):
    photo = stored(form(pictures.upload(pictures.talking_jpeg(6)), editor))
    assert photo.is_private
    assert (photo.width, photo.height) == (80, 120)
    check_bare(photo.file.name, services.poster_jpeg(photo))


def test_large_upload_that_lies_on_disk_is_re_encoded_too(editor):
    with TemporaryUploadedFile("a.jpg", "image/jpeg", 0, None) as sent:
        sent.write(pictures.talking_jpeg())
        sent.seek(0)
        sent.size = len(pictures.talking_jpeg())
        photo = stored(form(sent, editor))
    check_bare(photo.file.name, services.poster_jpeg(photo))


def test_sent_bytes_are_overwritten_even_if_another_field_is_wrong(editor):
    sent = pictures.upload(pictures.talking_jpeg())
    assert not form(sent, editor, title="x" * 300).is_valid()
    sent.seek(0)
    check_bare("a.jpg", sent.read())
    assert sent.name == "photo.jpg"


@pytest.mark.parametrize("case", pictures.REFUSED)
def test_hostile_file_is_a_sentence_and_never_a_crash(editor, case):
    make, name, code = pictures.REFUSED[case]
    bound = form(pictures.upload(make(), name), editor)
    assert not bound.is_valid()
    assert list(bound.errors) == ["file"]
    assert bound.errors.as_data()["file"][0].code == code


def test_file_name_of_the_sender_does_not_become_the_title(editor):
    photo = stored(form(pictures.upload(pictures.talking_jpeg(), "Siti-PT-Sumber.jpg"), editor, title="Siti-PT-Sumber"))
    assert "Siti" not in photo.title


def test_stored_photo_cannot_be_exchanged(editor, admitted):
    photo = services.store_private_photo(admitted, title="Foto 1")
    sent = {"file": pictures.upload(pictures.talking_jpeg())}
    bound = get_image_form(Image)({"title": "Baru", "collection": photo.collection_id}, sent, instance=photo, user=editor)
    assert "file" not in bound.fields
    stored(bound)
    assert services.poster_jpeg(Image.objects.get(pk=photo.pk)) == admitted.jpeg


@pytest.mark.parametrize("title", ["Gerbang", "x" * 300])
def test_upload_page_for_many_photos_keeps_no_sent_byte(rf, editor, settings, title):
    """Where the title is wrong, Wagtail stores the upload as it came and asks again."""
    sent = pictures.upload(pictures.talking_jpeg(), "Siti.jpg")
    fields = {"title": title, "collection": services.public_collection().pk, "files[]": sent}
    request = rf.post("/", fields, headers={"X-Requested-With": "XMLHttpRequest"})
    request.user = editor
    answer = AddView.as_view()(request)
    assert json.loads(answer.content)["success"]
    kept = [path for folder in (settings.MEDIA_ROOT, settings.MEDIA_ROOT.parent / "private") for path in folder.rglob("*.jpg")]
    assert kept
    for path in kept:
        check_bare(path.name, path.read_bytes())
        assert "Siti" not in path.name
