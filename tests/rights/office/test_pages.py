"""The editors' pages under /redaksi/hak/, walked as they are used."""

import re
import uuid
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from rights.current import current_law
from rights.models import ChangeState, LawChange, LawCheck
from tests.cast import sign_in
from tests.rights.office.conftest import approved, editor, proposed, taken_back, wage

KARAWANG, NEW_YEAR = "minimum_wage.karawang", date(2027, 1, 1)
BASE = "/redaksi/hak/"
# Address and whether programme managers read it.
PAGES = {
    "": True,
    "?q=karawang": True,
    f"aturan/{KARAWANG}/": True,
    "aturan/severance.up_table/": True,
    "usulan/": True,
    "tinjauan/": True,
    "pemeriksaan/": True,
    f"aturan/{KARAWANG}/usul/": False,
    f"aturan/{KARAWANG}/usul/?dari=2026-01-01": False,
    "aturan/severance.up_table/usul/": False,
    "aturan/leave.family/usul/": False,
    "upah-minimum/2026/": False,
}


@pytest.fixture
def day(monkeypatch):
    """A day on which next year's wages are decided."""
    monkeypatch.setattr(timezone, "localdate", lambda value=None: date(2026, 12, 1))


def desk(person):
    client = Client()
    sign_in(client, person, staff=True)
    return client


