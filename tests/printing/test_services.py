import io
import os
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Revision

from jobs.models import Job, JobState
from jobs.runner import drain
from printing import files, services
from printing.errors import RenderingFailed
from printing.formats import COMMON_SET, Format
from printing.models import Poster, PosterState
from printing.services import making
from tests.printing.publishing import correct, poster, printed, publish, take_back_byline, withdraw

pytestmark = pytest.mark.django_db


def jobs_in(state: str) -> int:
    return Job.objects.filter(kind=services.RENDER_KIND, state=state).count()


def test_publication_asks_for_the_common_set():
    page = publish()
    offered = [row.format for row in page.posters.in_offered_order()]
    assert offered == [Format("a3", sheet, mono) for mono in (False, True) for sheet in ("", "a4", "f4")]
    assert {row.state for row in page.posters.all()} == {PosterState.BEING_MADE}
    assert jobs_in(JobState.QUEUED) == len(COMMON_SET)


def test_publication_that_is_rolled_back_asks_for_nothing():
    with pytest.raises(RuntimeError), transaction.atomic():
        publish()
        raise RuntimeError
    assert not Poster.objects.exists()
    assert jobs_in(JobState.QUEUED) == 0


def test_asking_twice_gives_one_poster_and_one_job():
    page = publish()
    first = services.request_poster(article=page, revision=page.live_revision)
    second = services.request_poster(article=page, revision=page.live_revision)
    assert first == second == poster(page)
    assert jobs_in(JobState.QUEUED) == len(COMMON_SET)


def test_asking_for_a_finished_poster_makes_no_job():
    page = printed()
    assert services.request_poster(article=page, revision=page.live_revision).is_ready
    assert jobs_in(JobState.QUEUED) == 0


def test_finished_poster_is_described_by_its_row():
    page = printed()
    row = poster(page)
    data = files.read(row.file)
    assert row.state == PosterState.READY
    assert row.sha256 == files.sha256_of(data)
    assert (row.size_bytes, row.sheet_count) == (len(data), 1)
    assert row.body_pt >= 14
    assert row.rendered_at is not None
    assert (row.job.out_path, row.job.out_sha256) == (row.file, row.sha256)


def test_database_refuses_a_second_poster_of_the_same_format():
    row = poster(publish())
    with pytest.raises(IntegrityError, match="UNIQUE|unique"):
        Poster.objects.create(article=row.article, revision=row.revision, paper="a3", template=row.template)


def test_database_refuses_a_file_without_its_facts():
    row = poster(publish())
    with pytest.raises(IntegrityError, match="poster_file_is_whole"):
        Poster.objects.filter(pk=row.pk).update(file="posters/a.pdf")


@pytest.mark.parametrize("change", [{"paper": "b5"}, {"sheet": "b5"}])
def test_database_refuses_unknown_paper(change):
    row = poster(publish())
    with pytest.raises(IntegrityError, match="known"):
        Poster.objects.filter(pk=row.pk).update(**change)


def test_same_content_is_the_same_file_and_written_once(lying_files):
    page = printed()
    row = poster(page)
    path = files.local_path(row.file)
    before = path.stat()
    services.make_poster(poster_id=row.pk, request_number=row.request_number)
    after = path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert len(lying_files()) == len(COMMON_SET)


def test_correction_replaces_the_posters(lying_files):
    page = printed()
    old = poster(page)
    page = correct(page, standfirst="Yang benar 86 penjahit.")
    assert not Poster.objects.current().filter(pk=old.pk).exists()
    drain()
    new = poster(page)
    assert new.revision_id != old.revision_id
    assert new.is_ready
    assert old.file not in [f"posters/{name}" for name in lying_files()]
    assert len(lying_files()) == len(COMMON_SET)
    old.refresh_from_db()
    assert (old.file, old.state) == ("", PosterState.GONE)


