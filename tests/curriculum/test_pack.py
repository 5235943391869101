"""The workshop pack: what is in it, that it needs no network, its size, its cards, and the page that offers it."""

import io
import re
import uuid
import zipfile
from datetime import timedelta

import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from curriculum.models import Lesson, Roll
from curriculum.packs import archive, services
from curriculum.packs.archive import PackTooBig, packed
from curriculum.packs.contents import collect
from curriculum.roster.card_sheets import issue_cards, need_of
from curriculum.training_home import visitor_of
from curriculum.workshops.services.planning import Plan, plan_workshop
from jobs.models import Job
from jobs.runner import drain
from people.models import AccountCard

pytestmark = pytest.mark.django_db


@pytest.fixture
def short_course(cast):
    """Two lessons and a workshop are enough: every sheet is drawn."""
    kept = list(Lesson.objects.order_by("pk").values_list("pk", flat=True)[:2])
    Lesson.objects.exclude(pk__in=kept).update(live=False)
    starts = timezone.now() + timedelta(days=2)
    plan = Plan("Memotret", starts, starts + timedelta(hours=3), "Aula")
    return plan_workshop(cohort=cast.semarang, plan=plan, client_id=uuid.uuid4(), by=cast.tono)


@pytest.fixture
def command(tmp_path):
    def run(*options):
        out = tmp_path / "paket.zip"
        call_command("workshop_pack", "semarang-2026", "--out", str(out), *options, stdout=io.StringIO(), stderr=io.StringIO())
        return zipfile.ZipFile(out)

    return run


def words_of(pack, name):
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pack.read(name))).pages)


def folders(pack):
    return {name.partition("/")[0] for name in pack.namelist()}


def test_its_file_is_for_its_owner_alone(cast, command, tmp_path):
    command("--cards")
    assert (tmp_path / "paket.zip").stat().st_mode & 0o077 == 0


def test_it_holds_lessons_notes_handouts_sheets_and_forms_and_no_cards(cast, short_course, command):
    pack = command()
    assert folders(pack) == {"index.html", "pelajaran", "pelatih", "cetak", "pertemuan", "formulir"}
    (roll,) = (name for name in pack.namelist() if name.endswith("-hadir.pdf"))
    assert "Siti" in words_of(pack, roll)
    assert Roll.objects.filter(workshop=short_course).count() == 1
    assert not AccountCard.objects.exists()


def test_its_pages_need_nothing_but_the_pack(cast, short_course, command):
    pack = command()
    names = set(pack.namelist())
    for page in (name for name in names if name.endswith(".html")):
        html = pack.read(page).decode()
        assert not re.search(r"https?:|<script|<link|url\(|@import", html), page
        here = page.rpartition("/")[0]
        for target in re.findall(r'href="([^"]+)"', html):
            reached = target.removeprefix("../") if target.startswith("../") else f"{here}/{target}".lstrip("/")
            assert reached in names, (page, target)
    assert len(re.findall("href=", pack.read("index.html").decode())) == len(names) - 1


def test_the_same_class_gives_the_same_bytes(cast, short_course):
    facts = {"paper": "f4", "by": cast.tono, "now": timezone.now()}
    assert collect(cast.semarang, **facts).zipped() == collect(cast.semarang, **facts).zipped()


def test_a_pack_that_is_too_heavy_is_refused_in_one_sentence(cast, short_course, command, monkeypatch):
    with pytest.raises(PackTooBig):
        packed([("a.pdf", b"1" * 2000)], most=1000)
    monkeypatch.setattr("curriculum.packs.contents.Pack.zipped", lambda pack, most=1000: packed(pack.files.items(), most))
    with pytest.raises(CommandError, match="must not be more than 5.0 MB"):
        command()
    assert archive.MOST_BYTES == 5 * 1024 * 1024


def test_cards_are_made_only_when_asked_for_and_end_the_older_ones(cast, short_course, command):
    old = issue_cards(cohort=cast.semarang, batch="", again=True, seen=0, by=cast.tono, now=timezone.now())
    pack = command("--cards")
    words = words_of(pack, "kartu/kartu-akun.pdf")
    assert "Siti" in words and "RAHASIA" not in words
    assert old[0].code not in words
    assert AccountCard.objects.filter(voided_at=None).count() == 1


def test_no_card_is_made_where_it_would_not_fit(cast, short_course, command, monkeypatch):
    monkeypatch.setattr("curriculum.management.commands.workshop_pack.MOST_BYTES", 100_000)
    with pytest.raises(CommandError):
        command("--cards")
    assert need_of(cast.semarang, "", timezone.localdate()).last_card == 0


def test_an_unknown_class_is_refused_with_those_that_there_are(cast):
    with pytest.raises(CommandError, match="semarang-2026"):
        call_command("workshop_pack", "tidak-ada")


def test_the_trainer_asks_waits_and_fetches_it(cast, short_course):
    client, address = cast.client("tono"), reverse("curriculum:class_pack", args=["semarang-2026"])
    for _press in range(2):
        assert client.post(address, {"paper": "a4"}).status_code == 303
    assert Job.objects.filter(kind=services.KIND).count() == 1
    assert 'http-equiv="refresh"' in client.get(address).content.decode()
    drain(queues=("report",))
    page = client.get(address).content.decode()
    assert "Ambil paket" in page and "refresh" not in page
    answer = client.get(reverse("curriculum:pack_file", args=["semarang-2026"]))
    assert answer["Cache-Control"] == "no-store"
    assert "kartu" not in folders(zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))))


def test_a_trainer_who_lost_the_class_gets_no_pack_from_a_waiting_job(cast, short_course):
    services.ask_for_pack(visitor=visitor_of(cast.tono, timezone.localdate()), cohort=cast.semarang, paper="a4")
    membership = cast.membership("tono")
    membership.ends_on = timezone.localdate() - timedelta(days=1)
    membership.save()
    drain(queues=("report",))
    assert services.file_of(services.last_job(cast.semarang)) == ""
    assert services.problem_of(services.last_job(cast.semarang))


def test_files_are_swept_after_a_week(cast, short_course):
    services.ask_for_pack(visitor=visitor_of(cast.tono, timezone.localdate()), cohort=cast.semarang, paper="a4")
    drain(queues=("report",))
    assert services.sweep(timezone.now()) == 0
    Job.objects.filter(kind=services.KIND).update(finished_at=timezone.now() - timedelta(days=8))
    assert services.sweep(timezone.now() + timedelta(days=8)) == 1
    assert services.file_of(services.last_job(cast.semarang)) == ""
