"""Articles and bulletins that no engine has seen: new text and new photos for each number, the same for the same number."""

import io
import random
from pathlib import Path
from typing import TypedDict

from PIL import Image

WORDS = 900
INVENTED_RATE = 0.5
PHOTO_PX = (1600, 1067)
LEAD_WORDS, BRIEF_WORDS = 110, 42
WIDE_PHOTO_PX, SMALL_PHOTO_PX = (1600, 900), (1000, 563)  # of the bulletin

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


class Bulletin(TypedDict):
    """Twelve articles, every third with a photo ("" for none), and two boxes."""

    period: str
    articles: list[Article]
    answer: list[str]  # question, words, source
    rights_title: str
    rights: list[list[str]]


def article(number: int, folder: Path) -> Article:
    """Article `number`, with its photo in `folder`."""
    chance = random.Random(number)
    photo = folder / f"{number}.jpg"
    photo.write_bytes(_photo(chance, PHOTO_PX))
    return poster_text(chance, WORDS, str(photo))


def bulletin(number: int, folder: Path) -> Bulletin:
    """Bulletin `number`. Its photos have the pixels that their places need on paper: no engine has to make them smaller."""
    chance = random.Random(f"bulletin {number}")
    articles = []
    for place in range(12):
        photo = folder / f"bulletin-{number}-{place}.jpg"
        if place % 3 == 0:
            photo.write_bytes(_photo(chance, SMALL_PHOTO_PX if place else WIDE_PHOTO_PX))
        made = poster_text(chance, LEAD_WORDS if place == 0 else BRIEF_WORDS, str(photo) if place % 3 == 0 else "")
        made["questions"] = made["questions"][:1]
        if place:
            made["standfirst"], made["headline"] = "", made["headline"].split(",")[0]
        articles.append(made)
    return {
        "period": "Minggu 23–29 November 2026",
        "articles": articles,
        "answer": [_sentence(chance), _sentence(chance), "Papan di gerbang belakang"],
        "rights_title": "Upah lembur",
        "rights": [["Jam pertama", "1,5 kali"], ["Jam berikutnya", "2 kali"], ["Upah sejam", "1/173 upah sebulan"]],
    }


def discard_photos(content: Article | Bulletin) -> None:
    """The files of the photos, when all engines have drawn them."""
    for made in content.get("articles", [content]):
        if made["photo"]:
            Path(made["photo"]).unlink()


def poster_text(chance: random.Random, words: int, photo: str = "") -> Article:
    """What stands on a poster of so many words."""
    code = "".join(chance.choices("abcdefghjkmnpqrstuvwxyz23456789", k=6))
    return {
        "headline": f"Upah lembur {_invented(chance)} belum dibayar, serikat menuntut kepastian",
        "standfirst": "Tiga putaran perundingan tidak menghasilkan kesepakatan. Rapat anggota memilih jalur mediasi bulan ini.",
        "paragraphs": _paragraphs(chance, words),
        "quote": f"“Kami meminta pelaksanaan perjanjian {_invented(chance)} yang sudah ditandatangani.”",
        "questions": [f"Apakah {_sentence(chance).rstrip('.').lower()}?" for _ in range(3)],
        "caption": f"Suasana rapat anggota di {_invented(chance)}. Foto: Dok. serikat",
        "address": f"https://wartaburuh.example/p/{code}/",
        "typed_address": f"wartaburuh.example/p/{code}",
        "photo": photo,
    }


def _paragraphs(chance: random.Random, left: int) -> list[str]:
    """Paragraphs of two to five sentences, so many words in all."""
    paragraphs: list[str] = []
    while left > 0:
        words = " ".join(_sentence(chance) for _ in range(chance.randint(2, 5))).split()[:left]
        left -= len(words)
        paragraphs.append(" ".join(words))
    return paragraphs


def _sentence(chance: random.Random) -> str:
    """One of the sentences with about half of its words replaced by words that no cache can know."""
    words = [word.rstrip(".") for word in chance.choice(SENTENCES).split()]
    words = [_invented(chance, len(word)) if chance.random() < INVENTED_RATE else word for word in words]
    return f"{' '.join(words).capitalize()}."


def _invented(chance: random.Random, letters: int = 7) -> str:
    """A word of about so many letters, so that the text has words as long as those of the sentences."""
    word = chance.choice(PREFIXES) if letters > 6 else ""
    end = chance.choice(SUFFIXES) if letters > 7 else ""
    letters -= chance.randint(0, 1)
    while len(word) + len(end) < letters:
        word += chance.choice(ONSETS) + chance.choice("aiueoa") + chance.choice(CODAS)
    return word + end


def _photo(chance: random.Random, size: tuple[int, int]) -> bytes:
    """New pixels, about as many bytes as a photo of a crowd."""
    small = Image.frombytes("RGB", (400, 267), chance.randbytes(400 * 267 * 3))
    out = io.BytesIO()
    small.resize(size, Image.Resampling.BICUBIC).save(out, "JPEG", quality=60)
    return out.getvalue()
