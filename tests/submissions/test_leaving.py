"""A mentor or a writer leaves the class: what she was reading finds another reader at once, what she wrote stays hers but is not sent."""

from datetime import timedelta

import pytest
from django.utils import timezone

from curriculum.services import end_membership
from people.roles import Role
from submissions.errors import NotReady
from submissions.models import InboxMessage, ReviewTaskState
from submissions.permissions import may_edit
from submissions.services import ageing, review
from submissions.states import State, standing_of
from tests.cast import add_member
from tests.submissions import texts

pytestmark = pytest.mark.django_db


def leave(cast, name, day=None):
    end_membership(membership=cast.membership(name), ends_on=day or timezone.localdate())


def test_what_a_mentor_was_reading_is_offered_to_others_and_its_author_is_told(cast):
    text = texts.claimed_by_mentor(cast)
    leave(cast, "ratna")
    assert standing_of(texts.fresh(text)).state == State.WAITING
    assert InboxMessage.objects.filter(kind="new_reader", submission=text, user=cast.siti).count() == 1


def test_an_editor_who_leaves_gives_back_hers(cast):
    text = texts.claimed_by_editor(cast)
    leave(cast, "maya")
    assert not standing_of(texts.fresh(text)).is_being_read


def test_who_mentors_the_class_by_another_membership_keeps_reading(cast):
    text = texts.claimed_by_mentor(cast)
    first = cast.membership("ratna")
    end_membership(membership=first, ends_on=timezone.localdate() + timedelta(days=3))
    add_member(cast.ratna, Role.MENTOR, "semarang")
    end_membership(membership=first, ends_on=timezone.localdate())
    assert standing_of(texts.fresh(text)).state == State.BEING_READ


def test_a_claim_ends_with_a_membership_that_ended_by_its_date(cast):
    text = texts.claimed_by_mentor(cast)
    leave(cast, "ratna", timezone.localdate() + timedelta(days=1))
    assert standing_of(texts.fresh(text)).state == State.BEING_READ
    type(cast.membership("ratna")).objects.filter(user=cast.ratna).update(ends_on=timezone.localdate() - timedelta(days=1))
    ageing.age_reviews(now=timezone.now())
    assert not ReviewTaskState.objects.get(submission=text).is_claimed()
    assert InboxMessage.objects.filter(kind="new_reader", submission=text, user=cast.siti).count() == 1


def test_who_left_the_class_sends_no_text_and_keeps_it(cast):
    draft, asked = texts.draft(cast), texts.needs_changes(cast)
    leave(cast, "siti", timezone.localdate() - timedelta(days=1))
    for text in (draft, asked):
        with pytest.raises(NotReady, match="kelas"):
            texts.submit(text)
        assert may_edit(cast.siti, texts.fresh(text))
    assert texts.rewrite(draft, title="Masih bisa ditulis").title == "Masih bisa ditulis"


def test_who_left_can_still_confirm_what_the_editors_changed(cast):
    text = texts.confirming(cast)
    leave(cast, "siti", timezone.localdate() - timedelta(days=1))
    assert texts.confirm(text).live
    assert review.open_step(text) is None
