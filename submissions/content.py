"""The content of a version as a value: its hash, and whether two versions say the same."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from cms.models import CONTENT_FIELDS, LAYOUT_FIELDS, Image

Content = dict[str, Any]  # Revision.content of a Submission or an ArticlePage

HASHED = ("title", *CONTENT_FIELDS)
BYLINE = ("byline_choice", "byline")


def as_stored(content: Content) -> Content:
    """The content as the database gives it back: a version just saved still holds dates, not their texts."""
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder))


def content_sha256(content: Content, byline: Content | None = None) -> str:
    """Hash of all that a reader will see: headline, fields, the bytes of the photos, the byline, how the poster is set.

    The public half has no byline in its versions: give the judged version as `byline` to compare the two.
    """
    content = as_stored(content)
    words = {name: (byline or content).get(name) or "" for name in BYLINE}
    value = {name: _canonical(content.get(name)) for name in HASHED} | words
    value |= {name: content[name] for name in LAYOUT_FIELDS if content.get(name)}  # absent while nothing is chosen: older hashes stay true
    value["photos"] = photo_hashes(content)
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def body_blocks(content: Content) -> list[dict[str, Any]]:
    """The raw blocks of a version; Wagtail stores the body as a JSON string."""
    body = content.get("body") or []
    return json.loads(body) if isinstance(body, str) else body


def photo_ids(content: Content) -> list[int]:
    """Ids of the images that this version shows, the lead photo first."""
    lead = [content["lead_photo"]] if content.get("lead_photo") else []
    inside = [block["value"]["image"] for block in body_blocks(content) if block["type"] == "photo" and block["value"].get("image")]
    return lead + inside


def photo_hashes(content: Content) -> list[str]:
    """Hashes of the photos' bytes in the order of `photo_ids`. One query when there are any."""
    ids = photo_ids(content)
    known = dict(Image.objects.filter(pk__in=ids).values_list("pk", "file_hash")) if ids else {}
    return [known.get(pk, "missing") for pk in ids]


def says_the_same(one: Content, other: Content) -> bool:
    """Whether two versions differ in nothing but blanks."""
    return _folded(as_stored(one)) == _folded(as_stored(other))


def _folded(content: Content) -> str:
    value = {name: _fold(_canonical(content.get(name))) for name in (*HASHED, *BYLINE)}
    value["body"] = [(block["type"], _fold(_without_ids(block["value"]))) for block in body_blocks(content)]
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _canonical(value: Any) -> Any:
    """A body as list, absent and empty alike."""
    if isinstance(value, str) and value[:1] == "[":
        value = json.loads(value)
    return value or ""


def _without_ids(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_ids(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_ids(item) for key, item in value.items() if key not in ("id", "type")}
    return value


def _fold(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [_fold(item) for item in value]
    if isinstance(value, dict):
        return {key: _fold(item) for key, item in value.items()}
    return value
