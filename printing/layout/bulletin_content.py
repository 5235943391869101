"""What stands on a bulletin: the week's articles, answers from the walls, a table of rights. Plain frozen values and their JSON."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

from printing.layout.cleaning import is_blank
from printing.layout.content import BLOCK_KINDS, DEFAULT_LABELS, Block, ContentError, Photo, canonical

MAX_ARTICLES = 12
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

BULLETIN_LABELS: Mapping[str, str] = MappingProxyType(
    {
        **DEFAULT_LABELS,
        "bulletin_edition": "%(period)s",
        "bulletin_edition_again": "%(period)s · Edisi %(edition)d",
        "continued_at_code": "Lanjutannya: pindai kode",
        "continued_at": "Lanjutannya: %(address)s",
        "continued_elsewhere": "Lanjutannya tidak dimuat di lembar ini.",
        "answers": "Jawaban dari dinding",
        "answers_of_readers": "Jawaban pembaca",  # when some did not come from a wall
        "about": "Tentang “%(headline)s”",
        "more_answers": "Jawaban lain: pindai kode di samping artikelnya.",
        "more_answers_elsewhere": "Jawaban lain tidak dimuat di lembar ini.",
        "more_questions": "Pertanyaan lain: pindai kode di samping artikelnya.",
        "rights": "Hakmu",
        "more_rights": "Baris lain tidak dimuat di lembar ini.",
        "source": "Sumber: %(source)s",
        "write_here": "Tulis jawabanmu di sini",
    }
)


@dataclass(frozen=True, slots=True)
class BulletinArticle:
    """One article; `address` goes into its code, `typed_address` is for the eye."""

    headline: str
    blocks: tuple[Block, ...]
    standfirst: str = ""
    byline: str = ""
    photo: Photo | None = None
    address: str = ""
    typed_address: str = ""
    questions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "blocks", tuple(self.blocks))
        object.__setattr__(self, "questions", tuple(self.questions))


@dataclass(frozen=True, slots=True)
class WallAnswer:
    """What somebody wrote on a wall or sent in, the question it answers, where it comes from in words, the headline of its story."""

    question: str
    words: str
    source_words: str = ""
    story: str = ""
    is_from_wall: bool = True


@dataclass(frozen=True, slots=True)
class RightsBox:
    """A small table of legal values."""

    title: str
    rows: tuple[tuple[str, str], ...]
    note: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", tuple((label, value) for label, value in self.rows))


@dataclass(frozen=True, slots=True)
class BulletinContent:
    """One city's week on one sheet. The order of the articles is their rank, the first one leads; labels may be partial."""

    kind: ClassVar[str] = "bulletin"

    masthead: str
    articles: tuple[BulletinArticle, ...]
    published_on: date
    edition: int = 1
    period: str = ""
    city: str = ""
    city_colour: str = ""
    answers: tuple[WallAnswer, ...] = ()
    rights: RightsBox | None = None
    issuer: str = ""
    footer: str = ""
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "articles", tuple(self.articles))
        object.__setattr__(self, "answers", tuple(self.answers))
        object.__setattr__(self, "labels", MappingProxyType({**BULLETIN_LABELS, **self.labels}))

    @property
    def title(self) -> str:
        """The name of the file's contents."""
        return " · ".join(part for part in (self.masthead, self.city, self.period) if part.strip())

    def check(self) -> None:
        """Raise ContentError when no bulletin can be made of this; `detail` is the number of the article."""
        if not self.articles:
            raise ContentError("The bulletin has no articles.", code="no_articles")
        if len(self.articles) > MAX_ARTICLES:
            message = f"The bulletin has {len(self.articles)} articles; a sheet holds {MAX_ARTICLES} at most."
            raise ContentError(message, code="too_many_articles", detail=str(len(self.articles)))
        if self.city_colour and not _COLOUR.fullmatch(self.city_colour):
            raise ContentError("The colour of the city is not of the form #rrggbb.", code="bad_colour")
        for number, article in enumerate(self.articles, start=1):
            _check_article(article, number)

    def to_json(self) -> dict[str, Any]:
        """A value of plain types, as JSON knows them, and the bytes of photos. `from_json` takes it back."""
        return self._as_dict(lambda photo: {"jpeg": photo.jpeg})

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "BulletinContent":
        """The inverse of `to_json`; unknown names raise TypeError."""
        value = dict(value)
        value["published_on"] = date.fromisoformat(value["published_on"])
        value["articles"] = tuple(_article_from_json(article) for article in value["articles"])
        value["answers"] = tuple(WallAnswer(**answer) for answer in value["answers"])
        value["rights"] = value["rights"] and RightsBox(**value["rights"])
        return cls(**value)

    def canonical_json(self) -> str:
        """The same text for the same content in every process; photos stand as the SHA-256 of their bytes."""
        return canonical({"kind": self.kind, **self._as_dict(lambda photo: {"sha256": hashlib.sha256(photo.jpeg).hexdigest()})})

    def _as_dict(self, picture: Callable[[Photo], dict[str, Any]]) -> dict[str, Any]:
        value = {f.name: getattr(self, f.name) for f in fields(self)}
        value["published_on"] = self.published_on.isoformat()
        value["labels"] = dict(self.labels)
        value["articles"] = [_article_as_dict(article, picture) for article in self.articles]
        value["answers"] = [asdict(answer) for answer in self.answers]
        value["rights"] = self.rights and {**asdict(self.rights), "rows": [list(row) for row in self.rights.rows]}
        return value


def _check_article(article: BulletinArticle, number: int) -> None:
    place = str(number)
    if is_blank(article.headline):
        raise ContentError(f"Article {place} has no headline.", code="no_headline", detail=place)
    if all(is_blank(block.text) for block in article.blocks):
        raise ContentError(f"Article {place} has no text.", code="no_body", detail=place)
    if any(block.kind not in BLOCK_KINDS for block in article.blocks):
        raise ContentError(f"A block of article {place} is of an unknown kind.", code="bad_kind", detail=place)


def _article_as_dict(article: BulletinArticle, picture: Callable[[Photo], dict[str, Any]]) -> dict[str, Any]:
    photo = article.photo
    value = asdict(replace(article, photo=None))
    value["blocks"], value["questions"] = list(value["blocks"]), list(value["questions"])
    value["photo"] = photo and {**picture(photo), "caption": photo.caption, "credit": photo.credit}
    return value


def _article_from_json(value: Mapping[str, Any]) -> BulletinArticle:
    value = dict(value)
    value["blocks"] = tuple(Block(**block) for block in value["blocks"])
    photo = value["photo"]
    value["photo"] = photo and Photo(photo["jpeg"], photo["caption"], photo["credit"])
    return BulletinArticle(**value)
