from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from wagtail.models import Revision

from cms.models import ArticlePage, City
from printing.bulletin_content import bulletin_content
from printing.content import draft_content, poster_content
from printing.layout import Block
from printing.models import Bulletin
from tests.printing.publishing import PARAGRAPHS, QUOTE, correct, publish

pytestmark = pytest.mark.django_db


def content_of(page: ArticlePage):
    page = ArticlePage.objects.get(pk=page.pk)
    return poster_content(page, page.live_revision)


def test_every_block_stands_there_once_and_in_order():
    assert content_of(publish()).blocks == (
        Block("paragraph", PARAGRAPHS[0]),
        Block("heading", "Dimulai dari satu buku"),
        Block("paragraph", PARAGRAPHS[1]),
        Block("paragraph", QUOTE),
        Block("list_item", "Tulis hari itu juga."),
        Block("list_item", "Simpan di dua tempat."),
        Block("paragraph", PARAGRAPHS[2]),
    )


def test_first_quote_is_set_large_and_stays_in_the_text():
    content = content_of(publish(body=[("quote", QUOTE), ("quote", "“Yang kedua.”")]))
    assert content.quote == QUOTE
    assert content.blocks == (Block("paragraph", QUOTE), Block("quote", "“Yang kedua.”"))


def test_long_quote_stays_where_it_is():
    content = content_of(publish(body=[("quote", "kata " * 41)]))
    assert (content.quote, content.blocks[0].kind) == ("", "quote")


def test_text_without_a_quote_has_none():
    assert content_of(publish(body=[("paragraph", "Tanpa kutipan.")])).quote == ""


def test_head_of_the_sheet_comes_from_the_edition():
    content = content_of(publish())
    assert (content.masthead, content.city, content.city_colour) == ("Warta Buruh", "Semarang", "#aa1e16")
    assert content.headline == "Lembur 86 penjahit akhirnya dibayar"
    assert content.standfirst.startswith("Slip gaji")
    assert content.published_on == timezone.localdate()
    assert content.edition == 1
    assert len(content.questions) == 3


def test_text_of_no_city_has_no_colour():
    content = content_of(publish(city=""))
    assert (content.city, content.city_colour) == ("", "")


def test_address_is_the_short_one_and_never_the_callers(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://wartaburuh.example"
    page = publish()
    content, code = content_of(page), page.code.code
    assert content.address == f"https://wartaburuh.example/p/{code.lower()}/"
    assert content.typed_address == f"wartaburuh.example/p/{code.lower()}"
    assert content.code == code


def test_byline_is_the_one_of_today():
    page = publish(byline="Buruh garmen")
    page.byline.words = "Pekerja"
    page.byline.save()
    assert content_of(page).byline == "Pekerja"


def test_correction_raises_the_edition():
    page = correct(publish(), standfirst="Yang benar 86.")
    content = content_of(page)
    assert (content.edition, content.standfirst) == (2, "Yang benar 86.")


def test_photos_come_as_the_bytes_that_the_door_made(public_photo, admitted):
    body = [("paragraph", "Satu."), ("photo", {"image": public_photo, "caption": "Gerbang", "credit": "Tim Media"})]
    content = content_of(publish(lead_photo=public_photo, lead_caption="Rapat", lead_credit="Tim", body=body))
    assert content.lead_photo.jpeg == admitted.jpeg
    assert (content.lead_photo.caption, content.lead_photo.credit) == ("Rapat", "Tim")
    assert [(photo.caption, photo.credit) for photo in content.photos] == [("Gerbang", "Tim Media")]
    assert content.blocks == (Block("paragraph", "Satu."),)


def test_draft_takes_as_much_room_as_the_article_will(settings):
    page = publish()
    draft, content = draft_content(page, title=page.title), content_of(page)
    assert len(draft.address) == len(content.address)
    assert draft.blocks == content.blocks
    assert draft.byline == content.byline
    assert draft.published_on == date(2026, 9, 30)


def test_day_on_a_sheet_is_that_of_its_city():
    """Half past midnight on Monday in Makassar is Sunday still in Jakarta."""
    moment = datetime(2026, 11, 29, 16, 30, tzinfo=UTC)
    City.objects.filter(slug="semarang").update(time_zone="Asia/Makassar")
    page = publish()
    Revision.objects.filter(pk=page.live_revision_id).update(created_at=moment)
    assert content_of(page).published_on == date(2026, 11, 30)
    bulletin = Bulletin(city=City.objects.get(slug="semarang"), week_starts_on=date(2026, 11, 30), edition=1, published_at=moment)
    bulletin.save()
    assert bulletin_content(bulletin).published_on == date(2026, 11, 30)
