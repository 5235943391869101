"""An article that no engine has seen: new text and new photo for each number, the same for the same number."""

import io
import random
from pathlib import Path
from typing import TypedDict

from PIL import Image

WORDS = 900
INVENTED_RATE = 0.5
PHOTO_PX = (1600, 1067)

SENTENCES = (
    "Para pekerja bagian jahit meminta rincian upah lembur selama tiga bulan terakhir.",
    "Pengurus serikat mencatat jam masuk dan jam pulang setiap anggota dengan teliti.",
    "Manajemen menjawab bahwa perhitungan itu mengikuti aturan yang berlaku di pabrik.",
    "Rapat anggota diadakan pada hari Sabtu di aula kelurahan dekat gerbang belakang.",
    "Buruh perempuan mengusulkan ruang menyusui dan lampu di jalan menuju halte.",
    "Mediator dari dinas tenaga kerja membuka perundingan pada pukul sembilan pagi.",
    "Kesepakatan tertulis akan dibacakan kembali sebelum ditandatangani kedua pihak.",
    "Setiap anggota boleh bertanya dan menyampaikan keberatan secara terbuka.",
    "Slip gaji bulan Oktober menunjukkan selisih yang belum dijelaskan bagian keuangan.",
    "Mesin potong tanpa pelindung tetap menjadi pokok pembicaraan di setiap regu.",
    "Panas di ruang celup membuat beberapa orang pingsan menjelang pergantian giliran.",
    "Sopir angkutan pabrik menunggu sampai malam karena jadwal pulang berubah mendadak.",
)
ONSETS = ("b", "c", "d", "g", "h", "j", "k", "l", "m", "n", "ny", "p", "r", "s", "t", "w", "ng", "")
CODAS = ("", "", "", "", "n", "ng", "r", "s", "k", "t", "m", "h")
PREFIXES = ("", "", "", "", "", "me", "ber", "di", "ke")
SUFFIXES = ("", "", "", "", "", "an", "kan")


class Article(TypedDict):
    """What stands on the poster. `photo` is the path of a JPEG, since two of the engines read pictures from disk only."""

    headline: str
    standfirst: str
    paragraphs: list[str]
    quote: str
    questions: list[str]
    caption: str
    address: str
    typed_address: str
    photo: str


def article(number: int, folder: Path) -> Article:
    """Article `number`, with its photo in `folder`."""
    chance = random.Random(number)
    photo = folder / f"{number}.jpg"
    photo.write_bytes(_photo(chance))
    code = "".join(chance.choices("abcdefghjkmnpqrstuvwxyz23456789", k=6))
    return {
        "headline": f"Upah lembur {_invented(chance)} belum dibayar, serikat menuntut kepastian",
        "standfirst": "Tiga putaran perundingan tidak menghasilkan kesepakatan. Rapat anggota memilih jalur mediasi bulan ini.",
        "paragraphs": _paragraphs(chance),
        "quote": f"“Kami meminta pelaksanaan perjanjian {_invented(chance)} yang sudah ditandatangani.”",
        "questions": [f"Apakah {_sentence(chance).rstrip('.').lower()}?" for _ in range(3)],
        "caption": f"Suasana rapat anggota di {_invented(chance)}. Foto: Dok. serikat",
        "address": f"https://wartaburuh.example/p/{code}/",
        "typed_address": f"wartaburuh.example/p/{code}",
        "photo": str(photo),
    }


def word_count(content: Article) -> int:
    return sum(len(text.split()) for text in content["paragraphs"])


def _paragraphs(chance: random.Random) -> list[str]:
    """Paragraphs of two to five sentences, WORDS words in all."""
    paragraphs: list[str] = []
    left = WORDS
    while left > 0:
        words = " ".join(_sentence(chance) for _ in range(chance.randint(2, 5))).split()[:left]
        left -= len(words)
        paragraphs.append(" ".join(words))
    return paragraphs


def _sentence(chance: random.Random) -> str:
    """One of the sentences with about half of its words replaced by words that no cache can know."""
    words = [_invented(chance) if chance.random() < INVENTED_RATE else word.rstrip(".") for word in chance.choice(SENTENCES).split()]
    return f"{' '.join(words).capitalize()}."


def _invented(chance: random.Random) -> str:
    syllables = (chance.choice(ONSETS) + chance.choice("aiueoa") + chance.choice(CODAS) for _ in range(chance.choice((2, 2, 3))))
    return chance.choice(PREFIXES) + "".join(syllables) + chance.choice(SUFFIXES)


def _photo(chance: random.Random) -> bytes:
    """New pixels, about as many bytes as a photo of a crowd."""
    small = Image.frombytes("RGB", (400, 267), chance.randbytes(400 * 267 * 3))
    out = io.BytesIO()
    small.resize(PHOTO_PX, Image.Resampling.BICUBIC).save(out, "JPEG", quality=60)
    return out.getvalue()
