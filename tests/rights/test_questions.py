"""Questions about rights: how they come into the tables, and the pages of readers."""

import gzip
import re
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.models import Topic
from rights.models import RightsQuestion
from rights.questions import shipping
from rights.questions.shipping import ship_questions
from tests.printing.publishing import publish
from tests.rights.questions import SHIPPED, rights_question

DAY = date(2026, 11, 25)
NEXT_YEAR = date(2027, 6, 1)
KB = 1024


def on_day(monkeypatch, day: date) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_args: day)


# Into the tables


@pytest.fixture
def two_texts(db, monkeypatch):
    """Only two texts are shipped, so that a test is quick."""
    Topic.objects.get_or_create(slug="upah", defaults={"name": "Upah"})
    few = {name: SHIPPED[name] for name in ("umk-karawang", "upah-terlambat")}
    monkeypatch.setattr(shipping, "shipped_texts", lambda: few.values())
    ship_questions()
    return few


def test_shipped_texts_are_published_with_their_topic_and_a_second_time_changes_nothing(two_texts):
    before = list(RightsQuestion.objects.order_by("slug").values("slug", "live", "topic__slug", "latest_revision", "last_published_at"))
    assert [(row["slug"], row["live"], row["topic__slug"]) for row in before] == [
        ("umk-karawang", True, "upah"),
        ("upah-terlambat", True, "upah"),
    ]
    ship_questions()
    assert before == list(
        RightsQuestion.objects.order_by("slug").values("slug", "live", "topic__slug", "latest_revision", "last_published_at")
    )


def changed(two_texts, name: str, **content: str) -> None:
    """The next release brings other words under the same name."""
    two_texts[name] = replace(two_texts[name], content=two_texts[name].content | content)


def test_a_text_that_nobody_touched_is_renewed(two_texts):
    changed(two_texts, "umk-karawang", short_answer="Baru: {law:minimum_wage.karawang}.")
    ship_questions()
    question = RightsQuestion.objects.get(slug="umk-karawang")
    assert question.short_answer == "Baru: {law:minimum_wage.karawang}."
    assert question.revisions.count() == 2


def test_the_words_of_an_editor_are_never_overwritten(two_texts):
    question = RightsQuestion.objects.get(slug="umk-karawang")
    question.short_answer = "Kata redaksi: {law:minimum_wage.karawang}."
    question.save_revision().publish()
    changed(two_texts, "umk-karawang", short_answer="Baru.")
    ship_questions()
    assert RightsQuestion.objects.get(slug="umk-karawang").short_answer == "Kata redaksi: {law:minimum_wage.karawang}."


def test_what_an_editor_took_off_or_has_in_hand_is_left_alone(two_texts):
    RightsQuestion.objects.get(slug="umk-karawang").unpublish()
    draft = RightsQuestion.objects.get(slug="upah-terlambat")
    draft.short_answer = "Draf redaksi."
    draft.save_revision()
    for name in two_texts:
        changed(two_texts, name, short_answer="Baru.")
    ship_questions()
    assert not RightsQuestion.objects.get(slug="umk-karawang").live
    assert RightsQuestion.objects.get(slug="upah-terlambat").has_unpublished_changes
    assert not RightsQuestion.objects.filter(short_answer="Baru.").exists()


def test_a_renamed_page_does_not_come_back_under_its_old_address(two_texts):
    question = RightsQuestion.objects.get(slug="umk-karawang")
    question.slug = "umk-kab-karawang"
    question.save_revision().publish()
    ship_questions()
    assert set(RightsQuestion.objects.values_list("slug", flat=True)) == {"umk-kab-karawang", "upah-terlambat"}


def test_an_editors_own_page_keeps_its_address(db, monkeypatch):
    rights_question("umk-karawang")
    monkeypatch.setattr(shipping, "shipped_texts", lambda: [SHIPPED["umk-karawang"]])
    ship_questions()
    assert RightsQuestion.objects.get().shipped_name is None


