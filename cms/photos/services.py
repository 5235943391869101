"""The life of a photo: stored apart, published with its text, taken back with it. Its bytes never change."""

from collections.abc import Iterable
from io import BytesIO

from django.db import transaction
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

from cms.models import Image, Rendition
from cms.photos import files
from cms.photos.door import AdmittedPhoto
from jobs.services import enqueue

PRIVATE_COLLECTION = "Naskah"  # no group may hold a right on it, nor on the root above it
PUBLIC_COLLECTION = "Foto"
RENDITIONS_KIND = "cms.make_renditions"
RECIPE_VERSION = 1


def private_collection() -> Collection:
    return _collection(PRIVATE_COLLECTION)


def public_collection() -> Collection:
    return _collection(PUBLIC_COLLECTION)


@transaction.atomic
def _collection(name: str) -> Collection:
    root = Collection.get_first_root_node()
    if found := root.get_children().filter(name=name).first():
        return found
    root = Collection.objects.select_for_update().get(pk=root.pk)
    return root.get_children().filter(name=name).first() or root.add_child(name=name)


def store_private_photo(admitted: AdmittedPhoto, *, title: str) -> Image:
    """`title` is ours ("Foto 2"), never the sender's file name. Nobody's account stands on the row."""
    image = Image(
        title=title,
        file=files.put(files.private_name(), admitted.jpeg),
        width=admitted.width,
        height=admitted.height,
        file_size=len(admitted.jpeg),
        file_hash=hash_filelike(BytesIO(admitted.jpeg)),
    )
    with transaction.atomic():
        image.collection = private_collection()
        image.save()
        _ask_for_renditions(image)
    return image


def stage_public_copies(images: Iterable[Image]) -> None:
    """Copy the files before the publishing transaction, so that it stays short. Optional, harmless if publication never comes."""
    for image in images:
        if image.is_private:
            files.put(files.public_name(image), files.read(image.file.name))


@transaction.atomic
def publish_photos(images: Iterable[Image]) -> list[Image]:
    """Give the photos public addresses, within the caller's transaction; those already public are left alone.

    Files of the private half go after the commit. After a rollback the copies have no row and are swept.
    """
    images = list(images)
    stored = _locked(images)
    for image in stored:
        if image.is_private:
            name = files.put(files.public_name(image), files.read(image.file.name))
            _move(image, name, private=False, collection=public_collection())
    _tell(images, stored)
    return stored


@transaction.atomic
def withdraw_photos(images: Iterable[Image]) -> list[Image]:
    """Take the photos back: their public files and all sizes are gone once the transaction is committed."""
    images = list(images)
    stored = _locked(images)
    for image in stored:
        if not image.is_private:
            name = files.put(files.private_name(), files.read(image.file.name))
            _move(image, name, private=True, collection=private_collection())
    _tell(images, stored)
    return stored


def poster_jpeg(image: Image) -> bytes:
    """The bytes for paper: upright sRGB, baseline JPEG, at most 2,400 pixels, nothing but pixels."""
    return files.read(image.file.name)


def photo_of_file(name: str) -> Image | None:
    """The photo to which a stored file belongs, be it the original or one of its sizes; for the view that asks for rights."""
    if image := Image.objects.filter(file=name).first():
        return image
    rendition = Rendition.objects.select_related("image").filter(file=name).first()
    return rendition.image if rendition else None


def _locked(images: list[Image]) -> list[Image]:
    """Raises Image.DoesNotExist if one of them was deleted: a text is not published with a hole in it."""
    wanted = {image.pk for image in images}
    found = list(Image.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    if len(found) < len(wanted):
        raise Image.DoesNotExist("A photo of this text is gone.")
    return found


def _move(image: Image, name: str, *, private: bool, collection: Collection) -> None:
    files.delete_after_commit(image.file.name)
    image.renditions.all().delete()  # Wagtail deletes their files after the commit
    image.file.name, image.is_private, image.collection, image.uploaded_by_user = name, private, collection, None
    image.save(update_fields=["file", "is_private", "collection", "uploaded_by_user"])
    _ask_for_renditions(image)


def _ask_for_renditions(image: Image) -> None:
    """The key names the file too: a job still at work for the place where the photo lay before is not the one we need."""
    enqueue(RENDITIONS_KIND, key=f"{image.pk}:{RECIPE_VERSION}:{image.file.name}", payload={"image": image.pk})


def _tell(given: list[Image], stored: list[Image]) -> None:
    """Point the caller's own instances to where their files are now."""
    by_pk = {image.pk: image for image in stored}
    for image in given:
        now = by_pk[image.pk]
        image.file.close()
        image.__dict__["file"] = now.file.name  # not through the descriptor, which would open and measure the file
        image.is_private, image.collection = now.is_private, now.collection
        image.__dict__.pop("prefetched_renditions", None)
