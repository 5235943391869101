"""The payslip check and the offer check as pages: small, without script or cookie, keeping nothing, and clear about what is not known."""

import gzip
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rights.checks.offer_form import OFFER as OFFER_FORM
from rights.checks.slip_form import SLIP as SLIP_FORM
from tests.rights.checks.answers import OFFER, SLIP, words

pytestmark = pytest.mark.django_db
PAGES = {"/hak/slip/": SLIP, "/hak/tawaran/": OFFER}
TOLD = ("4000000", "4.000.000", "10007", "75013", "44000017", "44.000.017", "efficiency_loss")  # what must be kept nowhere


@pytest.fixture(params=PAGES)
def page(request):
    return request.param


def answered(client, page, **more):
    return client.post(page, PAGES[page] | more)


def test_form_and_result_are_small_and_need_no_script_and_no_cookie(client, page):
    longest = {"end_date_month": "12", "end_date_year": "2020", "stated_reason": "efficiency"}  # two regimes beside each other
    for response in (client.get(page), answered(client, page), answered(client, page, region="other"), answered(client, page, **longest)):
        body = response.content
        assert response.status_code == 200 and len(gzip.compress(body, 6)) <= 12 * 1000
        assert len(re.findall(rb"<[a-z]", body)) <= 500
        assert b"<script" not in body and not response.cookies and b"csrfmiddleware" not in body


def test_result_is_stored_by_nobody_and_takes_few_queries(client, page):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = answered(client, page)
    assert response.headers["Cache-Control"] == "no-store" and len(queries) <= 12
    assert "noindex" in response.content.decode()


def test_no_answer_reaches_a_log_a_table_or_an_address(client, page, everything_logged):
    with CaptureQueriesContext(connection) as queries:
        for more in ({"ubah": "1"}, {"basic": "4.000.000 juta"}, {}):
            response = answered(client, page, **more)
    log = everything_logged.getvalue()
    assert "Failed lookup" not in log  # with which Django writes all that the template was given
    written = log + " ".join(query["sql"] for query in queries)
    links = " ".join(re.findall(r'(?:href|action|src)="([^"]*)"', response.content.decode()))
    assert [told for told in TOLD if told in written or told in links] == []
    assert not any(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in queries)
    assert not [model for model in apps.get_app_config("rights").get_models() if "slip" in model.__name__.lower()]


def test_findings_stand_with_law_confidence_and_what_to_do(client):
    text = words(answered(client, "/hak/slip/"))
    assert "Ada yang tidak sesuai aturan di slip ini" in text
    order = [
        text.index(title) for title in ("Upah di bawah upah minimum.", "Iuran dipotong tetapi tidak disetor.", "JKK dipotong dari upahmu")
    ]
    assert order == sorted(order)
    assert "Rp 1.586.853" in text.replace("\u00a0", " ") and "5.886.853 − 4.300.000" in text
    assert "Keyakinan D: diketahui dari undang-undang" in text and "UU 24/2011 Pasal 19 ayat (1)" in text
    assert text.index("Tanyakan ke perusahaan") < text.index("Ada denda yang dipotong.")
    assert "Belum dinilai" in text and "Anggota keluarga tambahan" not in text.split("Belum dinilai")[0]


def test_slip_without_a_fault_is_called_fine_only_as_far_as_it_goes(client):
    text = words(client.post("/hak/slip/", {"slip_month": "6", "slip_year": "2026", "jkk_taken": "0"}))
    assert "Tidak ada yang salah, sejauh angka ini" in text and "Lembar hitung" not in text
    assert "Isian ini terlalu sedikit" in words(client.post("/hak/slip/", {"slip_month": "6", "slip_year": "2026"}))


def test_later_law_is_said(client):
    assert "Tanya serikat dulu" in words(answered(client, "/hak/slip/", slip_month="11"))


