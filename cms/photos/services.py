"""The life of a photo: stored apart, published with its text, taken back with it. Its bytes never change."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TypeVar

from django.db import DatabaseError, transaction
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

from cms.models import Image, Rendition
from cms.photos import files
from cms.photos.door import AdmittedPhoto
from jobs.services import enqueue

T = TypeVar("T")
PRIVATE_COLLECTION = "Naskah"  # no group may hold a right on it, nor on the root above it
PUBLIC_COLLECTION = "Foto"
RENDITIONS_KIND = "cms.make_renditions"
RECIPE_VERSION = 1
TRIES = 3  # photos of one text move twice at the same moment only by a rare chance


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


@dataclass(frozen=True)
class StoredFile:
    """A photo's bytes in their private place; no row names them yet."""

    name: str
    width: int
    height: int
    size: int
    sha1: str


def put_private_file(admitted: AdmittedPhoto) -> StoredFile:
    """Store and hash the bytes, outside any transaction. A file that gets no row is swept."""
    name = files.put(files.private_name(), admitted.jpeg)
    return StoredFile(name, admitted.width, admitted.height, len(admitted.jpeg), hash_filelike(BytesIO(admitted.jpeg)))


def drop_private_file(stored: StoredFile) -> None:
    """Its text was refused: nobody needs the file."""
    files.storage.delete(stored.name)


@transaction.atomic
def create_private_photo(stored: StoredFile, *, title: str, description: str = "") -> Image:
    """The row of a stored file. `title` is ours ("Foto 2"), never the sender's file name; nobody's account stands on it."""
    image = Image(
        title=title,
        description=description,
        file=stored.name,
        width=stored.width,
        height=stored.height,
        file_size=stored.size,
        file_hash=stored.sha1,
        collection=private_collection(),
    )
    image.save()
    _ask_for_renditions(image)
    return image


def store_private_photo(admitted: AdmittedPhoto, *, title: str) -> Image:
    """Both at once, for whoever holds no lock."""
    return create_private_photo(put_private_file(admitted), title=title)


class CopiesMissing(Exception):
    """Photos are to move and their copies do not lie ready; `make` makes them, outside any transaction."""

    def __init__(self, images: Iterable[Image], copy_name: Callable[[Image], str]) -> None:
        self.images, self.copy_name = list(images), copy_name
        super().__init__(f"{len(self.images)} copies of photos are missing")

    def make(self) -> None:
        for image in self.images:
            files.put(self.copy_name(image), files.read(image.file.name))

    def clear_away(self) -> None:
        """Delete the copies again, unless somebody else has taken them into use meanwhile; under the rows' lock, which that takes too."""
        names = {image.pk: self.copy_name(image) for image in self.images}
        with transaction.atomic():
            for image in Image.objects.select_for_update().filter(pk__in=names).order_by("pk"):
                if image.file.name != names[image.pk]:
                    files.storage.delete(names[image.pk])


def with_copies(act: Callable[[], T]) -> T:
    """Run a change that moves photos in a transaction of its own. What it lacks is copied between two tries, so that no lock is held
    while bytes travel; copies of a change that fails are cleared away."""
    made: list[CopiesMissing] = []
    try:
        for _try in range(TRIES):
            try:
                with transaction.atomic():
                    return act()
            except CopiesMissing as missing:
                missing.make()
                made.append(missing)
        with transaction.atomic():
            return act()
    except Exception:
        for copies in made:
            with suppress(DatabaseError, OSError):  # then they are swept
                copies.clear_away()
        raise


def stage_public_copies(images: Iterable[Image]) -> None:
    """Copy the files before the publishing transaction, so that it stays short. Harmless if publication never comes: they are swept."""
    CopiesMissing([image for image in images if image.is_private], files.public_name).make()


def stage_private_copies(images: Iterable[Image]) -> None:
    """The same for photos that are about to be taken back."""
    CopiesMissing([image for image in images if not image.is_private], files.private_copy_name).make()


def publish_photos(images: Iterable[Image]) -> list[Image]:
    """Give the photos public addresses; for whoever holds no lock."""
    images = list(images)
    stage_public_copies(images)
    return take_public_copies(images)


def withdraw_photos(images: Iterable[Image]) -> list[Image]:
    """Take the photos back: their public files and all sizes are gone; for whoever holds no lock."""
    images = list(images)
    stage_private_copies(images)
    return take_private_copies(images)


@transaction.atomic
def take_public_copies(images: Iterable[Image]) -> list[Image]:
    """Within the caller's transaction: the rows point to the public copies; photos already public are left alone.

    Files of the private half go after the commit. Raises CopiesMissing.
    """
    return _take_copies(list(images), to_private=False)


@transaction.atomic
def take_private_copies(images: Iterable[Image]) -> list[Image]:
    """Within the caller's transaction; the public files and all sizes are gone once it is committed. Raises CopiesMissing."""
    return _take_copies(list(images), to_private=True)


def _take_copies(images: list[Image], *, to_private: bool) -> list[Image]:
    stored = _locked(images)
    copy_name = files.private_copy_name if to_private else files.public_name
    moving = [image for image in stored if image.is_private != to_private]
    if missing := [image for image in moving if not files.is_whole(copy_name(image), image.file_size)]:
        raise CopiesMissing(missing, copy_name)
    collection = private_collection() if to_private else public_collection()
    for image in moving:
        _move(image, copy_name(image), private=to_private, collection=collection)
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
