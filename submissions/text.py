"""Between what a writer types in a plain text box and the blocks of a body. Pure: no database, no clock.

One line of the box is one paragraph; `## ` opens a heading, `> ` a quote, `- ` a list item, `\\` keeps what follows as it is. Ids of blocks
are kept from version to version, so that a mentor's note on a paragraph still finds it after the paragraph was rewritten.
"""

import difflib
import re
import uuid
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cms.cleaning import clean_line as clean_line
from cms.cleaning import clean_text

RawBlock = dict[str, Any]  # {"type", "value", "id"} as a StreamField stores it

# Beyond these difflib's time grows to minutes: lines that nobody writes, but anybody can send.
ITEMS_MATCHED_MAX = 2000
REPEATS_MAX = 60_000
SENTENCES_MATCHED_MAX = 60
SENTENCES_ALIKE = 0.35  # of their words


@dataclass(frozen=True)
class Line:
    kind: str  # paragraph, heading, quote or item
    text: str


def parse_lines(typed: str) -> list[Line]:
    """The lines of the text box with their kinds; blank lines are dropped."""
    return [_line(line) for line in clean_text(typed).split("\n") if line.strip()]


def _line(line: str) -> Line:
    line = line.strip()
    for mark, kind in (("#", "heading"), (">", "quote")):
        if line.startswith(mark) and line.strip(mark + " "):
            return Line(kind, " ".join(line.lstrip(mark).split()))
    if match := re.match(r"[-•*]\s+(?=\S)", line):
        return Line("item", " ".join(line[match.end() :].split()))
    return Line("paragraph", " ".join(line.removeprefix("\\").split()))


def blocks_from_lines(lines: Iterable[Line], photos: Sequence[RawBlock] = (), previous: Sequence[RawBlock] = ()) -> list[RawBlock]:
    """Raw blocks of a body; list items that follow each other make one list, photos stand at the end, ids come from `previous`."""
    blocks: list[RawBlock] = []
    for line in lines:
        if line.kind != "item":
            blocks.append({"type": line.kind, "value": line.text, "id": ""})
        elif blocks and blocks[-1]["type"] == "list":
            blocks[-1]["value"].append(line.text)
        else:
            blocks.append({"type": "list", "value": [line.text], "id": ""})
    _inherit_ids(blocks, [block for block in previous if block["type"] != "photo"])
    return [*(_with_item_ids(block) for block in blocks), *photos]


def put_sentence(paragraph: str, sentence: str) -> str:
    """The paragraph with the proposed sentence in place of the one that it resembles most, or behind them all when it resembles none."""
    sentence = clean_line(sentence)
    found = re.split(r"(?<=[.!?…”\"])\s+(?=\S)", paragraph.strip())
    if len(found) > SENTENCES_MATCHED_MAX or sentence in paragraph:
        return paragraph if sentence in paragraph else f"{paragraph.rstrip()} {sentence}"
    words = sentence.lower().split()
    likeness = [difflib.SequenceMatcher(None, one.lower().split(), words, autojunk=False).ratio() for one in found]
    place = max(range(len(found)), key=likeness.__getitem__)
    if likeness[place] < SENTENCES_ALIKE:
        return f"{paragraph.rstrip()} {sentence}".strip()
    return " ".join([*found[:place], sentence, *found[place + 1 :]])


def text_of(block: RawBlock) -> str:
    """The plain text of one raw block, list items on lines of their own."""
    if block["type"] == "list":
        return "\n".join(_item_text(item) for item in block["value"])
    return "" if block["type"] == "photo" else str(block["value"])


def _item_text(item: Any) -> str:
    return str(item["value"]) if isinstance(item, dict) else str(item)


def _inherit_ids(blocks: list[RawBlock], previous: Sequence[RawBlock]) -> None:
    """Give each block the id of the block that it repeats, or replaces at the same place; new ones get a new id."""
    old, new = [text_of(block) for block in previous], [text_of(block) for block in blocks]
    whole = [("replace", 0, len(old), 0, len(new))]
    is_quick = max(len(old), len(new)) <= ITEMS_MATCHED_MAX and count_repeats(old, new) <= REPEATS_MAX
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if is_quick else whole:
        if tag in ("equal", "replace"):
            for i, j in zip(range(i1, i2), range(j1, j2), strict=False):
                blocks[j]["id"] = previous[i].get("id") or ""
    for block in blocks:
        block["id"] = block["id"] or str(uuid.uuid4())


def count_repeats(one: Iterable[Hashable], other: Iterable[Hashable]) -> int:
    """In how many ways an item of one equals an item of the other: what the time for matching them grows with."""
    counted = Counter(other)
    return sum(counted[item] for item in one)


def _with_item_ids(block: RawBlock) -> RawBlock:
    if block["type"] != "list":
        return block
    items = [
        {"type": "item", "value": text, "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{block['id']}/{n}"))}
        for n, text in enumerate(block["value"])
    ]
    return {**block, "value": items}


def typed_from_blocks(blocks: Iterable[RawBlock]) -> str:
    """The text box for a body; parsing it gives the same blocks again (photos stay apart)."""
    marks = {"heading": "## ", "quote": "> "}
    paragraphs = []
    for block in blocks:
        if block["type"] == "list":
            paragraphs.append("\n".join(f"- {_item_text(item)}" for item in block["value"]))
        elif block["type"] != "photo":
            paragraphs.append(marks.get(block["type"], "") + _one_line(block))
    return "\n\n".join(paragraphs)


def _one_line(block: RawBlock) -> str:
    line = " ".join(str(block["value"]).split())
    # A paragraph that itself begins with a mark gets a backslash, so that it stays a paragraph.
    return f"\\{line}" if block["type"] == "paragraph" and line[:1] in ("#", ">", "-", "•", "*", "\\") else line


def count_words(blocks: Iterable[RawBlock]) -> int:
    return sum(len(text_of(block).split()) for block in blocks)


def count_characters(blocks: Iterable[RawBlock]) -> int:
    return sum(len(text_of(block)) for block in blocks)
