"""Fail when a sentence of the source has no Indonesian, or a catalogue holds an empty or fuzzy entry.

The sentences are found in the syntax of the code and in the templates, so no GNU gettext is needed.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.compile_translations import ROOMS, ROOT, read_po

CALLS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "ngettext": 2, "ngettext_lazy": 2, "pgettext": 1, "pgettext_lazy": 1, "npgettext": 2}
SKIPPED = ("migrations", "layout", "locale")


def messages_in_python(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield from _key(node.func.id, [_text(argument) for argument in node.args])


def _key(name: str, texts: list[str | None]) -> Iterator[str]:
    context = ""
    if name.lstrip("n").startswith("pgettext"):
        context, texts = f"{texts[0]}\x04", texts[1:]
    used = [text for text in texts[: CALLS[name]] if text]
    if used:
        yield context + "\0".join(used)


def _text(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def messages_in_template(path: Path) -> Iterator[str]:
    from django.utils.translation.template import templatize

    yield from messages_in_source(templatize(path.read_text(encoding="utf-8"), origin=str(path)))


def messages_in_source(source: str) -> Iterator[str]:
    """From the Python-like text that Django makes of a template for xgettext."""
    string = r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
    for match in re.finditer(rf"\b(gettext|pgettext|ngettext|npgettext|_)\(\s*{string}(?:\s*,\s*{string})?(?:\s*,\s*{string})?", source):
        texts: list[str | None] = [ast.literal_eval(text) for text in match.groups()[1:] if text]
        yield from _key(match.group(1), texts)


def missing_in(room: str) -> Iterator[str]:
    catalogue = ROOT / room / "locale/id/LC_MESSAGES/django.po"
    known = read_po(catalogue) if catalogue.exists() else {}
    for path in sorted((ROOT / room).rglob("*")):
        if set(SKIPPED) & set(path.relative_to(ROOT).parts):
            continue
        found: Iterator[str] = iter(())
        if path.suffix == ".py":
            found = messages_in_python(path)
        elif path.suffix in (".html", ".txt", ".xml") and "templates" in path.parts:
            found = messages_in_template(path)
        for message in found:
            if message not in known:
                yield f"{path.relative_to(ROOT)}: no Indonesian for {message!r}"


def empty_entries(room: str) -> Iterator[str]:
    path = ROOT / room / "locale/id/LC_MESSAGES/django.po"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if re.search(r"^#, .*fuzzy", text, flags=re.M):
        yield f"{path.relative_to(ROOT)}: fuzzy entries"
    if re.search(r'^msgstr(?:\[\d\])? ""\n(?!")', text, flags=re.M):
        yield f"{path.relative_to(ROOT)}: empty entries"


def main() -> int:
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    problems = sorted({line for room in ROOMS for line in [*missing_in(room), *empty_entries(room)]})
    sys.stdout.write("".join(f"{line}\n" for line in problems) or "Translations: complete.\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
