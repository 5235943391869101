"""The first words of the standing pages, from the files in standing/: <slug>.<language>.txt. Later versions are edited on the site.

The first two lines are title and standfirst; then paragraphs between empty lines, `# ` before a heading, `- ` before each item of a list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "standing"

Block = tuple[str, str | list[str]]


@dataclass(frozen=True)
class StandingText:
    """`body` holds pairs of block type and value."""

    slug: str
    language: str
    title: str
    standfirst: str
    body: list[Block]


def standing_texts() -> Iterator[StandingText]:
    for path in sorted(FOLDER.glob("*.txt")):
        yield _read(path)


def _read(path: Path) -> StandingText:
    slug, language = path.stem.split(".")
    head, *parts = path.read_text(encoding="utf-8").strip().split("\n\n")
    title, standfirst = head.split("\n")
    return StandingText(slug, language, title, standfirst, [_block(part) for part in parts])


def _block(part: str) -> Block:
    if part.startswith("# "):
        return "heading", part.removeprefix("# ")
    if part.startswith("- "):
        return "list", [line.removeprefix("- ") for line in part.split("\n")]
    return "paragraph", part
