"""Progress, and the versioned rule that says when somebody counts as trained."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from curriculum.models import (
    Attendance,
    CompletionRule,
    Lesson,
    LessonReading,
    Membership,
    Presence,
    Workshop,
    WorkshopStatus,
)
from curriculum.progress import rules
from curriculum.progress.matrix import matrix_of
from curriculum.progress.standing import progress_of
from curriculum.training_home import visitor_of
from people.models import User
from people.roles import Role
from tests.cast import STARTS_ON
from tests.submissions import texts

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def visitor(user):
    return visitor_of(user, TODAY())


def session(cast, number, *, lesson=None, **presence):
    """A held workshop of Semarang on its own day; the keywords say how each of the cast was there."""
    starts = timezone.now() - timedelta(days=30 - number)
    workshop = Workshop.objects.create(
        cohort=cast.semarang,
        title=f"Pertemuan {number}",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        venue="Aula",
        status=WorkshopStatus.HELD,
    )
    if lesson:
        workshop.lessons.add(lesson)
    for name, state in presence.items():
        minutes = 0 if state in (Presence.ABSENT, Presence.EXCUSED) else 120
        Attendance.objects.create(
            workshop=workshop, membership=cast.membership(name), presence=state, minutes=minutes, recorded_at=starts, recorded_by=cast.tono
        )
    return workshop


def progress(cast, name="siti"):
    return progress_of([cast.membership(name)], TODAY())[0]


def attend(cast, *states):
    for number, state in enumerate(states):
        session(cast, number, siti=state)


def test_three_of_four_sessions_and_one_accepted_text_make_somebody_trained(cast):
    attend(cast, Presence.PRESENT, Presence.LATE, Presence.LEFT_EARLY, Presence.ABSENT)
    texts.with_editors(cast)
    found = progress(cast)
    assert found.percent == 75
    assert found.is_trained
    assert found.missing == []


def test_a_share_just_below_the_rule_is_not_rounded_up(cast):
    attend(cast, *[Presence.PRESENT] * 2, Presence.EXCUSED)
    texts.with_editors(cast)
    found = progress(cast)
    assert (found.percent, found.is_trained) == (66, False)
    assert "2 dari 3" in " ".join(found.missing) or "2 of 3" in " ".join(found.missing)


def test_whoever_had_no_session_is_not_trained_by_texts_alone(cast):
    texts.with_editors(cast)
    assert not progress(cast).is_trained


def test_sessions_alone_are_not_enough(cast):
    attend(cast, Presence.PRESENT)
    texts.sent(cast)
    found = progress(cast)
    assert not found.is_trained
    assert len(found.missing) == 1


def test_a_class_without_a_programme_trains_nobody_and_says_so(cast):
    attend(cast, Presence.PRESENT)
    texts.with_editors(cast)
    cohort = cast.semarang
    cohort.programme = None
    cohort.save()
    found = progress(cast)
    assert not found.is_trained
    assert found.missing


def test_a_new_rule_holds_from_its_day_on(cast):
    attend(cast, Presence.PRESENT, Presence.ABSENT)
    texts.with_editors(cast)
    programme, tomorrow = cast.semarang.programme, TODAY() + timedelta(days=1)
    rules.follow(visitor=visitor(cast.rini), programme=programme, sessions_percent=50, accepted_works=1, valid_from=tomorrow)
    membership = cast.membership("siti")
    assert [progress_of([membership], day)[0].is_trained for day in (TODAY(), tomorrow)] == [False, True]
    assert [rule.version for rule in programme.rules.all()] == [1, 2]


def test_the_same_rule_is_not_made_twice(cast):
    order = {"programme": cast.semarang.programme, "sessions_percent": 60, "accepted_works": 2, "valid_from": TODAY()}
    assert rules.follow(visitor=visitor(cast.rini), **order) == rules.follow(visitor=visitor(cast.rini), **order)
    assert CompletionRule.objects.filter(programme=order["programme"]).count() == 2


def test_a_rule_for_the_past_is_refused(cast):
    order = {"programme": cast.semarang.programme, "sessions_percent": 60, "accepted_works": 2, "valid_from": TODAY() - timedelta(days=1)}
    with pytest.raises(ValidationError):
        rules.follow(visitor=visitor(cast.rini), **order)


@pytest.mark.parametrize("name", ["siti", "ratna", "tono", "maya"])
def test_only_those_who_run_the_programme_make_its_rule(cast, name):
    order = {"programme": cast.semarang.programme, "sessions_percent": 1, "accepted_works": 0, "valid_from": TODAY()}
    with pytest.raises(PermissionDenied):
        rules.follow(visitor=visitor(getattr(cast, name)), **order)


def test_the_matrix_tells_attended_from_read(cast):
    first, second, *others = Lesson.objects.live().of_programmes([cast.semarang.programme_id])
    session(cast, 1, lesson=first, siti=Presence.PRESENT)
    LessonReading.objects.create(membership=cast.membership("siti"), lesson=second, read_on=TODAY())
    assert matrix_of(cast.semarang, TODAY()).rows[0].lessons == "■□" + "·" * len(others)


def test_she_sees_her_own_page_with_what_is_missing(cast):
    page = cast.client("siti").get("/pelatihan/kemajuan/", follow=True).content.decode()
    assert "Yang masih kurang untuk terhitung terlatih:" in page
    assert "1 lagi tulisan atau tugas kanal yang diterima" in page


def test_the_matrix_of_three_hundred_asks_the_database_as_often_as_that_of_three(cast, django_assert_max_num_queries):
    client, address = cast.client("tono"), reverse("curriculum:class_progress", args=[cast.semarang.slug])
    crowd(cast.semarang, 2)
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    crowd(cast.semarang, 297)
    with django_assert_max_num_queries(len(few.captured_queries)):
        page = client.get(address).content.decode()
    assert "0 dari 300 terhitung terlatih" in page


def crowd(cohort, count) -> None:
    """Many more trainees in two statements."""
    users = User.objects.bulk_create(User(username=uuid.uuid4().hex, display_name="Peserta") for _person in range(count))
    facts = {"role": Role.TRAINEE, "starts_on": STARTS_ON, "cohort": cohort}
    Membership.objects.bulk_create(Membership(user=user, **facts) for user in users)
