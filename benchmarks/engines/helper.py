"""Our layout through the helper process that production uses: a fork for each poster, with limits of time and memory."""

from collections.abc import Callable

from benchmarks.engines.ours import bulletin_content, content_of
from printing.layout.client import LayoutClient


def drawer(kind: str) -> Callable[..., bytes]:
    """ "page" is a paper of the benchmark only, which the helper does not know."""
    client = LayoutClient()
    if kind == "bulletin":
        return lambda bulletin: client.render(bulletin_content(bulletin), paper="a2").pdf
    return lambda article: client.render(content_of(article), paper="a3").pdf
