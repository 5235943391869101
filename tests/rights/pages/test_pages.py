"""The room's pages: where they lead, what they weigh, what headers they carry."""

import gzip
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.extension_points import collect
from cms.models import ArticlePage
from rights.calculators import CALCULATORS
from rights.forms import BY_CALCULATOR, FORMS, calculator_address
from rights.hooks import BESIDE_TOPIC, article_footer_links, city_links, front_page_links
from rights.models import AidOffice
from rights.situations import QUESTIONS, SHELVES
from tests.cms.test_budgets import LOADED
from tests.factories.cms import CityFactory, TopicFactory
from tests.rights.cases import TODAY, own_cases
from tests.rights.pages.filling_in import typed_for

pytestmark = pytest.mark.django_db
KB = 1000
LONGEST_MONTH = {
    "region": "samarinda", "week": "tidak-tahu", "basic": "3.000.000", "unsure_allowance": "450000", "first_day_day": "21",
    "first_day_month": "10", "first_day_year": "2026",
    **{f"days_{day}_kind": kind for day, kind in zip(range(1, 32), ("workday", "rest_or_holiday", "workday") * 11, strict=False)},
    **{f"days_{day}_hours": "13" for day in range(1, 32)},
}  # fmt: skip
ANY_REASON = {
    "region": "karawang", "week": "tidak-tahu", "basic": "5.886.853", "reason": "tidak-tahu", "start_date_day": "1",
    "start_date_month": "2", "start_date_year": "2019", "end_date_day": "31", "end_date_month": "5", "end_date_year": "2026",
    "leave_days_left": "2,5", "uph_other": "1.250.000",
}  # fmt: skip
LONGEST = {"overtime_month": LONGEST_MONTH, "severance": ANY_REASON}
FIRST_OF = {case["calculator"]: typed_for(case["calculator"], case["inputs"]) for case in own_cases()}
RESULTS = [*FIRST_OF.items(), *LONGEST.items()]


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args: TODAY)


@pytest.fixture
def offices():
    for slug, name in (("karawang", "Karawang"), ("bandung", "Bandung")):
        city = CityFactory(slug=slug, name=name)
        AidOffice.objects.create(city=city, name=f"Posko {name}", words="Setiap Rabu 19.00 WIB.", telephone="0812-0000-0000")


def pages_to_read() -> list[str]:
    forms = [calculator_address(form.calculator) for form in FORMS]
    embeds = [reverse("rights:embedded", args=[form.slug]) for form in FORMS]
    questions = [reverse("rights:choose", args=[slug]) for slug in QUESTIONS]
    return [reverse("rights:index"), *questions, *forms, *embeds]


def assert_light(answer, name):
    html = answer.content
    assert answer.status_code == 200, name
    assert len(gzip.compress(html, 6)) <= 12 * KB, name
    assert len(re.findall(rb"<[a-z]", html)) <= 500, name
    assert not re.search(rb"<script|rel=.?stylesheet| on[a-z]+=", html) and not LOADED.search(html), name
    assert not answer.cookies and "Cookie" not in answer.headers.get("Vary", ""), name
    assert html.count(b"<h1") == 1 and b'<html lang="id">' in html, name


def test_every_calculator_has_its_page_and_every_page_its_calculator():
    assert set(BY_CALCULATOR) == set(CALCULATORS)
    assert len({form.slug for form in FORMS}) == len(FORMS)


