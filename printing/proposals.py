"""Which stories a bulletin is proposed from: a pure decision on plain values."""

from collections.abc import Iterable
from dataclasses import dataclass

ENOUGH, FEWEST = 6, 4


@dataclass(frozen=True)
class Candidate:
    """A story that may stand in a bulletin. `voice` is who speaks: the words of the byline, since nobody's workplace is known here."""

    article_id: int
    voice: str
    topic_ids: frozenset[int] = frozenset()
    is_local: bool = True


def chosen(candidates: Iterable[Candidate]) -> list[int]:
    """Ids of four to six stories, or of as many as there are; `candidates` come best first and keep that order.

    Stories of the city fill the sheet, others only what they leave empty. No voice has more than half of the sheet while there is another,
    and a topic that the sheet does not have yet goes first.
    """
    pool = list(candidates)
    local = [each for each in pool if each.is_local]
    picked = _varied(local, [], ENOUGH)
    if len(picked) < FEWEST or len({each.voice for each in picked}) < 2:
        strangers = [each for each in pool if each not in picked and not (each.is_local and _is_crowded(picked, each))]
        picked = _varied(strangers, picked, max(FEWEST, len(picked) + 1))
    if len(picked) < FEWEST:
        picked += [each for each in local if each not in picked][: FEWEST - len(picked)]
    return [each.article_id for each in pool if each in picked]


def _varied(pool: list[Candidate], picked: list[Candidate], most: int) -> list[Candidate]:
    """`picked` and more, up to `most`: each time the first of those whose voice and topics are heard least."""
    picked = list(picked)
    rest = [each for each in pool if each not in picked]
    while rest and len(picked) < most:
        best = min(rest, key=lambda each: _heard(picked, each))
        rest.remove(best)
        if not _is_crowded(picked, best):
            picked.append(best)
    return picked


def _heard(picked: list[Candidate], candidate: Candidate) -> tuple[int, int]:
    """How often its voice is there already, and whether its topics are. Ties go to the earlier candidate."""
    voices = sum(each.voice == candidate.voice for each in picked)
    topics = frozenset().union(*(each.topic_ids for each in picked))
    return voices, len(candidate.topic_ids & topics)


def _is_crowded(picked: list[Candidate], candidate: Candidate) -> bool:
    return sum(each.voice == candidate.voice for each in picked) >= ENOUGH // 2
