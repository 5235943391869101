"""The texts that come with the program: files beside this one, put into the tables once and renewed while nobody has changed them."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from cms.models import Topic
from rights.models import RightsQuestion, Situation

FOLDER = Path(__file__).parent
WORDS = ("question", "slug", "situation", "description", "short_answer", "next_steps", "calculator")
NEEDED = {"question", "situation", "position", "description", "short_answer", "body", "next_steps", "laws", "topic", "checked_on"}
KEYS = NEEDED | {"calculator", "examples"}
CONTENT = (*WORDS, "position", "checked_on", "examples")


class BadText(ValueError):
    """A shipped text cannot be used; names the file."""


@dataclass(frozen=True)
class ShippedText:
    """`name` is the stem of the file and the address of the page; `content` the model's plain fields, `body` and `laws` its streams."""

    name: str
    topic: str
    content: dict[str, Any]
    body: list[tuple[str, Any]]
    laws: list[tuple[str, dict[str, str]]]


def shipped_texts() -> Iterator[ShippedText]:
    """In the order of their files. Raises BadText."""
    for path in sorted(FOLDER.glob("*.yaml")):
        try:
            yield _read(path)
        except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadText(f"{path.name}: {error}") from error


def _read(path: Path) -> ShippedText:
    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not NEEDED <= set(record) <= KEYS:
        raise ValueError(f"keys {sorted(set(record) ^ NEEDED)}")
    if type(record["checked_on"]) is not date or record["situation"] not in Situation:
        raise ValueError("checked_on is no date, or situation is none")
    content = {name: str(record.get(name, "")).strip() for name in WORDS} | {"slug": path.stem}
    content["next_steps"] = "\n".join(record["next_steps"])
    content |= {"position": record["position"], "checked_on": record["checked_on"], "examples": record.get("examples", [])}
    laws = [("law", {"law": law, "article": article, "confidence": confidence}) for law, article, confidence in record["laws"]]
    return ShippedText(path.stem, record["topic"], content, [_block(part) for part in record["body"]], laws)


def _block(part: str | list[str]) -> tuple[str, Any]:
    """A list is a list, `# ` begins a heading, all else is a paragraph."""
    if isinstance(part, list):
        return "list", part
    return ("heading", part.removeprefix("# ")) if part.startswith("# ") else ("paragraph", part.strip())


@transaction.atomic
def ship_questions() -> None:
    """A new text appears; one that nobody has changed is renewed; one that an editor changed, or took off the site, stays as it is."""
    known = {question.shipped_name: question for question in RightsQuestion.objects.exclude(shipped_name=None)}
    taken = set(RightsQuestion.objects.filter(shipped_name=None).values_list("slug", flat=True))
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    for text in shipped_texts():
        question = known.get(text.name)
        if question is None and text.name not in taken:
            _publish(RightsQuestion(shipped_name=text.name, live=False), text, topics)
        elif question is not None and _is_untouched(question) and _hash_of(filled(question, text, topics)) != question.shipped_hash:
            _publish(question, text, topics)


def _publish(question: RightsQuestion, text: ShippedText, topics: dict[str, Topic]) -> None:
    filled(question, text, topics)
    question.shipped_hash = _hash_of(question)
    question.save()
    question.save_revision(log_action=False).publish(log_action=False)


def filled(question: RightsQuestion, text: ShippedText, topics: dict[str, Topic]) -> RightsQuestion:
    for name, value in text.content.items():
        setattr(question, name, value)
    question.body, question.laws = text.body, text.laws
    question.topic = topics.get(text.topic)
    return question


def _is_untouched(question: RightsQuestion) -> bool:
    return question.live and not question.has_unpublished_changes and _hash_of(question) == question.shipped_hash


def _hash_of(question: RightsQuestion) -> str:
    """Of what readers see. The topic is left out: deleting a topic changes no text. Block ids are left out too: they are drawn anew."""
    plain = {name: str(getattr(question, name)) for name in CONTENT if name != "examples"}
    plain["examples"] = question.examples
    for name in ("body", "laws"):
        plain[name] = [[block.block_type, _plain(block.value)] for block in getattr(question, name)]
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if hasattr(value, "items"):
        return {key: str(item) for key, item in value.items()}
    return str(value) if isinstance(value, str) else [str(item) for item in value]
