"""Where an Indonesian word may be divided: pyphen's patterns, our rules over them, and a list of words they get wrong."""

import re
from functools import lru_cache

import pyphen

MIN_LETTERS = 6
MAX_LETTERS = 40
MIN_SIDE = 2
LONGEST_NAME = 10  # a word with a capital of up to so many letters is taken for a name and stays whole
_VOWELS = frozenset("aeiouàâéèêëïîôöûü")
_CORE = re.compile(r"[^\W\d_]+")
_DIGRAPHS = frozenset({"ng", "ny", "sy", "kh"})

# syllables by KBBI where the patterns err or lose the stem; small letters, hyphen at each place
# fmt: off
EXCEPTIONS = {
    word.replace("-", ""): word
    for word in (
        "ber-a-khir", "ber-sa-ma", "ber-un-ding", "bu-ruh", "de-mon-stra-si", "di-ru-mah-kan", "di-u-pah",
        "in-dus-tri", "ja-min-an", "ka-bu-pa-ten", "ke-a-dil-an", "ke-a-man-an", "ke-ber-sa-ma-an", "ke-ce-la-ka-an",
        "ke-men-te-ri-an", "ke-peng-u-rus-an", "ke-se-hat-an", "ke-se-la-mat-an", "ke-se-lu-ruh-an",
        "ke-se-pa-kat-an", "ke-te-na-ga-ker-ja-an", "ke-ten-tu-an", "kon-fe-de-ra-si", "lem-bur", "ma-sya-ra-kat",
        "me-nga-ta-kan", "me-nya-lur-kan", "me-nyam-pai-kan", "me-nye-le-sai-kan", "me-nye-lu-ruh", "mem-ba-yar",
        "meng-a-jak", "meng-a-khi-ri", "meng-u-rus", "meng-un-dang", "mu-sya-wa-rah", "or-ga-ni-sa-si", "ora-nye",
        "pe-ker-ja", "pe-ker-ja-an", "pe-me-rin-tah", "pe-nya-lur-an", "pe-nye-le-sai-an", "pe-ru-mah-an",
        "pe-sang-on", "pem-ba-yar-an", "peng-u-pah-an", "peng-u-rus", "peng-u-sa-ha", "per-a-lih-an", "per-a-tur-an",
        "per-bu-ruh-an", "per-em-pu-an", "per-jan-ji-an", "per-u-sa-ha-an", "per-un-ding-an", "pro-vin-si",
        "se-ri-kat", "te-na-ga", "ter-a-khir", "un-dang",
    )
}
# fmt: on


class _Patterns:
    """Liang's patterns as pyphen reads them, looked up here: pyphen tries every stretch of a word and forgets none of its words."""

    def __init__(self) -> None:
        patterns: dict[str, tuple[int, tuple[int, ...]]] = pyphen.Pyphen(lang="id_ID").hd.patterns
        self.longest = max(map(len, patterns))
        # pattern, or beginning of one -> places in it with their values; none for a mere beginning
        self.values: dict[str, tuple[tuple[int, int], ...]] = {p[:end]: () for p in patterns for end in range(1, len(p) + 1)}
        same: dict[tuple, tuple] = {}  # few are different
        for pattern, (offset, values) in patterns.items():
            pairs = tuple([(place, value) for place, value in enumerate(values, offset) if value])
            self.values[pattern] = same.setdefault(pairs, pairs)

    def positions(self, core: str) -> list[int]:
        """Places between letters whose highest value is odd."""
        dotted = f".{core}."
        highest = [0] * (len(dotted) + self.longest)
        known = self.values.get
        for start in range(len(dotted) - 1):
            for end in range(start + 1, len(dotted) + 1):
                found = known(dotted[start:end])
                if found is None:
                    break
                for place, value in found:
                    if value > highest[start + place]:
                        highest[start + place] = value
        return [place - 1 for place, value in enumerate(highest) if value % 2]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


@lru_cache(maxsize=60_000)
def hyphen_positions(word: str) -> tuple[int, ...]:
    """Offsets in `word`, ascending, at which it may be divided with a hyphen.

    Empty for short words, likely names, words in capitals, words with digits, and all that looks like an address.
    """
    core, offset = word, 0
    if not (word.isalpha() and word.islower()):
        match = _CORE.search(word)
        if not match or _is_protected(word):
            return ()
        core, offset = match.group().lower(), match.start()
    if not MIN_LETTERS <= len(core) <= MAX_LETTERS:
        return ()
    exception = EXCEPTIONS.get(core)
    if exception:
        return tuple(offset + place for place in _places_of(exception))
    vowels = [place for place, letter in enumerate(core) if letter in _VOWELS]
    if len(vowels) < 2:
        return ()
    first, last = vowels[0], vowels[-1]  # one on both sides of each division
    return tuple([offset + place for place in _patterns().positions(core) if first < place <= last and _is_good(core, place)])


def _is_protected(word: str) -> bool:
    core = word.strip("\"'“”‘’().,;:?!–—…")
    is_likely_name = core[:1].isupper() and len(core) <= LONGEST_NAME
    return is_likely_name or not core.isalpha() or any(c.isupper() for c in core[1:])


def _places_of(marked: str) -> list[int]:
    places, length = [], 0
    for syllable in marked.split("-")[:-1]:
        length += len(syllable)
        places.append(length)
    return places


def _is_good(core: str, place: int) -> bool:
    """Two letters on both sides, no digraph torn, no bare cluster at the end, as in "r-uh" or "me-nyelu-r"."""
    left = len(core) - place
    if place < MIN_SIDE or left < MIN_SIDE or core[place - 1 : place + 1] in _DIGRAPHS:
        return False
    before = core[place - 1]
    return not (left == 2 and core[place] in _VOWELS and before not in _VOWELS and before not in "nkmpst")
