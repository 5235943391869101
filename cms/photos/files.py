"""Names and files of photos. A file without a row is nobody's: `sweep_orphans` clears away what a crash or a rollback leaves."""

import hashlib
import uuid
from datetime import datetime, timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from cms.models import Image, Rendition
from cms.models.images import PUBLIC_FOLDER
from cms.storage import PRIVATE_PREFIX, PhotoStorage

ORPHAN_AGE = timedelta(hours=1)
BATCH = 500  # names in one query
FOLDERS = (PRIVATE_PREFIX, f"{PRIVATE_PREFIX}r/", PUBLIC_FOLDER, f"{PUBLIC_FOLDER}r/")

storage = PhotoStorage()


def private_name() -> str:
    return f"{PRIVATE_PREFIX}{uuid.uuid4().hex}.jpg"


def public_name(image: Image) -> str:
    """Of the copy of this private file: the same however often publication is tried, another one after each withdrawal."""
    return f"{PUBLIC_FOLDER}{_digest(image, image.file.name.encode(), 16)}.jpg"


def private_copy_name(image: Image) -> str:
    """Of the copy that a public file gets when its text is taken back. The key of the digest is never shown to readers."""
    return f"{PRIVATE_PREFIX}{_digest(image, image.file.name.encode(), 16)}.jpg"


def rendition_name(image: Image, data: bytes, width: int, extension: str) -> str:
    folder = PRIVATE_PREFIX if image.is_private else PUBLIC_FOLDER
    return f"{folder}r/{_digest(image, data, 8)}-{width}.{extension}"


def _digest(image: Image, data: bytes, size: int) -> str:
    """Keyed by the photo: two photos with the same pixels never share a file, so that one can go without the other."""
    return hashlib.blake2b(data, key=image.public_id.bytes, digest_size=size).hexdigest()


def read(name: str) -> bytes:
    with storage.open(name) as file:
        return file.read()


def put(name: str, data: bytes) -> str:
    """Store `data` under its own name; a whole and recent file of that name is kept, a cut or old one is written again."""
    if storage.exists(name):
        if storage.size(name) == len(data) and not is_old(name, ORPHAN_AGE / 2):
            return name
        storage.delete(name)
    return storage.save(name, ContentFile(data))


def is_whole(name: str, size: int | None) -> bool:
    """Whether a copy of that size lies there, young enough that nobody sweeps it before its row is written."""
    try:
        found = storage.size(name)
        return found > 0 and found == (size or found) and not is_old(name, ORPHAN_AGE / 2)
    except FileNotFoundError:
        return False


def is_old(name: str, age: timedelta) -> bool:
    moment = storage.get_modified_time(name)
    return datetime.now(tz=moment.tzinfo) - moment > age


def delete_after_commit(name: str) -> None:
    transaction.on_commit(partial(storage.delete, name), robust=True)


def sweep_orphans(age: timedelta = ORPHAN_AGE) -> int:
    """Delete every photo file older than `age` that no row names; returns how many."""
    count = 0
    for folder in FOLDERS:
        names = [f"{folder}{file}" for file in storage.listdir(folder)[1]]
        for batch in (names[at : at + BATCH] for at in range(0, len(names), BATCH)):
            for name in set(batch) - _named(batch):
                count += _delete_orphan(name, age)
    return count


def _named(names: list[str]) -> set[str]:
    return {name for model in (Image, Rendition) for name in model.objects.filter(file__in=names).values_list("file", flat=True)}


def _delete_orphan(name: str, age: timedelta) -> bool:
    """Age and row are looked at once more: publication may have taken the file into use a moment ago."""
    try:
        if not is_old(name, age) or _named([name]):
            return False
    except FileNotFoundError:
        return False
    storage.delete(name)
    return True
