"""The evidence pack: what stands on paper, when its dates fall, and that nothing is kept of who asked."""

import json
import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from printing.layout import ContentError
from printing.layout.client import LayoutFailed
from rights.calculators import CALCULATORS, calculate, law
from rights.evidence import calendar
from rights.evidence.asking import NotReadable, as_json, evidence_offer, page_of, read_asked
from rights.evidence.checklist import BY_TOPIC, checklist
from rights.evidence.claims import TOPICS, claim_of
from rights.evidence.paper import pack
from rights.explaining import explained
from rights.law_records import amended, value_from
from rights.views import evidence as view
from tests.rights.cases import TODAY, own_cases
from tests.rights.checks.answers import OFFER, SLIP, hidden, words

pytestmark = pytest.mark.django_db
OVERTIME = {"date": "2026-03-10", "day_type": "workday", "week": 5, "pay_type": "monthly", "basic": 4_500_000, "minutes": 180}
JKP = {"phk_date": "2026-06-30", "reported_wage": 4_500_000}
SEVERANCE = {
    "start_date": "2016-03-01", "end_date": "2026-06-30", "reason": "efficiency_loss", "pay_type": "monthly", "basic": 5_000_000,
    "week": 6, "leave_days_left": 4,
}  # fmt: skip
FIRST_OF_EACH = {case["calculator"]: case["inputs"] for case in reversed(own_cases())}
FIRST_OF_EACH["overtime_month"] = {
    "pay_type": "monthly", "basic": 4_000_000, "week": 6,
    "days": [{"date": date(2026, 6, day), "day_type": "workday", "minutes": 90} for day in (1, 2)],
}  # fmt: skip
FIRST_OF_EACH["payslip"] = {"month": "2026-06", "pay_type": "monthly", "region": "karawang", "basic": 4_000_000, "fixed_allowance": 0}
FIRST_OF_EACH["offer"] = {name: value for name, value in SEVERANCE.items() if name != "reason"} | {"offered": 44_000_017}


def posted(calculator, given, **more):
    return {"calculator": calculator, "given": as_json(given), "paper": "a4", **more}


def claim(calculator, given):
    return claim_of(calculator, given, law=law(), today=TODAY)


def text_of(pdf) -> str:
    reader = PdfReader(BytesIO(pdf))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def due(calculator, given, letter_on=None):
    found = calendar.deadlines(claim(calculator, given), law(), letter_on=letter_on, today=date(2026, 11, 25))
    return {each.what: each.by for each in found}


def test_pack_holds_steps_law_letter_checklist_limits_and_text(client):
    response = client.post("/hak/lembar/", posted("overtime", OVERTIME))
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"] == 'attachment; filename="lembar-hitung.pdf"' and not response.cookies
    text = text_of(response.content)
    for part in (
        "1 × 1,5 × 4.500.000 ÷ 173", "Rp 143.063", "PP 35/2021 Pasal 31 ayat (1) (A)", "Kepada Yth. Pimpinan", "Nama: …",
        "Pasal 3 Undang-Undang Nomor 2 Tahun 2004", "Permintaan perundingan bipartit", "Jadwal giliran kerja regu", "Batas waktu",
        "30 hari kerja", "UU 2/2004 Pasal 3 ayat (2) (B)", "Teks untuk WhatsApp", "Tidak menggantikan bantuan hukum",
    ):  # fmt: skip
        assert part in text.replace("\u00a0", " "), part
    assert "Penolakan pemutusan hubungan kerja" not in text


def test_dismissal_has_a_refusal_with_its_date(client):
    letter = {"letter_day": "1", "letter_month": "12", "letter_year": "2026"}
    text = text_of(client.post("/hak/lembar/", posted("severance", SEVERANCE, **letter)).content).replace("\u00a0", " ")
    assert "menolak pemutusan hubungan kerja dalam surat tanggal 1 Desember 2026" in text
    assert "9 Desember 2026" in text  # seven days from Monday to Saturday, since the week has six
    blank = text_of(client.post("/hak/lembar/", posted("severance", SEVERANCE)).content)
    assert "7 hari kerja sejak surat diterima" in blank.replace("\u00a0", " ")


@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_paper_is_the_one_that_was_chosen(client, paper):
    page = PdfReader(BytesIO(client.post("/hak/lembar/", posted("overtime", OVERTIME, paper=paper)).content)).pages[0]
    assert round(float(page.mediabox.height) / 72 * 25.4) == {"a4": 297, "f4": 330}[paper]


@pytest.mark.parametrize("calculator", [*CALCULATORS, "payslip", "offer"])
def test_every_calculator_makes_a_pack(calculator):
    made = claim(calculator, FIRST_OF_EACH[calculator])
    content = pack(made, law(), letter_on=None, today=TODAY, path=page_of(calculator))
    content.check()
    assert made.laws and made.headline and made.title and content.qr.endswith(page_of(calculator))
    rows = [row for block in content.blocks if block.kind == "steps" for row in block.rows]
    assert rows and all(label for label, *_rest in rows)
    assert [row for row in rows if not row[3] and row[0] not in ("Ditawarkan",)] == []


