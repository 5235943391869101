"""The short version: as many opening paragraphs as one sheet holds, and the line that says where the rest is."""

from collections.abc import Sequence

from printing.layout.body import Source


def ends(blocks: Sequence[Source]) -> list[int]:
    """After how many blocks a short version may end, ascending: never after a heading, a byline or a photo, and where the
    text allows it neither within a list nor after a sentence that announces something."""
    texts = [n for n in range(1, len(blocks)) if blocks[n - 1].kind in ("paragraph", "list_item", "quote")]
    good = [n for n in texts if not (blocks[n - 1].kind == blocks[n].kind == "list_item" or blocks[n - 1].text.endswith(":"))]
    return good or texts


def left_out(blocks: Sequence[Source], kept: int) -> list[str]:
    """The warnings about what does not stand on the sheet."""
    photos = sum(1 for block in blocks[kept:] if block.photo)
    texts = len(blocks) - kept - photos
    return [f"shortened:{texts}", *([f"photos_left_out:{photos}"] if photos else [])]
