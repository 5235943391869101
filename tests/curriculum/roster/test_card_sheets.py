"""Cards of a class on paper: codes made at that moment, printed once, never ended by a second press unasked."""

import io
from datetime import timedelta
from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from curriculum.models import Membership
from curriculum.roster import card_sheets
from curriculum.roster.errors import CardsPrintedMeanwhile, NobodyToPrintFor
from people.models import AccountCard
from people.services import identity_openings, redeem_account_card, set_pin
from tests.curriculum.roster.lists import DINI, EKO, csv_of, imported, row, trainee_called
from tests.submissions.views.forms import words_of

pytestmark = pytest.mark.django_db
PAGE = "/pelatihan/kartu/lembar/"


def seen_on(page) -> str:
    return page.content.decode().split('name="seen" value="')[1].split('"')[0]


def press(client, query: str = "", **fields: str):
    return client.post(PAGE + query, {"seen": seen_on(client.get(PAGE + query)), "names": "pen", "paper": "a4"} | fields)


def addresses_on(pdf: bytes) -> list[str]:
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        found += [code.text for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())]
    return sorted(found)


def words_in(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_printed_code_opens_the_account_of_whose_card_it_is(cast):
    imported(cast, csv_of(DINI))
    Membership.objects.filter(user=cast.siti).delete()
    sheet = press(cast.client("tono"))
    assert sheet["Content-Type"] == "application/pdf" and sheet["Cache-Control"] == "no-store"
    [address] = addresses_on(sheet.content)
    path = urlsplit(address).path
    browser = Client()
    claim = browser.get(path).content.decode().split('name="claim" value="')[1].split('"')[0]
    answer = browser.post(path, {"claim": claim})
    assert answer["Location"] == "/masuk/pin/", words_of(answer)
    answer = browser.post("/masuk/pin/", {"pin": "583920", "pin_again": "583920", "phone_is": "mine"})
    assert answer.status_code == 303, words_of(answer)
    assert trainee_called("Dini Rahasia").user.check_password("583920")
    assert browser.get("/pelatihan/").status_code == 200


def test_a_class_of_nineteen_gets_three_sheets_with_all_codes(cast):
    imported(cast, csv_of(*(row(DINI, nama=f"Orang {number}", telepon=f"0812{number:08}") for number in range(18))))
    sheet = press(cast.client("tono"), paper="f4")
    reader = PdfReader(io.BytesIO(sheet.content))
    assert len(reader.pages) == 3 and round(float(reader.pages[0].mediabox.height) / 72 * 25.4) == 330
    assert len(set(addresses_on(sheet.content))) == 19  # with Siti


def test_what_one_file_cannot_hold_is_printed_by_the_next_press(cast, monkeypatch):
    imported(cast, csv_of(DINI))
    monkeypatch.setattr(card_sheets, "CARDS_AT_ONCE", 1)
    codes = [code for _press in range(2) for code in addresses_on(press(cast.client("tono")).content)]
    assert len(set(codes)) == AccountCard.objects.filter(voided_at=None).count() == 2


def test_names_are_printed_only_when_chosen_and_each_opening_is_written_down(cast):
    imported(cast, csv_of(DINI))
    dini = trainee_called("Dini Rahasia").user
    assert "Rahasia" not in words_in(press(cast.client("tono")).content)
    assert not identity_openings(dini).exists()
    assert "Dini Rahasia" in words_in(press(cast.client("tono"), again="1", names="list").content)
    assert identity_openings(dini).get().user == cast.tono


def test_a_second_press_ends_no_card_and_says_so(cast):
    tono = cast.client("tono")
    seen = seen_on(tono.get(PAGE))
    code = addresses_on(tono.post(PAGE, {"seen": seen, "names": "pen", "paper": "a4"}).content)[0].rstrip("/").split("/")[-1]
    second = tono.post(PAGE, {"seen": seen, "names": "pen", "paper": "a4", "again": "1"})
    assert second.status_code == 409 and "kartunya berlaku" in words_of(second)
    assert redeem_account_card(code=code) == cast.siti


def test_printing_again_is_said_before_and_ends_the_old_cards(cast):
    tono = cast.client("tono")
    press(tono)
    assert "membatalkannya" in words_of(tono.get(PAGE))
    assert press(tono).status_code == 409  # nobody is without a card
    assert press(tono, again="1").status_code == 200
    assert AccountCard.objects.filter(user=cast.siti, voided_at=None).count() == 1


def test_whoever_has_signed_in_gets_no_card(cast):
    set_pin(user=cast.siti, pin="583920")
    page = cast.client("tono").get(PAGE)
    assert "sudah pernah masuk" in words_of(page).lower() and 'name="seen"' not in page.content.decode()


def test_one_batch_alone_is_printed(cast):
    imported(cast, csv_of(DINI, EKO))
    sheet = press(cast.client("tono"), "?angkatan=2")
    assert len(addresses_on(sheet.content)) == 1
    assert AccountCard.objects.get().user == trainee_called("Eko Rahasia").user


def test_the_code_is_stored_nowhere(cast):
    cards = issue(cast)
    assert cards[0].code not in repr(cards) and not AccountCard.objects.filter(code_hash__contains=cards[0].code[:5]).exists()


def issue(cast, *, by: str = "tono", again: bool = False, seen: int | None = None):
    cohort, now = cast.semarang, timezone.now()
    seen = card_sheets.need_of(cohort, "", timezone.localdate(now)).last_card if seen is None else seen
    return card_sheets.issue_cards(cohort=cohort, batch="", again=again, seen=seen, by=getattr(cast, by), now=now)


def test_a_sheet_expires_after_thirty_days(cast):
    [card] = issue(cast)
    assert card.expires_on == timezone.localdate(timezone.now() + timedelta(days=30))


def test_the_service_refuses_a_page_that_is_too_old_and_an_empty_class(cast):
    issue(cast)
    with pytest.raises(CardsPrintedMeanwhile):
        issue(cast, seen=0, again=True)
    with pytest.raises(NobodyToPrintFor):
        issue(cast)


@pytest.mark.parametrize("by", ["siti", "joko", "maya", "rini", "dewi"])
def test_cards_are_printed_by_those_who_stand_before_the_people(cast, by):
    with pytest.raises(PermissionDenied):
        issue(cast, by=by)


def test_queries_of_the_page_are_flat(cast):
    def queries() -> int:
        client = cast.client("tono")
        with CaptureQueriesContext(connection) as seen:
            client.get(PAGE)
        return len(seen)

    imported(cast, csv_of(DINI, EKO))
    few = queries()
    imported(cast, csv_of(*(row(DINI, nama=f"Orang {number}", telepon=f"0812{number:08}") for number in range(40))))
    assert queries() == few