def test_answers_come_back_from_the_form_as_they_went_in():
    for calculator, given in FIRST_OF_EACH.items():
        asked = read_asked(posted(calculator, given))
        assert claim(calculator, asked.given) == claim(calculator, json.loads(as_json(given))) and asked.letter_on is None
        offer = evidence_offer(calculator, given, claim(calculator, given))
        assert offer.asks_letter == (TOPICS[calculator] == "dismissal")
        assert "http" in offer.share and len(offer.share) < 1_000


@pytest.mark.parametrize("path", ["/hak/slip/", "/hak/tawaran/"])
def test_pages_of_the_checks_lead_to_their_pack(client, path):
    page = client.post(path, SLIP if path == "/hak/slip/" else OFFER)
    response = client.post("/hak/lembar/", hidden(page) | {"paper": "f4"})
    text = text_of(response.content).replace("\u00a0", " ")
    assert ("Rp 1.586.853" if path == "/hak/slip/" else "Rp 6.038.234") in text


@pytest.mark.parametrize(
    ("day", "count", "week", "last"),
    [
        (date(2026, 11, 25), 7, 5, date(2026, 12, 4)),  # Wednesday
        (date(2026, 11, 27), 7, 5, date(2026, 12, 8)),  # Friday
        (date(2026, 11, 28), 7, 5, date(2026, 12, 8)),  # Saturday
        (date(2026, 11, 29), 7, 5, date(2026, 12, 8)),  # Sunday
        (date(2026, 11, 27), 7, 6, date(2026, 12, 5)),
        (date(2026, 11, 30), 1, 5, date(2026, 12, 1)),
    ],
)
def test_working_days_are_counted_after_the_day_itself(day, count, week, last):
    assert calendar.working_days_after(day, count, week=week) == last


def test_limits_of_a_dismissal_run_from_letter_and_end_of_work():
    found = due("severance", SEVERANCE | {"week": 5}, letter_on=date(2026, 6, 1))
    assert found["Tolak PHK secara tertulis dengan alasan"] == date(2026, 6, 10)
    assert found["Ajukan gugatan atas PHK ke pengadilan hubungan industrial"] == date(2027, 6, 1)
    assert found["Ajukan klaim JKP, bila kamu pesertanya"] == date(2026, 12, 30)
    assert found["Perundingan bipartit selesai"] == date(2027, 1, 6)
    assert found["Jawab anjuran tertulis mediator"] is None
    without = due("severance", SEVERANCE)
    assert without["Tolak PHK secara tertulis dengan alasan"] is None
    assert without["Ajukan gugatan atas PHK ke pengadilan hubungan industrial"] == date(2027, 6, 30)
    assert "Ajukan klaim JKP, bila kamu pesertanya" not in due("severance", SEVERANCE | {"reason": "resignation"})
    assert "Ajukan klaim JKP, bila kamu pesertanya" in due("jkp", JKP)
    assert "Ajukan klaim JKP, bila kamu pesertanya" not in due("jkp", JKP | {"reason": "pkwt_ended"})
    assert "Tuntutan upah yang belum dibayar" in due("overtime", OVERTIME)


def with_limit(value, first):
    """The law as if the days to refuse a dismissal were others from some day on."""
    record = {"from": first, "value": value, "law": "UU baru", "article": "Pasal 1", "source": "contoh", "confidence": "A",
              "reviewed_on": TODAY}  # fmt: skip
    return amended(law(), [value_from(law()["severance.refusal_days"], record)])


@pytest.mark.parametrize(
    ("value", "first", "span"),
    [(14, date(2027, 1, 1), "7 hari kerja"), (14, TODAY, "14 hari kerja"), (None, TODAY, None), (None, date(2027, 1, 1), "7 hari kerja")],
)
def test_time_limits_are_those_that_hold_today(value, first, span):
    """One that is approved but not in force yet does not count, and one that was repealed is not shown."""
    changed, words = with_limit(value, first), "Tolak PHK secara tertulis dengan alasan"
    found = {each.what: each.span for each in calendar.deadlines(claim("severance", SEVERANCE), changed, letter_on=None, today=TODAY)}
    assert (found.get(words) or "").startswith(span or "") and (words in found) is (span is not None)
    shown = explained(calculate("severance", SEVERANCE, law=changed), changed, today=TODAY)
    limits = [step.when for step in shown.next_steps if "Tolak" in step.words or "tolak" in step.words]
    assert [span in when.replace("\u00a0", " ") for when in limits] == ([True] if span else [])


def test_every_limit_names_its_law_and_mark():
    for calculator, given in FIRST_OF_EACH.items():
        for each in calendar.deadlines(claim(calculator, given), law(), letter_on=TODAY, today=TODAY):
            assert re.search(r"\([ABCDX]\)$", each.law) and each.span


