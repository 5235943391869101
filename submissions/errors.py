"""Why a service said no. Each carries a sentence for a person."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from .rules import Missing


class Stale(PermissionDenied):
    """Another decision, another version or a withdrawal came first; nothing was changed."""


class OtherNotes(Stale):
    """The form was filled before other notes were kept, and would take them away."""


class AlreadyClaimed(Exception):
    """Another reviewer has the text; `by` is her display name."""

    def __init__(self, by: str) -> None:
        self.by = by
        super().__init__(_("%(name)s is already reading this text.") % {"name": by})


class NotReady(Exception):
    """Something has to be mended first; `missing` says what, field by field."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        self.missing = list(missing)
        super().__init__(" ".join(item.message for item in missing))


class TooManyOpenTexts(NotReady):
    """The author has as many texts under review as are allowed at one time."""


class AlreadySent(Exception):
    """The text is under review already."""
