import io

import pytest
from django.core.management import call_command

from jobs.models import Job
from printing.services import RENDER_KIND
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


@pytest.mark.parametrize("paper", ["a2", "a4", "f4"])
def test_command_knows_every_paper(tmp_path, paper):
    file = tmp_path / "poster.pdf"
    assert run("--slug", publish().slug, "--paper", paper, "--out", str(file))[0] == 0
    assert file.stat().st_size > 10_000


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
