"""Queries, bytes, headers."""

import gzip
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.roles import Role
from people.services import create_person
from submissions.models import InboxMessage, ReviewTaskState
from submissions.notifications import MESSAGES
from submissions.services import claims, commenting, photos, writing
from submissions.text import parse_lines
from tests.cast import add_member
from tests.cms.photos.pictures import saved, two_halves
from tests.submissions import texts

from .test_journey import at

pytestmark = pytest.mark.django_db
QUERIES_MAX, GZIP_MAX = 15, 12 * 1024
LONG = "\n\n".join(
    "Kami menghitung jam dinding selama lima hari, lalu menulisnya di buku kecil yang disimpan di loker. " * 4 for _n in range(30)
)


def queries(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(captured) <= QUERIES_MAX, "\n".join(query["sql"][:200] for query in captured)
    return len(captured)


def more_texts(cast, count) -> None:
    """Of many authors, in many states, all in one class."""
    for number in range(count):
        author = create_person(display_name=f"Penulis {number}", phone=f"0861 {uuid.uuid4().int % 10**8:08}")
        add_member(author, Role.TRAINEE, "semarang")
        saved_text = writing.start_draft(author=author, client_id=uuid.uuid4(), fields=texts.fields(title=f"Tulisan {number}"))
        texts.send(saved_text.submission, author)


def test_my_texts_asks_the_same_number_of_queries_for_three_and_twelve_texts(cast):
    siti = cast.client("siti")
    for make in (texts.needs_changes, texts.draft, texts.published):
        make(cast)
    few = queries(siti, at("my_texts"))
    for _round in range(3):
        for make in (texts.needs_changes, texts.draft, texts.published):
            make(cast)
    assert queries(siti, at("my_texts")) == few


def test_the_queue_asks_the_same_number_of_queries_for_three_and_twelve_texts(cast):
    more_texts(cast, 3)
    ratna = cast.client("ratna")
    few = queries(ratna, at("queue"))
    more_texts(cast, 9)
    assert queries(ratna, at("queue")) == few


def with_photo(text, author):
    data = SimpleUploadedFile("a.jpg", saved(two_halves(), "JPEG"))
    photos.add_photo(submission=texts.fresh(text), author=author, client_id=uuid.uuid4(), upload=data, caption="Loker", alt="Loker")
    return texts.fresh(text)


def second_version(cast):
    """With a photo, notes on every paragraph, a private note, a late copy: the most that a page can hold."""
    text = with_photo(texts.draft(cast, body=LONG), cast.siti)
    text = texts.submit(text)
    claims.claim(submission=text, user=cast.ratna)
    notes = [commenting.ParagraphNote(block["id"], n, f"Catatan {n}") for n, block in enumerate(texts.fresh(text).body.raw_data, 1)]
    commenting.save_comments(submission=text, user=cast.ratna, notes=notes, rubric=texts.RUBRIC_LINES, praise="Kuat.", todo="Kapan?")
    text = texts.judge(text, cast.ratna, "reject", comment="Kapan?")
    lines = tuple(parse_lines(LONG.replace("lima hari", "enam hari")))
    fields = texts.fields(body=LONG.replace("lima hari", "enam hari"))
    assert fields.lines == lines
    writing.save_draft(submission=text, author=cast.siti, client_id=uuid.uuid4(), base_id=text.latest_revision_id, fields=fields)
    return texts.fresh(text)


def test_each_page_of_a_text_keeps_its_queries_and_its_weight(cast):
    siti, ratna = cast.client("siti"), cast.client("ratna")
    text = second_version(cast)
    side = writing.save_draft(submission=text, author=cast.siti, client_id=uuid.uuid4(), base_id=None, fields=texts.fields()).side_draft
    pages = [(siti, at("text", text.public_id)), (siti, at("edit", text.public_id)), (siti, at("photo", text.public_id))]
    pages += [(siti, at("side_draft", text.public_id, side.public_id)), (siti, at("new")), (siti, at("new") + "?cara=bebas")]
    pages += [(siti, at("send", text.public_id))]
    for client, address in pages:
        queries(client, address)
        assert weight(client, address) <= GZIP_MAX, address
    texts.submit(text)
    claims.claim(submission=text, user=cast.ratna)
    commenting.add_note(submission=text, user=cast.ratna, text="Hati-hati.")
    for client, address in ((ratna, at("review", text.public_id)), (siti, at("text", text.public_id)), (ratna, at("queue"))):
        queries(client, address)
        assert weight(client, address) <= GZIP_MAX, address


def weight(client, address) -> int:
    return len(gzip.compress(client.get(address).content, 6))


@pytest.mark.parametrize("make", [texts.confirming, texts.published, texts.withdrawn, texts.scheduled, texts.in_correction])
def test_later_states_keep_their_queries_too(cast, make):
    text = make(cast)
    queries(cast.client("siti"), at("text", text.public_id))
    queries(cast.client("ratna"), at("review", text.public_id))
    queries(cast.client("siti"), at("my_texts"))


def test_pages_are_never_stored_nor_indexed_and_speak_the_users_language(cast):
    cast.siti.language = "en"
    cast.siti.save()
    answer = cast.client("siti").get(at("new"))
    assert answer["Cache-Control"] == "no-store" and "noindex" in answer["X-Robots-Tag"]
    assert '<html lang="en">' in answer.content.decode() and "Six questions" in answer.content.decode()
    assert '<html lang="id">' in cast.client("ratna").get(at("queue")).content.decode()


def test_nobody_is_called_late(cast):
    texts.sent(cast, title="Loker dibongkar")
    ReviewTaskState.objects.update(due_at=timezone.now() - timedelta(days=3))
    page = cast.client("siti").get(at("my_texts")).content.decode()
    assert "terlambat" not in page and "masih" in page


def test_every_message_kind_has_words(cast):
    text = texts.sent(cast)
    InboxMessage.objects.all().delete()
    for kind in MESSAGES:
        InboxMessage.objects.create(user=cast.siti, submission=text, kind=kind)
    assert cast.client("siti").get(at("my_texts")).status_code == 200
