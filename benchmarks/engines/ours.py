"""Our layout as the product calls it: search for the size, fallback fonts, metadata, no finished file kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.engines import design
from benchmarks.sample import Article, Bulletin
from printing.layout import Block, Photo, PosterContent, render
from printing.layout.bulletin import BulletinArticle, BulletinContent, RightsBox, WallAnswer
from printing.layout.paper import PAPERS, Span

# one sheet of A3 with type too small for a wall: everything else is the product's own
PAPERS["page"] = replace(
    PAPERS["a3"],
    masthead_mm=design.PAGE.masthead_mm,
    masthead_pt=design.PAGE.masthead_pt,
    headline=Span(design.PAGE.headline_pt, 48),
    lead=Span(design.PAGE.lead_pt, 16),
    quote=Span(design.PAGE.quote_pt, 20),
    questions=Span(design.PAGE.question_pt, 13),
    qr_mm=design.PAGE.qr_mm,
    qr_roomy_mm=40,
    ladder_pt=(12.0, 10.5, 9.5, design.PAGE.body_pt),
    leading=Span(1.25, 1.3),
)
PUBLISHED_ON = date(2026, 11, 24)


def content_of(article: Article) -> PosterContent:
    return PosterContent(
        masthead=design.MASTHEAD,
        city=design.CITY,
        city_colour=design.CITY_HEX,
        published_on=PUBLISHED_ON,
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


def bulletin_content(bulletin: Bulletin) -> BulletinContent:
    return BulletinContent(
        masthead=design.MASTHEAD,
        city=design.CITY,
        city_colour=design.CITY_HEX,
        published_on=PUBLISHED_ON,
        edition=3,
        period=bulletin["period"],
        articles=tuple(map(_bulletin_article, bulletin["articles"])),
        answers=(WallAnswer(*bulletin["answer"]),),
        rights=RightsBox(bulletin["rights_title"], tuple((label, value) for label, value in bulletin["rights"])),
        issuer=design.ISSUER,
    )


def _bulletin_article(article: Article) -> BulletinArticle:
    return BulletinArticle(
        headline=article["headline"],
        standfirst=article["standfirst"],
        blocks=tuple(Block("paragraph", text) for text in article["paragraphs"]),
        photo=Photo(Path(article["photo"]).read_bytes(), article["caption"]) if article["photo"] else None,
        address=article["address"],
        typed_address=article["typed_address"],
        questions=tuple(article["questions"]),
    )


def drawer(kind: str) -> Callable[..., bytes]:
    if kind == "bulletin":
        return lambda bulletin: render(bulletin_content(bulletin), paper="a2").pdf
    paper = "a3" if kind == "wall" else kind
    return lambda article: render(content_of(article), paper=paper).pdf
