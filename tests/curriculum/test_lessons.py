"""Lessons on the phone: who reads which, what is read, and what a page weighs."""

import gzip
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.photos.door import admit_photo
from cms.photos.renditions import make_renditions
from cms.photos.services import publish_photos, store_private_photo
from curriculum.lessons.services import mark_read
from curriculum.models import Cohort, Lesson, LessonReading, Module, Programme
from curriculum.training_home import visitor_of
from people.roles import Role
from people.services import create_person
from tests.cast import add_member, sign_in
from tests.cms.photos import pictures
from tests.submissions.views.forms import words_of

pytestmark = pytest.mark.django_db
LIST = "/pelatihan/pelajaran/"
FIRST, SECOND, LAST = "apa-itu-berita", "lima-w-satu-h", "hak-dasar-pekerja"


def page(slug: str, act: str = "") -> str:
    return f"{LIST}{slug}/{act}"


def visitor(user):
    return visitor_of(user, timezone.localdate())


def admitted():
    return admit_photo(SimpleUploadedFile("g.jpg", pictures.saved(pictures.two_halves(), "JPEG"), content_type="image/jpeg"))


def other_programme() -> Lesson:
    programme = Programme.objects.create(title="Program lain", slug="lain")
    module = Module.objects.create(programme=programme, position=1, title="Modul lain")
    return Lesson.objects.create(module=module, position=1, title="Pelajaran lain", slug="lain", summary="Ringkas.", goals="Satu.")


class TestReading:
    def test_the_ten_lessons_stand_in_their_order(self, cast):
        words = words_of(cast.client("siti").get(LIST))
        titles = list(Lesson.objects.values_list("title", flat=True))
        assert len(titles) == 10
        assert [words.index(title) for title in titles] == sorted(words.index(title) for title in titles)

    def test_a_lesson_says_what_comes_before_and_after(self, cast):
        client = cast.client("siti")
        first, second, last = (client.get(page(slug)).content.decode() for slug in (FIRST, SECOND, LAST))
        assert 'rel="next"' in first and 'rel="prev"' not in first
        assert f'href="{page(FIRST)}" rel="prev"' in second and f'href="{page("wawancara")}" rel="next"' in second
        assert 'rel="next"' not in last

    def test_a_draft_and_a_lesson_taken_offline_are_not_found(self, cast):
        Lesson.objects.filter(slug=SECOND).update(live=False)
        client = cast.client("siti")
        assert client.get(page(SECOND)).status_code == 404
        assert page(SECOND) not in client.get(page(FIRST)).content.decode()

    def test_a_trainee_reads_the_lessons_of_her_own_programme_only(self, cast):
        other = other_programme()
        assert cast.client("siti").get(page(other.slug)).status_code == 404
        assert cast.client("tono").get(page(other.slug)).status_code == 404
        assert cast.client("rini").get(page(other.slug)).status_code == 200

    def test_a_class_without_a_programme_has_no_lessons_and_is_told_so(self, cast):
        Cohort.objects.update(programme=None)
        assert "belum punya pelajaran" in words_of(cast.client("siti").get(LIST))

    def test_whoever_is_nothing_in_the_programme_reads_nothing(self, cast):
        client = Client()
        sign_in(client, create_person(display_name="Tamu"))
        assert client.get(page(FIRST)).status_code == 403
        assert client.get("/pelatihan/").status_code == 200

    def test_markup_in_a_lesson_is_shown_as_it_was_typed(self, cast):
        lesson = Lesson.objects.get(slug=FIRST)
        lesson.body = [("paragraph", "<script>alert(1)</script>"), ("exercise", {"title": "<b>", "minutes": 5, "steps": ["<i>"]})]
        lesson.save()
        html = cast.client("siti").get(page(FIRST)).content.decode()
        assert "<script" not in html and "&lt;script&gt;" in html and "<i>" not in html

    def test_a_published_picture_is_shown_and_loaded_late(self, cast):
        image = store_private_photo(admitted(), title="Gambar")
        lesson = Lesson.objects.get(slug=FIRST)
        lesson.body = [("picture", {"image": image, "caption": "Termometer", "credit": "Siti"})]
        lesson.save()
        client = cast.client("siti")
        assert "<img" not in client.get(page(FIRST)).content.decode()
        publish_photos([image])
        make_renditions(image.pk)
        assert re.search(r'<img [^>]*loading="lazy"', client.get(page(FIRST)).content.decode())


