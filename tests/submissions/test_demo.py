"""The demo: loaded once, then looked at. It must never stand beside real people."""

import tempfile
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.utils import timezone
from PIL import Image as Pillow

from cms.models import ArticlePage, CorrectionNotice, FrontPageSlot, Image
from curriculum.models import Membership
from jobs.models import Job
from people.models import PersonLogEntry, User
from people.pins import validate_pin
from people.roles import Role
from people.services import create_person
from submissions.demo import gallery, programme
from submissions.demo.accounts import account_table
from submissions.demo.journeys import JOURNEYS, Journey
from submissions.demo.manuscripts import manuscripts, read
from submissions.demo.people import PARTS, PASSWORD, PIN
from submissions.models import ReviewComment, ReviewTaskState, Submission, SubmissionLogEntry
from submissions.rules import find_warnings
from submissions.states import State, standings

CITIES = {"bandung", "semarang", "karawang", "tangerang", "jakarta", "samarinda"}
UNFINISHED = ("draft", "parked")


def temporary_storage(folder: Path) -> override_settings:
    private = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(folder / "private"), "base_url": None}}
    return override_settings(MEDIA_ROOT=folder / "media", STORAGES=settings.STORAGES | {"private": private})


def counted() -> dict[str, int]:
    models = (User, Membership, Submission, SubmissionLogEntry, ReviewTaskState, ArticlePage, Image, Job, PersonLogEntry)
    return {model.__name__: model.objects.count() for model in models}


class TestLoadedDemo(TestCase):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.enterClassContext(temporary_storage(Path(folder)))
        super().setUpClass()

    @classmethod
    def setUpTestData(cls):
        cls.told = []
        cls.card = programme.load(progress=cls.told.append)

    def standings(self):
        return standings(Submission.objects.select_related("page", "membership__cohort", "latest_revision"))

    def test_every_state_is_there_among_twenty_four_texts(self):
        states = Counter(standing.state for standing in self.standings().values())
        assert set(states) == set(State) - {State.PUBLISH_FAILED}, "nothing has failed in the demo"
        assert states.total() == 24
        assert states[State.PUBLISHED] >= 11

    def test_each_text_stands_where_its_manuscript_says(self):
        texts = {text.title: standing.state for text, standing in self.texts_with_standing()}
        wanted = {"corrected": "published", "with_editors_claimed": "with_editors"}
        for manuscript in manuscripts():
            title = manuscript.new_headline or manuscript.headline
            assert texts[title] == wanted.get(manuscript.state, manuscript.state)

    def texts_with_standing(self):
        found = self.standings()
        return [(text, found[text.pk]) for text in Submission.objects.all()]

    def test_the_editors_have_one_text_waiting_and_one_claimed(self):
        steps = [standing.step for standing in self.standings().values() if standing.state == State.WITH_EDITORS]
        assert sorted(step.is_claimed() for step in steps) == [False, True]

    def test_all_six_cities_have_published_on_different_days(self):
        pages = list(ArticlePage.objects.public().select_related("city"))
        assert {page.city.slug for page in pages} == CITIES
        assert len({page.published_on for page in pages}) == len(pages)
        wanted = {manuscript.headline: manuscript.published for manuscript in manuscripts() if manuscript.published}
        assert all(page.published_on == min(wanted[page.title], timezone.localdate()) for page in pages)

    def test_no_moment_of_a_text_is_in_the_future_or_out_of_order(self):
        now = timezone.now()
        for text in Submission.objects.all():
            moments = list(SubmissionLogEntry.objects.filter(submission_id=text.pk).order_by("pk").values_list("timestamp", flat=True))
            assert moments == sorted(moments) and moments[-1] <= now
            assert text.latest_revision.created_at <= now

    def test_the_lead_story_is_in_its_second_edition_with_the_right_number(self):
        lead = FrontPageSlot.objects.get(position=1).article
        assert lead.edition == 2
        assert "64 orang" in lead.standfirst and "46" not in lead.standfirst
        notice = CorrectionNotice.objects.get(article=lead)
        assert notice.corrected_on > lead.published_on

    def test_the_mentor_left_notes_on_paragraphs_and_a_proposed_sentence(self):
        notes = ReviewComment.objects.filter(state__status=ReviewTaskState.STATUS_REJECTED, proposal__gt="")
        assert notes.count() == 2 and all(note.block_id and note.paragraph_number for note in notes)

    def test_the_editor_changed_headline_and_words_before_the_author_is_asked(self):
        text = next(text for text, standing in self.texts_with_standing() if standing.state == State.CONFIRM)
        version = text.get_latest_revision_as_object()
        words = " ".join(words for _kind, words in version.paragraphs())
        assert version.title.startswith("Gudang perca") and "redup" in words and "gelap" not in words

    def test_published_pictures_are_public_and_all_others_private(self):
        shown = set(ArticlePage.objects.public().exclude(lead_photo=None).values_list("lead_photo", flat=True))
        assert len(shown) >= 6
        assert set(Image.objects.filter(is_private=False).values_list("pk", flat=True)) == shown
        assert not Image.objects.filter(description="").exists()

    def test_thirty_invented_people_hold_all_roles(self):
        assert User.objects.count() == 30 and not User.objects.filter(is_fictional=False).exists()
        roles = Counter(role for _user, role in set(Membership.objects.current().values_list("user", "role")))
        assert roles == {"trainee": 15, "mentor": 6, "trainer": 2, "steward": 3, "editor": 2, "programme_manager": 1, "administrator": 1}
        assert {membership.cohort.city.slug for membership in Membership.objects.filter(role=Role.MENTOR)} == CITIES

    def test_everybody_can_sign_in_with_what_the_table_says(self):
        for part in PARTS:
            assert programme.find(part).check_password(PASSWORD if part.is_staff else PIN)
            validate_pin(PIN, phone=part.phone)
        validate_password(PASSWORD)

    def test_the_table_has_an_account_of_each_role_and_the_card_only_once(self):
        short, everybody = account_table(card=self.card), account_table(everybody=True)
        assert self.card in short and self.card not in everybody
        assert all(part.name in everybody for part in PARTS)
        assert len(short.split("ROLE")[1].splitlines()) == 1 + len(Role)

    def test_a_second_run_changes_nothing(self):
        before = counted()
        out = StringIO()
        call_command("demo", stdout=out, stderr=StringIO())
        call_command("demo", "--once", stdout=StringIO(), stderr=StringIO())
        call_command("demo", "--accounts", stdout=StringIO(), stderr=StringIO())
        assert counted() == before
        assert "/masuk/redaksi/" in out.getvalue() and "Account card" not in out.getvalue()

    def test_posters_are_left_to_the_worker(self):
        assert Job.objects.filter(kind="printing.render_poster", state="queued").count() >= 12


