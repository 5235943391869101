"""A site with its standing pages; the longest article that the limits allow in practice."""

import pytest

from cms.services import publish_site_structure
from tests.factories.cms import ArticlePageFactory, CityFactory, CorrectionNoticeFactory, TopicFactory

SENTENCE = "Setiap pukul empat sore bel di pabrik berbunyi dan dua jam lembur senilai Rp 74.890 tidak dihitung. "
LONGEST_TITLE = ("Tiga bulan mencatat jam kerja sendiri dengan buku lima ribuan, " * 3)[:150].strip()


def long_body(words: int = 2000) -> list:
    """About `words` words: no two paragraphs are the same, so that compression does not flatter."""
    blocks, count, number = [], 0, 0
    while count < words:
        number += 1
        text = " ".join(f"{SENTENCE}{number * 7919 % 9973} orang {number * 31}." for _sentence in range(4))
        blocks.append(("heading", f"Bagian {number} dari buku catatan")) if number % 5 == 0 else None
        blocks.append(("paragraph", text))
        count += len(text.split())
    return [*blocks[:4], ("quote", "“Catatan susah dibantah.”"), *blocks[4:], ("list", ["Tulis hari itu juga.", "Simpan di dua tempat."])]


@pytest.fixture
def site(db, client):
    return publish_site_structure()


@pytest.fixture
def longest_article(site):
    page = ArticlePageFactory(
        title=LONGEST_TITLE,
        standfirst="Slip gaji hanya menulis target. " * 9,
        body=long_body(),
        city=CityFactory(name="Semarang"),
        question_1="Siapa yang memerintah lembur di bagianmu? " * 4,
        question_2="Apakah semua jam kerjamu tertulis di slip gaji? " * 4,
        question_3="Apa yang bisa dicatat bersama oleh regumu minggu ini? " * 3,
    )
    page.topics.set([TopicFactory(), TopicFactory(name="Jam kerja")])
    page.save()
    CorrectionNoticeFactory(article=page)
    return page
