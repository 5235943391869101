"""What readers find under an article and on the page of all answers; its bytes and queries with the longest content."""

import gzip
import re
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.discussion.board import SHOWN_OF_EACH
from cms.discussion.models import Answer
from tests.cms.discussion.conftest import NOW, accepted, answer_to
from tests.factories.cms import ArticlePageFactory, CityFactory, CorrectionNoticeFactory

pytestmark = pytest.mark.django_db
WORDS = ["bel", "lembur", "slip", "upah", "mesin", "jarum", "kipas", "antre", "absen", "regu", "target", "mandor"]


def longest_words(seed: int) -> str:
    """500 letters, no two answers alike."""
    words = (f"{WORDS[(seed * 7 + n * (n + seed)) % len(WORDS)]}{seed * n % 97}" for n in range(200))
    return " ".join(words)[:500]


def fill(article, of_each: int) -> None:
    for number in (0, 1, 2, 3):
        for seed in range(of_each):
            accepted(article, longest_words(seed * 4 + number), number, at=NOW + timedelta(days=seed), source="wall" if seed % 2 else "web")


def queries_of(client, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured]


def test_answers_stand_under_their_questions_newest_first(client, article):
    for day in range(SHOWN_OF_EACH + 1):
        accepted(article, f"Jawaban hari {day}.", 2, at=NOW + timedelta(days=day))
    accepted(article, "Kapan rapatnya?", 0)
    answer_to(article, "Belum dibaca.")
    page = client.get(article.get_absolute_url()).content.decode()
    assert re.findall(r"Jawaban hari \d", page) == ["Jawaban hari 3", "Jawaban hari 2", "Jawaban hari 1"]
    assert f'href="{article.get_absolute_url()}tanggapan/?soal=2">Baca semua 4 jawaban' in page
    assert "Pertanyaan dan catatan pembaca" in page and "5 jawaban pembaca" in page
    assert "Belum dibaca." not in page
    assert page.count(f'href="/p/{article.short_code.lower()}/jawab/"') == 2  # above the headline, for those from a wall, and below


def test_all_answers_stand_on_their_own_page(client, article):
    for number in range(12):
        accepted(article, f"Jawaban nomor {number}.", 1 + number % 3, at=NOW + timedelta(days=number))
    path = f"{article.get_absolute_url()}tanggapan/"
    assert len(re.findall("Jawaban nomor", client.get(path).content.decode())) == 10
    assert len(re.findall("Jawaban nomor", client.get(f"{path}?halaman=2").content.decode())) == 2
    only = client.get(f"{path}?soal=3").content.decode()
    assert re.findall(r"nomor (\d+)", only) == ["11", "8", "5", "2"]
    for asked, status in {"?soal=x": 200, "?soal=9": 200, "?halaman=9": 404, "?soal=0": 200}.items():
        assert client.get(path + asked).status_code == status
    assert "Belum ada yang menjawab" in client.get(f"{path}?soal=0").content.decode()


def test_a_question_that_a_correction_changed_is_told_with_its_old_words(client, article):
    accepted(article, "Kepala regu.", 1)
    article.question_1 = "Siapa yang memerintah lembur hari Minggu?"
    article.save()
    page = client.get(article.get_absolute_url()).content.decode()
    assert "Pertanyaannya waktu itu: Siapa yang memerintah lembur?" in page
    article.question_1 = ""
    article.save()
    assert "1. Siapa yang memerintah lembur?" in client.get(article.get_absolute_url()).content.decode()


def test_from_an_old_sheet_the_correction_comes_before_the_text(client, article):
    CorrectionNoticeFactory(article=article)
    response = client.get(f"/p/{article.short_code.lower()}/", follow=True)
    page = response.content.decode()
    assert page.index("/jawab/") < page.index("<h1") < page.index("Yang benar 86.") < page.index('class="prose"')


def test_pages_keep_their_budgets_with_the_longest_answers(client, cast, longest_article):
    fill(longest_article, SHOWN_OF_EACH + 1)
    path = longest_article.get_absolute_url()
    form = f"/p/{longest_article.short_code.lower()}/jawab/"
    for address in (path, f"{path}tanggapan/", form, f"{form}terima-kasih/"):
        response = client.get(address)
        assert len(gzip.compress(response.content, 6)) <= 12_000, (address, len(gzip.compress(response.content, 6)))
        assert len(response.content) <= 45_000 and len(re.findall(rb"<[a-z]", response.content)) <= 400, address
        assert response.content.count(b"<h1") == 1 and b"<script" not in response.content and not response.cookies, address
        assert sum(len(name) + len(value) + 4 for name, value in response.headers.items()) + 122 <= 700, address


def test_pages_cost_the_same_with_few_and_many_answers(client, cast, longest_article):
    path, form = longest_article.get_absolute_url(), f"/p/{longest_article.short_code.lower()}/jawab/"
    costs = []
    for of_each in (1, SHOWN_OF_EACH + 2):
        fill(longest_article, of_each)
        found = [queries_of(client, address) for address in (path, f"{path}tanggapan/", form)]
        assert all(max(Counter(queries).values()) == 1 for queries in found)
        costs.append([len(queries) for queries in found])
    assert costs[0] == costs[1] and max(costs[0]) <= 8, costs


def test_a_city_counts_the_answers_under_its_articles(client, article):
    assert "jawaban pembaca" not in client.get("/kota/semarang/").content.decode()
    accepted(article), accepted(article, "Dua."), answer_to(article, "Tiga.")
    accepted(ArticlePageFactory(city=CityFactory(name="Karawang")), number=0)
    assert re.search(r">2</p><p class=\"meta\">jawaban pembaca", client.get("/kota/semarang/").content.decode())
    assert Answer.objects.accepted().in_city(article.city).newest_first().count() == 2
