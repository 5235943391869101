"""A list on the page: looked at first, decided, imported once; sealed between, gone after an hour, its owner's alone."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from curriculum.models import Membership, RosterUpload
from curriculum.roster import retention
from people.models import User
from people.roles import Role
from tests.cast import add_member
from tests.curriculum.roster.lists import DINI, EKO, csv_of, row, trainee_called, xlsx_of
from tests.submissions.views.forms import words_of

pytestmark = pytest.mark.django_db
PAGE = "/pelatihan/peserta/impor/"


def send(client, data: bytes, name: str = "daftar.csv", **fields: str):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, data), **fields})


def previewed(client, data: bytes, **fields: str):
    """The address of the preview, and the page."""
    answer = send(client, data, **fields)
    assert answer.status_code == 303, words_of(answer)
    return answer["Location"], client.get(answer["Location"])


def test_looking_at_a_list_saves_nobody_and_importing_it_does(cast):
    rini, people = cast.client("rini"), User.objects.count()
    address, page = previewed(rini, csv_of(DINI, EKO))
    assert User.objects.count() == people and "belum ada yang disimpan" in words_of(page) and page["Cache-Control"] == "no-store"
    done = rini.post(address, follow=True)
    assert trainee_called("Dini Rahasia") and "Daftar sudah diimpor" in words_of(done)


def test_a_second_press_answers_as_the_first_and_imports_nothing(cast):
    rini = cast.client("rini")
    address, _page = previewed(rini, csv_of(DINI))
    first, second = (words_of(rini.post(address, follow=True)) for _unused in range(2))
    assert first == second and Membership.objects.filter(role=Role.TRAINEE).count() == 3


def test_a_workbook_goes_the_same_way(cast):
    address, page = previewed(cast.client("rini"), xlsx_of(DINI, EKO), name="x.xlsx")
    assert page.status_code == 200 and address.startswith(PAGE)


def test_bad_rows_stand_with_row_field_and_reason_and_no_name(cast):
    _address, page = previewed(cast.client("rini"), csv_of(DINI, row(EKO, kota="Bekasi"), row(EKO, telepon="8.6E+10")))
    words = words_of(page)
    assert "Baris 2 · kota" in words and "bukan kota program" in words and "Baris 3 · telepon" in words
    assert "Rahasia" not in page.content.decode() and "0000" not in words


def test_rows_with_one_and_the_same_remark_stand_together(cast):
    elsewhere = [row(EKO, kota="Karawang", telepon=f"0860 0000 31{number:02}") for number in range(4)]
    words = words_of(previewed(cast.client("tono"), csv_of(*elsewhere[:3], DINI, elsewhere[3]), cohort="semarang-2026")[1])
    assert "Baris 1–3, 5 · kota" in words and words.count("sedangkan ini kota lain") == 1


def test_one_number_for_two_is_shown_for_a_decision(cast):
    rini, data = cast.client("rini"), csv_of(DINI, row(EKO, telepon=DINI[6]))
    address, page = previewed(rini, data)
    assert 'name="row2" value="without_number"' in page.content.decode()
    rini.post(address, {"row2": "without_number"})
    assert trainee_called("Eko Rahasia")


def test_without_a_decision_or_with_nonsense_the_row_is_left_out(cast):
    rini = cast.client("rini")
    address, _page = previewed(rini, csv_of(DINI, row(EKO, telepon=DINI[6])))
    done = rini.post(address, {"row2": "steal", "row99999": "same"}, follow=True)
    assert "dilewati" in words_of(done) and Membership.objects.filter(role=Role.TRAINEE).count() == 3


def test_what_is_no_list_comes_back_with_a_sentence(cast):
    rini = cast.client("rini")
    assert "tidak terbaca" in words_of(send(rini, b"\x89PNG\r\n\x1a\n\x00"))
    assert "kosong" in words_of(send(rini, b""))
    assert "Pilih berkasnya" in words_of(rini.post(PAGE, {}))
    assert "MB" in words_of(send(rini, b"x" * 1_020_000))
    assert not RosterUpload.objects.exists()


def test_a_trainer_fills_her_own_class_alone(cast):
    tono = cast.client("tono")
    address, page = previewed(tono, csv_of(DINI, row(EKO, kota="Karawang")))
    assert "Daftar ini untuk kelas" in words_of(page)
    tono.post(address)
    assert list(Membership.objects.filter(user__display_name__startswith="Peserta").values_list("cohort", flat=True)) == [cast.semarang.pk]


def test_a_trainer_who_lost_her_class_meanwhile_imports_nothing(cast):
    tono = cast.client("tono")
    address, _page = previewed(tono, csv_of(DINI))
    Membership.objects.filter(user=cast.tono).update(cohort=cast.karawang)
    assert tono.post(address).status_code == 403 and not Membership.objects.filter(user__display_name__startswith="Peserta").exists()


def test_a_list_is_its_owners_alone_and_gone_after_an_hour(cast):
    address, _page = previewed(cast.client("rini"), csv_of(DINI))
    assert cast.client("agus").get(address).status_code == 410
    RosterUpload.objects.update(sent_at=timezone.now() - timedelta(minutes=61))
    assert cast.client("rini").post(address).status_code == 410
    assert retention.sweep(timezone.now())["roster_uploads"] == 1 and not RosterUpload.objects.exists()


def test_the_file_lies_sealed_and_is_dropped_with_the_import(cast):
    rini = cast.client("rini")
    address, _page = previewed(rini, csv_of(DINI))
    upload = RosterUpload.objects.get()
    assert "Dini" not in upload.content.token and "(sealed)" in str(upload.content)
    rini.post(address)
    upload.refresh_from_db()
    assert not upload.content and upload.outcome
    address, _page = previewed(rini, csv_of(EKO))
    rini.post(address, {"discard": "1"})
    assert RosterUpload.objects.count() == 1 and rini.get(address).status_code == 410


def test_somebody_with_two_classes_chooses_or_lets_the_city_decide(cast):
    add_member(cast.tono, Role.TRAINER, "karawang")
    tono = cast.client("tono")
    _address, page = previewed(tono, csv_of(DINI, row(EKO, kota="Karawang")), cohort="")
    assert "Daftar ini untuk kelas" not in words_of(page)
    assert "Pilih salah satu kelas" in words_of(send(tono, csv_of(DINI), cohort="jakarta-2026"))