def test_withdrawal_deletes_the_files(lying_files):
    page = printed()
    withdraw(page)
    assert {row.state for row in page.posters.all()} == {PosterState.GONE}
    drain()
    assert lying_files() == []


def test_withdrawal_calls_off_what_waits():
    page = publish()
    withdraw(page)
    assert jobs_in(JobState.CANCELLED) == len(COMMON_SET)
    drain()
    assert {row.state for row in page.posters.all()} == {PosterState.GONE}


def test_poster_that_is_drawn_during_a_withdrawal_has_no_effect(lying_files):
    page = publish()
    row = poster(page)
    outcome = services.make_poster(poster_id=row.pk, request_number=row.request_number)
    assert len(lying_files()) == 1
    withdraw(page)
    outcome.apply()
    row.refresh_from_db()
    assert row.file == ""
    drain()
    assert lying_files() == []


def test_byline_that_is_taken_back_makes_new_posters_and_deletes_the_old(lying_files):
    page = printed(byline="Nama Lama")
    old = poster(page)
    take_back_byline(page)
    row = poster(page)
    assert (row.pk, row.state) == (old.pk, PosterState.BEING_MADE)
    drain()
    row.refresh_from_db()
    assert row.is_ready
    assert row.file != old.file
    assert len(lying_files()) == len(COMMON_SET)


def test_job_of_before_the_byline_was_taken_back_has_no_effect():
    page = publish(byline="Nama Lama")
    row = poster(page)
    Job.objects.filter(pk=row.job_id).update(state=JobState.QUEUED)
    outcome = services.make_poster(poster_id=row.pk, request_number=row.request_number)
    take_back_byline(page)
    outcome.apply()
    row.refresh_from_db()
    assert row.file == ""
    assert services.make_poster(poster_id=row.pk, request_number=row.request_number - 1) is None


def test_character_that_no_typeface_has_stops_the_job_at_once_and_names_the_place():
    page = printed(body=[("paragraph", "Baik."), ("paragraph", "Huruf 𐎀 ini.")])
    row = poster(page)
    assert row.state == PosterState.FAILED
    assert row.job.attempts == 1
    assert "𐎀" in row.problem
    assert "2" in row.problem


def test_lost_photo_stops_the_job_with_a_sentence(public_photo):
    page = publish(lead_photo=public_photo)
    public_photo.file.storage.delete(public_photo.file.name)
    drain()
    assert "foto" in poster(page).problem.lower()


def test_drawing_that_dies_is_tried_three_times_and_then_put_apart(monkeypatch):
    page = publish()

    def die(*args, **kwargs):
        raise RenderingFailed("crashed")

    monkeypatch.setattr(making, "draw", die)
    for _attempt in range(3):
        drain()
        Job.objects.filter(state=JobState.QUEUED).update(not_before=timezone.now() - timedelta(seconds=2))
    row = poster(page)
    assert (row.state, row.job.attempts) == (PosterState.FAILED, 3)


def test_failed_poster_waits_for_a_person():
    page = printed(body=[("paragraph", "Huruf 𐎀 ini.")])
    assert services.request_poster(article=page, revision=page.live_revision).state == PosterState.FAILED
    assert jobs_in(JobState.QUEUED) == 0


def test_correction_after_a_failure_is_made():
    page = printed(body=[("paragraph", "Huruf 𐎀 ini.")])
    page = correct(page, body=[("paragraph", "Huruf biasa.")])
    drain()
    assert poster(page).is_ready


def test_nobody_need_decide_about_a_failed_sheet_that_was_replaced(monkeypatch):
    page = printed(body=[("paragraph", "Huruf 𐎀 ini.")])
    assert jobs_in(JobState.QUARANTINED) == len(COMMON_SET)
    page = correct(page, body=[("paragraph", "Huruf biasa.")])
    assert jobs_in(JobState.QUARANTINED) == 0
    old = poster(page)
    Job.objects.filter(pk=old.job_id).update(state=JobState.QUARANTINED)
    monkeypatch.setattr("printing.services.posters.TEMPLATE_VERSION", old.template + 1)
    services.request_poster(article=page, revision=page.live_revision)
    drain()
    assert jobs_in(JobState.QUARANTINED) == 0


