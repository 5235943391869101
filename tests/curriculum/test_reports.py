"""The figures of the programme: who is counted where, for whom, and that they are the same on the page, in the table and on paper."""

import io
import uuid
from datetime import date, timedelta

import openpyxl
import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from curriculum.models import Attendance, Cohort, Membership, Workshop, WorkshopStatus
from curriculum.reports.figures import report_on
from curriculum.reports.people import Period
from people.models import User
from people.roles import Role
from tests.cast import STARTS_ON
from tests.submissions import texts

pytestmark = pytest.mark.django_db
PERIOD = Period(date(2026, 1, 1), date(2099, 12, 31))


def crowd(cohort, count, **facts):
    names = [f"Peserta Rahasia {uuid.uuid4().hex[:6]}" for _number in range(count)]
    users = User.objects.bulk_create(User(username=f"u{uuid.uuid4().hex[:12]}", display_name=name) for name in names)
    facts = {"role": Role.TRAINEE, "starts_on": STARTS_ON, "cohort": cohort} | facts
    return Membership.objects.bulk_create(Membership(user=user, **facts) for user in users)


def held(cohort, people, starts=None):
    starts = starts or timezone.now() - timedelta(days=3)
    facts = {"title": "Pertemuan", "venue": "Aula", "status": WorkshopStatus.HELD}
    workshop = Workshop.objects.create(cohort=cohort, starts_at=starts, ends_at=starts + timedelta(hours=2), **facts)
    row = {"workshop": workshop, "presence": "present", "minutes": 120, "recorded_at": starts}
    Attendance.objects.bulk_create(Attendance(membership=membership, **row) for membership in people)
    return workshop


def report(period=PERIOD):
    return report_on(list(Cohort.objects.select_related("city")), period)


def table(found, title):
    """The words of each line by its label."""
    lines = next(table for table in found.tables if title in table.title).lines
    return {line.label: [cell.words for cell in line.cells] for line in lines}


def page(cast, name, query=""):
    return cast.client(name).get(f"{reverse('curriculum:reports')}{query}").content.decode()


def test_everybody_is_counted_by_city_class_sex_sector_and_branch(cast):
    crowd(cast.semarang, 9, sex="f", sector="garment", union_branch="SBG Genuk")
    crowd(cast.karawang, 8, sex="m", sector="metal", union_branch="sbl klari")
    found = report()
    assert found.total.enrolled.value == 19
    assert table(found, "kota")["Semarang"][0] == "10"
    assert table(found, "kelas")["Karawang 2026"][0] == "9"
    assert {"Perempuan", "Laki-laki"} <= table(found, "jenis kelamin").keys() or len(table(found, "jenis kelamin")) == 3
    assert table(found, "cabang")["SBG Genuk"][0] == "9"


def test_somebody_of_two_classes_is_one_person(cast):
    crowd(cast.semarang, 6)
    membership = cast.membership("siti")
    Membership.objects.create(user=membership.user, role=Role.TRAINEE, cohort=cast.karawang, starts_on=STARTS_ON)
    assert report().total.enrolled.value == 8


def test_who_left_before_the_period_or_came_after_it_is_not_counted(cast):
    crowd(cast.semarang, 6)
    crowd(cast.semarang, 7, ends_on=date(2026, 1, 31))
    crowd(cast.semarang, 8, starts_on=date(2026, 6, 1))
    assert report(Period(date(2026, 2, 1), date(2026, 5, 31))).total.enrolled.value == 8
    assert report(Period(date(2026, 1, 5), date(2026, 5, 31))).total.enrolled.value == 15


def test_trained_is_who_was_trained_by_the_end_of_the_period(cast):
    people = crowd(cast.semarang, 6)
    held(cast.semarang, [*people, cast.membership("siti")])
    texts.with_editors(cast)
    today, before = timezone.localdate(), timezone.localdate() - timedelta(days=1)
    rule = cast.semarang.programme.rules.get()
    type(rule).objects.filter(pk=rule.pk).update(accepted_works=0)
    assert report(Period(STARTS_ON, today)).total.trained.value == 7
    assert report(Period(STARTS_ON, before - timedelta(days=5))).total.trained.words == "<5"
    type(rule).objects.filter(pk=rule.pk).update(accepted_works=1)
    assert report(Period(STARTS_ON, today)).total.trained.words == "<5"


