"""Sheets that could not be made stand before the editors: on their first page, and on a page with a button."""

import html

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.models import City
from jobs.models import Job, JobState
from jobs.runner import drain
from printing.models import BulletinSheet, Poster, PosterState
from printing.services import bulletins
from printing.services.retrying import try_again
from tests.printing.publishing import FIELDS, correct, poster, printed, publish, withdraw

pytestmark = pytest.mark.django_db
PAGE = "/cetak/gagal/"
HOME = "/redaksi/"


def failed(**changes):
    """An article whose six posters all failed, and not for a reason of theirs: without drawing them."""
    page = publish(**changes)
    ended = {"state": JobState.QUARANTINED, "attempts": 3, "finished_at": page.first_published_at}
    Job.objects.filter(state=JobState.QUEUED, kind="printing.render_poster").update(error="missing_glyph:𐎀 paragraph 2", **ended)
    return page


def page(client, address=PAGE):
    return html.unescape(client.get(address).content.decode())


def test_the_editors_first_page_says_what_failed_and_why(cast):
    article, maya = failed(), cast.client("maya")
    for address in (HOME, PAGE):
        told = page(maya, address)
        assert FIELDS["title"] in told and "Paragraf 2" in told and "𐎀" in told
        assert "A3 · A3 dari lembar A4" in told
        assert told.count(f'value="poster-{article.pk}"') == 1  # one cause, one button
    assert "gagal dibuat" not in page(cast.client("agus"), HOME)


def test_in_the_language_of_the_editor(cast):
    failed()
    cast.maya.language = "en"
    cast.maya.save()
    assert "Paragraph 2 holds a character" in page(cast.client("maya"))


def test_nothing_is_said_while_nothing_has_failed(cast):
    printed()
    assert "gagal dibuat" not in page(cast.client("maya"), HOME)
    assert "Semua lembar sudah jadi." in page(cast.client("maya"))


def test_only_what_readers_are_offered_now_is_listed(cast):
    corrected, withdrawn, maya = failed(title="Naskah satu"), failed(title="Naskah dua"), cast.client("maya")
    assert "Naskah satu" in page(maya) and "Naskah dua" in page(maya)
    correct(corrected, title="Naskah satu")
    withdraw(withdrawn)
    assert "Semua lembar sudah jadi." in page(maya)


def test_pressed_twice_it_is_tried_once_and_the_page_follows_it(cast):
    article, maya = failed(), cast.client("maya")
    for _twice in range(2):
        answer = maya.post(PAGE, {"apa": f"poster-{article.pk}"})
        assert answer.status_code == 303
    assert Job.objects.filter(kind="printing.render_poster").count() == 6
    waiting = page(maya, answer.headers["Location"])
    assert "Sedang dicoba lagi." in waiting and 'http-equiv="refresh"' in waiting and FIELDS["title"] not in waiting
    drain()
    assert poster(article).is_ready
    assert "Sudah jadi." in page(maya, answer.headers["Location"])


def test_a_bulletin_leads_to_where_it_is_put_together(cast):
    city, article, maya = City.objects.get(slug="semarang"), publish(is_told=False), cast.client("maya")
    bulletin = bulletins.start_bulletin(city=city, week=timezone.localdate(), by=cast.maya)
    bulletins.add_article(bulletin=bulletin, article=article, by=cast.maya)
    bulletins.publish_bulletin(bulletin=bulletin, by=cast.maya, at=timezone.now())
    Job.objects.filter(kind="printing.render_bulletin_sheet").update(
        state=JobState.QUARANTINED, attempts=3, error="RenderingFailed (f, line 3)"
    )
    told = page(maya)
    assert "sebabnya bukan naskahnya" in told and "RenderingFailed" not in told
    assert reverse("printing:arrange", args=[bulletin.city.slug, bulletin.week_starts_on.isoformat()]) in told
    maya.post(PAGE, {"apa": f"buletin-{bulletin.pk}"})
    assert {sheet.state for sheet in BulletinSheet.objects.all()} == {PosterState.BEING_MADE}


def test_only_editors_may_try_again(cast):
    article = failed()
    for who in (cast.agus, cast.dewi, cast.rini):
        with pytest.raises(PermissionDenied):
            try_again(rows=Poster.objects.filter(article=article), by=who)


def test_number_of_queries_does_not_grow_with_what_failed(cast):
    maya = cast.client("maya")

    def queries():
        with CaptureQueriesContext(connection) as counted:
            maya.get(PAGE)
        return len(counted)

    failed(title="Pertama")
    first = queries()
    for number in range(3):
        failed(title=f"Berikut {number}")
    assert queries() == first
