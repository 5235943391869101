"""A list becomes trainees: once, all good rows together, with a word about every other row."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils import timezone

from curriculum.models import Cohort, CohortStatus, Membership
from curriculum.roster import importing, pen_names
from curriculum.roster.report import SAME_PERSON, WITHOUT_NUMBER
from curriculum.services import close_cohort, end_membership
from people.models import Identity, User
from people.roles import Role
from people.services import deactivate_person
from tests.cast import add_member
from tests.curriculum.roster.lists import DINI, EKO, csv_of, identity_of, imported, results, row, trainee_called

pytestmark = pytest.mark.django_db


def test_a_good_row_becomes_a_trainee_with_a_sealed_record(cast):
    report = imported(cast, csv_of(row(DINI, email="Dini@Contoh.example")))
    dini = trainee_called("Dini Rahasia")
    facts = (dini.cohort, dini.batch.number, dini.sex, dini.sector, dini.union_branch, dini.starts_on)
    assert facts == (cast.semarang, 1, "f", "garment", "SBA Contoh", timezone.localdate())
    sealed = identity_of(dini)
    assert (sealed.phone.reveal(), sealed.email.reveal(), sealed.workplace.reveal()) == (
        "+6286000003001",
        "dini@contoh.example",
        "PT Rekaan",
    )
    assert results(report) == ["created"] and not dini.user.has_usable_password()


def test_nobody_stands_under_her_legal_name(cast):
    imported(cast, csv_of(DINI, row(EKO, nama="=HYPERLINK(1)")))
    names = set(User.objects.filter(memberships__role=Role.TRAINEE).values_list("display_name", flat=True))
    assert not any("Rahasia" in name or "=" in name for name in names)
    assert sum(name.startswith(f"{pen_names.WORD} ") for name in names) == 2


def test_a_pen_name_in_the_list_is_taken(cast):
    imported(cast, b"nama,nama pena,kota\nDini Rahasia,Melati,Semarang\n")
    assert trainee_called("Dini Rahasia").user.display_name == "Melati"


def test_a_second_import_changes_nothing(cast):
    data = csv_of(
        DINI,
        EKO,
        row(EKO, nama="Fajar Rahasia", telepon="", email=""),
        row(DINI, nama="Gita Rahasia", telepon="", email="gita@contoh.example"),
    )
    assert results(imported(cast, data)) == ["created"] * 4
    before = [identity.phone.token for identity in Identity.objects.order_by("pk")]
    assert results(imported(cast, data)) == ["unchanged"] * 4
    assert [identity.phone.token for identity in Identity.objects.order_by("pk")] == before


def test_new_facts_of_the_same_person_are_taken_and_empty_cells_take_nothing_away(cast):
    imported(cast, csv_of(DINI))
    changed = row(DINI, nama="DINI RAHASIA", serikat="", pabrik="PT Baru", sektor="sepatu", angkatan="3")
    assert results(imported(cast, csv_of(changed))) == ["updated"]
    dini = trainee_called("DINI RAHASIA")
    assert (dini.union_branch, dini.sector, dini.batch.number) == ("SBA Contoh", "footwear", 3)
    assert identity_of(dini).workplace.reveal() == "PT Baru"


def test_somebody_known_by_her_address_may_have_a_new_number(cast):
    imported(cast, csv_of(row(DINI, email="dini@contoh.example")))
    assert results(imported(cast, csv_of(row(DINI, email="dini@contoh.example", telepon="0860 0000 3999")))) == ["updated"]
    assert identity_of(trainee_called("Dini Rahasia")).phone.reveal() == "+6286000003999"


def test_a_number_that_comes_later_finds_whoever_was_enrolled_without(cast):
    imported(cast, csv_of(row(DINI, telepon="")))
    assert results(imported(cast, csv_of(DINI))) == ["updated"]
    assert Membership.objects.filter(cohort=cast.semarang, role=Role.TRAINEE).count() == 2  # Siti and Dini


def test_the_same_row_twice_is_one_person_and_a_contradiction_is_said(cast):
    report = imported(cast, csv_of(DINI, DINI, row(DINI, angkatan="2"), row(DINI, telepon="", angkatan="1")))
    assert results(report) == ["created", "merged", "rejected", "rejected"]
    assert report.rows[1].reason == "Sama dengan baris 1." and report.rows[2].field == "baris"


def test_a_list_without_numbers_does_not_make_everybody_twice(cast):
    imported(cast, csv_of(DINI))
    bare = csv_of(row(DINI, telepon="", angkatan="4"))
    asked = imported(cast, bare).rows[0]
    assert (asked.result, asked.field, asked.choices) == ("rejected", "nama", (SAME_PERSON, WITHOUT_NUMBER))
    assert results(imported(cast, bare, decisions={1: SAME_PERSON})) == ["updated"]
    assert results(imported(cast, bare, decisions={1: WITHOUT_NUMBER})) == ["created"]
    assert results(imported(cast, bare, decisions={1: WITHOUT_NUMBER})) == ["unchanged"]


def test_one_number_for_two_people_keeps_the_second_out(cast):
    report = imported(cast, csv_of(DINI, row(EKO, telepon=DINI[6])))
    assert results(report) == ["created", "rejected"]
    assert (report.rows[1].field, report.rows[1].choices) == ("telepon", (WITHOUT_NUMBER,))
    assert "baris 1" in report.rows[1].reason


def test_a_decision_enrols_her_without_the_number_and_again_changes_nothing(cast):
    data = csv_of(DINI, row(EKO, telepon=DINI[6]))
    assert results(imported(cast, data, decisions={2: WITHOUT_NUMBER})) == ["created", "created"]
    assert identity_of(trainee_called("Eko Rahasia")).phone_hash is None
    assert results(imported(cast, data, decisions={2: WITHOUT_NUMBER})) == ["unchanged", "unchanged"]
    assert results(imported(cast, data)) == ["unchanged", "rejected"]


def test_a_decision_takes_the_new_spelling_of_a_member_of_the_class(cast):
    imported(cast, csv_of(DINI))
    data = csv_of(row(DINI, nama="Dini Rahasiawati"))
    asked = imported(cast, data).rows[0]
    assert asked.choices == (SAME_PERSON, WITHOUT_NUMBER) and asked.other == trainee_called("Dini Rahasia").user.display_name
    assert results(imported(cast, data, decisions={1: SAME_PERSON})) == ["updated"]
    assert trainee_called("Dini Rahasiawati")


def test_somebody_of_another_class_is_neither_renamed_nor_named(cast):
    imported(cast, csv_of(row(DINI, kota="Karawang")))
    other = imported(cast, csv_of(row(EKO, telepon=DINI[6])), decisions={1: SAME_PERSON}).rows[0]
    assert (other.result, other.choices, other.other) == ("rejected", (WITHOUT_NUMBER,), "")
    assert results(imported(cast, csv_of(DINI))) == ["rejected"]


def test_an_address_of_somebody_else_is_left_out(cast):
    report = imported(cast, csv_of(row(DINI, email="sama@contoh.example"), row(EKO, email="sama@contoh.example")))
    assert results(report) == ["created", "created"] and report.rows[1].field == "email"
    assert not identity_of(trainee_called("Eko Rahasia")).email_hash


def test_no_list_makes_a_trainee_of_the_office_or_brings_back_who_left(cast):
    assert results(imported(cast, csv_of(["Tono Nama-Rahasia", "L", "", "", "", "Semarang", "0860 0000 1006", "", ""]))) == ["rejected"]
    imported(cast, csv_of(DINI, EKO))
    end_membership(membership=trainee_called("Dini Rahasia"), ends_on=timezone.localdate())
    deactivate_person(user=trainee_called("Eko Rahasia").user, by=cast.agus)
    assert results(imported(cast, csv_of(DINI))) == ["rejected"]
    assert Membership.objects.filter(user=trainee_called("Dini Rahasia").user).count() == 1


def test_a_trainee_of_a_closed_class_may_join_a_new_one(cast):
    imported(cast, csv_of(DINI))
    close_cohort(cohort=cast.semarang, final=True, by=cast.rini)
    Cohort.objects.create(name="Semarang 2027", slug="semarang-2027", city=cast.semarang.city, starts_on=timezone.localdate())
    report = imported(cast, csv_of(DINI))
    assert (
        results(report) == ["created"]
        and Membership.objects.filter(user__identity__phone_hash__isnull=False, role=Role.TRAINEE).count() == 4
    )


def test_a_class_chosen_for_the_list_takes_no_other_city(cast):
    report = imported(cast, csv_of(DINI, row(EKO, kota="Karawang"), row(EKO, kota="")), only=cast.semarang)
    assert results(report) == ["created", "rejected", "created"] and report.rows[1].field == "kota"


def test_two_open_classes_of_one_city_must_be_told_apart(cast):
    Cohort.objects.create(name="Semarang 2027", slug="semarang-2027", city=cast.semarang.city, starts_on=timezone.localdate())
    report = imported(cast, csv_of(DINI))
    assert results(report) == ["rejected"] and "Semarang 2027" in report.rows[0].reason


def test_a_crash_in_the_middle_leaves_nothing(cast, monkeypatch):
    people = User.objects.count()

    def breaks(*_arguments, **_named):
        raise DatabaseError("disk full")

    monkeypatch.setattr(importing, "_tell", breaks)
    with pytest.raises(DatabaseError):
        imported(cast, csv_of(DINI, EKO))
    assert User.objects.count() == people and not Identity.objects.filter(user__display_name__startswith="Peserta").exists()


def test_whoever_writes_meanwhile_is_not_overwritten(cast, monkeypatch):
    """Between plan and writing somebody else enrols the same person: the plan is made anew."""
    plans, write = [], importing._write

    def late(plan, by, today):
        plans.append(plan)
        if len(plans) == 1:
            monkeypatch.setattr(importing, "_write", write)
            imported(cast, csv_of(DINI))
            monkeypatch.setattr(importing, "_write", late)
        return write(plan, by, today)

    monkeypatch.setattr(importing, "_write", late)
    assert results(imported(cast, csv_of(DINI, EKO))) == ["unchanged", "created"]
    assert len(plans) == 2


def test_history_says_how_many_and_never_who(cast, caplog):
    from wagtail.models import ModelLogEntry

    with caplog.at_level("DEBUG"):
        imported(cast, csv_of(DINI, EKO, row(EKO, telepon="8.6E+10")))
    entry = ModelLogEntry.objects.filter(action="curriculum.roster_import").get()
    assert entry.data == {"created": 2, "updated": 0} and entry.user == cast.rini
    assert not any(word in caplog.text for word in ("Rahasia", "6000003"))


def test_queries_do_not_grow_with_the_rows_of_a_part(cast, django_assert_max_num_queries):
    many = [row(DINI, nama=f"Orang {number}", telepon=f"0812{number:08}") for number in range(120)]
    with django_assert_max_num_queries(45):
        imported(cast, csv_of(*many))
    with django_assert_max_num_queries(12):
        imported(cast, csv_of(*many))


# --- The command


def run(path, *arguments: str) -> tuple[int, str, str]:
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("import_trainees", str(path), *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        status = end.code
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path):
    def write(data: bytes):
        path = tmp_path / "daftar.csv"
        path.write_bytes(data)
        return path

    return write


def test_the_command_answers_one_document_with_every_row(cast, file):
    status, out, _err = run(file(csv_of(DINI, row(EKO, kota="Bekasi"))), "--json")
    told = json.loads(out)
    assert status == 1 and [set(one) for one in told["rows"]] == [{"row", "result", "field", "reason"}] * 2
    assert told["rows"][0] == {"row": 1, "result": "created", "field": "", "reason": ""}
    assert told["rows"][1]["field"] == "kota" and "bukan kota program" in told["rows"][1]["reason"]
    assert told["summary"] == {"rows": 2, "created": 1, "updated": 0, "unchanged": 0, "merged": 0, "rejected": 1}


def test_a_dry_run_says_the_same_and_writes_nothing(cast, file):
    path, people = file(csv_of(DINI)), User.objects.count()
    assert json.loads(run(path, "--json", "--dry-run")[1])["summary"]["created"] == 1
    assert User.objects.count() == people
    assert run(path, "--json")[0] == 0


def test_the_command_takes_a_class_and_refuses_what_it_does_not_know(cast, file):
    path = file(csv_of(row(DINI, kota="")))
    assert run(path, "--cohort", cast.semarang.slug)[0] == 0
    with pytest.raises(CommandError, match="no open cohort"):
        run(path, "--cohort", "tidak-ada")
    with pytest.raises(CommandError, match="judul kolom"):
        run(file(b"bukan daftar\n"))
    with pytest.raises(CommandError):
        run(path.parent / "tidak-ada.csv")


def test_a_closed_class_takes_nobody(cast, file):
    Cohort.objects.update(status=CohortStatus.CLOSED)
    with pytest.raises(CommandError, match="setup_programme"):
        run(file(csv_of(DINI)))


def test_a_person_in_two_roles_of_the_class_is_not_confused(cast):
    """Siti is imported again by her own number and name: the row changes only what it says."""
    add_member(cast.siti, Role.MENTOR, "karawang")
    report = imported(cast, csv_of(["Siti Nama-Rahasia", "P", "", "", "garmen", "Semarang", "0860 0000 1000", "", "1"]))
    assert results(report) == ["updated"] and Membership.objects.get(user=cast.siti, role=Role.TRAINEE).batch.number == 1