class TestIHaveReadIt:
    def test_pressing_twice_is_one_reading_and_the_list_counts_it(self, cast):
        client = cast.client("siti")
        for _press in range(2):
            answer = client.post(page(FIRST, "kubaca/"))
            assert (answer.status_code, answer.headers["Location"]) == (303, LIST)
        assert LessonReading.objects.get().membership == cast.membership("siti")
        assert "1 dari 10 sudah dibaca" in words_of(client.get(LIST))
        assert "Berikutnya: Enam pertanyaan" in words_of(client.get("/pelatihan/"))
        assert "kubaca/" not in client.get(page(FIRST)).content.decode()

    def test_the_first_day_stays(self, cast):
        lesson, today = Lesson.objects.get(slug=FIRST), timezone.localdate()
        mark_read(visitor=visitor_of(cast.siti, today), lesson=lesson)
        mark_read(visitor=visitor_of(cast.siti, today + timedelta(days=3)), lesson=lesson)
        assert LessonReading.objects.get().read_on == today

    def test_only_the_enrolled_have_the_button(self, cast):
        assert "kubaca/" in cast.client("siti").get(page(FIRST)).content.decode()
        for name in ("ratna", "tono", "maya", "dewi"):
            client = cast.client(name)
            assert "kubaca/" not in client.get(page(FIRST)).content.decode()
            assert client.post(page(FIRST, "kubaca/")).status_code == 403
        assert not LessonReading.objects.exists()

    def test_a_trainee_of_two_classes_reads_for_both(self, cast):
        add_member(cast.siti, Role.TRAINEE, "karawang")
        mark_read(visitor=visitor(cast.siti), lesson=Lesson.objects.get(slug=FIRST))
        assert LessonReading.objects.count() == 2
        assert "1 dari 10 sudah dibaca" in words_of(cast.client("siti").get(LIST))

    def test_who_teaches_sees_how_many_have_read_it(self, cast):
        mark_read(visitor=visitor(cast.siti), lesson=Lesson.objects.get(slug=FIRST))
        mark_read(visitor=visitor(cast.budi), lesson=Lesson.objects.get(slug=FIRST))
        assert "dibaca 1 dari 1 peserta" in words_of(cast.client("tono").get(LIST))
        assert "peserta" not in words_of(cast.client("siti").get(LIST)).split("Pelajaran", 1)[1].split("1. Apa itu berita")[0].lower()


class TestNotes:
    def test_trainees_get_no_link_to_the_notes(self, cast):
        assert "catatan/" not in cast.client("siti").get(page(FIRST)).content.decode()
        assert page(FIRST, "catatan/") in cast.client("tono").get(page(FIRST)).content.decode()

    def test_the_plan_adds_up_the_clock(self, cast):
        words = words_of(cast.client("tono").get(page(FIRST, "catatan/")))
        assert "0–10 Perkenalan" in words and "85–90 Tugas rumah" in words


class TestWeight:
    @pytest.mark.parametrize("address", ["", "catatan/"])
    def test_every_lesson_fits_the_budget_of_a_working_page(self, cast, address):
        client = cast.client("tono")
        for slug in Lesson.objects.values_list("slug", flat=True):
            html = client.get(page(slug, address)).content
            assert len(gzip.compress(html, 6)) <= 12_000 and len(html) <= 50_000, slug
            assert html.count(b"<") - html.count(b"</") <= 500, slug
            assert b"<script" not in html, slug

    def test_the_number_of_queries_does_not_grow(self, cast):
        def queries(address: str) -> int:
            client = cast.client("tono")
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            return len(captured)

        addresses = (LIST, page(FIRST), page(FIRST, "catatan/"))
        before = [queries(address) for address in addresses]
        module, lesson = Module.objects.first(), Lesson.objects.get(slug=FIRST)
        for number in range(12):
            add_member(create_person(display_name=f"P{number}"), Role.TRAINEE, "semarang")
            facts = {"position": 20 + number, "title": f"T{number}", "slug": f"t{number}", "summary": "R", "goals": "S"}
            Lesson.objects.create(module=module, body=lesson.body, **facts)
        for trainee in cast.semarang.memberships.filter(role=Role.TRAINEE):
            LessonReading.objects.create(membership=trainee, lesson=lesson, read_on=timezone.localdate())
        assert [queries(address) for address in addresses] == before
        assert max(before) <= 15

    def test_the_home_of_a_trainee_is_light(self, cast):
        client = cast.client("siti")
        client.get("/pelatihan/")
        with CaptureQueriesContext(connection) as captured:
            html = client.get("/pelatihan/").content
        assert len(gzip.compress(html, 6)) <= 12_000
        assert len(captured) <= 15
        assert reverse("curriculum:lessons").encode() in html