def test_offer_is_compared_with_every_reason_and_signing_is_explained(client):
    text = words(answered(client, "/hak/tawaran/")).replace("\u00a0", " ")
    assert "Untuk alasan itu, tawaran ini kurang paling sedikit Rp 6.038.234" in text
    assert "Yang terdekat: Rp 22.000.000 di bawahnya dan Rp 46.750.000 di atasnya" in text
    assert "Perjanjian bersama mengikat" in text and "tujuh hari kerja" in text and "Surat pengunduran diri" in text
    assert "Putusan MK 168" not in text or "dipersoalkan" in text
    same = words(answered(client, "/hak/tawaran/", offered="46750000", region="other", stated_reason="tidak-tahu"))
    assert "sama dengan batas terendah untuk beberapa alasan" in same and "Sama dengan jumlah yang ditawarkan." in same


def test_offer_in_the_disputed_time_gives_no_single_answer(client):
    text = words(answered(client, "/hak/tawaran/", end_date_month="12", end_date_year="2020"))
    assert "diperdebatkan: jangan tanda tangan" in text and "UU 13/2003" in text


@pytest.mark.parametrize(
    ("page", "typed", "at", "said"),
    [
        ("/hak/slip/", {"basic": "4,5 juta"}, "basic", "4500000"),
        ("/hak/slip/", {"slip_month": "13"}, "slip_month", "1 sampai 12"),
        ("/hak/slip/", {"slip_year": ""}, "slip_year", "empat angka"),
        ("/hak/slip/", {"slip_year": "26"}, "slip_year", "empat angka"),
        ("/hak/slip/", {"slip_year": "2099"}, "slip_year", "antara"),
        ("/hak/slip/", {"overtime_days": "0"}, "overtime_days", "antara"),
        ("/hak/slip/", {"region": "atlantis"}, "region", "Pilih"),
        ("/hak/slip/", {"thr_holiday_day": "31", "thr_holiday_month": "2", "thr_holiday_year": "2026"}, "thr_holiday_day", "tanggal"),
        ("/hak/tawaran/", {"offered": ""}, "offered", "25000000"),
        ("/hak/tawaran/", {"end_date_year": "2015"}, "end_date_day", "hari pertama"),
        ("/hak/tawaran/", {"leave_days_left": "4"}, "week", ""),
        ("/hak/tawaran/", {"stated_reason": "detained"}, "stated_reason", ""),
    ],
)  # fmt: skip
def test_mistake_is_named_at_its_field_and_the_rest_comes_back(client, page, typed, at, said):
    response = answered(client, page, **typed)
    body = response.content.decode()
    assert response.status_code == 200 and 'role="alert"' in body and f'href="#{at}"' in body
    assert f'id="{at}"' in body and said in words(response)
    kept = "4.000.000" if page == "/hak/slip/" and "basic" not in typed else typed.get("basic", "5000000")
    assert f'value="{kept}"' in body


@pytest.mark.parametrize(
    "junk", ["<script>alert(1)</script>", "' OR 1=1 --", "９９９", "1e999999", "-1", "\u202e12", "9" * 700, "{{ 7*7 }}"]
)
def test_hostile_answers_are_shown_as_text_and_computed_by_nobody(client, page, junk):
    form = SLIP_FORM if page == "/hak/slip/" else OFFER_FORM
    response = client.post(page, dict.fromkeys(form.names, junk))
    body = response.content.decode()
    assert response.status_code == 200 and "<script>alert" not in body and 'value="' + "9" * 61 not in body
    assert 'role="alert"' in body


def test_answers_can_be_changed(client, page):
    body = answered(client, page, ubah="1").content.decode()
    assert '<form method="post"' in body and "<h2>" not in body.split("<main")[1].split("<form")[0]
    assert ("4.000.000" if page == "/hak/slip/" else "44.000.017") in body


def test_other_methods_are_refused(client, page):
    assert client.put(page).status_code == client.delete(page).status_code == 405
