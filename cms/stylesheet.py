"""The two stylesheets of the site, built once a process: minified, inlined into pages, known to the content policy by their hashes.

Pure Python, no Django: settings ask for the hashes before any app is loaded.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

SOURCES = Path(__file__).parent / "styles"
SHEETS = {"public": ("public.css",), "working": ("public.css", "working.css")}


def minify(css: str) -> str:
    """The same rules in fewer bytes."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{},;>])\s*", r"\1", css)
    css = re.sub(r":\s+", ":", css)
    return css.replace(";}", "}").strip()


@cache
def stylesheet(name: str) -> str:
    """The built sheet "public" or "working"; KeyError for any other name."""
    return "".join(minify((SOURCES / part).read_text(encoding="utf-8")) for part in SHEETS[name])


@cache
def csp_hashes() -> tuple[str, ...]:
    """One `'sha256-…'` source for each sheet, for style-src."""
    digests = (hashlib.sha256(stylesheet(name).encode()).digest() for name in SHEETS)
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
