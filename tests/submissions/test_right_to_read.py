"""Who says yes for an author, who keeps a text that she reads, and what somebody still hears who reads it no more."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from curriculum.services import end_membership, grant_membership
from people.roles import Role
from people.services import create_person, deactivate_person
from submissions.models import ReviewTaskState
from submissions.services import claims, sending
from tests.cast import add_member
from tests.submissions import texts
from tests.submissions.views.forms import words_of

pytestmark = pytest.mark.django_db


def test_an_editor_who_mentors_the_class_too_does_not_say_yes_to_her_own_words(cast):
    add_member(cast.maya, Role.MENTOR, "semarang")
    text = texts.confirming(cast)
    ReviewTaskState.objects.filter(submission=text, waiting_since__isnull=False).update(waiting_since=timezone.now() - timedelta(days=8))
    with pytest.raises(PermissionDenied):
        texts.judge(texts.fresh(text), cast.maya, "approve", orally=True)
    assert texts.judge(texts.fresh(text), cast.ratna, "approve", orally=True).live


def test_an_account_that_is_shut_leaves_the_next_reader_her_claim(cast, monkeypatch):
    text = texts.claimed_by_mentor(cast)
    sari = create_person(display_name="Sari")
    add_member(sari, Role.MENTOR, "semarang")
    lock = claims.lock

    def lock_after_another_was_quicker(submission):
        monkeypatch.setattr(claims, "lock", lock)
        claims.release(submission=text, user=cast.ratna)
        claims.claim(submission=text, user=sari)
        return lock(submission)

    monkeypatch.setattr(claims, "lock", lock_after_another_was_quicker)
    deactivate_person(user=cast.ratna, by=None)
    assert ReviewTaskState.objects.get(submission=text).claimed_by == sari


def test_a_mentor_who_left_reads_no_headline_that_was_written_since(cast):
    text = texts.with_editors(cast)
    yesterday = timezone.localdate() - timedelta(days=1)
    end_membership(membership=cast.membership("ratna"), ends_on=yesterday)
    grant_membership(user=cast.ratna, role=Role.MENTOR, cohort=cast.karawang, starts_on=yesterday)
    sending.take_back(submission=text, author=cast.siti)
    texts.submit(texts.rewrite(text, title="Judul rahasia yang baru"))
    cast.ratna.refresh_from_db()  # her session ended with the membership
    page = words_of(cast.client("ratna").get("/periksa/"))
    assert "Naskah yang kamu teruskan" in page and "rahasia yang baru" not in page
