import io
from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone

from jobs.models import Job
from printing.services import RENDER_KIND, bulletins
from tests.cast import make_person
from tests.printing.publishing import publish, withdraw

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("render_poster", *arguments, stdout=out, stderr=err)
    except SystemExit as leaving:
        return leaving.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_command_draws_a_poster_without_a_queue(tmp_path):
    article, file = publish(), tmp_path / "poster.pdf"
    before = Job.objects.filter(kind=RENDER_KIND).count()
    status, out, _err = run("--slug", article.slug, "--paper", "a3", "--mono", "--out", str(file))
    assert status == 0
    assert "1 lembar" in out
    assert file.read_bytes().startswith(b"%PDF-")
    assert Job.objects.filter(kind=RENDER_KIND).count() == before


@pytest.mark.parametrize("paper", ["a2", "a4", "f4", "a4s", "f4s"])
def test_command_knows_every_paper(tmp_path, paper):
    file = tmp_path / "poster.pdf"
    assert run("--slug", publish().slug, "--paper", paper, "--out", str(file))[0] == 0
    assert file.stat().st_size > 10_000


def test_command_cuts_a_poster_for_a_printer_with_a_wide_edge(tmp_path):
    file = tmp_path / "poster.pdf"
    slug = publish(is_told=False).slug
    assert run("--slug", slug, "--sheet", "a4", "--edge", "7", "--out", str(file))[0] == 0
    status, _out, err = run("--slug", slug, "--paper", "a4", "--sheet", "a4", "--out", str(file))
    assert (status, err) == (1, "Hanya a3 dan a2 yang bisa dipotong menjadi lembar, dan tepi hanya berlaku di situ.\n")


def test_command_draws_a_bulletin(tmp_path):
    article, dewi = publish(is_told=False), make_person("dewi")
    draft = bulletins.start_bulletin(city=article.city, week=date(2026, 11, 23), by=dewi)
    bulletins.add_article(bulletin=draft, article=article, by=dewi)
    file = tmp_path / "bulletin.pdf"
    assert run("--bulletin", "semarang/2026-11-23", "--out", str(file))[0] == 1
    bulletins.publish_bulletin(bulletin=draft, by=dewi, at=timezone.now())
    assert run("--bulletin", "semarang/2026-11-23", "--mono", "--out", str(file))[0] == 0
    assert file.read_bytes().startswith(b"%PDF-")
    for name in ("semarang", "semarang/kemarin", "semarang/2026-13-01", "bukan/2026-11-23"):
        assert run("--bulletin", name, "--out", str(file))[0] == 1


def test_command_says_that_there_is_no_such_article(tmp_path):
    status, _out, err = run("--slug", "tidak-ada", "--out", str(tmp_path / "poster.pdf"))
    assert status == 1
    assert "tidak-ada" in err


def test_command_draws_no_withdrawn_article(tmp_path):
    article = publish()
    withdraw(article)
    assert run("--slug", article.slug, "--out", str(tmp_path / "poster.pdf"))[0] == 1


def test_command_names_the_character_that_cannot_be_printed(tmp_path):
    article = publish(body=[("paragraph", "Huruf 𐎀 ini.")])
    status, _out, err = run("--slug", article.slug, "--out", str(tmp_path / "poster.pdf"))
    assert status == 1
    assert "U+10380" in err


def test_command_says_that_it_cannot_write(tmp_path):
    status, _out, err = run("--slug", publish().slug, "--out", str(tmp_path / "nowhere" / "poster.pdf"))
    assert status == 1
    assert "poster.pdf" in err
