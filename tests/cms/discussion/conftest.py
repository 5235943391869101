"""A public article with three questions, and a browser's form for it."""

import html
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from cms.discussion.models import Answer
from cms.discussion.services import submit_answer
from cms.models import ArticlePage
from tests.cast import Cast, make_cast
from tests.factories.cms import ArticlePageFactory, CityFactory

QUESTIONS = {"question_1": "Siapa yang memerintah lembur?", "question_2": "Apakah jamnya tercatat?", "question_3": "Apa langkah kita?"}
NOW = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def clock(monkeypatch):
    """Time that passes only when a test says so."""
    return Clock(monkeypatch)


class Clock:
    def __init__(self, monkeypatch) -> None:
        self.now = NOW
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)

    def passes(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture(scope="module")
def programme(django_db_setup, django_db_blocker) -> Iterator[Cast]:
    """Set up once for a module; what a test does on it is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_cast()
        transaction.set_rollback(True)


@pytest.fixture
def cast(programme, db) -> Cast:
    return programme


@pytest.fixture
def article(cast) -> ArticlePage:
    return ArticlePageFactory(title="Lembur dibayar", city=CityFactory(name="Semarang"), **QUESTIONS)


def answer_to(article: ArticlePage, words: str = "Lewat grup WA, jam tiga sore.", number: int = 1, **facts) -> Answer:
    """One that waits."""
    facts = {"source": "web", "client_id": uuid.uuid4(), "at": NOW} | facts
    return submit_answer(article=article, question_number=number, words=words, **facts)


def accepted(article: ArticlePage, words: str = "Lewat grup WA, jam tiga sore.", number: int = 1, **facts) -> Answer:
    """One that readers see; accepted by nobody in particular."""
    answer = answer_to(article, words, number, **facts)
    Answer.objects.filter(pk=answer.pk).update(state="accepted", decided_on=answer.received_on)
    answer.refresh_from_db()
    return answer


@dataclass
class Reader:
    """Somebody's browser without cookies, at the form of one article."""

    article: ArticlePage
    client: Client
    clock: Clock
    token: str = ""

    @property
    def path(self) -> str:
        return f"/p/{self.article.short_code.lower()}/jawab/"

    def opens(self, query: str = "") -> str:
        return self._read(self.client.get(self.path + query))

    def sends(self, words: str = "Lewat grup WA.", question: str = "1", seconds: float = 30, **fields):
        """The answer to the form, after so many seconds; a page that comes back is the next form."""
        self.clock.passes(seconds=seconds)
        data = {"token": self.token, "words": words, "question": question} | fields
        response = self.client.post(self.path, {name: value for name, value in data.items() if value is not None})
        if response.status_code != 303:
            self._read(response)
        return response

    def _read(self, response) -> str:
        page = response.content.decode()
        if found := re.search(r'name="token" value="([^"]+)"', page):
            self.token = html.unescape(found[1])
        return page


@pytest.fixture
def reader(article, clock) -> Reader:
    reader = Reader(article, Client(enforce_csrf_checks=True), clock)
    reader.opens()
    return reader
