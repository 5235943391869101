"""Files of posters: each under the hash of all that decides its bytes, whole or not there at all."""

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import DEFAULT_STORAGE_ALIAS
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage, storages

FOLDER = "posters"
TEMPORARY_PREFIX = ".tmp-"
ORPHAN_AGE = timedelta(hours=1)


def name_of(key: str) -> str:
    return f"{FOLDER}/{key}.pdf"


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def publish(name: str, data: bytes) -> None:
    """Store `data` under `name`; the same bytes that lie there already are not written again, only made young: no row may name them yet."""
    path = local_path(name)
    if _holds(name, data):
        if path is not None and is_old(name, ORPHAN_AGE / 2):
            os.utime(path)
        return
    if path is not None:
        _publish_locally(path, data)
    else:
        default_storage.delete(name)
        default_storage.save(name, ContentFile(data))


def open_file(name: str) -> File:
    """Raises FileNotFoundError."""
    return default_storage.open(name)


def read(name: str) -> bytes:
    """Raises FileNotFoundError."""
    with open_file(name) as file:
        return file.read()


def delete(names: Iterable[str]) -> None:
    """A file that is gone already is no fault."""
    for name in names:
        default_storage.delete(name)


def names() -> set[str]:
    """Every finished file."""
    return {f"{FOLDER}/{file}" for file in _listing() if file.endswith(".pdf") and not file.startswith(TEMPORARY_PREFIX)}


def exists(name: str) -> bool:
    return default_storage.exists(name)


def is_old(name: str, age: timedelta = ORPHAN_AGE) -> bool:
    """Whether the file has lain there for longer than that; False when it is gone."""
    try:
        moment = default_storage.get_modified_time(name)
    except FileNotFoundError:
        return False
    return datetime.now(tz=moment.tzinfo) - moment > age


def sweep_temporary() -> int:
    """Delete what writers that were killed have left behind; returns how many."""
    folder = local_path(FOLDER)
    if folder is None:
        return 0
    old = [path for path in folder.glob(f"{TEMPORARY_PREFIX}*") if _age_seconds(path) > ORPHAN_AGE.total_seconds()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def local_path(name: str) -> Path | None:
    """Where the file lies on this machine; None when files lie elsewhere."""
    storage = storages[DEFAULT_STORAGE_ALIAS]
    return Path(storage.path(name)) if isinstance(storage, FileSystemStorage) else None


def _listing() -> list[str]:
    try:
        return list(default_storage.listdir(FOLDER)[1])
    except FileNotFoundError:
        return []


def _holds(name: str, data: bytes) -> bool:
    try:
        return default_storage.exists(name) and default_storage.size(name) == len(data) and read(name) == data
    except FileNotFoundError:
        return False


def _publish_locally(path: Path, data: bytes) -> None:
    """A reader sees the old file, the new file or none, never half of one, even after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=TEMPORARY_PREFIX)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), 0o644)
            os.fsync(file.fileno())
        if os.path.getsize(temporary) != len(data):
            raise OSError("the file was not written whole")
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _age_seconds(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0
