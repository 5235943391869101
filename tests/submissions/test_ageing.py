"""The clocks of review, with a moved clock: each reminder once, days of rest do not count, other cities help after three days."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from people.roles import Role
from people.services import create_person, deactivate_person
from submissions.deadlines import due_after
from submissions.models import InboxMessage, ReviewTaskState
from submissions.permissions import may_judge, open_step
from submissions.services import ageing, claims
from tests.cast import add_member
from tests.submissions import texts
from tests.submissions.test_life import draft, fresh, mentor_says

MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)  # 9.00 in Jakarta
SATURDAY = datetime(2026, 3, 7, 2, tzinfo=UTC)


def test_sundays_and_holidays_stop_the_clock():
    assert due_after(MONDAY, 24) == MONDAY + timedelta(hours=24)
    assert due_after(SATURDAY, 24) == SATURDAY + timedelta(hours=48)
    assert due_after(datetime(2026, 4, 30, 2, tzinfo=UTC), 24) == datetime(2026, 5, 2, 2, tzinfo=UTC)  # 1 May
    assert due_after(MONDAY, 24, holidays={MONDAY.date()}) > MONDAY + timedelta(hours=24)


def test_a_day_of_rest_is_one_of_the_citys_own_clock():
    saturday_night = datetime(2026, 3, 7, 16, 30, tzinfo=UTC)  # 23.30 in Jakarta, already Sunday 0.30 in Samarinda
    assert due_after(saturday_night, 1, zone=ZoneInfo("Asia/Jakarta")) == datetime(2026, 3, 8, 17, 30, tzinfo=UTC)
    assert due_after(saturday_night, 1, zone=ZoneInfo("Asia/Makassar")) == datetime(2026, 3, 8, 17, 0, tzinfo=UTC)


@pytest.fixture
def waiting(cast):
    text = draft(cast)
    texts.send(text, cast.siti)
    ReviewTaskState.objects.update(waiting_since=MONDAY)
    return text


def kinds():
    return sorted(InboxMessage.objects.values_list("kind", flat=True))


@pytest.mark.django_db
def test_each_reminder_is_sent_once(cast, waiting):
    InboxMessage.objects.all().delete()
    ageing.age_reviews(now=MONDAY + timedelta(hours=23))
    assert kinds() == []
    for _twice in range(2):
        ageing.age_reviews(now=MONDAY + timedelta(hours=25))
    assert kinds() == ["waits_a_day"]
    assert InboxMessage.objects.get().user == cast.ratna


@pytest.mark.django_db
def test_after_three_days_without_a_reader_a_mentor_of_another_city_may_read(cast, waiting):
    helper = create_person(display_name="Penolong")
    add_member(helper, Role.MENTOR, "jakarta", takes_relief=True)
    assert not may_judge(helper, waiting, "mentor")
    ageing.age_reviews(now=MONDAY + timedelta(hours=73))
    assert may_judge(helper, waiting, "mentor")
    assert not may_judge(cast.joko, waiting, "mentor"), "joko has not offered relief"
    assert InboxMessage.objects.filter(user=helper, kind="needs_relief").count() == 1


@pytest.mark.django_db
def test_a_claim_that_ran_out_is_open_again(cast, waiting):
    claims.claim(submission=waiting, user=cast.ratna)
    ageing.age_reviews(now=open_step(waiting).claim_expires + timedelta(minutes=1))
    assert open_step(waiting).claimed_by is None


@pytest.mark.django_db
def test_a_reader_whose_account_is_shut_loses_her_claims_at_once_and_the_author_is_told(cast, waiting):
    claims.claim(submission=waiting, user=cast.ratna)
    deactivate_person(user=cast.ratna, by=cast.agus)
    assert open_step(waiting).claimed_by is None
    assert InboxMessage.objects.filter(user=cast.siti, kind="new_reader").exists()


@pytest.mark.django_db
def test_the_author_is_reminded_softly_after_a_week(cast, waiting):
    mentor_says(cast, waiting, "reject")
    asked = ReviewTaskState.objects.get().finished_at
    InboxMessage.objects.all().delete()
    for days in (6, 9, 9):
        ageing.age_reviews(now=asked + timedelta(days=days))
    assert kinds() == ["revise_reminder"]
    assert fresh(waiting).author == cast.siti


@pytest.mark.django_db
def test_a_text_that_too_few_could_decide_is_noticed(cast, waiting):
    assert [step.submission for step in ageing.understaffed()] == [waiting]
    add_member(create_person(display_name="Kedua"), Role.MENTOR, "semarang")
    assert ageing.understaffed() == []
