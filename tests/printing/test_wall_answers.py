"""Answers on the sheets of bulletins: what is taken back leaves every one of them, whatever became of the story since."""

import io
import uuid
from datetime import timedelta
from types import SimpleNamespace

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.discussion.models import Answer
from cms.discussion.services import submit_answer, undo
from cms.models import ArticlePage, City
from printing.bulletin_content import bulletin_content
from printing.errors import CannotBePrinted
from printing.formats import Format
from printing.models import Bulletin, BulletinArticle
from printing.sentences import warning_sentence
from printing.services import bulletin_sheets, bulletins
from tests.cast import make_person
from tests.printing.publishing import correct, publish, withdraw

pytestmark = pytest.mark.django_db

MONDAY = bulletins.monday_of(timezone.localdate())
WORDS = "Di slip saya tidak tertulis."


@pytest.fixture
def stage(db) -> SimpleNamespace:
    """A story with an accepted answer, and a bulletin of another story that prints it."""
    stage = SimpleNamespace(maya=make_person("maya"), city=City.objects.get(slug="semarang"), story=publish(is_told=False))
    stage.answer = accepted_answer(stage.story)
    stage.other = publish(is_told=False, title="Berita lain")
    return stage


def accepted_answer(article: ArticlePage, words: str = WORDS) -> Answer:
    answer = submit_answer(article=article, question_number=1, words=words, source="wall", client_id=uuid.uuid4())
    Answer.objects.filter(pk=answer.pk).update(state="accepted", decided_on=answer.received_on)
    return Answer.objects.get(pk=answer.pk)


def made(stage: SimpleNamespace) -> Bulletin:
    draft = bulletins.start_bulletin(city=stage.city, week=MONDAY, by=stage.maya)
    bulletins.add_article(bulletin=draft, article=stage.other, by=stage.maya)
    found = bulletins.publish_bulletin(bulletin=draft, by=stage.maya, at=timezone.now())
    assert [each.words for each in bulletin_content(found).answers] == [WORDS]
    return found


def test_an_answer_names_its_story_and_whether_it_came_from_a_wall(stage):
    [answer] = bulletin_content(made(stage)).answers
    assert (answer.story, answer.question, answer.is_from_wall) == (stage.story.title, stage.answer.question, True)


def move_to_another_city(article: ArticlePage) -> None:
    correct(article, city=City.objects.get(slug="karawang"))


def test_answer_taken_back_after_its_story_moved_to_another_city_leaves_the_sheets(stage):
    bulletin = made(stage)
    move_to_another_city(stage.story)
    assert Bulletin.objects.current().get() == bulletin
    undo(answer=Answer.objects.get(), by=stage.maya)
    current = Bulletin.objects.current().get()
    assert (current.edition, bulletin_content(current).answers, bulletin_content(bulletin).answers) == (2, (), ())


def test_story_withdrawn_after_it_moved_to_another_city_takes_its_answers_off_the_sheet(stage):
    made(stage)
    move_to_another_city(stage.story)
    withdraw(stage.story)
    current = Bulletin.objects.current().get()
    assert (current.edition, bulletin_content(current).answers) == (2, ())


def test_correction_costs_the_same_however_many_weeks_printed_answers(stage):
    bulletin = made(stage)
    costs = []
    for weeks in (1, 6):
        for week in range(weeks):
            _older_week(stage, bulletin, len(costs) + week + 1)
        with CaptureQueriesContext(connection) as asked:
            bulletins.renew_bulletins_with(stage.story, timezone.now())
        costs.append(len(asked))
    assert costs[0] == costs[1]


def _older_week(stage: SimpleNamespace, bulletin: Bulletin, weeks_ago: int) -> None:
    week = MONDAY - timedelta(weeks=weeks_ago)
    older = Bulletin.objects.create(
        city=stage.city, week_starts_on=week, edition=1, published_at=bulletin.published_at, answer_ids=bulletin.answer_ids
    )
    BulletinArticle.objects.create(bulletin=older, article=stage.other, position=1, revision=stage.other.live_revision, edition=1)


@pytest.mark.parametrize("words", ["Setujulah 한국 sekali.", "Setujulah \ue000", "Setujulah \u1112\u1161\u11ab"])
def test_answer_with_a_letter_that_no_typeface_has_falls_out_of_the_box_and_the_sheet_is_drawn(stage, words):
    accepted_answer(stage.story, words)
    draft = bulletins.start_bulletin(city=stage.city, week=MONDAY, by=stage.maya)
    bulletins.add_article(bulletin=draft, article=stage.other, by=stage.maya)
    made = bulletin_sheets.render_bulletin(bulletin=draft, wanted=Format("a3"))
    shown = pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text()
    assert (WORDS in shown, "Setujulah" in shown) == (True, False)
    assert [warning_sentence(each) for each in made.warnings if "answers" in each] == [
        "Jawaban pembaca dengan huruf yang tidak ada di fon kami, jadi tidak dimuat: 1"
    ]


def test_story_with_a_letter_that_no_typeface_has_is_named_by_its_number(stage):
    strange = publish(is_told=False, title="Aneh", body=[("paragraph", "Baik."), ("paragraph", "Huruf 한 ini.")])
    asking = publish(is_told=False, title="Tanya", question_2="Huruf 中 ini?")
    draft = bulletins.start_bulletin(city=stage.city, week=MONDAY, by=stage.maya)
    for stories, words in (([stage.other, strange], "Berita ke-2, paragraf 2: huruf 한"), ([asking], "Berita ke-1: huruf 中")):
        draft.articles.all().delete()
        for article in stories:
            bulletins.add_article(bulletin=draft, article=article, by=stage.maya)
        with pytest.raises(CannotBePrinted, match=words):
            bulletin_sheets.render_bulletin(bulletin=draft, wanted=Format("a3"))
