"""A text cut into the pieces that the page sets differently: running prose, quotes, photos."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail.blocks import StreamValue

STANDS_ALONE = {"quote", "photo"}


@dataclass
class Piece:
    """`kind` is "prose", "quote" or "photo"; `blocks` holds the blocks of a prose, or the one block."""

    kind: str
    blocks: list[Any] = field(default_factory=list)


def pieces(body: StreamValue) -> Iterator[Piece]:
    """Neighbouring paragraphs, headings and lists are one piece."""
    prose = Piece("prose")
    for block in body:
        if block.block_type not in STANDS_ALONE:
            prose.blocks.append(block)
            continue
        if prose.blocks:
            yield prose
            prose = Piece("prose")
        yield Piece(block.block_type, [block])
    if prose.blocks:
        yield prose
