"""The ready curriculum: its files, and how it comes into the database without ever overwriting an editor."""

import json
import re

import pytest

from curriculum.lessons import ready_texts
from curriculum.lessons.demo import add_readings
from curriculum.lessons.ready import set_up_lessons
from curriculum.lessons.ready_texts import UnreadableText, ready_lesson, ready_programme
from curriculum.models import Cohort, Lesson, LessonReading, Module, Programme

LESSONS = [lesson for module in ready_programme().modules for lesson in module.lessons]


def words(value) -> list[str]:
    if isinstance(value, str):
        return value.split()
    parts = value if isinstance(value, list) else [part for key, part in value.items() if key not in ("type", "id")]
    return [word for part in parts if isinstance(part, str | list | dict) for word in words(part)]


def blocks(stream: str, kind: str) -> list:
    return [block["value"] for block in json.loads(stream) if block["type"] == kind]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.key)
class TestEachLesson:
    def test_it_is_as_long_as_a_lesson_may_be(self, lesson):
        assert 600 <= len(words(json.loads(lesson.body))) <= 1000
        assert len(lesson.summary) <= 300 and len(lesson.title) <= 120

    def test_it_has_goals_an_exercise_a_discussion_a_plan_and_a_sheet(self, lesson):
        assert len(lesson.goals.splitlines()) >= 3
        assert blocks(lesson.body, "exercise") and blocks(lesson.body, "discussion")
        assert blocks(lesson.handout, "checklist") and blocks(lesson.handout, "lines")

    def test_its_plan_fills_the_time_exactly(self, lesson):
        (plan,) = blocks(lesson.trainer_notes, "plan")
        assert sum(step["value"]["minutes"] for step in plan) == lesson.minutes

    def test_its_notes_speak_of_bad_light_and_a_weak_network(self, lesson):
        notes = " ".join(words(json.loads(lesson.trainer_notes))).lower()
        assert re.search("jaringan|sinyal", notes) and re.search("cahaya|redup|gelap", notes) and "sering salah" in notes

    def test_it_names_no_amount_of_money_that_a_law_sets(self, lesson):
        """Such figures change; the lessons point to the page of rights."""
        text = lesson.body + lesson.trainer_notes + lesson.handout
        assert not re.search(r"\b(173|40 jam|1/173|Rp ?[1-9]\.\d{3}\.\d{3})\b", text)


def test_the_lesson_on_rights_points_to_the_page_of_rights():
    assert "/hak/" in LESSONS[-1].body and "/hak/" in LESSONS[-1].handout


def test_the_right_of_reply_is_cited_with_its_article():
    text = next(lesson.body for lesson in LESSONS if lesson.key == "aman-dan-taat-hukum")
    assert "UU 40/1999" in text and "Pasal 1 angka 11" in text and "Pasal 5" in text


def test_a_block_that_nobody_can_read_is_named(tmp_path, monkeypatch):
    head = "judul: A\nmenit: 90\nringkas: B\ntujuan: C\n\n== pelajaran\n"
    monkeypatch.setattr(ready_texts, "FOLDER", tmp_path)
    for wrong in ("! Latihan tanpa waktu\n1. a", "- a\nb", "10' a\nb", "a\nb"):
        (tmp_path / "x.txt").write_text(head + wrong, encoding="utf-8")
        with pytest.raises(UnreadableText, match=r"x\.txt"):
            ready_lesson("x")
    (tmp_path / "x.txt").write_text("judul: A\n\n== pelajaran\na", encoding="utf-8")
    with pytest.raises(UnreadableText, match="menit"):
        ready_lesson("x")


@pytest.mark.django_db
class TestSetUp:
    def test_ten_lessons_in_four_modules_and_every_class_has_them(self, cast):
        assert (Lesson.objects.live().count(), Module.objects.count(), Programme.objects.count()) == (10, 4, 1)
        assert not Cohort.objects.filter(programme=None).exists()

    def test_a_second_call_changes_nothing(self, cast):
        before = list(Lesson.objects.values())
        set_up_lessons()
        assert list(Lesson.objects.values()) == before
        assert (Module.objects.count(), Programme.objects.count()) == (4, 1)

    def test_what_an_editor_changed_stays(self, cast):
        Lesson.objects.filter(ready_key="wawancara").update(title="Judulku", slug="judulku", live=False, body=[])
        Module.objects.filter(ready_key="berita").update(title="Modulku")
        Programme.objects.update(title="Programku", slug="programku")
        set_up_lessons()
        assert Lesson.objects.count() == 10 and Programme.objects.count() == 1
        lesson = Lesson.objects.select_related("module").get(ready_key="wawancara")
        assert (lesson.title, lesson.slug, lesson.live, len(lesson.body)) == ("Judulku", "judulku", False, 0)
        assert lesson.module.title == "Modulku"

    def test_a_missing_lesson_appears_in_its_module(self, cast):
        Lesson.objects.filter(ready_key="kampanye").delete()
        Programme.objects.update(title="Programku", slug="programku")
        set_up_lessons()
        lesson = Lesson.objects.get(ready_key="kampanye")
        assert (lesson.slug, lesson.module.ready_key, lesson.position, Programme.objects.count()) == ("kampanye", "siaran", 2, 1)

    def test_an_address_that_an_editor_took_is_left_to_her(self, cast):
        Lesson.objects.filter(ready_key="kampanye").update(ready_key="", title="Kampanye saya")
        set_up_lessons()
        assert Lesson.objects.get(ready_key="kampanye").slug == "kampanye-2"
        assert Lesson.objects.get(slug="kampanye").title == "Kampanye saya"

    def test_a_class_with_a_programme_of_its_own_keeps_it(self, cast):
        own = Programme.objects.create(title="Lain", slug="lain")
        Cohort.objects.filter(pk=cast.semarang.pk).update(programme=own)
        set_up_lessons()
        assert cast.semarang.programme == own

    def test_the_demo_reads_once(self, cast):
        add_readings(lambda line: None)
        count = LessonReading.objects.count()
        add_readings(lambda line: None)
        assert LessonReading.objects.count() == count == 1  # the first of the cast has read none yet, the second one
