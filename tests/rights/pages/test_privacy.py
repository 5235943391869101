"""Answers leave no trace: no log, no table, no address, no cookie, no cache; and whatever is sent, the answer is a page."""

from itertools import cycle
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.views.debug import SafeExceptionReporterFilter

from rights.evidence.asking import LONGEST
from rights.forms import BY_CALCULATOR, FORMS, calculator_address
from rights.views import calculators
from rights.views.answering import MOST_BYTES
from tests.rights.pages.test_pages import ANY_REASON, LONGEST_MONTH, RESULTS

pytestmark = pytest.mark.django_db
SECRET = "7.316.429"
DIGITS = "7316429"
OVERTIME = {"region": "karawang", "date_day": "20", "date_month": "10", "date_year": "2026", "week": "5", "minutes_hours": "3"}


def rows_of_all_tables() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models(include_auto_created=True) if model._meta.managed}


def test_no_answer_reaches_a_log_a_table_or_an_address(client, everything_logged):
    before = rows_of_all_tables()
    for path in (calculator_address("overtime"), reverse("rights:embedded", args=["upah-lembur"])):
        for typed in (OVERTIME | {"basic": SECRET}, OVERTIME | {"basic": f"{SECRET} juta"}, OVERTIME | {"basic": SECRET, "ubah": "1"}):
            answer = client.post(path, typed)
            assert answer.status_code == 200 and SECRET in answer.content.decode()
            assert DIGITS not in answer.request["PATH_INFO"] + answer.request.get("QUERY_STRING", "") and "Location" not in answer.headers
            assert not answer.cookies and answer.headers["Cache-Control"] == "no-store"
    assert rows_of_all_tables() == before
    said = everything_logged.getvalue()
    assert SECRET not in said and DIGITS not in said


def test_report_of_an_error_hides_the_answers(rf, monkeypatch, settings):
    """When the code itself fails, the report that Django makes has stars in the place of what was typed."""
    settings.DEBUG = False
    request = rf.post("/hak/upah-lembur/", OVERTIME | {"basic": SECRET})
    monkeypatch.setattr(calculators, "fill", lambda *_args, **_named: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        calculators.calculator(request, "upah-lembur")
    assert set(SafeExceptionReporterFilter().get_post_parameters(request).values()) == {SafeExceptionReporterFilter.cleansed_substitute}


def test_no_link_of_a_result_carries_an_answer(client):
    html = client.post(
        calculator_address("severance"), ANY_REASON | {"basic": SECRET, "week": "5", "reason": "retirement"}
    ).content.decode()
    addresses = [part.split('"')[0] for part in html.split('href="')[1:]] + [part.split('"')[0] for part in html.split('action="')[1:]]
    assert [address for address in addresses if "?" in address or "7316429" in address.replace(".", "")] == []


def test_answers_come_back_for_a_change_as_they_were_typed(client):
    typed = OVERTIME | {"basic": " Rp 7.316.429 ", "fixed_allowance": "<b>300000</b>"}
    form = client.post(calculator_address("overtime"), typed | {"ubah": "1"}).content.decode()
    assert 'value="Rp 7.316.429"' in form and 'value="&lt;b&gt;300000&lt;/b&gt;"' in form and "perlu diperbaiki" not in form
    result = client.post(calculator_address("overtime"), OVERTIME | {"basic": "7.316.429"}).content.decode()
    hidden = {part.split('"')[0]: part.split('value="')[1].split('"')[0] for part in result.split('<input type="hidden" name="')[1:]}
    assert {name: value for name, value in hidden.items() if name in OVERTIME or name == "basic"} == OVERTIME | {"basic": "7.316.429"}


def test_form_needs_no_token_and_takes_no_notice_of_who_asks():
    strict = Client(enforce_csrf_checks=True)
    for path in (calculator_address("overtime"), "/hak/sematan/upah-lembur/", "/hak/slip/", "/hak/tawaran/"):
        answer = strict.post(path, OVERTIME | {"basic": "6000000"})
        assert answer.status_code == 200 and not answer.cookies
    assert strict.post("/hak/lembar/", {}).status_code == 400


HOSTILE = (
    *(
        "\x00",
        "'; DROP TABLE rights_aidoffice;--",
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "%(day)s",
        "%s%n",
        "9" * 5000,
        "-1",
        "1e9999999",
    ),
    *(
        "NaN",
        "Infinity",
        "٣",
        "１２",
        "\u202e12",
        "😀",
        "0x41",
        "1_000",
        " ",
        "\n\n",
        "../../etc/passwd",
        "None",
        "true",
        "00",
        "24:61",
        "½",
    ),
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
def test_whatever_is_typed_the_answer_is_a_page(client, form):
    for turn in range(0, len(HOSTILE), 4):
        typed = dict(zip(form.names, cycle(HOSTILE[turn:] + HOSTILE[:turn]), strict=False))
        answer = client.post(calculator_address(form.calculator), typed)
        assert answer.status_code == 200 and "<script>alert" not in answer.content.decode()
    assert client.post(calculator_address(form.calculator), {}).status_code == 200
    assert client.post(calculator_address(form.calculator), b"\xff\xfe{", content_type="application/json").status_code == 200


@pytest.mark.parametrize(("calculator", "typed"), RESULTS, ids=[f"{name}{number}" for number, (name, _typed) in enumerate(RESULTS)])
def test_one_bad_answer_among_good_ones_is_an_error_or_a_result(client, calculator, typed):
    for name, evil in zip(list(typed)[:12], cycle(("\x00'\"<", "9" * 30, "-5", "tidak-tahu")), strict=False):
        answer = client.post(calculator_address(calculator), typed | {name: evil})
        assert answer.status_code == 200 and b"<h1>" in answer.content


@pytest.mark.parametrize("path", ["/hak/lembur-sebulan/", "/hak/sematan/thr/", "/hak/slip/", "/hak/tawaran/", "/hak/lembar/"])
def test_body_above_the_limit_is_refused_in_words_and_never_read(client, path):
    answer = client.post(path, LONGEST_MONTH | {"wage_list": "9" * MOST_BYTES})
    assert answer.status_code == 413 and b"<h1" in answer.content and answer.headers["Cache-Control"] == "no-store"


def test_longest_form_and_its_sheet_stay_far_under_the_limit(client):
    form = BY_CALCULATOR["overtime_month"]
    longest = LONGEST_MONTH | {name: "9" * form_field.longest for form_field in form.fields for name in form_field.names}
    assert len(urlencode(longest)) < MOST_BYTES / 2 and LONGEST * 3 < MOST_BYTES / 2
