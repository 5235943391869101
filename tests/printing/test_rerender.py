"""The programme drawn anew after a change of the layout: a few at a time, resumable, told as it goes."""

import io
import json
from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.models import City
from jobs import services as jobs
from jobs.models import Job, JobState
from jobs.runner import drain
from printing import files, services
from printing.errors import RenderingFailed
from printing.formats import COMMON_SET, Format
from printing.models import BulletinSheet, Poster
from printing.services import bulletins, making, rerendering
from tests.cast import make_person
from tests.printing.publishing import publish

pytestmark = pytest.mark.django_db

MODULES = ("posters", "bulletin_sheets", "rerendering")


@pytest.fixture
def newer_layout(monkeypatch):
    """The layout gets another number; that other bytes come of it is not needed here."""

    def raise_number() -> int:
        number = rerendering.TEMPLATE_VERSION + 1
        for module in MODULES:
            monkeypatch.setattr(f"printing.services.{module}.TEMPLATE_VERSION", number)
        return number

    return raise_number


def run(*arguments: str) -> tuple[dict, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("rerender_posters", "--json", *arguments, stdout=out, stderr=err)
    return json.loads(out.getvalue()), err.getvalue()


def one_poster(**changes):
    """An article with one finished poster, which lies under a name of its own."""
    article = publish(is_told=False, **changes)
    services.request_poster(article=article, revision=article.live_revision)
    drain()
    return article


def test_nothing_is_old_after_a_publication():
    publish()
    drain()
    told, _progress = run("--wait")
    assert told.pop("seconds") < 60
    assert told == {"total": len(COMMON_SET), "made": 0, "to_come": 0, "failed": []}


def test_what_an_older_layout_has_drawn_is_drawn_anew_and_told(newer_layout, lying_files):
    article = one_poster()
    Poster.objects.update(file="posters/old.pdf")
    files.publish("posters/old.pdf", b"%PDF")
    number = newer_layout()
    told, progress = run("--wait")
    assert (told["total"], told["made"], told["to_come"]) == (len(COMMON_SET), len(COMMON_SET), 0)
    assert f"{len(COMMON_SET)} of {len(COMMON_SET)} sheets, 0 failed." in progress
    assert {row.template for row in article.posters.exclude(file="")} == {number}
    drain()
    assert "old.pdf" not in lying_files()


def test_forms_that_somebody_asked_for_are_drawn_anew_too(newer_layout):
    article = publish(is_told=False)
    services.request_on_demand(article=article, wanted=Format("a4"))
    drain()
    newer_layout()
    run("--wait")
    assert article.posters.filter(paper="a4").exclude(file="").count() == 1


def test_bulletins_are_drawn_anew(newer_layout):
    article = publish(is_told=False)
    dewi = make_person("dewi")
    draft = bulletins.start_bulletin(city=City.objects.get(slug="semarang"), week=timezone.localdate(), by=dewi)
    bulletins.add_article(bulletin=draft, article=article, by=dewi)
    bulletins.publish_bulletin(bulletin=draft, by=dewi, at=timezone.now())
    drain()
    number = newer_layout()
    assert run("--wait")[0]["total"] == 2 * len(COMMON_SET)
    assert BulletinSheet.objects.filter(template=number).exclude(file="").count() == len(COMMON_SET)


def test_only_the_city_that_was_named():
    publish(is_told=False)
    publish(is_told=False, city="karawang")
    assert run("--city", "karawang")[0]["total"] == len(COMMON_SET)
    with pytest.raises(CommandError, match="no city"):
        run("--city", "bukan")


def test_at_most_a_few_wait_at_once_so_that_publications_go_first(monkeypatch):
    monkeypatch.setattr(rerendering, "MOST_AT_ONCE", 2)
    for number in range(2):
        publish(is_told=False, title=f"Berita {number}")
    waiting = Job.objects.filter(kind=services.RENDER_KIND, state=JobState.QUEUED)
    assert rerendering.ask_for_some(rerendering.survey()) == 2
    assert rerendering.ask_for_some(rerendering.survey()) == 0
    assert waiting.count() == 2
    publish(title="Baru")
    drain(queues=("render",))
    assert rerendering.ask_for_some(rerendering.survey()) == 2


def test_in_the_background_it_asks_for_a_few_and_comes_back(monkeypatch):
    monkeypatch.setattr(rerendering, "MOST_AT_ONCE", 4)
    publish(is_told=False)
    for _press in range(2):
        assert run()[0]["to_come"] == len(COMMON_SET)
    links = Job.objects.filter(kind=rerendering.RERENDER_KIND)
    assert links.count() == 1
    drain()
    assert (Poster.objects.exclude(file="").count(), links.count()) == (4, 2)
    links.update(not_before=timezone.now() - timedelta(seconds=1))
    drain()
    assert (Poster.objects.exclude(file="").count(), links.count()) == (6, 2)


def test_again_draws_what_is_new_too_and_since_goes_on_with_it():
    one_poster()
    before = Poster.objects.get().rendered_at
    told, progress = run("--wait", "--again")
    assert told["made"] == len(COMMON_SET)
    poster = Poster.objects.get(paper="a3", sheet="", mono=False)
    assert poster.rendered_at > before
    assert files.read(poster.file).startswith(b"%PDF")
    moment = progress.split("--since ")[1].split()[0]
    assert datetime.fromisoformat(moment) < poster.rendered_at
    assert run("--wait", "--since", moment)[0]["to_come"] == 0
    with pytest.raises(CommandError, match="moment"):
        run("--since", "kemarin")


def test_what_cannot_be_printed_is_named_and_the_status_says_so(newer_layout):
    article = one_poster(body=[("paragraph", "Huruf 𐎀 ini.")])
    newer_layout()
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("rerender_posters", "--wait", "--json", stdout=out, stderr=io.StringIO())
    failed = json.loads(out.getvalue())["failed"]
    assert {each["file"] for each in failed} == {f"{article.slug}/{each.file_name}" for each in COMMON_SET}
    assert "𐎀" in failed[0]["reason"]


def test_killed_drawing_is_tried_again(newer_layout, monkeypatch):
    one_poster()
    monkeypatch.setattr(jobs, "pause_seconds", lambda attempts: -1.0)
    newer_layout()
    draw = making.draw
    deaths = iter([True])

    def die_once(*arguments):
        if next(deaths, False):
            raise RenderingFailed("crashed")
        return draw(*arguments)

    monkeypatch.setattr(making, "draw", die_once)
    assert run("--wait")[0]["made"] == len(COMMON_SET)


def test_looking_over_the_programme_reads_no_text(django_assert_num_queries):
    publish(is_told=False)
    with django_assert_num_queries(4) as asked:
        assert len(rerendering.survey().old) == len(COMMON_SET)
    assert not [each["sql"] for each in asked if '"content"' in each["sql"] or '"body"' in each["sql"]]


def test_city_that_gets_another_address_or_goes_meanwhile_is_not_taken_for_all_cities():
    publish(is_told=False)
    publish(is_told=False, city="karawang", title="Kota lain")
    semarang = City.objects.get(slug="semarang")
    job = rerendering.start_in_background(semarang, None)
    City.objects.filter(pk=semarang.pk).update(slug="kota-semarang")
    rerendering.ask_and_come_back(job)
    assert set(Poster.objects.values_list("article__city__slug", flat=True)) == {"kota-semarang"}
    job.payload["city_id"] = 0x7FFFFFFF
    rerendering.ask_and_come_back(job)
    assert Poster.objects.count() == len(COMMON_SET)
