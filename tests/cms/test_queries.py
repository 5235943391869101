"""How often public pages ask the database."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.cms import ArticlePageFactory, CityFactory, TopicFactory

pytestmark = pytest.mark.django_db


def queries_of(client, path):
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured]


def write_news(count: int) -> None:
    city, topic = CityFactory(), TopicFactory()
    for number in range(count):
        page = ArticlePageFactory(city=city, first_published_at=datetime(2026, 1, 1, number % 24, tzinfo=UTC))
        page.topics.set([topic])
        page.save()


LISTS = ["/", "/berita/", "/kota/", "/kota/karawang/", "/topik/upah/", "/cari/?q=helm", "/feed/", "/sitemap.xml"]


@pytest.mark.parametrize("path", LISTS)
def test_lists_cost_the_same_with_few_and_many_articles(client, site, path):
    write_news(12)
    few = queries_of(client, path)
    write_news(40)
    many = queries_of(client, path)
    assert len(few) == len(many) <= 8


def test_article_costs_at_most_eight_queries(client, longest_article):
    queries = queries_of(client, longest_article.get_absolute_url())
    assert len(queries) <= 8
    assert max(Counter(queries).values()) == 1


def test_standing_page_costs_at_most_twelve_queries(client, site):
    assert len(queries_of(client, "/tentang/")) <= 12


@pytest.mark.parametrize("path", ["/p/", "/sehat/", "/robots.txt"])
def test_pages_without_news_cost_none(client, site, path):
    assert queries_of(client, path) == []