def test_purge_of_revisions_keeps_those_with_posters():
    page = printed()
    old = poster(page).revision_id
    page = correct(correct(page, standfirst="Dua."), standfirst="Tiga.")
    call_command("purge_revisions", stdout=io.StringIO())
    assert Revision.objects.filter(pk=old).exists()


def grow_old(name: str) -> None:
    path = files.local_path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    past = time.time() - 2 * 3600
    os.utime(path, (past, past))


def test_sweep_deletes_old_temporary_files_and_files_without_a_row(lying_files):
    page = printed()
    grow_old("posters/.tmp-abc")
    grow_old("posters/nobodys.pdf")
    files.local_path("posters/.tmp-fresh").touch()
    files.local_path("posters/fresh.pdf").touch()
    services.sweep_files()
    kept = {os.path.basename(row.file) for row in page.posters.all()}
    assert set(lying_files()) == kept | {".tmp-fresh", "fresh.pdf"}


def test_sweep_keeps_old_files_that_are_offered(lying_files):
    page = printed()
    for row in page.posters.all():
        grow_old(row.file)
    services.sweep_files()
    assert len(lying_files()) == len(COMMON_SET)


def test_sweep_has_lost_files_made_anew():
    page = printed()
    files.delete([poster(page).file])
    services.sweep_files()
    assert poster(page).state == PosterState.BEING_MADE
    drain()
    assert files.read(poster(page).file).startswith(b"%PDF")


def test_file_that_comes_while_the_folder_is_swept_is_not_taken_for_lost(monkeypatch):
    page, list_folder = publish(), files.names

    def list_then_draw():
        found = list_folder()
        drain()
        return found

    monkeypatch.setattr(files, "names", list_then_draw)
    services.sweep_files()
    assert {row.state for row in page.posters.all()} == {PosterState.READY}


def asked_anew_with_the_same_bytes(page) -> tuple[Poster, str]:
    """The row without its file, which lies there still, and the name of it."""
    name = poster(page).file
    making.retire(Poster.objects.filter(pk=poster(page).pk))
    return services.request_poster(article=page, revision=page.live_revision), name


@pytest.mark.parametrize("moment", ["before the row is written", "while the deletion runs"])
def test_file_that_a_deletion_took_while_the_same_bytes_were_drawn_again_is_made_anew(
    django_capture_on_commit_callbacks, monkeypatch, moment
):
    page = printed()
    row, name = asked_anew_with_the_same_bytes(page)
    outcome = services.make_poster(poster_id=row.pk, request_number=row.request_number)
    delete = files.delete

    def record_then_delete(names):
        outcome.apply()
        delete(names)

    with django_capture_on_commit_callbacks(execute=moment.startswith("before")):
        if moment.startswith("before"):
            services.delete_files([name])
            outcome.apply()
        else:
            monkeypatch.setattr(files, "delete", record_then_delete)
            services.delete_files([name])
            monkeypatch.undo()
    assert poster(page).state == PosterState.BEING_MADE
    drain()
    assert files.read(poster(page).file).startswith(b"%PDF")


def test_old_file_of_the_same_bytes_is_young_again_so_that_the_sweep_spares_it():
    page = printed()
    row, name = asked_anew_with_the_same_bytes(page)
    grow_old(name)
    outcome = services.make_poster(poster_id=row.pk, request_number=row.request_number)
    services.sweep_files()
    outcome.apply()
    assert files.read(poster(page).file).startswith(b"%PDF")


def test_deletion_spares_a_file_that_is_offered():
    page = printed()
    services.delete_files([poster(page).file, "posters/never-there.pdf"])
    assert files.read(poster(page).file)
