"""Trap G15: Wagtail's rich text is unusable on many phones. Ours is a plain box; the server makes clean blocks of what was typed."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.rich_text import get_rich_text_editor_widget

from submissions.models import Submission
from tests.submissions.views.forms import form_of, send

pytestmark = pytest.mark.django_db

TYPED = """## Kipas menyala lagi
Baris  pertama\u200b dengan \u202eblanko.
> Kami menunggu lama
- tali
- helm
\\# bukan subjudul
<b onclick="x()">tebal</b> & tajam"""


def test_stock_rich_text_is_a_hidden_field_that_only_a_script_can_fill():
    widget = get_rich_text_editor_widget("default", features=["h2", "ul"])
    assert re.search(r'<input[^>]*type="hidden"', widget.render("body", None))
    assert any("draftail" in str(script) for script in widget.media._js)


def written(siti: Client) -> Submission:
    page = siti.get(reverse("submissions:new") + "?cara=bebas")
    send(siti, page, "/baru/", reverse("submissions:new"), title="Kipas", body=TYPED, do="save")
    return Submission.objects.get()


def test_the_writers_form_is_a_plain_box_that_needs_no_script(cast):
    page = cast.client("siti").get(reverse("submissions:new") + "?cara=bebas").content.decode()
    assert re.search(r'<textarea id="f-body" name="body"', page)
    assert "contenteditable" not in page
    scripts = re.findall(r"<script[^>]*>", page)
    assert len(scripts) == 2, "the four buttons and what saves while she writes, and nothing else"
    assert all("defer" in script for script in scripts)
    assert re.search(r'id="tanda".*##.*&gt;.*-', page), "the marks are explained for those who type them"


def blocks_of(text: Submission) -> list[tuple]:
    return [(block["type"], block["value"]) for block in text.body.raw_data]


def test_what_was_typed_becomes_clean_blocks(cast):
    blocks = blocks_of(written(cast.client("siti")))
    assert [kind for kind, _value in blocks] == ["heading", "paragraph", "quote", "list", "paragraph", "paragraph"]
    assert blocks[0][1] == "Kipas menyala lagi"
    assert blocks[1][1] == "Baris pertama dengan blanko."
    assert [item["value"] for item in blocks[3][1]] == ["tali", "helm"]
    assert blocks[4][1] == "# bukan subjudul"
    assert blocks[5][1] == '<b onclick="x()">tebal</b> & tajam', "text, never markup: it is escaped wherever it is shown"


def test_the_box_gives_back_what_was_typed_and_shows_no_markup_as_markup(cast):
    siti = cast.client("siti")
    text = written(siti)
    form = form_of(siti.get(reverse("submissions:edit", args=[text.public_id])), "/ubah/")
    siti.post(reverse("submissions:edit", args=[text.public_id]), form | {"do": "save"})
    assert blocks_of(text) == blocks_of(Submission.objects.get())
    assert "<b onclick" not in siti.get(reverse("submissions:text", args=[text.public_id])).content.decode()