@pytest.mark.parametrize("path", pages_to_read())
def test_page_is_light(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert_light(client.get(path), path)


@pytest.mark.parametrize(("calculator", "typed"), RESULTS, ids=[f"{name}{number}" for number, (name, _typed) in enumerate(RESULTS)])
def test_result_is_light_and_kept_by_nobody(client, offices, calculator, typed, django_assert_max_num_queries):
    for path in (calculator_address(calculator), reverse("rights:embedded", args=[BY_CALCULATOR[calculator].slug])):
        with django_assert_max_num_queries(12):
            answer = client.post(path, typed)
        assert_light(answer, path)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "isian yang perlu diperbaiki" not in answer.content.decode()


def test_only_the_frame_addresses_may_stand_in_a_frame(client):
    framed = client.get("/hak/sematan/thr/")
    assert "X-Frame-Options" not in framed.headers
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"] and "'none' *" not in framed.headers["Content-Security-Policy"]
    for path in ("/hak/", "/hak/thr/"):
        answer = client.get(path)
        assert answer.headers["X-Frame-Options"] == "DENY" and "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    result = client.post("/hak/sematan/thr/", FIRST_OF["thr"])
    assert "frame-ancestors *" in result.headers["Content-Security-Policy"] and 'href="/hak/thr/"' in result.content.decode()


def test_index_leads_to_every_calculator_in_at_most_four_questions():
    reached: dict[str, int] = {}

    def walk(ways, asked):
        assert asked <= 4
        for way in ways:
            if way.question:
                walk(QUESTIONS[way.question].ways, asked + 1)
            else:
                reached[way.url] = min(asked, reached.get(way.url, 9))

    for shelf in SHELVES:
        walk(shelf.ways, 1)
    rare = {"severance_tax"}  # asked from its result, not from what happened
    assert {calculator_address(form.calculator) for form in FORMS if form.calculator not in rare} - set(reached) <= {"/hak/pesangon/"}


def test_every_way_on_leads_to_a_page(client):
    urls = {way.url for ways in [*(shelf.ways for shelf in SHELVES), *(question.ways for question in QUESTIONS.values())] for way in ways}
    assert [url for url in urls if client.get(url).status_code != 200] == []


def test_reason_found_by_the_questions_is_chosen_in_the_form_and_stands_in_no_address(client):
    asked = client.get("/hak/pilih/alasan-perusahaan/").content.decode()
    form = re.search(r'<form method="post" action="/hak/pesangon/".*?</form>', asked, re.S)[0]
    assert '<input type="radio" id="s-efficiency_loss" name="reason" value="efficiency_loss">' in form
    posted = {"ubah": re.search(r'name="ubah" value="(\d)"', form)[1]}
    answer = client.post("/hak/pesangon/", posted | {"reason": "efficiency_loss"})
    html = answer.content.decode()
    assert '<option value="efficiency_loss" selected>' in html and 'class="error"' not in html
    assert answer.headers["Cache-Control"] == "no-store"
    for odd in (posted, posted | {"reason": "boss-is-angry"}):
        page = client.post("/hak/pesangon/", odd)
        assert page.status_code == 200 and "boss-is-angry" not in page.content.decode()


def test_no_link_names_a_reason_of_dismissal(client):
    reasons = {way.situation for question in QUESTIONS.values() for way in question.ways if way.situation}
    assert len(reasons) == 24
    for slug in QUESTIONS:
        links = re.findall(r'(?:href|action)="(.*?)"', client.get(f"/hak/pilih/{slug}/").content.decode())
        assert not [link for link in links for reason in reasons if reason in link]


def test_unknown_addresses_are_not_found(client):
    for path in ("/hak/lotre/", "/hak/sematan/lotre/", "/hak/pilih/lotre/", "/hak/overtime/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {}).status_code in (404, 405)


def test_result_names_the_office_of_the_workplace(client, offices):
    typed = FIRST_OF["overtime"] | {"region": "karawang"}
    html = client.post(calculator_address("overtime"), typed).content.decode()
    assert "Posko Karawang" in html and "Posko Bandung" not in html and 'href="tel:081200000000"' in html


def test_without_a_region_all_offices_are_named(client, offices):
    html = client.post(calculator_address("sick_pay"), FIRST_OF["sick_pay"]).content.decode()
    assert "Posko Karawang" in html and "Posko Bandung" in html


def test_result_has_all_that_a_worker_must_be_told(client, offices):
    html = client.post(calculator_address("severance"), FIRST_OF["severance"]).content.decode()
    for words in ("paling sedikit", "Cara menghitungnya", "Anggapan kami", "Langkah berikutnya", "hari kerja", "Ada PKB di tempatmu?",
                  "tidak menggantikan bantuan hukum", "Aturan terakhir dicek", "/laporkan/", "Ubah isian", "keyakinan"):  # fmt: skip
        assert words in html, words
    assert "akan menerima" not in html


def test_bar_front_page_city_and_sitemap_lead_here(client):
    assert "/hak/" in {section.url for section in collect("public_sections")}
    assert {link.url for link in front_page_links()} == {"/hak/", "/hak/upah-lembur/"}
    assert "/hak/upah-minimum/" in {link.url for link in city_links(CityFactory())}
    assert {calculator_address(form.calculator) for form in FORMS} <= set(collect("sitemap_addresses"))


def test_article_has_the_calculator_of_its_topic():
    article = ArticlePage()
    article.all_topics = [TopicFactory(slug="sehari-hari"), TopicFactory(slug="phk")]
    assert [link.url for link in article_footer_links(article)] == ["/hak/pesangon/"]
    assert {calculator for calculator, _words in BESIDE_TOPIC.values()} <= set(CALCULATORS)


def test_year_of_the_form_is_the_view_s_own(client, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args: date(2031, 3, 1))
    assert 'name="date_year" value="2031"' in client.get("/hak/upah-lembur/").content.decode()