def said(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def value_form(**more):
    return {
        "client_id": str(uuid.uuid4()), "value": "6.100.000", "valid_from": "2027-01-01", "valid_to": "2027-12-31",
        "law": "Keputusan Gubernur 1", "article": "UMK 2027", "source": "Dibaca", "confidence": "A", "reviewed_on": "2026-11-25",
        "note": "", "why": "Terbit", **more,
    }  # fmt: skip


def wages_form(**more):
    return {
        "client_id": str(uuid.uuid4()), "law": "Keputusan Gubernur 2026", "source": "Laman provinsi", "confidence": "B",
        "reviewed_on": "2026-11-25", "why": "UMK 2027", **more,
    }  # fmt: skip


def test_who_reads_and_who_changes(cast):
    proposed(cast.maya)
    paths = {**PAGES, f"usulan/{LawChange.objects.get().pk}/": True, f"usulan/{LawChange.objects.get().pk}/tarik/": False}
    for name, opens in (("maya", lambda is_read: True), ("rini", lambda is_read: is_read), ("agus", lambda is_read: False)):
        client = cast.client(name)
        for path, is_read in paths.items():
            assert (client.get(BASE + path).status_code == 200) == opens(is_read), (name, path)
    for name in ("nobody", "siti", "ratna", "dewi", "tono"):
        client = cast.client(name)
        assert {client.get(BASE + path).status_code for path in paths} <= {302, 403}


def test_programme_managers_read_but_post_nothing(cast):
    change, client = proposed(cast.maya), cast.client("rini")
    for path, data in (
        (f"aturan/{KARAWANG}/usul/", value_form(propose="")),
        ("upah-minimum/2026/", wages_form(amount_karawang="1", propose="")),
        (f"usulan/{change.pk}/", {"approve": "", "seen": ""}),
        ("pemeriksaan/", {"checked_through": "2026-11-25", "law": "x", "source": "x", "words": "x", "client_id": str(uuid.uuid4())}),
    ):
        assert client.post(BASE + path, data).status_code in (302, 403)
    change.refresh_from_db()
    assert change.state == ChangeState.PROPOSED and LawChange.objects.count() == 1 and not LawCheck.objects.exists()
    assert "Usulkan nilai" not in said(client.get(f"{BASE}aturan/{KARAWANG}/"))


def test_the_menu_leads_there(cast):
    assert BASE in cast.client("maya").get("/redaksi/").content.decode()
    assert f'"{BASE}"' not in cast.client("agus").get("/redaksi/").content.decode()


def test_a_value_is_looked_at_proposed_and_approved_by_another(maya, lena):
    mine, path = desk(maya), f"{BASE}aturan/{KARAWANG}/usul/"
    looked = mine.post(path, value_form(look=""))
    assert "Yang akan berubah" in said(looked) and "1 Januari 2027" in looked.content.decode().replace("\u00a0", " ")
    assert not LawChange.objects.exists()
    sent = mine.post(path, value_form(propose=""))
    change = LawChange.objects.get()
    assert sent.url == f"{BASE}usulan/{change.pk}/" and change.title == "Upah minimum, Karawang, mulai 2027-01-01"
    own = mine.get(sent.url)
    assert 'name="approve"' not in own.content.decode() and 'name="call_off"' in own.content.decode()
    hers = desk(lena)
    page = hers.get(sent.url)
    assert "(+3,6 %)" in said(page) and "Rp 6.100.000" in said(page)
    seen = re.search(r'name="seen" value="([^"]*)"', page.content.decode())[1]
    hers.post(sent.url, {"approve": "", "seen": seen})
    assert current_law().at(KARAWANG, NEW_YEAR).content == 6_100_000
    assert "Disetujui" in said(hers.get(sent.url))


def test_what_is_wrong_comes_back_beside_its_field_with_what_was_typed(maya):
    page = desk(maya).post(f"{BASE}aturan/{KARAWANG}/usul/", value_form(value="6.1", source="", reviewed_on="2099-01-01", propose=""))
    assert page.status_code == 200 and "UMK 2027" in page.content.decode()
    assert {"source"} <= set(page.context["form"].errors)
    page = desk(maya).post(f"{BASE}aturan/{KARAWANG}/usul/", value_form(reviewed_on="2099-01-01", propose=""))
    assert page.context["form"].errors == {"reviewed_on": ["Tanggal ini belum tiba."]}
    page = desk(maya).post(f"{BASE}aturan/{KARAWANG}/usul/", value_form(valid_to="2026-01-01", propose=""))
    assert page.context["form"].errors == {"valid_to": ["Hari terakhir mendahului hari pertama."]}
    assert not LawChange.objects.exists()


def test_a_correction_begins_with_what_stands_there(maya, lena):
    form = desk(maya).get(f"{BASE}aturan/minimum_wage.jakarta/usul/?dari=2022-01-01").context["form"]
    assert form["value"].value() == "4641854" and form["law"].value() and form["keeps_others"].value() is True
    path = f"{BASE}aturan/minimum_wage.jakarta/usul/?dari=2022-01-01"
    desk(maya).post(path, value_form(value="4641854", valid_from="2022-01-01", valid_to="2022-12-31", keeps_others="on", propose=""))
    change = LawChange.objects.get()
    assert change.records.get().others[0]["value"] == 4_573_845


def test_a_rule_is_ended_without_a_value(maya):
    desk(maya).post(f"{BASE}aturan/overtime.daily_cap/usul/", value_form(value="", repeals="on", valid_to="", propose=""))
    assert LawChange.objects.get().records.get().value is None


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("overtime.multipliers.workday", "1; 1,5\n-; 2,5", [[1, "1.5"], [None, "2.5"]]),
        ("pkwt.counted_from", "2020-11-03", "2020-11-03"),
        ("severance.reason.death", "up: 2,5\nupmk: 1\nseparation_money: 0", {"up": "2.5", "upmk": 1, "separation_money": 0}),
        ("overtime.base.low_fixed_share", "0,8", "0.8"),
    ],
)
def test_tables_days_and_names_are_typed_a_row_on_each_line(maya, name, typed, kept):
    sent = desk(maya).post(f"{BASE}aturan/{name}/usul/", value_form(value=typed, valid_to="", propose=""))
    assert sent.status_code == 302, sent.context["form"].errors
    assert LawChange.objects.get().records.get().value == kept


def test_next_years_wages_are_one_form_one_proposal_one_approval(maya, lena, day):
    from rights.calculators import REGIONS, calculate

    amounts = {f"amount_{region}": f"{5_000_000 + place * 1_000}" for place, region in enumerate(REGIONS)}
    mine, path = desk(maya), f"{BASE}upah-minimum/2027/"
    assert "Rp 5.886.853" in said(mine.get(path))
    looked = mine.post(path, wages_form(**amounts, law_karawang="Kep. 7", confidence_karawang="A", look=""))
    assert "Yang akan berubah" in said(looked)
    sent = mine.post(path, wages_form(**amounts, law_karawang="Kep. 7", confidence_karawang="A", propose=""))
    change = LawChange.objects.get()
    assert change.records.count() == len(REGIONS)
    hers = desk(lena)
    seen = re.search(r'name="seen" value="([^"]*)"', hers.get(sent.url).content.decode())[1]
    hers.post(sent.url, {"approve": "", "seen": seen})
    for place, region in enumerate(REGIONS):
        given = {"region": region, "date": "2027-06-01", "pay_type": "monthly", "basic": 1}
        assert calculate("minimum_wage", given, law=current_law()).outputs["minimum_wage"] == 5_000_000 + place * 1_000
    karawang = current_law().at(KARAWANG, NEW_YEAR).reference
    assert (karawang.law, karawang.confidence, karawang.article) == ("Kep. 7", "A", "UMK 2027")
    assert current_law().at("minimum_wage.jakarta", NEW_YEAR).reference.article == "UMP 2027"


