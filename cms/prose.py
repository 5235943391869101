"""A text cut into the pieces that the page sets differently: running prose, quotes, photos."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail.blocks import StreamValue

IN_PROSE = {"paragraph", "heading", "list"}


@dataclass
class Piece:
    """`kind` is "prose" or the type of a block that stands alone; `blocks` holds the blocks of a prose, or the one block."""

    kind: str
    blocks: list[Any] = field(default_factory=list)


def pieces(body: StreamValue) -> Iterator[Piece]:
    """Neighbouring paragraphs, headings and lists are one piece."""
    prose = Piece("prose")
    for block in body:
        if block.block_type in IN_PROSE:
            prose.blocks.append(block)
            continue
        if prose.blocks:
            yield prose
            prose = Piece("prose")
        yield Piece(block.block_type, [block])
    if prose.blocks:
        yield prose
