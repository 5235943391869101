"""Compile every catalogue whose .po is newer than its .mo, without GNU gettext: a fresh machine may not have it."""

import ast
import struct
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("people", "jobs", "cms", "curriculum", "submissions", "printing", "rights")


class CatalogueError(ValueError):
    """A line of a catalogue that cannot be read."""


def read_po(path: Path) -> dict[str, str]:
    """Messages by key, `context\\x04id` where there is a context and ids of a plural joined by \\0. Fuzzy ones are left out."""
    messages: dict[str, str] = {}
    for entry in _entries(path):
        parts = entry["parts"]
        if "msgid" not in parts or entry["fuzzy"]:
            continue
        key = parts["msgid"] + ("\0" + parts["msgid_plural"] if "msgid_plural" in parts else "")
        if "msgctxt" in parts:
            key = f"{parts['msgctxt']}\x04{key}"
        forms = [text for name, text in sorted(parts.items()) if name.startswith("msgstr")]
        if all(forms):
            messages[key] = "\0".join(forms)
    return messages


def _entries(path: Path):
    parts: dict[str, str] = {}
    fuzzy, last = False, ""
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        line = line.strip()
        if not line:
            if parts:
                yield {"parts": parts, "fuzzy": fuzzy}
            parts, fuzzy, last = {}, False, ""
        elif line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
        elif line.startswith('"'):
            parts[last] += _string(line, path, number)
        else:
            last, _, text = line.partition(" ")
            parts[last] = _string(text, path, number)


def _string(text: str, path: Path, number: int) -> str:
    try:
        return ast.literal_eval(text.strip())
    except (SyntaxError, ValueError) as error:
        raise CatalogueError(f"{path}:{number}: this line cannot be read") from error


def write_mo(messages: dict[str, str], path: Path) -> None:
    """GNU's binary format: header, tables of lengths and offsets, texts; keys sorted."""
    pairs = [(key.encode(), messages[key].encode()) for key in sorted(messages, key=str.encode)]
    count = len(pairs)
    offset = 7 * 4 + 16 * count
    tables: list[list[int]] = [[], []]
    blob = b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += [len(pair[column]), offset + len(blob)]
            blob += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0)
    draft = path.with_suffix(".mo.new")
    draft.write_bytes(head + struct.pack(f"<{4 * count}I", *tables[0], *tables[1]) + blob)
    draft.replace(path)


def main() -> int:
    for room in ROOMS:
        for source in (ROOT / room).glob("locale/*/LC_MESSAGES/*.po"):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
                write_mo(read_po(source), target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