def test_every_topic_has_a_checklist():
    assert set(BY_TOPIC) == set(TOPICS.values()) and set(TOPICS) == {*CALCULATORS, "payslip", "offer"}
    assert all(len(checklist(topic)) == len(set(checklist(topic))) >= 6 for topic in BY_TOPIC)


@pytest.mark.parametrize("error", [LayoutFailed("busy", "Others are drawing."), ContentError("No glyph.", code="missing_glyph")])
def test_sheet_that_cannot_be_drawn_says_why_and_keeps_the_answers(client, monkeypatch, error):
    def fail(*_args, **_kwargs):
        raise error

    monkeypatch.setattr(view, "draw_at_once", fail)
    letter = {"letter_day": "1", "letter_month": "6", "letter_year": "2026"}
    response = client.post("/hak/lembar/", posted("severance", SEVERANCE, paper="f4", **letter))
    assert response.status_code == (503 if isinstance(error, LayoutFailed) else 422)
    assert hidden(response)["given"] == as_json(SEVERANCE) and 'role="alert"' in response.content.decode()
    assert 'value="f4" checked' in response.content.decode() and 'name="letter_month" value="6"' in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"


def test_day_of_the_letter_that_is_none_comes_back_with_a_sentence(client):
    for typed in (
        {"letter_day": "31", "letter_month": "2", "letter_year": "2026"},
        {"letter_day": "1", "letter_month": "1", "letter_year": "9999"},
    ):
        response = client.post("/hak/lembar/", posted("severance", SEVERANCE, **typed))
        assert response.status_code == 422 and 'aria-invalid="true"' in response.content.decode()
        assert hidden(response)["calculator"] == "severance"


def test_endless_number_goes_back_unread(client):
    given = '{"basic":1e999999999,"x":"\\u003cb>"}'
    response = client.post("/hak/lembar/", {"calculator": "severance", "given": given, "letter_day": "32"})
    assert response.status_code == 422 and hidden(response)["given"] == given


@pytest.mark.parametrize(
    "junk",
    [
        {}, {"calculator": "overtime"}, {"calculator": "overtime", "given": "{"}, {"calculator": "overtime", "given": "[]"},
        {"calculator": "overtime", "given": "[" * 7_000}, {"calculator": "overtime", "given": '{"a":"' + "x" * 9_000 + '"}'},
        {"calculator": "../etc", "given": "{}"}, {"calculator": "payslip", "given": '{"month":"2026-06","pay_type":"monthly"}'},
        {"calculator": "overtime", "given": '{"basic":1e999999999}'}, {"calculator": "overtime", "given": '{"minutes":NaN}'},
        {"calculator": "severance", "given": '{"end_date":"2026-99-99"}'}, {"calculator": "offer", "given": '{"name":"Siti"}'},
        {"calculator": "overtime_month", "given": '{"days":[[]]}'}, {"calculator": "thr", "given": '{"<script>":1}'},
        {"calculator": "offer", "given": '{"offered":1e9999999999999999999}'},
        {"calculator": "offer", "given": '{"offered":1e-9999999999999999999}'},
        {"calculator": "thr", "given": '{"\\ud800":"\\ud800"}'}, {"calculator": "thr", "given": '{"start_date":"\\ud800"}'},
    ],
)  # fmt: skip
def test_what_did_not_come_from_our_pages_makes_no_sheet(client, junk):
    response = client.post("/hak/lembar/", junk)
    assert response.status_code == 400 and "<script" not in response.content.decode() and hidden(response) == {}
    assert response.headers["Cache-Control"] == "no-store"


def test_form_that_cannot_be_read_is_refused_before_anything_is_computed():
    with pytest.raises(NotReadable):
        read_asked({"calculator": "overtime", "given": "1"})
    assert read_asked(posted("overtime", {}, paper="a3")).paper == "a4"


def test_nothing_of_the_answers_is_kept_logged_or_put_into_the_file(client, everything_logged):
    given = OVERTIME | {"basic": 4_511_117}
    with CaptureQueriesContext(connection) as queries:
        client.post("/hak/lembar/", posted("severance", SEVERANCE | {"basic": 4_511_117}, letter_day="32"))
        client.post("/hak/lembar/", posted("overtime", given | {"week": 7}))
        response = client.post("/hak/lembar/", posted("overtime", given))
    assert "Failed lookup" not in everything_logged.getvalue()
    written = everything_logged.getvalue() + " ".join(query["sql"] for query in queries) + str(response.headers)
    assert "4511117" not in written and "4.511.117" not in written
    assert not any(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in queries) and len(queries) <= 12
    assert "4.511.117" not in str(PdfReader(BytesIO(response.content)).metadata)


def test_page_without_answers_leads_to_the_calculators(client):
    response = client.get("/hak/lembar/")
    assert response.status_code == 200 and 'href="/hak/"' in response.content.decode() and "Hitung dulu" in words(response)
