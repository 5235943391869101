"""The life of a photo: private, public, private again; never half."""

import os
import time

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from wagtail.images.models import Filter
from wagtail.models import Collection

from cms.models import Image, Rendition
from cms.models.images import PhotoNeverChanges
from cms.photos import files, services
from cms.photos.bare import check_bare
from cms.photos.renditions import RECIPES, make_renditions
from cms.storage import PhotoStorage, PictureRefused
from jobs.models import Job
from tests.cms.photos import pictures

pytestmark = pytest.mark.django_db

storage = PhotoStorage()


@pytest.fixture
def photo(admitted) -> Image:
    return services.store_private_photo(admitted, title="Foto 1")


@pytest.fixture
def published(photo, django_capture_on_commit_callbacks) -> Image:
    with django_capture_on_commit_callbacks(execute=True):
        services.publish_photos([photo])
    return Image.objects.get(pk=photo.pk)


def all_files() -> set[str]:
    return {f"{folder}{name}" for folder in files.FOLDERS for name in storage.listdir(folder)[1]}


def test_stored_photo_is_private_and_says_nothing_of_its_sender(photo, admitted):
    photo = Image.objects.get(pk=photo.pk)
    assert photo.is_private
    assert photo.file.name.startswith("private/")
    assert photo.file.url == f"/naskah/foto/{photo.file.name}"
    assert photo.uploaded_by_user is None
    assert photo.collection.name == "Naskah"
    assert (photo.width, photo.height, photo.file_size) == (1600, 1000, len(admitted.jpeg))
    assert photo.file_hash
    assert services.poster_jpeg(photo) == admitted.jpeg


def test_no_group_holds_a_right_on_the_collection_of_unpublished_photos(photo):
    assert not photo.collection.group_permissions.exists()


def test_collections_are_made_once():
    assert services.private_collection() == services.private_collection()
    assert services.public_collection() == services.public_collection()
    assert Collection.objects.filter(name__in=["Naskah", "Foto"]).count() == 2


def test_publication_moves_the_file_and_the_row(photo, admitted, django_capture_on_commit_callbacks):
    old = photo.file.name
    with django_capture_on_commit_callbacks(execute=True):
        services.publish_photos([photo])
        assert storage.exists(old)
    stored = Image.objects.get(pk=photo.pk)
    assert not stored.is_private
    assert stored.file.name.startswith("photos/")
    assert stored.file.url.startswith("/media/photos/")
    assert stored.collection.name == "Foto"
    assert services.poster_jpeg(stored) == admitted.jpeg
    assert all_files() == {stored.file.name}


def test_public_name_tells_nothing_of_the_private_one(photo):
    private, public = photo.file.name, files.public_name(photo)
    assert private.removeprefix("private/").removesuffix(".jpg") not in public
    assert photo.public_id.hex not in public


def test_callers_own_instance_knows_the_new_place(photo):
    with photo.file.open():
        services.publish_photos([photo])
    assert photo.file.name.startswith("photos/")
    assert not photo.is_private
    assert services.poster_jpeg(photo)


def test_second_publication_changes_nothing(published, django_capture_on_commit_callbacks):
    name, jobs = published.file.name, Job.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        services.publish_photos([published])
    assert Image.objects.get(pk=published.pk).file.name == name
    assert Job.objects.count() == jobs
    assert storage.exists(name)


def test_publication_without_photos_is_fine():
    assert services.publish_photos([]) == []


def test_text_is_not_published_with_a_hole(photo):
    Image.objects.filter(pk=photo.pk).delete()
    with pytest.raises(Image.DoesNotExist):
        services.publish_photos([photo])


def test_rollback_leaves_the_private_photo_as_it_was(photo, admitted, django_capture_on_commit_callbacks):
    name = photo.file.name
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
        services.publish_photos([photo])
        raise ZeroDivisionError
    stored = Image.objects.get(pk=photo.pk)
    assert stored.is_private
    assert stored.file.name == name
    assert services.poster_jpeg(stored) == admitted.jpeg


def test_copy_left_by_a_rollback_is_swept_and_no_other_file(photo, django_capture_on_commit_callbacks):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        services.publish_photos([photo])
        raise ZeroDivisionError
    left = files.public_name(Image.objects.get(pk=photo.pk))
    assert files.sweep_orphans() == 0
    make_renditions(photo.pk)
    _grow_old()
    kept = all_files() - {left}
    assert files.sweep_orphans() == 1
    assert all_files() == kept


def _grow_old() -> None:
    for name in all_files():
        moment = time.time() - 2 * files.ORPHAN_AGE.total_seconds()
        os.utime(storage.path(name), (moment, moment))


def test_publication_after_a_rollback_takes_the_copy_up_again(photo, admitted):
    services.stage_public_copies([photo])
    before = os.stat(storage.path(files.public_name(photo))).st_ino
    services.publish_photos([photo])
    assert os.stat(storage.path(photo.file.name)).st_ino == before
    assert services.poster_jpeg(photo) == admitted.jpeg


@pytest.mark.parametrize("spoil", ["cut", "old"])
def test_cut_or_old_copy_is_written_again(photo, admitted, spoil):
    services.stage_public_copies([photo])
    path = storage.path(files.public_name(photo))
    if spoil == "cut":
        os.truncate(path, 100)
    else:
        _grow_old()
    services.publish_photos([photo])
    assert services.poster_jpeg(photo) == admitted.jpeg
    assert time.time() - os.stat(path).st_mtime < 600


def test_nothing_moves_before_its_copy_lies_ready(photo):
    with pytest.raises(services.CopiesMissing):
        services.take_public_copies([photo])
    assert Image.objects.get(pk=photo.pk).is_private


