"""City names as people write them: whole, shortened, with a direction, with a slip of the finger. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from .columns import fold

OFFICIAL = {"kota", "kab", "kabupaten", "kotamadya", "kodya", "adm", "administrasi", "dki"}  # say nothing of which city
DIRECTIONS = {"utara", "selatan", "barat", "timur", "pusat", "tengah", "raya", "utr", "sel", "bar", "tim", "pst"}
SHORT = {
    **{"jkt": "jakarta", "jak": "jakarta", "jakut": "jakarta", "jaktim": "jakarta", "jakbar": "jakarta", "jaksel": "jakarta"},
    **{"jakpus": "jakarta", "bdg": "bandung", "smg": "semarang", "krw": "karawang", "krwg": "karawang", "tng": "tangerang"},
    **{"tgr": "tangerang", "tangsel": "tangerang", "smd": "samarinda", "smr": "samarinda"},
}
OTHERS = {"serang", "badung"}  # real places that differ from ours by a letter or two
NEAR_ENOUGH = 87  # of 100: one letter wrong, missing or doubled in a name of eight
CLEARLY_NEARER = 10  # than the second
NEAREST_SHOWN = 3


@dataclass(frozen=True)
class Place:
    """`city_id` is None where no city, or more than one, fits; `nearest` then holds names to choose from, the nearest first."""

    city_id: int | None = None
    name: str = ""
    is_guess: bool = False
    nearest: tuple[str, ...] = ()


class Places:
    """The cities of the programme, asked once for each row of a list."""

    def __init__(self, cities: Iterable[tuple[int, str]]) -> None:
        self.names = dict(cities)
        self.by_word = {self._bare(name): city_id for city_id, name in self.names.items()}
        self._answers: dict[str, Place] = {}

    def find(self, typed: str) -> Place:
        word = fold(typed)
        if word not in self._answers:
            self._answers[word] = self._find(word)
        return self._answers[word]

    def _find(self, word: str) -> Place:
        bare = self._bare(word)
        if bare in self.by_word:
            return self._at(self.by_word[bare], is_guess=False)
        rough = " ".join(SHORT.get(part, part) for part in bare.split() if part not in DIRECTIONS)
        if rough in self.by_word:
            return self._at(self.by_word[rough], is_guess=True)
        return self._by_likeness(rough or bare)

    def _by_likeness(self, word: str) -> Place:
        found = process.extract(word, list(self.by_word), scorer=fuzz.ratio, limit=NEAREST_SHOWN)
        scores = [score for _name, score, _number in found] + [0, 0]
        if word not in OTHERS and scores[0] >= NEAR_ENOUGH and scores[0] - scores[1] >= CLEARLY_NEARER:
            return self._at(self.by_word[found[0][0]], is_guess=True)
        return Place(nearest=tuple(self.names[self.by_word[name]] for name, _score, _number in found))

    def _at(self, city_id: int, *, is_guess: bool) -> Place:
        return Place(city_id, self.names[city_id], is_guess)

    @staticmethod
    def _bare(word: str) -> str:
        return " ".join(part for part in fold(word).split() if part not in OFFICIAL)