def test_the_manuscripts_keep_to_the_measure():
    texts = manuscripts()
    assert Counter(text.city for text in texts) == dict.fromkeys(CITIES, 4)
    assert {text.state for text in texts} == set(JOURNEYS)
    for text in texts:
        words = sum(len(line.text.split()) for line in text.lines)
        assert 140 <= words <= 720, text.key
        assert len(text.headline) <= 110 and len(text.standfirst) <= 300
        assert text.state in UNFINISHED or (text.standfirst and len(text.question) == 3), text.key
        assert text.photo in {"", *gallery.pictures()}
        assert text.author in {part.key for part in PARTS}


def test_the_manuscripts_name_no_person_and_no_company():
    for text in manuscripts():
        assert find_warnings("\n".join([text.headline, text.standfirst, *(line.text for line in text.lines)])) == [], text.key


def test_each_picture_has_its_drawing_and_is_light():
    for name, picture in gallery.pictures().items():
        jpeg = gallery.FOLDER / f"{name}.jpg"
        assert jpeg.with_suffix(".svg").exists() and jpeg.stat().st_size <= 150_000
        with Pillow.open(jpeg) as opened:
            assert max(opened.size) == 1600
        assert picture.caption and picture.alt and picture.credit == "Gambar: Tim Warta Buruh"


def test_a_line_of_the_head_that_nobody_knows_is_named():
    with pytest.raises(ValueError, match="baru: 'colour: red'"):
        read("baru", "colour: red\n\nSatu kalimat.")


@pytest.mark.django_db
def test_a_database_with_a_real_person_is_refused():
    create_person(display_name="Orang sungguhan")
    with pytest.raises(CommandError, match="DATABASE_URL"):
        call_command("demo", stdout=StringIO(), stderr=StringIO())
    assert not Submission.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("option", [[], ["--once"], ["--accounts"]])
def test_settings_that_do_not_allow_the_demo_are_respected(settings, option):
    del settings.DEMO_ALLOWED
    with pytest.raises(CommandError, match="DEMO_ALLOWED"):
        call_command("demo", *option, stdout=StringIO(), stderr=StringIO())
    assert not User.objects.exists()


@pytest.mark.django_db
def test_accounts_of_a_demo_that_is_not_loaded_are_not_printed():
    with pytest.raises(CommandError, match="not loaded"):
        call_command("demo", "--accounts", stdout=StringIO(), stderr=StringIO())


@pytest.mark.django_db
def test_a_run_that_breaks_off_leaves_no_half_text_and_can_be_run_again(monkeypatch):
    two = [text for text in manuscripts() if text.state in ("draft", "waiting")][:2]
    monkeypatch.setattr(programme, "manuscripts", lambda: two)
    with monkeypatch.context() as broken:
        broken.setitem(JOURNEYS, "waiting", ((Journey.write, _pull_the_plug), ()))
        with pytest.raises(KeyboardInterrupt):
            programme.load()
    before = Submission.objects.count()
    programme.load()
    assert before < Submission.objects.count() == len(two)


def _pull_the_plug(journey):
    raise KeyboardInterrupt
