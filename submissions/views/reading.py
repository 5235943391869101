"""A stored version as a page shows it: numbered paragraphs, photos, what stands around them. Reads the version's JSON, not the row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wagtail.models import Revision

from cms.models import Image
from cms.photos.markup import prefetch_pictures

from ..content import body_blocks, photo_ids
from ..text import count_words, text_of


@dataclass(frozen=True)
class Piece:
    """Some words of a paragraph; `change` is "", "ins" or "del"."""

    text: str
    change: str = ""


@dataclass
class Paragraph:
    """One block of the text. A `number` of None: it stands only in the older version."""

    block_id: str
    kind: str
    number: int | None
    pieces: list[Piece]
    remarks: list[Any] = field(default_factory=list)
    form: Any = None

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces if piece.change != "del")


@dataclass(frozen=True)
class Picture:
    image: Image
    caption: str
    credit: str


@dataclass(frozen=True)
class Reading:
    """One version, ready for a template."""

    title: str
    standfirst: str
    paragraphs: list[Paragraph]
    pictures: list[Picture]
    questions: list[str]
    event_date: date | None
    byline: str
    word_count: int


def reading_of(revision: Revision) -> Reading:
    """The version; two queries when it has photos, none otherwise."""
    content = revision.content
    day = content.get("event_date")
    return Reading(
        title=content.get("title", ""),
        standfirst=content.get("standfirst", ""),
        paragraphs=paragraphs_of(content),
        pictures=pictures_of(content),
        questions=[content[name] for name in ("question_1", "question_2", "question_3") if content.get(name)],
        event_date=date.fromisoformat(day) if day else None,
        byline=content.get("byline", ""),
        word_count=count_words(body_blocks(content)),
    )


def paragraphs_of(content: Mapping[str, Any]) -> list[Paragraph]:
    blocks = [block for block in body_blocks(dict(content)) if block["type"] != "photo"]
    return [Paragraph(block.get("id") or "", block["type"], number, [Piece(_shown(block))]) for number, block in enumerate(blocks, start=1)]


def _shown(block: Mapping[str, Any]) -> str:
    """The words of a block; each item of a list on a line of its own with a dot before it."""
    words = text_of(dict(block))
    return "\n".join(f"• {item}" for item in words.split("\n")) if block["type"] == "list" else words


def pictures_of(content: Mapping[str, Any]) -> list[Picture]:
    """The photos of a version with their captions, the lead photo first, as they will be published."""
    ids = photo_ids(dict(content))
    if not ids:
        return []
    images = Image.objects.in_bulk(ids)
    prefetch_pictures(images.values())
    words = {content.get("lead_photo"): (content.get("lead_caption", ""), content.get("lead_credit", ""))}
    for block in body_blocks(dict(content)):
        if block["type"] == "photo":
            words[block["value"].get("image")] = (block["value"].get("caption", ""), block["value"].get("credit", ""))
    return [Picture(images[pk], *words.get(pk, ("", ""))) for pk in ids if pk in images]


def pin(paragraphs: Iterable[Paragraph], remarks: Iterable[Any]) -> list[Any]:
    """Put reviewers' remarks beside their paragraphs; returns those whose paragraph is gone and those for the whole text."""
    places = {paragraph.block_id: paragraph for paragraph in paragraphs if paragraph.block_id and paragraph.number}
    left = []
    for remark in remarks:
        if paragraph := places.get(remark.block_id):
            paragraph.remarks.append(remark)
        else:
            left.append(remark)
    return left
