"""Our layout through the helper process that production uses: a fork for each poster, with limits of time and memory."""

from benchmarks.engines.ours import content_of
from benchmarks.sample import Article
from printing.layout.client import LayoutClient

_client = LayoutClient()


def draw(article: Article) -> bytes:
    return _client.render(content_of(article), paper="a3").pdf
