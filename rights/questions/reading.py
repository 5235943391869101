"""A question as a reader sees it today: figures put in, examples computed, and every law that it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rights.calculators import Law, Reference
from rights.calculators.parameters import weakest
from rights.explaining import Explanation, Section, explained
from rights.law_words import CONFIDENCE
from rights.models import RightsQuestion
from rights.sentences import sentence

from .examples import Computed, computed
from .figures import Figures


@dataclass(frozen=True)
class Block:
    """`kind` is "paragraph", "heading" or "list"."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Example:
    """`explanation` is None where the law of this day gives no answer; then `refused` says why."""

    words: str
    explanation: Explanation | None
    refused: str = ""

    @property
    def sections(self) -> list[Section]:
        """Without what comes afterwards, and without a second sum that only repeats the first."""
        found: list[Section] = []
        for section in self.explanation.sections if self.explanation else ():
            is_repeated = any(
                (section.total_idr, section.group) == (earlier.total_idr, earlier.group) for earlier in found if earlier.total
            )
            if section.key != "after" and not (section.total and is_repeated):
                found.append(section)
        return found


@dataclass(frozen=True)
class Basis:
    """Articles of one law that were checked in the same way."""

    law: str
    articles: tuple[str, ...]
    confidence: str

    @property
    def words(self) -> str:
        return str(CONFIDENCE[self.confidence])


@dataclass(frozen=True)
class Reading:
    title: str
    description: str
    short_answer: str | None
    blocks: tuple[Block, ...]
    next_steps: tuple[str, ...]
    examples: tuple[Example, ...]
    basis: tuple[Basis, ...]
    is_incomplete: bool
    may_have_changed: bool
    known_through: date


def title_of(question: RightsQuestion, *, law: Law, today: date) -> str:
    return Figures(law, today).fill_or_none(question.question) or question.question


def read(question: RightsQuestion, *, law: Law, today: date) -> Reading:
    """A sentence whose figure is not known today is left out, and the page says that something is missing."""
    found = computed(question.examples, question.calculator, law=law, today=today)
    figures = Figures(law, today, [example.result for example in found])
    blocks = [_block(figures, block) for block in question.body]
    short_answer = figures.fill_or_none(question.short_answer)
    steps = [figures.fill_or_none(line) for line in question.next_steps.splitlines() if line.strip()]
    examples = tuple(_example(figures, example) for example in found)
    is_whole = all([short_answer, *blocks, *steps, *(example.explanation for example in examples)])
    return Reading(
        title=title_of(question, law=law, today=today),
        description=figures.fill_or_none(question.description) or title_of(question, law=law, today=today),
        short_answer=short_answer,
        blocks=tuple(block for block in blocks if block),
        next_steps=tuple(step for step in steps if step),
        examples=examples,
        basis=_basis(question, _references(figures, found)),
        is_incomplete=not is_whole,
        may_have_changed=today > law.known_through.day,
        known_through=law.known_through.day,
    )


def _block(figures: Figures, block: object) -> Block | None:
    if block.block_type != "list":
        text = figures.fill_or_none(str(block.value))
        return Block(block.block_type, text) if text else None
    items = tuple(filter(None, (figures.fill_or_none(str(item)) for item in block.value)))
    return Block("list", items=items) if items else None


def _example(figures: Figures, example: Computed) -> Example:
    words = figures.fill_or_none(example.words) or ""
    if example.result is None:
        return Example(words, None, sentence(example.refused) if example.refused else "")
    return Example(words, explained(example.result, figures.law, today=figures.day))


def _references(figures: Figures, found: list[Computed]) -> list[Reference]:
    of_steps = [reference for example in found if example.result for step in example.result.steps for reference in step.references]
    return [*figures.references, *of_steps]


def _basis(question: RightsQuestion, references: Iterable[Reference]) -> tuple[Basis, ...]:
    """First what the text names, then what its figures and examples used; each article once, under its law."""
    named = [(block.value["law"], block.value["article"], block.value["confidence"]) for block in question.laws]
    used = [(reference.law, reference.article, weakest(reference.confidence)) for reference in references]
    groups: dict[tuple[str, str], list[str]] = {}
    seen: set[tuple[str, str]] = set()
    for law, article, confidence in [*named, *used]:
        if (law, article) not in seen:
            seen.add((law, article))
            groups.setdefault((law, confidence), []).append(article)
    return tuple(Basis(law, tuple(articles), confidence) for (law, confidence), articles in groups.items())
