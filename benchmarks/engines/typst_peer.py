"""Typst through its Python binding: one compiler for all posters, the article as JSON, soft hyphens by pyphen (it knows no Indonesian)."""

import io
import json
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import typst

from benchmarks.engines import design as d
from benchmarks.sample import Article, Bulletin

_folder = tempfile.TemporaryDirectory(prefix="warta-bench-fonts-")  # goes with the process
for _path in d.FONTS.values():
    Path(_folder.name, _path.name).symlink_to(_path)


def drawer(kind: str) -> Callable[..., bytes]:
    source = Path(__file__).with_name("bulletin.typ" if kind == "bulletin" else "poster.typ")
    compiler = typst.Compiler(str(source), root="/", font_paths=[_folder.name], ignore_system_fonts=True)
    if kind == "bulletin":
        return lambda bulletin: compiler.compile(sys_inputs={"bulletin": _bulletin(bulletin)})
    sheet = json.dumps(asdict(d.SHEETS[kind]))
    return lambda article: compiler.compile(sys_inputs={"article": json.dumps(_prepared(article)), "sheet": sheet})


def _prepared(article: Article) -> dict[str, object]:
    svg = io.BytesIO()
    d.qr_code(article["address"]).save(svg, kind="svg", border=0)
    return {**article, "paragraphs": [d.hyphenated(paragraph) for paragraph in article["paragraphs"]], "qr": svg.getvalue().decode()}


def _bulletin(bulletin: Bulletin) -> str:
    return json.dumps({**bulletin, "articles": [_prepared(article) for article in bulletin["articles"]]})
