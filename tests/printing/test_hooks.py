from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from pypdf import PdfReader

from cms import extension_points
from cms.models import City
from jobs.runner import drain
from printing import fitting, services
from printing.errors import RenderingFailed
from printing.fitting import fit
from printing.formats import Format
from printing.hooks import article_footer_links
from printing.sentences import WARNINGS, warning_sentence
from tests.printing.publishing import PARAGRAPHS, printed, publish, withdraw

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
    on_papers = extension_points.first_answer(extension_points.POSTER_FIT, publish(lead_photo=small_photo, title="Lain"))
    assert told.warnings[0] in on_papers.warnings


def test_empty_text_is_told_what_is_missing():
    told = fit(publish(body=[]))
    assert (told.sheets, told.sentence) == (0, "Naskah ini kosong.")


def test_text_that_is_looked_at_again_is_not_drawn_again(monkeypatch):
    article = publish()
    first = fit(article)
    monkeypatch.setattr(fitting, "draw_at_once", None)
    assert fit(article) == first
    cache.clear()


def test_helper_that_dies_does_not_break_the_editors_page(monkeypatch):
    def die(*args):
        raise RenderingFailed("crashed")

    monkeypatch.setattr(fitting, "draw_at_once", die)
    assert fit(publish()).sentence == "Poster belum bisa dicoba saat ini."


def test_editors_desk_is_told_of_every_paper_and_shown_each():
    article = publish()
    told = extension_points.first_answer(extension_points.POSTER_FIT, article)
    assert [paper.name for paper in told.papers] == ["A3", "A2", "A4", "F4"]
    assert told.papers[0].words.startswith("Muat pada")
    for paper in told.papers:
        shown = extension_points.first_answer(extension_points.POSTER_PREVIEW, article, paper.paper)
        assert (len(PdfReader(BytesIO(shown.read())).pages), shown.problem) == (paper.sheet_count, "")
    assert extension_points.first_answer(extension_points.POSTER_PREVIEW, article, "b5") is None


def test_a_text_that_cannot_be_printed_is_tried_once_and_says_why():
    told = extension_points.first_answer(extension_points.POSTER_FIT, publish(body=[]))
    assert [(paper.name, paper.sheet_count, paper.words) for paper in told.papers] == [("A3", 0, "Naskah ini kosong.")]
    assert extension_points.first_answer(extension_points.POSTER_PREVIEW, publish(body=[]), "a3").problem == "Naskah ini kosong."


def test_the_short_version_that_an_editor_chose_is_one_sheet():
    body = [("paragraph", f"{number}. {PARAGRAPHS[0] * 4}") for number in range(30)]
    assert fit(publish(body=body)).sheets > 1
    assert fit(publish(body=body, poster_is_short=True)).sheets == 1


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
    links = extension_points.collect(extension_points.CITY_LINKS, City.objects.get(slug="semarang"))
    assert {"/cetak/?kota=semarang", "/cetak/buletin/?kota=semarang"} <= {link.url for link in links}
    assert "/cetak/" in [link.url for link in extension_points.collect(extension_points.FRONT_PAGE_LINKS)]
    assert {"/cetak/", "/cetak/buletin/"} <= set(extension_points.collect(extension_points.SITEMAP_ADDRESSES))


def test_article_without_a_code_has_no_links():
    assert article_footer_links(SimpleNamespace(short_code="")) == []


def test_what_readers_asked_for_does_not_lengthen_the_article_page():
    article = printed()
    before = extension_points.collect(extension_points.ARTICLE_FOOTER_LINKS, article)
    for wanted in (Format("a2"), Format("a3", "a4", edge_mm=7), Format("a4s")):
        services.request_on_demand(article=article, wanted=wanted)
    assert extension_points.collect(extension_points.ARTICLE_FOOTER_LINKS, article) == before
    drain()
    assert extension_points.collect(extension_points.ARTICLE_FOOTER_LINKS, article) == before
    assert before[-1].url == f"/cetak/{article.short_code.lower()}/"


def test_notice_in_place_of_a_withdrawn_story_leads_to_another_sheet_and_to_the_desk(client):
    article = publish()
    withdraw(article)
    answer = client.get(f"/p/{article.short_code.lower()}/")
    shown = answer.content.decode()
    assert answer.status_code == 410
    for address in ("/cetak/buletin/?kota=semarang", "/cetak/meja/?kota=semarang"):
        assert f'href="{address}"' in shown
        assert client.get(address).status_code in (200, 302)


@pytest.mark.parametrize("code", sorted(WARNINGS))
def test_every_warning_is_a_sentence(code):
    told = warning_sentence(f"{code}:3")
    assert code not in told and "%(" not in told
