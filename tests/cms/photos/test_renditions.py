"""The sizes that readers get: light, bare, made by a job, and never for the wrong state."""

from io import BytesIO

import pytest
from PIL import Image as Pillow

from cms.models import Image
from cms.photos import files, renditions, services
from cms.photos.bare import check_bare
from cms.photos.door import admit_photo
from cms.photos.renditions import FALLBACK, RECIPES, draw, make_renditions, prepare_renditions
from cms.tasks import make_renditions as job_handler
from jobs.errors import PermanentFailure
from jobs.models import Job, JobState
from jobs.runner import drain
from tests.cms.photos import pictures


@pytest.fixture
def published(admitted, db) -> Image:
    photo = services.store_private_photo(admitted, title="Foto 1")
    services.publish_photos([photo])
    return photo


def widths(jpeg: bytes) -> list[tuple[str, int]]:
    return [(drawn.recipe.format, drawn.width) for drawn in draw(jpeg)]


def test_photo_has_four_sizes(admitted):
    assert widths(admitted.jpeg) == [("jpeg", 320), ("webp", 320), ("webp", 480), ("webp", 640)]


def test_each_size_is_bare_and_within_its_weight(admitted):
    for drawn in draw(admitted.jpeg):
        check_bare(f"a.{drawn.recipe.extension}", drawn.data)
        assert len(drawn.data) <= drawn.recipe.bytes_max
        assert not [mark for mark in pictures.MARKS if mark in drawn.data]
        assert Pillow.open(BytesIO(drawn.data)).size == (drawn.width, drawn.height)


def test_quality_falls_before_a_size_is_left_out(heavy):
    drawn = {(one.recipe.format, one.recipe.width): one for one in draw(heavy.jpeg)}
    assert ("jpeg", 320) in drawn
    assert drawn["jpeg", 320].width < 320
    assert ("webp", 640) not in drawn
    assert all(len(one.data) <= one.recipe.bytes_max for one in drawn.values())


def test_small_photo_is_never_enlarged():
    small = admit_photo(pictures.upload(pictures.saved(pictures.two_halves((200, 100)), "JPEG")))
    assert widths(small.jpeg) == [("jpeg", 200), ("webp", 200)]


def test_photo_between_the_sizes_has_those_below_it():
    middling = admit_photo(pictures.upload(pictures.saved(pictures.two_halves((500, 300)), "JPEG")))
    assert widths(middling.jpeg) == [("jpeg", 320), ("webp", 320), ("webp", 480)]


def test_tall_photo_gets_its_sizes_too():
    tall = admit_photo(pictures.upload(pictures.saved(pictures.two_halves((60, 1100)), "JPEG")))
    assert widths(tall.jpeg)[0] == ("jpeg", 60)


def test_rows_are_known_to_wagtail_and_hold_bare_pixels(published, django_assert_num_queries):
    assert make_renditions(published.pk) == len(RECIPES)
    for rendition in published.renditions.all():
        assert rendition.file.name.startswith("photos/r/")
        check_bare(rendition.file.name, files.read(rendition.file.name))
    known = published.get_rendition(RECIPES[2].spec)
    assert known.width == 480
    assert published.renditions.count() == len(RECIPES)


def test_made_twice_they_are_there_once(published):
    make_renditions(published.pk)
    assert make_renditions(published.pk) == 0


def test_two_jobs_at_once_leave_one_set(published):
    first, second = prepare_renditions(published.pk), prepare_renditions(published.pk)
    assert first.save() == len(RECIPES)
    assert second.save() == 0
    assert all(files.storage.exists(name) for name in published.renditions.values_list("file", flat=True))


def test_size_drawn_before_a_withdrawal_is_not_published_after_it(published, django_capture_on_commit_callbacks):
    prepared = prepare_renditions(published.pk)
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw_photos([published])
    with django_capture_on_commit_callbacks(execute=True):
        assert prepared.save() == 0
    assert not published.renditions.exists()
    assert files.storage.listdir("photos/r/")[1] == []


@pytest.mark.django_db(transaction=True)
def test_job_makes_the_sizes_after_publication(admitted):
    photo = services.store_private_photo(admitted, title="Foto 1")
    services.publish_photos([photo])
    drain(queues=["render"])
    assert set(Job.objects.filter(kind=services.RENDITIONS_KIND).values_list("state", flat=True)) == {JobState.DONE}
    names = list(photo.renditions.values_list("file", flat=True))
    assert len(names) == len(RECIPES)
    assert all(name.startswith("photos/r/") for name in names)


def test_job_carries_ids_only(published):
    job = Job.objects.filter(kind=services.RENDITIONS_KIND).latest("created_at")
    assert job.payload == {"image": published.pk}
    assert "Foto" not in job.key


def test_job_of_a_deleted_photo_is_no_failure(db):
    assert job_handler(Job(payload={"image": 0})) is None


def test_job_of_a_photo_without_its_file_goes_to_a_person(published):
    files.storage.delete(published.file.name)
    with pytest.raises(PermanentFailure):
        job_handler(Job(payload={"image": published.pk}))


def test_recipes_are_those_of_the_budget():
    assert [(one.width, one.format, one.quality, one.bytes_max) for one in renditions.RECIPES] == [
        (320, "jpeg", 45, 12_000),
        (320, "webp", 40, 8_000),
        (480, "webp", 40, 15_000),
        (640, "webp", 40, 25_000),
    ]
    assert FALLBACK.spec == "width-320|format-jpeg|jpegquality-45"
