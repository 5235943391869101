from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache

from cms import extension_points
from cms.models import City
from printing import fitting
from printing.errors import RenderingFailed
from printing.fitting import fit
from tests.printing.publishing import PARAGRAPHS, printed, publish

pytestmark = pytest.mark.django_db


def test_short_text_fits_on_one_sheet():
    told = fit(publish())
    assert told.sheets == 1
    assert told.body_pt >= 14
    assert told.sentence == f"Muat pada {told.body_pt:g} pt di satu lembar A3."


def test_long_text_is_told_to_take_sheets():
    body = [("paragraph", f"{number}. {PARAGRAPHS[0] * 4}") for number in range(30)]
    told = fit(publish(body=body))
    assert told.sheets > 1
    assert told.sentence.startswith(f"{told.sheets} lembar A3")


def test_editor_is_told_that_the_photo_is_too_small_to_lead(small_photo):
    told = fit(publish(lead_photo=small_photo))
    assert told.warnings == ("Lebar foto kurang dari 800 piksel, jadi tidak menjadi foto utama.",)
    assert told.warnings[0] in extension_points.first_answer(extension_points.POSTER_FIT, publish(lead_photo=small_photo, title="Lain"))


def test_empty_text_is_told_what_is_missing():
    told = fit(publish(body=[]))
    assert (told.sheets, told.sentence) == (0, "Naskah ini kosong.")


def test_text_that_is_looked_at_again_is_not_drawn_again(monkeypatch):
    article = publish()
    first = fit(article)
    monkeypatch.setattr(fitting, "draw", None)
    assert fit(article) == first
    cache.clear()


def test_helper_that_dies_does_not_break_the_editors_page(monkeypatch):
    def die(*args):
        raise RenderingFailed("crashed")

    monkeypatch.setattr(fitting, "draw", die)
    assert fit(publish()).sentence == "Poster belum bisa dicoba saat ini."


def test_editors_desk_asks_through_the_hook():
    assert extension_points.first_answer(extension_points.POSTER_FIT, publish()).startswith("Muat pada")


def test_rehearsal_gets_the_file_once_it_is_made():
    article = publish()
    assert extension_points.first_answer(extension_points.ARTICLE_POSTER, article, "a3") is None
    article = printed(title="Lain")
    file = extension_points.first_answer(extension_points.ARTICLE_POSTER, article, "a3")
    assert file.sheet_count == 1
    assert len(file.read()) == file.size_bytes
    assert Path(file.path).read_bytes() == file.read()


def test_rehearsal_may_ask_for_another_paper():
    article = printed()
    assert extension_points.first_answer(extension_points.ARTICLE_POSTER, article, "a2") is None
    assert article.posters.filter(paper="a2", job__isnull=False).exists()


def test_rehearsal_is_told_why_there_is_none():
    article = printed(body=[("paragraph", "Huruf 𐎀 ini.")])
    assert "U+10380" in extension_points.first_answer(extension_points.ARTICLE_POSTER, article, "a3").problem
    assert extension_points.first_answer(extension_points.ARTICLE_POSTER, article, "b5").problem


def test_cities_and_front_page_point_to_the_posters():
    publish()
    (link,) = extension_points.collect(extension_points.CITY_LINKS, City.objects.get(slug="semarang"))
    assert link.url == "/cetak/?kota=semarang"
    assert "/cetak/" in [link.url for link in extension_points.collect(extension_points.FRONT_PAGE_LINKS)]
    assert "/cetak/" in extension_points.collect(extension_points.SITEMAP_ADDRESSES)


def test_article_without_a_code_has_no_links():
    assert extension_points.collect(extension_points.ARTICLE_FOOTER_LINKS, SimpleNamespace(short_code="")) == []
