"""Two people at the same moment, each on a connection of her own."""

import uuid
from collections import Counter
from functools import partial

import pytest

from rights.current import current_edition, current_law
from rights.errors import LawOfficeError
from rights.models import ChangeState, LawChange, LawCheck
from rights.services import parameters
from tests import racing
from tests.rights.office.conftest import NOW, TODAY, approved, checked, editor, proposed, wage

pytestmark = pytest.mark.django_db(transaction=True)
at_once = partial(racing.at_once, refusals=(LawOfficeError,))


def seen():
    return parameters.token_words(current_edition())


def test_one_of_two_approvals_wins(maya, lena):
    change, token, third = proposed(maya), seen(), editor("Nia")
    answers = at_once(*(lambda by=by: parameters.approve(change=change, by=by, seen=token, at=NOW) for by in (lena, third)))
    assert sorted(answers) == ["AlreadyDecided", "done"]
    assert LawChange.objects.get().decided_by == (lena, third)[answers.index("done")]


def test_approval_and_refusal_at_once_are_one_decision(maya, lena):
    change, token, third = proposed(maya), seen(), editor("Nia")
    answers = at_once(
        lambda: parameters.approve(change=change, by=lena, seen=token, at=NOW),
        lambda: parameters.refuse(change=change, by=third, reason="Tidak", at=NOW),
    )
    assert sorted(answers) == ["AlreadyDecided", "done"]
    state = LawChange.objects.get().state
    assert state == (ChangeState.APPROVED if answers[0] == "done" else ChangeState.REFUSED)


def test_of_two_changes_approved_at_once_the_second_is_looked_at_again(maya, lena):
    approved(maya, lena, wage(region="jakarta"))
    changes, token = [proposed(maya), proposed(maya, wage(region="samarinda"))], seen()
    answers = at_once(*(lambda each=each: parameters.approve(change=each, by=lena, seen=token, at=NOW) for each in changes))
    assert sorted(answers) == ["LawChangedMeanwhile", "done"]


def test_the_same_form_four_times_is_one_proposal(maya):
    client_id = uuid.uuid4()
    facts = {"by": maya, "title": "x", "why": "", "client_id": client_id, "at": NOW}
    assert Counter(at_once(*([lambda: parameters.propose(records=[wage()], **facts)] * 4))) == {"done": 4}
    assert LawChange.objects.get().records.count() == 1


def test_one_of_two_takings_back_is_kept(maya, lena):
    change = approved(maya, lena)
    answers = at_once(
        *(
            lambda by=by: parameters.propose_to_take_back(change=change, by=by, why="", client_id=uuid.uuid4(), at=NOW)
            for by in (maya, lena)
        )
    )
    assert sorted(answers) == ["CannotTakeBack", "done"]
    assert current_law().find("minimum_wage.karawang", wage()["valid_from"]) is not None


def test_the_same_check_four_times_at_once_is_one_check(maya):
    client_id = uuid.uuid4()
    assert Counter(at_once(*([lambda: checked(maya, TODAY, client_id=client_id)] * 4))) == {"done": 4}
    assert LawCheck.objects.count() == 1
