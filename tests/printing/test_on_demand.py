"""Forms that are made when somebody asks, on the page of an article and on that of a bulletin."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.models import Job, JobState
from jobs.runner import drain
from printing import services
from printing.formats import COMMON_SET, Format, poster_formats
from printing.models import Poster, PosterState
from printing.services import making
from tests.printing.publishing import correct, publish, withdraw
from tests.printing.test_views import file_url, page_url, text_of

pytestmark = pytest.mark.django_db
SHAPES = {(paper, sheet) for paper in ("a3", "a2") for sheet in ("", "a4", "f4")} | {(paper, "") for paper in ("a4", "f4", "a4s", "f4s")}


def ask(client, article, form: str, edge: str = "5"):
    return client.post(page_url(article), {"bentuk": form, "tepi": edge})


def without_common_set(**changes):
    """An article of whose posters none waits."""
    return publish(is_told=False, **changes)


def row_of(article, wanted: Format) -> Poster:
    return Poster.objects.select_related("job").in_format(wanted).get(article=article)


@pytest.mark.parametrize("wanted", [Format("a2"), Format("a3", "a4", edge_mm=7), Format("a4s"), Format("f4", mono=True)], ids=str)
def test_what_is_asked_for_is_made_and_offered(client, wanted):
    article = without_common_set()
    response = ask(client, article, Format(wanted.paper, wanted.sheet, wanted.mono).file_name, str(wanted.edge_mm))
    assert (response.status_code, response["Location"]) == (303, f"{page_url(article)}?bentuk={wanted.file_name}")
    waiting = text_of(client.get(response["Location"]))
    assert "Sedang dibuat: " in waiting
    assert f'<meta http-equiv="refresh" content="3;url=?muat=1&amp;bentuk={wanted.file_name}">' in waiting
    drain()
    ready = text_of(client.get(response["Location"]))
    assert "Sudah jadi:" in ready
    assert "http-equiv" not in ready
    assert file_url(article, wanted.file_name) in ready
    assert client.get(file_url(article, wanted.file_name))["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("edge_mm", [5, 7])
def test_every_form_is_offered_in_colour_and_as_ink_saver(edge_mm):
    offered = poster_formats(edge_mm)
    assert {(each.paper, each.sheet) for each in offered} == SHAPES
    assert len(offered) == len(set(offered)) == 2 * len(SHAPES)
    assert {replace(each, mono=not each.mono) for each in offered} == set(offered)


def test_reading_never_asks(client):
    article = without_common_set()
    for address in (page_url(article), f"{page_url(article)}?bentuk=a2.pdf", file_url(article, "a2.pdf")):
        client.get(address)
        client.head(address)
    assert not Poster.objects.exists()


def test_file_that_nobody_asked_for_leads_to_the_button(client):
    article = without_common_set()
    response = client.get(file_url(article, "a2.pdf"))
    assert (response.status_code, response["Location"]) == (303, f"{page_url(article)}?bentuk=a2.pdf")
    text = text_of(client.get(response["Location"]))
    assert "Belum dibuat: A2." in text
    assert '<input type="hidden" name="bentuk" value="a2.pdf">' in text


def test_lists_show_what_was_asked_for(client):
    text = text_of(client.get(f"{page_url(without_common_set())}?bentuk=a2-f4-tepi7-hemat.pdf"))
    assert '<option value="a2-f4-hemat.pdf" selected>' in text
    assert '<option value="7" selected>' in text
    assert text.count(" selected>") == 2


def test_asking_needs_no_cookie_and_gives_none(client):
    client.handler.enforce_csrf_checks = True
    response = ask(client, without_common_set(), "a2.pdf")
    assert response.status_code == 303
    assert not response.cookies


def test_asking_twice_is_one_poster_and_one_job(client):
    article = without_common_set()
    for _press in range(3):
        ask(client, article, "a2.pdf")
    assert article.posters.count() == 1
    assert Job.objects.filter(kind=services.RENDER_KIND).count() == 1


def test_asking_for_a_finished_one_leads_to_the_file(client):
    article = without_common_set()
    ask(client, article, "a2.pdf")
    drain()
    assert ask(client, article, "a2.pdf")["Location"] == file_url(article, "a2.pdf")


def test_edge_counts_only_where_a_poster_is_cut_up(client):
    article = without_common_set()
    ask(client, article, "a2.pdf", "7")
    assert article.posters.get().format == Format("a2")


@pytest.mark.parametrize(("form", "edge"), [("", "5"), ("a9.pdf", "5"), ("a3-a4.pdf", "9"), ("a3-a4.pdf", "x"), ("../a3.pdf", "5")])
def test_forms_that_do_not_exist_are_refused_with_a_sentence(client, form, edge):
    response = ask(client, without_common_set(), form, edge)
    assert response.status_code == 400
    assert "Pilih bentuk dari daftar." in text_of(response)
    assert not Poster.objects.exists()


def test_text_that_cannot_be_printed_is_told_in_a_sentence(client):
    article = without_common_set(body=[("paragraph", "Huruf 𐎀 ini.")])
    ask(client, article, "a2.pdf")
    drain()
    text = text_of(client.get(f"{page_url(article)}?bentuk=a2.pdf"))
    assert "Tidak bisa dibuat: A2." in text
    assert "U+" not in text
    assert row_of(article, Format("a2")).state == PosterState.FAILED


def test_readers_cannot_fill_the_queue(client, monkeypatch):
    monkeypatch.setattr(making, "MOST_ON_DEMAND", 3)
    article = without_common_set()
    wanted = [each for each in poster_formats() if each not in COMMON_SET]
    answers = [ask(client, article, each.file_name) for each in wanted[:5]]
    assert [answer.status_code for answer in answers] == [303, 303, 303, 503, 503]
    assert "Coba lagi sebentar lagi." in text_of(answers[3])
    assert answers[3]["Retry-After"] == "60"
    assert ask(client, article, wanted[0].file_name).status_code == 303  # what waits already costs nothing
    assert Job.objects.filter(state=JobState.QUEUED, kind=services.RENDER_KIND).count() == 3
    publish(title="Baru")  # publications do not stand in that line
    assert Job.objects.filter(state=JobState.QUEUED, kind=services.RENDER_KIND).count() == 3 + len(COMMON_SET)


def test_withdrawn_article_is_asked_for_in_vain(client):
    article = without_common_set()
    ask(client, article, "a2.pdf")
    withdraw(article)
    assert ask(client, article, "a2.pdf").status_code == 410
    drain()
    assert row_of(article, Format("a2")).state == PosterState.GONE
    assert client.get(file_url(article, "a2.pdf")).status_code == 410


def test_correction_takes_what_was_asked_for_away(client):
    article = without_common_set()
    ask(client, article, "a4.pdf")
    drain()
    correct(article, standfirst="Yang benar 86.")
    assert "Belum dibuat: A4." in text_of(client.get(f"{page_url(article)}?bentuk=a4.pdf"))


def test_files_that_readers_asked_for_long_ago_are_forgotten(client, lying_files):
    article = without_common_set()
    services.request_poster(article=article, revision=article.live_revision)
    ask(client, article, "a4.pdf")
    drain()
    Poster.objects.update(rendered_at=timezone.now() - timedelta(days=61))
    services.sweep_files()
    drain()
    assert row_of(article, Format("a4")).state == PosterState.GONE
    assert row_of(article, Format("a3")).is_ready
    assert len(lying_files()) == 1
    assert ask(client, article, "a4.pdf").status_code == 303
    drain()
    assert row_of(article, Format("a4")).is_ready


def test_poster_of_an_older_layout_is_offered_until_the_new_one_is_made(client, lying_files, monkeypatch):
    article = without_common_set()
    services.request_poster(article=article, revision=article.live_revision)
    drain()
    old = row_of(article, Format())
    monkeypatch.setattr("printing.services.posters.TEMPLATE_VERSION", old.template + 1)
    assert services.request_on_demand(article=article, wanted=Format()) == old
    new = services.request_poster(article=article, revision=article.live_revision)
    assert file_url(article) in text_of(client.get(page_url(article)))
    Poster.objects.filter(pk=old.pk).update(file="posters/old.pdf")  # another layout would have given another file
    drain()
    new.refresh_from_db()
    old.refresh_from_db()
    assert (new.is_ready, old.state) == (True, PosterState.GONE)
