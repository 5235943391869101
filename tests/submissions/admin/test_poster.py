"""Before she approves, an editor sees how the text will hang on a wall, and may choose the short version."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from cms.models import ArticlePage
from submissions.content import content_sha256
from submissions.services import editing
from submissions.states import State, standing_of
from tests.submissions import texts
from tests.submissions.views.forms import words_of

pytestmark = pytest.mark.django_db


def poster(client, text, paper="a3"):
    return client.get(reverse("editors:poster", args=[text.pk, paper]))


def test_the_desk_tells_every_paper_and_links_to_the_poster(cast):
    text = texts.claimed_by_editor(cast)
    page = cast.client("maya").get(reverse("editors:edit", args=[text.pk]))
    assert "Muat pada" in words_of(page)
    for paper in ("a3", "a2", "a4", "f4"):
        assert reverse("editors:poster", args=[text.pk, paper]) in page.content.decode()


def test_the_poster_is_a_pdf_that_nobody_stores(cast):
    text = texts.claimed_by_editor(cast, title="Kipas menyala lagi")
    answer = poster(cast.client("maya"), text)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")
    words = " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
    assert "Kipas menyala lagi" in words
    assert "Pratinjau" in words
    assert poster(cast.client("maya"), text, "b5").status_code == 404


@pytest.mark.parametrize("who", ["siti", "ratna", "budi", "rini", "agus", "nobody"])
def test_only_who_may_read_the_text_at_the_desk_sees_it(cast, who):
    text = texts.claimed_by_editor(cast)
    answer = poster(cast.client(who), text)
    assert answer.status_code != 200 or answer["Content-Type"] != "application/pdf"


def test_what_only_mentors_have_seen_is_no_poster_for_editors(cast):
    assert poster(cast.client("maya"), texts.claimed_by_mentor(cast)).status_code == 404


class TestShortVersion:
    def chosen(self, cast):
        text = texts.claimed_by_editor(cast)
        base = text.latest_revision_id
        editing.edit_as_editor(submission=text, editor=cast.maya, base_id=base, changes={"poster_is_short": True})
        return texts.fresh(text)

    def test_it_is_published_without_asking_the_author(self, cast):
        text = texts.approve(self.chosen(cast), cast.maya)
        assert standing_of(text).state == State.PUBLISHED
        assert ArticlePage.objects.get().poster_is_short
        assert ArticlePage.objects.get().live_revision.as_object().poster_is_short

    def test_it_belongs_to_what_was_judged(self, cast):
        text = self.chosen(cast)
        content = text.latest_revision.content
        assert content_sha256(content) != content_sha256(content | {"poster_is_short": False})
        older = {name: value for name, value in content.items() if name != "poster_is_short"}
        assert content_sha256(older) == content_sha256(content | {"poster_is_short": False}), "texts judged before there was a choice"

    def test_the_author_cannot_choose_it_and_does_not_lose_it(self, cast):
        text = texts.approve(self.chosen(cast), cast.maya)
        page = cast.client("siti").get(reverse("submissions:edit", args=[text.public_id])).content.decode()
        assert "poster_is_short" not in page
        assert texts.rewrite(text, title="Judul koreksi").latest_revision.content["poster_is_short"]
