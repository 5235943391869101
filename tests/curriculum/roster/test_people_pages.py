"""The people of a class on the screen and as a table: pen names, what is counted, nothing else."""

import csv
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from cms.tables import defused
from curriculum.models import Membership
from curriculum.roster import services
from curriculum.roster.report import WITHOUT_NUMBER
from people.roles import Role
from tests.cast import add_member
from tests.curriculum.roster.lists import DINI, EKO, csv_of, identity_of, imported, row, trainee_called
from tests.submissions.views.forms import words_of

pytestmark = pytest.mark.django_db


def address(cast, *parts: str) -> str:
    return "/".join(["/pelatihan/peserta", cast.semarang.slug, *parts]) + ("" if "." in "".join(parts) else "/")


def table(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_list_shows_pen_names_batches_and_cards_and_no_legal_name(cast):
    imported(cast, csv_of(DINI, EKO))
    page = cast.client("tono").get(address(cast))
    words = words_of(page)
    assert "Angkatan 1" in words and trainee_called("Dini Rahasia").user.display_name in words and "belum ada kartu" in words
    for name in ("", "?angkatan=2", "daftar.csv", "daftar.xlsx"):
        content = cast.client("ratna").get(address(cast) + name).content
        assert b"Rahasia" not in content and b"RAHASIA" not in content and b"6000003" not in content


def test_one_batch_alone(cast):
    imported(cast, csv_of(DINI, EKO))
    words = words_of(cast.client("tono").get(address(cast), {"angkatan": "2"}))
    assert trainee_called("Eko Rahasia").user.display_name in words
    assert trainee_called("Dini Rahasia").user.display_name not in words


def test_queries_stay_flat_from_three_to_three_hundred(cast):
    def queries() -> dict[str, int]:
        counts = {}
        for part in ("", "daftar.csv"):
            client = cast.client("tono")
            with CaptureQueriesContext(
                connection,
            ) as seen:
                assert client.get(address(cast) + part).status_code == 200
            counts[part] = len(seen)
        return counts

    imported(cast, csv_of(DINI, EKO))
    few = queries()
    imported(cast, csv_of(*(row(DINI, nama=f"Orang {number}", telepon=f"0812{number:08}") for number in range(300))))
    assert queries() == few


def test_tables_hold_no_formula(cast):
    imported(cast, csv_of(row(DINI, serikat='=HYPERLINK("http://contoh.example")'), row(EKO, serikat="@SUM(1+1)")))
    Membership.objects.filter(user=cast.siti).update(union_branch="+62 tab")
    client = cast.client("rini")
    cells = [cell for cells in table(client.get(address(cast, "daftar.csv"))) for cell in cells]
    assert "'=HYPERLINK" in "".join(cells) and not any(cell.startswith(("=", "+", "@")) for cell in cells)
    book = load_workbook(io.BytesIO(client.get(address(cast, "daftar.xlsx")).content))
    values = [cell for cells in book.active.iter_rows() for cell in cells if cell.value is not None]
    assert len(values) > 8 and all(cell.data_type in "sn" for cell in values)
    assert not any(str(cell.value).startswith(("=", "+", "@")) for cell in values)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " ="])
def test_every_beginning_of_a_formula_is_taken_its_force(start):
    assert str(defused(f"{start}1+1"))[0] == "'"


def test_plain_cells_stay_as_they_are():
    assert [defused(cell) for cell in ("Peserta 12", 5, None, "a=b")] == ["Peserta 12", 5, None, "a=b"]


# --- One person


FIELDS = {"nama": "Fajar Rahasia", "telepon": "0860 0000 3003", "jenis_kelamin": "m", "sector": "metal", "serikat": "SBA", "angkatan": "2"}


def test_one_person_is_added_by_hand_with_the_same_checks(cast):
    tono = cast.client("tono")
    assert tono.post(address(cast, "tambah"), FIELDS).status_code == 303
    fajar = trainee_called("Fajar Rahasia")
    assert (fajar.cohort, fajar.batch.number, fajar.sex, fajar.sector) == (cast.semarang, 2, "m", "metal")
    assert tono.post(address(cast, "tambah"), FIELDS).status_code == 303
    assert Membership.objects.filter(user__display_name__startswith="Peserta").count() == 1


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(cast):
    page = cast.client("tono").post(address(cast, "tambah"), FIELDS | {"telepon": "12"})
    assert "Ini bukan nomor telepon" in words_of(page) and 'value="Fajar Rahasia"' in page.content.decode()
    assert "Tulis namanya" in words_of(cast.client("tono").post(address(cast, "tambah"), {}))


def test_a_number_that_is_taken_asks_for_a_decision(cast):
    tono = cast.client("tono")
    tono.post(address(cast, "tambah"), FIELDS)
    other = FIELDS | {"nama": "Gita Rahasia"}
    page = tono.post(address(cast, "tambah"), other)
    assert "sudah dipakai orang lain" in words_of(page) and 'value="without_number"' in page.content.decode()
    assert tono.post(address(cast, "tambah"), other | {"decision": WITHOUT_NUMBER}).status_code == 303
    assert identity_of(trainee_called("Gita Rahasia")).phone_hash is None


def test_who_left_comes_back_by_hand(cast):
    imported(cast, csv_of(DINI))
    dini = trainee_called("Dini Rahasia")
    services.end_enrolment(membership=dini, by=cast.tono, today=timezone.localdate())
    facts = {"nama": DINI[0], "telepon": DINI[6], "kota": ""}
    assert services.add_by_hand(cohort=cast.semarang, cells=facts, by=cast.tono, today=timezone.localdate()).result == "created"
    back = Membership.objects.get(user=dini.user)  # her old place, and with it what she attended and wrote
    assert (back.pk, back.starts_on, back.ends_on, back.sex) == (dini.pk, dini.starts_on, None, dini.sex)


def test_another_batch_and_the_end_of_her_time(cast):
    tono, siti = cast.client("tono"), address(cast, cast.siti.username)
    assert tono.post(siti, {"do": "batch", "batch": "5"}).status_code == 303
    assert cast.membership("siti").batch.number == 5
    assert tono.post(siti, {"do": "batch", "batch": ""}).status_code == 303
    assert cast.membership("siti").batch is None
    assert tono.post(siti, {"do": "batch", "batch": "1000"}).status_code == 200
    assert tono.post(siti, {"do": "end"}).status_code == 303
    assert cast.membership("siti").ends_on == timezone.localdate() and tono.get(siti).status_code == 404


@pytest.mark.parametrize("by", ["ratna", "siti", "joko", "maya"])
def test_only_trainers_and_managers_change_a_class(cast, by):
    siti, who = cast.membership("siti"), getattr(cast, by)
    for act in (
        lambda: services.move_to_batch(membership=siti, number=1, by=who),
        lambda: services.end_enrolment(membership=siti, by=who, today=timezone.localdate()),
        lambda: services.add_by_hand(cohort=cast.semarang, cells={"nama": "X"}, by=who, today=timezone.localdate()),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_trainer_of_another_class_changes_nothing_here(cast):
    add_member(cast.joko, Role.TRAINER, "karawang")
    with pytest.raises(PermissionDenied):
        services.move_to_batch(membership=cast.membership("siti"), number=1, by=cast.joko)