def test_rows_without_a_decree_stay_empty_and_nonsense_stands_at_its_row(maya, day):
    mine, path = desk(maya), f"{BASE}upah-minimum/2027/"
    mine.post(path, wages_form(amount_karawang="6100000", propose=""))
    assert [record.parameter for record in LawChange.objects.get().records.all()] == [KARAWANG]
    wrong = {"amount_jakarta": "6.1", "amount_samarinda": "0", "amount_karawang": "6,1 juta"}
    errors = mine.post(path, wages_form(**wrong, propose="")).context["form"].errors
    assert set(errors) == set(wrong)
    assert mine.post(path, wages_form(propose="")).context["form"].non_field_errors()
    assert set(mine.post(path, wages_form(amount_karawang="6100000", law="", propose="")).context["form"].errors) == {"law_karawang"}


def test_wages_of_a_far_year_have_no_form(maya, day):
    mine = desk(maya)
    assert [mine.get(f"{BASE}upah-minimum/{year}/").status_code for year in (2020, 2021, 2027, 2028)] == [404, 200, 200, 404]


def test_refusing_needs_a_reason_and_an_old_preview_is_not_enough(maya, lena):
    change, hers = proposed(maya), desk(lena)
    path = f"{BASE}usulan/{change.pk}/"
    assert "reason" in hers.post(path, {"refuse": "", "reason": ""}).context["form"].errors
    approved(maya, lena, wage(region="jakarta"))
    answer = hers.post(path, {"approve": "", "seen": ""}, follow=True)
    assert "Aturan sudah berubah" in said(answer)
    hers.post(path, {"refuse": "", "reason": "Angka lain di keputusan"})
    change.refresh_from_db()
    assert change.state == ChangeState.REFUSED and "Angka lain di keputusan" in said(desk(maya).get(path))


def test_taking_back_is_asked_for_and_shows_what_it_would_change(maya, lena):
    change = approved(maya, lena)
    mine = desk(maya)
    sent = mine.post(f"{BASE}usulan/{change.pk}/tarik/", {"client_id": str(uuid.uuid4()), "why": "Salah"})
    page = desk(lena).get(sent.url)
    assert "Ditarik: UMK 2027" in said(page) and "belum kami ketahui" in said(page)
    assert "tarik/" not in mine.get(f"{BASE}usulan/{change.pk}/").content.decode()
    again = mine.post(f"{BASE}usulan/{change.pk}/tarik/", {"client_id": str(uuid.uuid4()), "why": "Salah"}, follow=True)
    assert "hanya sekali" in said(again)


def test_who_looked_for_a_newer_law_stands_there_by_name(maya):
    mine, path = desk(maya), f"{BASE}pemeriksaan/"
    facts = {"law": "UU baru", "source": "Lembaran Negara", "words": "Belum ada", "client_id": str(uuid.uuid4())}
    for _twice in range(2):
        mine.post(path, {**facts, "checked_through": timezone.localdate().isoformat()})
    assert LawCheck.objects.count() == 1
    assert "Maya" in said(mine.get(path)) and "Belum ada" in said(mine.get(path))
    page = mine.post(path, {**facts, "client_id": str(uuid.uuid4()), "checked_through": "2099-01-01"})
    assert "checked_through" in page.context["form"].errors


def test_unknown_names_are_not_there(maya):
    mine = desk(maya)
    for path in (
        "aturan/nothing.here/",
        "aturan/law.known_through/usul/",
        "usulan/999/",
        "usulan/99999999999999999999/",
        "usulan/999/tarik/",
    ):
        assert mine.get(BASE + path).status_code == 404, path


def test_history_names_every_change_and_its_people(maya, lena):
    taken_back(approved(maya, lena), maya, editor("Nia"))
    words = said(desk(maya).get(f"{BASE}usulan/"))
    assert "diusulkan Maya" in words and "diputuskan Lena" in words and "diputuskan Nia" in words
    assert "UMK 2027" in said(desk(maya).get(f"{BASE}aturan/{KARAWANG}/"))
