"""Lessons as pages that need nothing but themselves: no network, no other file, on any phone, also straight out of the ZIP."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from PIL import Image as Picture

from cms.photos.services import poster_jpeg

from ..lessons.sheets import clocks

if TYPE_CHECKING:
    from ..models import Cohort, Lesson

MOST_PIXELS, QUALITY = 640, 60


@dataclass(frozen=True)
class Entry:
    """A file of the pack as index.html names it; `hint` says what it is good for."""

    path: str
    title: str
    size: int
    hint: str = ""

    @property
    def kind(self) -> str:
        return self.path.rpartition(".")[2].upper()


def lesson_page(number: int, lesson: Lesson) -> bytes:
    return _page("lesson", number=number, lesson=lesson, pieces=list(_pieces(lesson.body)))


def notes_page(number: int, lesson: Lesson) -> bytes:
    return _page("notes", number=number, lesson=lesson, pieces=list(_pieces(lesson.trainer_notes, clocks(lesson))))


def index_page(cohort: Cohort, today: date, groups: Sequence[tuple[str, Sequence[Entry]]]) -> bytes:
    return _page("index", cohort=cohort, today=today, groups=groups)


def _page(name: str, **context: Any) -> bytes:
    return render_to_string(f"curriculum/packs/offline/{name}.html", context).encode()


def _pieces(stream: Iterable[Any], plans: Sequence[Sequence[tuple[str, str]]] = ()) -> Iterable[dict[str, Any]]:
    """Each block as the template sets it."""
    following = iter(plans)
    for block in stream:
        if block.block_type == "plan":
            yield {"kind": "plan", "value": next(following)}
        elif block.block_type != "picture":
            yield {"kind": block.block_type, "value": block.value}
        elif block.value["image"] is not None and not block.value["image"].is_private:
            yield {"kind": "picture", "value": block.value, "source": _inline(poster_jpeg(block.value["image"]))}


def _inline(jpeg: bytes) -> str:
    """The picture as an address that holds it, small enough for many of them."""
    out = io.BytesIO()
    with Picture.open(io.BytesIO(jpeg)) as picture:
        picture.thumbnail((MOST_PIXELS, MOST_PIXELS))
        picture.convert("RGB").save(out, "JPEG", quality=QUALITY)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode()}"
