"""Our layout as the product calls it: search for the size, fallback fonts, metadata, no finished file kept."""

from datetime import date
from pathlib import Path

from benchmarks.engines import design
from benchmarks.sample import Article
from printing.layout import Block, Photo, PosterContent, render


def content_of(article: Article) -> PosterContent:
    return PosterContent(
        masthead=design.MASTHEAD,
        city=design.CITY,
        city_colour="#{:02x}{:02x}{:02x}".format(*design.CITY_COLOUR),
        published_on=date(2026, 11, 24),
        edition=117,
        headline=article["headline"],
        standfirst=article["standfirst"],
        blocks=tuple(Block("paragraph", text) for text in article["paragraphs"]),
        lead_photo=Photo(Path(article["photo"]).read_bytes(), article["caption"]),
        quote=article["quote"],
        questions=tuple(article["questions"]),
        address=article["address"],
        typed_address=article["typed_address"],
        code=article["typed_address"][-6:],
        issuer=design.ISSUER,
    )


def draw(article: Article) -> bytes:
    return render(content_of(article), paper="a3").pdf