def test_a_change_that_lacks_copies_is_done_once_they_are_made(photo, admitted):
    services.with_copies(lambda: services.take_public_copies([photo]))
    stored = Image.objects.get(pk=photo.pk)
    assert not stored.is_private
    assert services.poster_jpeg(stored) == admitted.jpeg


def test_copies_that_were_taken_into_use_meanwhile_are_not_cleared_away(photo):
    copies = services.CopiesMissing([Image.objects.get(pk=photo.pk)], files.public_name)
    copies.make()
    services.take_public_copies([photo])
    copies.clear_away()
    assert storage.exists(Image.objects.get(pk=photo.pk).file.name)


def test_withdrawn_photo_is_gone_from_the_public(published, admitted, django_capture_on_commit_callbacks):
    make_renditions(published.pk)
    public = {published.file.name, *Rendition.objects.values_list("file", flat=True)}
    assert len(public) == len(RECIPES) + 1
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw_photos([published])
        assert all(storage.exists(name) for name in public)
    stored = Image.objects.get(pk=published.pk)
    assert stored.is_private
    assert stored.collection.name == "Naskah"
    assert not stored.renditions.exists()
    assert all_files() == {stored.file.name}
    assert services.poster_jpeg(stored) == admitted.jpeg


def test_photo_published_again_gets_another_address(published, django_capture_on_commit_callbacks):
    first = published.file.name
    for change in (services.withdraw_photos, services.publish_photos):
        with django_capture_on_commit_callbacks(execute=True):
            change([published])
    assert published.file.name.startswith("photos/")
    assert published.file.name != first
    assert all_files() == {published.file.name}


def test_two_photos_of_the_same_pixels_do_not_share_a_file(published, admitted, django_capture_on_commit_callbacks):
    twin = services.store_private_photo(admitted, title="Foto 2")
    with django_capture_on_commit_callbacks(execute=True):
        services.publish_photos([twin])
    make_renditions(published.pk)
    make_renditions(twin.pk)
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw_photos([twin])
    names = {published.file.name, *published.renditions.values_list("file", flat=True)}
    assert len(names) == len(RECIPES) + 1
    assert all(storage.exists(name) for name in names)


def test_private_sizes_go_with_publication(photo, django_capture_on_commit_callbacks):
    make_renditions(photo.pk)
    photo.get_rendition("max-165x165")
    names = set(photo.renditions.values_list("file", flat=True))
    assert names
    assert all(name.startswith("private/r/") for name in names)
    with django_capture_on_commit_callbacks(execute=True):
        services.publish_photos([photo])
    assert not [name for name in names if storage.exists(name)]
    assert not Rendition.objects.exists()


def test_admin_thumbnail_of_an_unpublished_photo_asks_for_rights(photo):
    url = photo.get_rendition("max-165x165").url
    assert url.startswith("/naskah/foto/private/r/")


def test_admin_thumbnail_moves_with_its_photo(photo):
    photo.get_rendition("max-165x165")
    services.publish_photos([photo])
    assert Image.objects.get(pk=photo.pk).get_rendition("max-165x165").url.startswith("/media/photos/r/")


def test_account_of_an_editor_does_not_follow_into_the_public(photo, django_user_model):
    editor = django_user_model.objects.create(display_name="Maya")
    Image.objects.filter(pk=photo.pk).update(uploaded_by_user=editor)
    services.publish_photos([photo])
    assert Image.objects.get(pk=photo.pk).uploaded_by_user is None


def test_bytes_of_a_photo_never_change(photo):
    photo.file = ContentFile(pictures.saved(pictures.two_halves(), "JPEG"), name="new.jpg")
    with pytest.raises(PhotoNeverChanges):
        photo.save()


def test_raw_upload_cannot_become_a_photo_by_any_way():
    with pytest.raises(PictureRefused), transaction.atomic():
        Image.objects.create(title="Foto", file=ContentFile(pictures.talking_jpeg(), name="a.jpg"))
    assert all_files() == set()


@pytest.mark.parametrize("row", [{"is_private": False}, {"file": "photos/a.jpg"}, {"file": "a.jpg"}])
def test_database_refuses_a_private_photo_in_a_public_place(photo, row):
    with pytest.raises(IntegrityError), transaction.atomic():
        Image.objects.filter(pk=photo.pk).update(**row)


def test_database_refuses_a_second_copy_of_one_recipe(photo):
    make_renditions(photo.pk)
    copy = photo.renditions.first()
    copy.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


def test_view_finds_the_photo_of_a_file(photo):
    make_renditions(photo.pk)
    assert services.photo_of_file(photo.file.name) == photo
    assert services.photo_of_file(photo.renditions.first().file.name) == photo
    assert services.photo_of_file("private/other.jpg") is None


def test_deleted_photo_takes_its_files_along(photo, django_capture_on_commit_callbacks):
    make_renditions(photo.pk)
    with django_capture_on_commit_callbacks(execute=True):
        photo.delete()
    assert all_files() == set()


def test_stock_wagtail_keeps_the_place_in_its_copies_and_ours_has_none_to_keep(photo):
    """The trap: a size made from a raw upload still says where it was taken."""
    raw = ContentFile(pictures.talking_jpeg(), name="a.jpg")
    stock = Filter("width-60").run(Image(title="raw", width=120, height=80, file="private/a.jpg"), ContentFile(b""), source=raw)
    stock.f.seek(0)
    assert pictures.CANARY in stock.f.read()
    ours = photo.get_rendition("width-60")
    check_bare(ours.file.name, files.read(ours.file.name))
