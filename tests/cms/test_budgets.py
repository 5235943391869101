"""Bytes, elements and hosts of every public page with the worst content that is realistic (docs/budgets.md)."""

import gzip
import re
from datetime import UTC, datetime

import pytest

from cms.stylesheet import stylesheet
from tests.cms.conftest import LONGEST_TITLE
from tests.factories.cms import ArticlePageFactory, CityFactory, TopicFactory

pytestmark = pytest.mark.django_db

KB = 1000
HEAD_OF_THE_SERVER = 122  # status line, Date, Server, Connection, Content-Encoding
LOADED = re.compile(rb"""<(?:img|script|iframe|source|video|audio|object|embed)\b[^>]*?(?:src|href|srcset|data)=["']?(https?:)?//""")


@pytest.fixture
def full_site(longest_article):
    city, topic = CityFactory(name="Semarang"), TopicFactory()
    for number in range(24):
        page = ArticlePageFactory(
            title=f"{number} {LONGEST_TITLE}"[:150],
            slug=f"{number}-{'panjang-' * 12}sekali",
            city=city,
            standfirst="Lembur tidak dibayar, " * 13,
            question_1="Siapa yang memerintah lembur? " * 6,
            first_published_at=datetime(2026, 11, 1 + number, tzinfo=UTC),
        )
        page.topics.set([topic])
        page.save()
    return longest_article


PAGES = {
    "/": 12,
    "/berita/": 12,
    "/kota/": 12,
    "/kota/semarang/": 12,
    "/topik/upah/": 12,
    "/cari/": 10,
    "/cari/?q=lembur": 10,
    "/p/": 12,
    "/tentang/": 12,
    "/english/": 12,
    "ARTICLE": 12,
    "/tidak-ada/": 12,
    "/p/abcdef/": 12,
}


@pytest.fixture
def answers(client, full_site, settings):
    """Each path with its answer. The site is built once a test, since that takes longer than all pages together."""
    return {path: client.get(full_site.get_absolute_url() if path == "ARTICLE" else path) for path in PAGES}


def test_pages_keep_their_budgets(answers):
    for path, answer in answers.items():
        html = answer.content
        head = sum(len(name) + len(value) + 4 for name, value in answer.headers.items())
        assert len(gzip.compress(html, 6)) <= PAGES[path] * KB, path
        assert len(html) <= 45 * KB, path
        assert len(re.findall(rb"<[a-z]", html)) <= 400, path
        assert head + HEAD_OF_THE_SERVER <= 0.7 * KB, path


def test_pages_bring_no_cookie_no_script_no_other_host(answers):
    for path, answer in answers.items():
        assert not answer.cookies, path
        assert "Cookie" not in answer.headers.get("Vary", ""), path
        assert not re.search(rb"<script|rel=.?stylesheet", answer.content), path
        assert not LOADED.search(answer.content), path


def test_pages_have_one_heading_a_skip_link_and_their_language(answers):
    for path, answer in answers.items():
        html = answer.content.decode()
        assert html.count("<h1") == 1, path
        assert 'href="#isi"' in html, path
        assert re.search(r'<html lang="(id|en)">', html), path


def test_stylesheets_keep_their_budgets():
    assert len(stylesheet("public").encode()) <= 4 * KB
    assert len(stylesheet("working").encode()) <= 6 * KB
