"""The office in which editors and programme managers write lessons: drafts, versions, preview, and what nobody may do."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from curriculum.models import Lesson, Module, Programme
from people.services import create_person
from tests.cast import sign_in
from tests.submissions.views.forms import words_of

pytestmark = pytest.mark.django_db
WRITERS = ("maya", "rini")
READ = "/pelatihan/pelajaran/{}/"


def office(model: str, act: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_curriculum_{model}:{act}", args=args)


def typed(**changes: object) -> dict[str, object]:
    """The form of a lesson as a browser sends it."""
    facts = {
        "title": "Membuat siaran suara",
        "slug": "siaran-suara",
        "module": Module.objects.get(ready_key="siaran").pk,
        "position": 3,
        "minutes": 60,
        "summary": "Suara kita di HP.",
        "goals": "Merekam satu menit.\nMemotong.",
    }
    streams = {
        "body": streamfield([("paragraph", "Tekan tombol rekam.")]),
        "trainer_notes": streamfield([]),
        "handout": streamfield([]),
    }
    return nested_form_data(streams) | facts | changes


def root() -> Client:
    person = create_person(display_name="Root")
    person.is_superuser = True
    person.save()
    client = Client()
    sign_in(client, person, staff=True)
    return client


@pytest.mark.parametrize("name", WRITERS)
class TestWriting:
    def test_a_draft_is_read_by_nobody_until_it_is_published(self, cast, name):
        client, siti = cast.client(name), cast.client("siti")
        assert client.post(office("lesson", "add"), typed()).status_code == 302
        lesson = Lesson.objects.get(slug="siaran-suara")
        assert not lesson.live and siti.get(READ.format(lesson.slug)).status_code == 404
        assert client.post(office("lesson", "edit", lesson.pk), typed(**{"action-publish": "1"})).status_code == 302
        assert "Tekan tombol rekam." in words_of(siti.get(READ.format(lesson.slug)))

    def test_a_change_waits_until_it_is_published(self, cast, name):
        client, siti = cast.client(name), cast.client("siti")
        client.post(office("lesson", "add"), typed(**{"action-publish": "1"}))
        lesson = Lesson.objects.get(slug="siaran-suara")
        client.post(office("lesson", "edit", lesson.pk), typed(title="Judul baru"))
        assert "Judul baru" not in words_of(siti.get(READ.format(lesson.slug)))
        assert "Judul baru" in client.get(office("lesson", "edit", lesson.pk)).content.decode()
        assert lesson.revisions.count() == 2 and client.get(office("lesson", "history", lesson.pk)).status_code == 200

    def test_a_lesson_is_taken_offline_and_not_deleted(self, cast, name):
        client, lesson = cast.client(name), Lesson.objects.get(slug="kampanye")
        assert client.post(office("lesson", "unpublish", lesson.pk)).status_code == 302
        assert cast.client("siti").get(READ.format("kampanye")).status_code == 404
        for model, thing in (("lesson", lesson), ("module", lesson.module), ("programme", lesson.module.programme)):
            assert client.post(office(model, "delete", thing.pk)).status_code == 404

    def test_a_new_programme_and_module_are_made(self, cast, name):
        client = cast.client(name)
        client.post(office("programme", "add"), {"title": "Program 2027", "slug": "program-2027", "summary": ""})
        programme = Programme.objects.get(slug="program-2027")
        client.post(office("module", "add"), {"title": "Modul satu", "summary": "", "programme": programme.pk, "position": 1})
        assert Module.objects.filter(programme=programme).count() == 1
        assert "Program 2027 · Modul satu" in client.get(office("lesson", "add")).content.decode()


def test_the_preview_shows_the_lesson_as_a_trainee_sees_it(cast):
    client, lesson = cast.client("maya"), Lesson.objects.get(slug="kampanye")
    address = office("lesson", "preview_on_edit", lesson.pk)
    assert client.post(address, typed(title="Sedang kutulis")).json()["is_valid"]
    preview = client.get(address)
    assert "Sedang kutulis" in words_of(preview) and "Tekan tombol rekam." in words_of(preview)
    assert "frame-ancestors 'none'" not in preview.headers.get("Content-Security-Policy", "")
    assert preview.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "kubaca/" not in preview.content.decode()


def test_not_even_a_superuser_deletes(cast):
    lesson = Lesson.objects.get(slug="kampanye")
    assert root().post(office("module", "delete", lesson.module_id)).status_code == 404


def test_half_a_form_is_refused_without_an_error_of_ours(cast):
    assert cast.client("maya").post(office("lesson", "add"), {"title": "Saja"}).status_code == 400


def test_a_lesson_has_a_sensible_length(cast):
    answer = cast.client("maya").post(office("lesson", "add"), typed(minutes=0))
    assert answer.status_code == 200 and not Lesson.objects.filter(slug="siaran-suara").exists()


@pytest.mark.parametrize("name", ["agus", "siti", "ratna", "tono", "dewi", "nobody"])
def test_nobody_else_writes_lessons(cast, name):
    lesson = Lesson.objects.get(slug="kampanye")
    client = cast.client(name)
    for address in (office("lesson", "list"), office("lesson", "edit", lesson.pk), office("programme", "add")):
        assert client.get(address).status_code in (302, 403)
    client.post(office("lesson", "edit", lesson.pk), typed(**{"action-publish": "1"}))
    lesson.refresh_from_db()
    assert lesson.title != "Membuat siaran suara"


def test_the_list_of_lessons_asks_as_often_for_ten_as_for_thirty(cast):
    def queries() -> int:
        client = cast.client("maya")
        client.get(office("lesson", "list"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(office("lesson", "list")).status_code == 200
        return len(captured)

    few = queries()
    module = Module.objects.first()
    for number in range(20):
        Lesson.objects.create(module=module, position=number, title=f"T{number}", slug=f"t{number}", summary="R", goals="S")
    assert queries() == few
