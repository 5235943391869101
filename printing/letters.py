"""Letters that no bundled typeface has, in what stands on a bulletin: which answers go without them, which story holds one."""

from collections.abc import Iterator
from dataclasses import replace

from printing.layout import Content, ContentError
from printing.layout.bulletin_content import BulletinArticle, BulletinContent, WallAnswer
from printing.layout.cleaning import clean

MISSING = "missing_glyph"


def without_answers_that_lack_one(content: Content, error: ContentError) -> BulletinContent | None:
    """The content without the answers of readers because of which it cannot be drawn; None when it is not because of them."""
    character, place = _detail(error)
    if not isinstance(content, BulletinContent) or error.code != MISSING or place != "answers":
        return None
    kept = tuple(answer for answer in content.answers if character not in clean(_texts_of_answer(answer)))
    return replace(content, answers=kept if len(kept) < len(content.answers) else ())


def detail_with_story(content: Content, error: ContentError) -> str:
    """The detail of the error, with the number of the story where the layout has not named it."""
    character, place = _detail(error)
    if not isinstance(content, BulletinContent) or error.code != MISSING or place not in ("", "questions"):
        return error.detail
    found = (number for number, article in enumerate(content.articles, start=1) if character in clean(" ".join(_texts_of(article))))
    number = next(found, None)
    return f"{character} article {number}" if number else error.detail


def _detail(error: ContentError) -> tuple[str, str]:
    character, _blank, place = error.detail.partition(" ")
    return character, place


def _texts_of_answer(answer: WallAnswer) -> str:
    return f"{answer.story} {answer.question} {answer.words} {answer.source_words}"


def _texts_of(article: BulletinArticle) -> Iterator[str]:
    yield from (article.headline, article.standfirst, article.byline, *article.questions)
    yield from (block.text for block in article.blocks)
    if article.photo:
        yield from (article.photo.caption, article.photo.credit)
