"""Typst through its Python binding: one compiler for all posters, the article as JSON, soft hyphens by pyphen (it knows no Indonesian)."""

import io
import json
import tempfile
from pathlib import Path

import typst

from benchmarks.engines import design as d
from benchmarks.sample import Article

SOURCE = Path(__file__).with_name("poster.typ")

_folder = tempfile.TemporaryDirectory(prefix="warta-bench-fonts-")  # goes with the process
for _path in d.FONTS.values():
    Path(_folder.name, _path.name).symlink_to(_path)
_compiler = typst.Compiler(str(SOURCE), root="/", font_paths=[_folder.name], ignore_system_fonts=True)


def draw(article: Article) -> bytes:
    svg = io.BytesIO()
    d.qr_code(article["address"]).save(svg, kind="svg", border=0)
    text = [d.hyphenated(paragraph) for paragraph in article["paragraphs"]]
    data = json.dumps({**article, "paragraphs": text, "qr": svg.getvalue().decode()})
    return _compiler.compile(sys_inputs={"article": data})
