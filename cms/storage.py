"""One storage for every picture: what is not published has no public address, whoever asks for it."""

import os
from datetime import datetime
from typing import Any, BinaryIO
from urllib.parse import quote

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.urls import NoReverseMatch, reverse
from django.utils.deconstruct import deconstructible

from cms.photos.bare import NotBarePixels, check_bare

PRIVATE_PREFIX = "private/"
PHOTO_VIEW = "submissions:photo_file"
PHOTO_VIEW_PREFIX = "/naskah/foto/"


class PictureRefused(SuspiciousFileOperation):
    """Bytes that have not passed the photo door were about to be stored; a request that tries it is answered with 400."""


@deconstructible
class PhotoStorage(Storage):
    """Names beginning `private/` go to STORAGES["private"], all others to STORAGES["default"].

    A private name's address is a view that asks for rights. Whatever code saves, only bare pixels are taken.
    """

    def for_name(self, name: str) -> Storage:
        return storages["private" if name.startswith(PRIVATE_PREFIX) else "default"]

    def url(self, name: str | None) -> str:
        if not name or not name.startswith(PRIVATE_PREFIX):
            return storages["default"].url(name)
        try:
            return reverse(PHOTO_VIEW, args=[name])
        except NoReverseMatch:  # that room is not mounted here
            return PHOTO_VIEW_PREFIX + quote(name)

    def _save(self, name: str, content: File) -> str:
        content.seek(0)
        try:
            check_bare(name, content.read())
        except NotBarePixels as error:
            raise PictureRefused(str(error)) from error
        content.seek(0)
        saved = self.for_name(name)._save(name, content)
        self._settle(saved)
        return saved

    def _settle(self, name: str) -> None:
        """On a local disk the bytes are there for good before a row names them: a power cut must not cost a photo."""
        try:
            path = self.path(name)
        except NotImplementedError:
            return
        for place in (path, os.path.dirname(path)):
            handle = os.open(place, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def _open(self, name: str, mode: str = "rb") -> File | BinaryIO:
        return self.for_name(name)._open(name, mode)

    def delete(self, name: str) -> None:
        self.for_name(name).delete(name)

    def exists(self, name: str) -> bool:
        return self.for_name(name).exists(name)

    def size(self, name: str) -> int:
        return self.for_name(name).size(name)

    def path(self, name: str) -> str:
        return self.for_name(name).path(name)

    def get_modified_time(self, name: str) -> datetime:
        return self.for_name(name).get_modified_time(name)

    def listdir(self, path: str) -> tuple[list[Any], list[Any]]:
        """Folders and files under `path`; none for a folder that does not exist yet."""
        try:
            return self.for_name(path).listdir(path)
        except FileNotFoundError:
            return [], []