def test_setup_programme_brings_all_of_them(db):
    call_command("setup_programme")
    assert set(RightsQuestion.objects.public().values_list("slug", flat=True)) == set(SHIPPED)
    for question in RightsQuestion.objects.all():
        question.full_clean()


# Pages


def test_every_page_keeps_its_budget(db, client, django_assert_max_num_queries, monkeypatch):
    on_day(monkeypatch, DAY)
    ship_questions()
    publish()
    for path in [reverse("rights:questions"), *(reverse("rights:question", args=[name]) for name in SHIPPED)]:
        with django_assert_max_num_queries(12):
            answer = client.get(path)
        html = answer.content.decode()
        assert answer.status_code == 200, path
        assert len(gzip.compress(answer.content, 6)) <= 12 * KB, path
        assert not answer.cookies and "<script" not in html and "noindex" not in html, path
        assert html.count("<h1") == 1 and 'rel="canonical" href="http' in html, path
        description = re.search(r'name="description" content="([^"]*)"', html)
        assert description and 60 <= len(description[1]) <= 180, path
        assert "{law" not in html and "{year" not in html, path


def test_a_page_says_answer_law_example_check_and_news(db, client, monkeypatch):
    on_day(monkeypatch, DAY)
    question = rights_question("umk-karawang")
    question.topic = Topic.objects.get_or_create(slug="upah", defaults={"name": "Upah"})[0]
    question.save_revision().publish()
    article = publish(title="Upah naik di Karawang", topics=[question.topic])
    html = client.get(question.get_absolute_url()).content.decode().replace("\u00a0", " ")
    for words in (
        *("Berapa UMK Karawang 2026?", "Rp 5.886.853", "Rp 286.853", "561.7/Kep.862-Kesra/2025", "24 November 2026", "/hak/"),
        *(str(article.title), "setelah 31 Oktober 2026", "/laporkan/", "B: "),
    ):
        assert words in html, words


def test_in_a_year_without_table_the_page_shows_no_other_figure(db, client, monkeypatch):
    rights_question("umk-karawang")
    on_day(monkeypatch, NEXT_YEAR)
    html = client.get("/hak/tanya/umk-karawang/").content.decode().replace("\u00a0", " ")
    assert "Berapa UMK Karawang 2027?" in html
    assert "angka tahun lain tidak pernah dipakai" in html
    assert html.count("5.886.853") == 1 and "2026: Rp 5.886.853" in html


def test_an_example_that_went_wrong_leaves_the_page_standing(db, client):
    question = rights_question("upah-terlambat")
    RightsQuestion.objects.filter(pk=question.pk).update(
        examples=[{"words": "Salah", "inputs": {"wage": -1, "days_late": 3}}, "?", {"words": 1}], short_answer="Lihat {law:nothing.here}."
    )
    html = client.get(question.get_absolute_url()).content.decode()
    assert "Contoh ini tidak bisa dihitung" in html and "nothing.here" not in html


@pytest.mark.parametrize("slug", ["tidak-ada", "..", "%27%22%3Cscript%3E", "UMK-KARAWANG", "a" * 300, "umk karawang", "%00"])
def test_a_hostile_address_is_only_not_found(db, client, slug):
    rights_question("umk-karawang")
    answer = client.get(f"/hak/tanya/{slug}/")
    assert answer.status_code in (400, 404)
    assert b"<script" not in answer.content


def test_what_is_not_published_is_nowhere(db, client):
    rights_question("umk-karawang").unpublish()
    for path in ("/hak/tanya/", "/sitemap.xml", "/cari/?q=karawang"):
        assert "umk-karawang" not in client.get(path).content.decode(), path
    assert client.get("/hak/tanya/umk-karawang/").status_code == 404


def test_search_and_sitemap_lead_to_the_page(db, client):
    rights_question("umk-karawang")
    assert "/hak/tanya/umk-karawang/" in client.get("/sitemap.xml").content.decode()
    assert "/hak/tanya/umk-karawang/" in client.get("/cari/?q=umk+karaw").content.decode()
    assert "/hak/tanya/umk-karawang/" not in client.get("/cari/?q=pesangon").content.decode()
