"""Bulletins for the tests of the layout; the texts are ours."""

import random
from datetime import date

from printing.layout import Block, Photo, Rendered
from printing.layout.bulletin import BulletinArticle, BulletinContent, RightsBox, WallAnswer, _Bulletin
from printing.layout.bulletin_paper import MANNERS

from .conftest import QUESTIONS, SENTENCES, bare, jpeg, text_of

HEADLINES = (
    "Upah lembur belum dibayar, serikat menuntut kepastian",
    "Kipas ruang setrika menyala lagi",
    "Bus karyawan berangkat sepuluh menit lebih cepat, sif siang tertinggal",
    "Ruang menyusui dibuka sesudah lima ibu mengukur jarak",
    "Operator mencatat dua puluh tujuh kali nyaris celaka",
    "Lem berbau tajam diganti",
)


def paper_for(count: int) -> str:
    return "a3" if count <= 6 else "a2"


def paragraphs(number: int, words: int) -> tuple[Block, ...]:
    """Paragraphs of about so many words, no two alike in the whole bulletin."""
    chance, blocks, count = random.Random(number), [], 0
    while count < words:
        sentences = [chance.choice(SENTENCES) for _ in range(chance.randint(2, 4))]
        text = f"Catatan {number} bagian {len(blocks) + 1}. " + " ".join(sentences)
        blocks.append(Block("paragraph", text))
        count += len(text.split())
    return tuple(blocks)


def story(number: int, words: int = 220, **changes) -> BulletinArticle:
    values = {
        "headline": f"{HEADLINES[(number - 1) % len(HEADLINES)]} ({number})",
        "blocks": paragraphs(number, words),
        "standfirst": f"Ringkasan nomor {number}: rapat anggota memilih jalur mediasi.",
        "byline": "Siti R.",
        "address": f"https://wartaburuh.example/p/a{number}k3mp/",
        "typed_address": f"wartaburuh.example/p/a{number}k3mp",
        "questions": QUESTIONS,
    }
    return BulletinArticle(**{**values, **changes})


def photo(number: int, **options) -> Photo:
    return Photo(jpeg(1200, 800, seed=number, **options), f"Rapat {number}.", "Tim media")


ANSWERS = (
    WallAnswer("Siapa yang memerintah lembur?", "Mandor, lewat pesan suara.", "Papan gudang"),
    WallAnswer("Apa yang bisa dicatat bersama?", "Jam masuk dan jam pulang, dengan nama saksinya.", "Papan pintu dua"),
)
RIGHTS = RightsBox(
    "Upah lembur hari kerja",
    (("Jam pertama", "1,5 kali upah sejam"), ("Jam berikutnya", "2 kali upah sejam")),
    "Perintah lembur harus tertulis.",
    "PP 35/2021, Pasal 31",
)


def bulletin(count: int, words: int = 220, *, pictured: int | None = None, **changes) -> BulletinContent:
    """So many articles, the first `pictured` of them (every second one by default) with a photo."""
    wants = [number % 2 == 1 if pictured is None else number <= pictured for number in range(1, count + 1)]
    articles = [story(n, words, photo=photo(n) if has else None) for n, has in enumerate(wants, start=1)]
    values = {
        "masthead": "Warta Buruh",
        "articles": tuple(articles),
        "published_on": date(2026, 11, 29),
        "edition": 14,
        "period": "Pekan 23–29 November 2026",
        "city": "Semarang",
        "city_colour": "#14653a",
        "answers": ANSWERS,
        "rights": RIGHTS,
        "issuer": "Serikat Pekerja Contoh",
        "footer": "Buletin dinding Serikat Pekerja Contoh",
    }
    return BulletinContent(**{**values, **changes})


def planned(content: BulletinContent, paper: str, *, mono: bool = False):
    """The plan and the drawing with its boxes of ink."""
    made = _Bulletin(content, MANNERS[paper], mono)
    plan = made.planner.best()
    return plan, made.drawn(plan, tracked=True)


def assert_no_text_is_torn(content: BulletinContent, rendered: Rendered) -> None:
    """Each article is there up to the end of a paragraph or a sentence; each shown paragraph once; what lacks is told."""
    found = text_of(rendered)
    told = {int(n) for warning in rendered.warnings if warning.startswith("continued:") for n in warning[10:].split(",")}
    for number, article in enumerate(content.articles, start=1):
        assert bare(article.headline) in found
        is_whole = _shown_to_the_end(article, found)
        assert is_whole == (number not in told), number


def _shown_to_the_end(article: BulletinArticle, found: str) -> bool:
    for block in article.blocks:
        if found.count(bare(block.text)) == 1:
            continue
        assert found.count(bare(block.text)) == 0
        sentences = [bare(part) + "." for part in block.text.rstrip(".").split(". ")]
        shown = 0
        while shown < len(sentences) and "".join(sentences[: shown + 1]) in found:
            shown += 1
        following = sentences[shown][:12] if shown < len(sentences) else ""
        assert not following or "".join(sentences[:shown]) + following not in found or not shown
        return False
    return True