def test_sessions_and_attendances_of_the_period_are_counted(cast):
    people = crowd(cast.semarang, 6)
    held(cast.semarang, people)
    held(cast.semarang, people, timezone.now() - timedelta(days=40))
    month = report(Period(timezone.localdate() - timedelta(days=10), timezone.localdate()))
    assert (month.total.held, month.total.cells[2].value) == (1, 6)


def test_a_branch_of_few_people_is_not_even_named(cast):
    crowd(cast.semarang, 9, union_branch="SBG Genuk")
    crowd(cast.semarang, 2, union_branch="PUK Pabrik Kecil")
    crowd(cast.semarang, 3, union_branch="PUK Bengkel Kecil")
    found = table(report(), "cabang")
    assert not any("Kecil" in label for label in found)
    assert found["cabang dengan kurang dari 5 orang"][0] == "5"


def test_a_small_group_cannot_be_computed_from_the_total_and_the_others(cast):
    crowd(cast.semarang, 20)
    crowd(cast.karawang, 2)  # three with Budi
    cities = table(report(), "kota")
    assert cities["Karawang"][0] == "<5"
    assert cities["Semarang"][0] == "–"


def test_two_classes_of_a_city_do_not_give_away_the_smaller_one(cast):
    crowd(cast.semarang, 9)
    crowd(cast.karawang, 9)
    second = Cohort.objects.create(city=cast.semarang.city, name="Semarang Malam", slug="semarang-malam", starts_on=STARTS_ON)
    crowd(second, 3)
    found = report()
    assert table(found, "kota")["Semarang"][0] == "13"
    classes = table(found, "kelas")
    assert (classes["Semarang Malam"][0], classes["Semarang 2026"][0], classes["Karawang 2026"][0]) == ("<5", "–", "10")


def test_classes_of_a_hidden_city_tell_nothing_more_about_it(cast):
    crowd(cast.semarang, 3)  # four with Siti
    second = Cohort.objects.create(city=cast.semarang.city, name="Semarang Malam", slug="semarang-malam", starts_on=STARTS_ON)
    crowd(second, 3)
    crowd(cast.karawang, 2)  # three with Budi
    found = report()
    marks = (table(found, "kota")["Semarang"][0], *(table(found, "kelas")[name][0] for name in ("Semarang 2026", "Semarang Malam")))
    assert marks == ("–", "–", "–")


def test_the_page_the_table_and_the_paper_show_the_same_cells_and_no_name(cast):
    crowd(cast.semarang, 9, sex="f", union_branch='=HYPERLINK("http://x")')
    crowd(cast.karawang, 2, sex="m")
    client, address = cast.client("rini"), reverse("curriculum:reports_xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(address).content)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert ["Menurut kota", "Karawang", "<5", "<5", "<5", "<5", "<5", 0] in cells
    assert not any(str(cell).startswith("=") for row in cells for cell in row)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    drawn = client.get(reverse("curriculum:reports_pdf"))
    words = " ".join(piece.extract_text() for piece in pypdf.PdfReader(io.BytesIO(drawn.content)).pages)
    html = page(cast, "rini")
    for found in (words, html, str(cells)):
        assert "Rahasia" not in found and "Siti" not in found and "Budi" not in found
        assert "&lt;5" in found or "<5" in found


def test_a_trainer_reads_the_figures_of_her_own_class_only(cast):
    crowd(cast.semarang, 9)
    crowd(cast.karawang, 9)
    assert "Karawang" not in page(cast, "tono")
    assert "Karawang" in page(cast, "rini")
    assert cast.client("ratna").get(reverse("curriculum:reports")).status_code == 403


@pytest.mark.parametrize("query", ["dari_0=31&dari_1=2&dari_2=2026", "dari_0=1&dari_1=2&dari_2=2026&sampai_0=1&sampai_1=1&sampai_2=2026"])
def test_a_period_that_is_none_comes_back_with_what_was_typed(cast, query):
    for name in ("reports", "reports_xlsx", "reports_pdf"):
        answer = cast.client("rini").get(f"{reverse(f'curriculum:{name}')}?{query}")
        assert answer.status_code == 400
        assert 'value="2026"' in answer.content.decode()


def test_three_hundred_trainees_ask_the_database_as_often_as_three(cast, django_assert_max_num_queries):
    client, address = cast.client("rini"), reverse("curriculum:reports")
    held(cast.semarang, crowd(cast.semarang, 3, sex="f"))
    with django_assert_max_num_queries(25) as few:
        client.get(address)
    held(cast.semarang, crowd(cast.semarang, 300, sex="m", sector="metal", union_branch="SBL"))
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)
