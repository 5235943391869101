"""Sealing of personal data: Fernet keys and a hash key that stand outside the database.

A sealed text shows nothing by accident: printing, formatting or logging it gives "(sealed)"; only `reveal()` opens it.
"""

import hashlib
import hmac
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.IDENTITY_KEYS])


def keyed_hash(purpose: str, value: str) -> str:
    """64 hex digits. The purpose keeps a phone's hash from ever equalling a card's hash."""
    message = f"{purpose}\0{value}".encode()
    return hmac.new(settings.IDENTITY_HASH_KEY.encode(), message, hashlib.sha256).hexdigest()


class Sealed:
    """One encrypted text; empty text is kept as an empty token."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    @classmethod
    def seal(cls, text: str) -> "Sealed":
        return cls(_fernet().encrypt(text.encode()).decode() if text else "")

    def reveal(self) -> str:
        """The text; raises cryptography.fernet.InvalidToken when no key fits."""
        return _fernet().decrypt(self.token.encode()).decode() if self.token else ""

    def rotated(self) -> "Sealed":
        """The same text under the first of the keys."""
        return Sealed(_fernet().rotate(self.token.encode()).decode() if self.token else "")

    def __bool__(self) -> bool:
        return bool(self.token)

    def __str__(self) -> str:
        return "(sealed)"

    __repr__ = __str__


class SealedTextField(models.TextField):
    """Keeps a text encrypted. Read as `Sealed`; a plain string is sealed when it is saved."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Sealed:
        return Sealed(value or "")

    def to_python(self, value: Any) -> Any:
        return value

    def get_prep_value(self, value: Any) -> str:
        sealed = value if isinstance(value, Sealed) else Sealed.seal(str(value or ""))
        return sealed.token

    def get_lookup(self, lookup_name: str) -> None:
        """No search: the same text is another token each time."""
        return None

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))
