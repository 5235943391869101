"""Development keys: made once under var/keys, readable by their owner only. Production reads keys from the environment."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.fernet import Fernet


def key_file(path: Path, make: Callable[[], str]) -> str:
    """The key kept in `path`; made there by whichever process comes first."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(make())
        try:
            os.link(draft, path)  # refuses to replace a key that another process has just made
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


def random_key() -> str:
    return secrets.token_urlsafe(48)


def fernet_key() -> str:
    return Fernet.generate_key().decode()
