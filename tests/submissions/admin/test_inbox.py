"""The office's inbox on the first page of the admin."""

import pytest
from django.urls import reverse

from submissions.models import InboxMessage
from submissions.notifications import tell
from submissions.services import sending
from tests.submissions import texts

pytestmark = pytest.mark.django_db


def home(cast, name: str) -> str:
    return cast.client(name).get(reverse("wagtailadmin_home")).content.decode()


def test_an_editor_reads_what_she_was_told_and_finds_the_text(cast):
    text = texts.with_editors(cast, title="Kipas menyala lagi")
    tell("second_editor", text, [cast.maya])
    page = home(cast, "maya")
    assert "menunggu redaksi" in page and "Kipas menyala lagi" in page


def test_a_manager_is_told_that_a_text_is_late_but_not_which(cast):
    text = texts.sent(cast, title="RAHASIA")
    tell("found_no_reader", text, [cast.rini])
    page = home(cast, "rini")
    assert "tiga hari belum mendapat pembaca" in page
    assert "RAHASIA" not in page


def test_what_was_read_is_gone(cast):
    tell("second_editor", texts.with_editors(cast), [cast.maya])
    client = cast.client("maya")
    last = InboxMessage.objects.filter(user=cast.maya).first()
    client.post(reverse("submissions:read_inbox"), {"sampai": last.pk, "dari": "office"})
    assert "menunggu redaksi" not in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize(("name", "page"), [("maya", "wagtailadmin_home"), ("ratna", "submissions:queue")])
def test_the_headline_is_the_one_that_was_sent_and_not_what_the_author_writes_now(cast, name, page):
    text = texts.with_editors(cast, title="Kipas menyala lagi")
    tell("second_editor", text, [cast.maya, cast.ratna])
    sending.take_back(submission=text, author=cast.siti)
    texts.rewrite(text, title="RAHASIA yang belum dikirim")
    seen = cast.client(name).get(reverse(page)).content.decode()
    assert "Kipas menyala lagi" in seen.replace("\u00a0", " ") and "RAHASIA" not in seen
