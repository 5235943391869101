"""What differs between two versions, without the paragraphs that stayed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..views.comparing import Comparison, compare


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> Comparison | None:
    """None when both say the same."""
    found = compare(old, new)
    changed = [paragraph for paragraph in found.paragraphs if any(piece.change for piece in paragraph.pieces)]
    return replace(found, paragraphs=changed) if changed or found.fields or found.parts else None
