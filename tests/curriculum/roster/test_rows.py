"""One row: what is understood of it, and what is said against it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.models import Sector
from curriculum.roster.classes import ClassAnswer
from curriculum.roster.judging import Candidate, Judge
from curriculum.roster.places import Places
from curriculum.roster.sectors import sector_of
from curriculum.roster.tables import RawRow

SIX = Places(enumerate(["Bandung", "Semarang", "Karawang", "Tangerang", "Jakarta", "Samarinda"]))


class AnyClass:
    """Whatever the city, the same class."""

    def for_city(self, typed: str) -> ClassAnswer:
        return ClassAnswer("kelas")


def judged(**cells: str) -> Candidate | list:
    return Judge(AnyClass()).judge(RawRow(1, {"nama": "Dini", "kota": "Semarang"} | cells))


def against(**cells: str) -> list[str]:
    found = judged(**cells)
    return [remark.field for remark in found] if isinstance(found, list) else []


@pytest.mark.parametrize(
    "typed",
    [
        "0860 0000 3001",
        "+62 860-0000-3001",
        "6286000003001",
        "(0860) 0000.3001",
        "'086000003001",
        "86000003001",
        "86000003001.0",
        "’086000003001",
    ],
)
def test_a_number_is_the_same_however_it_is_written(typed):
    assert judged(telepon=typed).phone == "+6286000003001"


@pytest.mark.parametrize(
    "typed", ["8.6E+10", "8,6E+10", "8.60000E+10", "12", "0812-ABCD-1234", "0860 0000 3001 / 0860 0000 3002", "2026-01-02T00:00:00", "#N/A"]
)
def test_a_spoilt_number_keeps_the_row_out(typed):
    assert against(telepon=typed) == ["telepon"]


@pytest.mark.parametrize("typed", ["", "-", " – ", "\u00a0"])
def test_no_number_is_no_fault(typed):
    assert judged(telepon=typed).phone == ""


@pytest.mark.parametrize("name", ["", "   ", "\u00a0", "---", "x" * 121, "#REF!"])
def test_a_name_is_needed(name):
    assert against(nama=name) == ["nama"]


def test_blanks_of_every_kind_are_taken_out_of_a_name_and_nothing_else():
    assert judged(nama="  Ghaliyati\u00a0 \u200bWinarsih ").legal_name == "Ghaliyati Winarsih"
    assert judged(nama="=HYPERLINK(1)").legal_name == "=HYPERLINK(1)"
    assert judged(nama="Né’yng–Ayu 👷").legal_name == "Né’yng–Ayu 👷"


@pytest.mark.parametrize(
    ("typed", "sex"), [("L", "m"), ("l", "m"), ("Laki-laki", "m"), ("P", "f"), ("Perempuan", "f"), ("wanita", "f"), ("", "")]
)
def test_the_words_for_woman_and_man(typed, sex):
    found = judged(jenis_kelamin=typed)
    assert found.sex == sex and not found.remarks


def test_what_is_not_understood_is_left_out_with_a_remark():
    found = judged(jenis_kelamin="?", email="bukan-surel", serikat="s" * 130)
    assert (found.sex, found.email, len(found.union_branch)) == ("", "", 120)
    assert {remark.field for remark in found.remarks} == {"jenis_kelamin", "email", "serikat"}


@pytest.mark.parametrize(("typed", "batch"), [("3", 3), ("Angkatan 3", 3), ("3.0", 3), ("angkatan ke-2", 2), ("", None)])
def test_a_batch_is_a_number(typed, batch):
    assert judged(angkatan=typed).batch == batch


@pytest.mark.parametrize("typed", ["tiga", "0", "100", "-1", "2026-01-02", "9" * 500])
def test_anything_else_is_no_batch(typed):
    assert against(angkatan=typed) == ["angkatan"]


def test_all_that_is_wrong_is_said_at_once():
    assert against(nama="", telepon="8.6E+10", angkatan="tiga") == ["nama", "telepon", "angkatan"]


def test_what_is_known_of_a_person_is_not_in_the_repr():
    told = repr(judged(nama="Dini Rahasia", telepon="0860 0000 3001", email="dini@contoh.example", pabrik="PT Rahasia"))
    assert not any(word in told for word in ("Rahasia", "0000", "dini@"))


# --- Cities and sectors


@pytest.mark.parametrize("typed", ["Semarang", " SEMARANG ", "Kota Semarang", "Kab. Semarang", "kabupaten semarang"])
def test_a_city_by_its_name_is_no_guess(typed):
    place = SIX.find(typed)
    assert place.name == "Semarang" and not place.is_guess


@pytest.mark.parametrize(
    ("typed", "city"),
    [
        *(
            ("Jkt Utara", "Jakarta"),
            ("DKI Jakarta", "Jakarta"),
            ("Jakarta Timur", "Jakarta"),
            ("Tanggerang", "Tangerang"),
            ("bdg", "Bandung"),
        ),
        *(("Krawang", "Karawang"), ("Semarng", "Semarang"), ("Samarida", "Samarinda"), ("Tangerang Selatan", "Tangerang")),
    ],
)
def test_a_city_written_nearly_right_is_found_and_said(typed, city):
    place = SIX.find(typed)
    assert (place.name, place.city_id is not None) == (city, True)


@pytest.mark.parametrize("typed", ["Bekasi", "Surabaya", "Serang", "Badung", "Sarang", "x", "12345", "Samarang Karawang"])
def test_another_city_is_never_taken_for_ours_and_the_nearest_are_named(typed):
    place = SIX.find(typed)
    assert place.city_id is None and len(place.nearest) == 3


def test_two_cities_that_are_equally_near_are_not_guessed():
    assert Places([(1, "Tegalsari"), (2, "Tegalsati")]).find("Tegalsami").city_id is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_word_for_a_city_has_an_answer(word):
    place = SIX.find(word)
    assert place.city_id is not None or len(place.nearest) == 3


@pytest.mark.parametrize(
    ("typed", "sector"),
    [
        *(
            ("garmen", Sector.GARMENT),
            ("Sepatu", Sector.FOOTWEAR),
            ("gudang dan pelabuhan", Sector.WAREHOUSE),
            ("batu bara", Sector.MINING),
        ),
        *(("galangan kapal", Sector.METAL), ("plastik", Sector.CHEMICAL), ("mebel", Sector.OTHER), ("", Sector.OTHER)),
    ],
)
def test_a_line_of_work_counts_as_one_of_our_sectors(typed, sector):
    assert sector_of(typed) == sector
