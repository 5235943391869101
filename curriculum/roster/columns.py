"""Which column is which: the words that people write over their lists. Pure: no Django."""

import re
from collections.abc import Sequence

# Field → words for it, folded as by `fold`. The first is what our own messages and exports call it.
WORDS = {
    "nama": ("nama", "nama lengkap", "nama peserta", "nama anggota", "name", "nama sesuai ktp", "full name"),
    "nama_pena": ("nama pena", "nama samaran", "pen name"),
    "jenis_kelamin": ("jenis kelamin", "kelamin", "jk", "l p", "l atau p", "gender", "sex", "p l"),
    "serikat": ("serikat", "serikat pekerja", "serikat buruh", "sp", "sb", "sba", "basis", "organisasi", "union", "serikat basis"),
    "pabrik": ("pabrik", "perusahaan", "tempat kerja", "nama pabrik", "nama perusahaan", "pt", "workplace", "company", "factory"),
    "sektor": ("sektor", "sektor kerja", "bidang", "bidang kerja", "sector", "jenis industri", "industri"),
    "kota": ("kota", "kabupaten", "kab kota", "kota kabupaten", "kota kab", "kabupaten kota", "domisili", "city", "wilayah", "daerah"),
    "telepon": (
        *("telepon", "no hp", "hp", "nomor hp", "no telepon", "no telp", "telp", "nomor telepon", "no wa", "wa", "nomor wa", "whatsapp"),
        *("no whatsapp", "nomor whatsapp", "hp wa", "wa hp", "no hp wa", "nomor hp wa", "no handphone", "handphone", "phone", "no tlp"),
        *("tlp", "ponsel", "nomor ponsel", "no ponsel", "kontak", "mobile", "phone number", "nomor", "telpon", "no telpon"),
    ),
    "email": ("email", "e mail", "surel", "alamat email", "alamat surel", "alamat e mail"),
    "angkatan": ("angkatan", "gelombang", "batch", "angkatan ke", "gelombang ke"),
}
FIELD_OF = {word: field for field, words in WORDS.items() for word in words}
NUMBERING = {"no", "nomor urut", "no urut", "#", ""}  # a column that only counts


def fold(word: str) -> str:
    """ "No. HP " and "no_hp" are the same."""
    return " ".join(re.sub(r"[^a-z0-9#]+", " ", word.lower()).split())


def field_of(word: str) -> str | None:
    folded = fold(word)
    return FIELD_OF.get(folded) or FIELD_OF.get(fold(re.sub(r"\(.*?\)", "", word)))


def fields_of(cells: Sequence[str]) -> list[str | None]:
    """For each column its field, None where we have no use for it."""
    return [field_of(cell) for cell in cells]


def looks_like_header(cells: Sequence[str]) -> bool:
    found = {field for field in fields_of(cells) if field}
    return "nama" in found and len(found) > 1


def twice(fields: Sequence[str | None]) -> str | None:
    """A field that two columns claim."""
    known = [field for field in fields if field]
    return next((field for field in known if known.count(field) > 1), None)
