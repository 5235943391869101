"""Proposing, deciding in twos, taking back: every transition of a change of the law."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from rights.calculators import calculate, law
from rights.current import current_edition, current_law
from rights.errors import AlreadyDecided, CannotTakeBack, LawChangedMeanwhile, RecordsRefused
from rights.models import ChangeState, LawChange, LawCheck, ParameterRecord
from rights.services import parameters
from tests.rights.office.conftest import NOW, TODAY, approve, approved, checked, proposed, taken_back, wage

KARAWANG = "minimum_wage.karawang"
NEW_YEAR = date(2027, 1, 1)


def found(day=NEW_YEAR, name=KARAWANG):
    value = current_law().find(name, day)
    return value and value.content


def problems(*records, on=NOW, by=None):
    with pytest.raises(RecordsRefused) as refused:
        parameters.propose(by=by, records=records, title="x", why="", client_id=uuid.uuid4(), at=on)
    return {problem.field: problem.message for problem in refused.value.problems}


def test_a_proposal_changes_nothing_until_a_second_editor_approves(maya, lena):
    change = proposed(maya)
    assert found() is None
    approve(change, lena)
    assert found() == 6_100_000
    assert found(date(2026, 12, 31)) == 5_886_853 and found(date(2028, 1, 1)) is None


def test_new_year_has_its_result_without_a_release(maya, lena):
    given = {"region": "karawang", "date": "2027-03-01", "pay_type": "monthly", "basic": 6_000_000}
    before = calculate("minimum_wage", given, law=current_law())
    assert before.outputs["minimum_wage"] is None and "minimum_wage_not_in_table" in before.warnings
    approved(maya, lena)
    after = calculate("minimum_wage", given, law=current_law())
    assert (after.outputs["minimum_wage"], after.outputs["shortfall"]) == (6_100_000, 100_000)
    assert "minimum_wage_not_in_table" not in after.warnings
    assert after.steps[0].references[0].article == "UMK 2027"


def test_nobody_approves_or_refuses_an_own_proposal(maya, lena):
    change = proposed(maya)
    with pytest.raises(PermissionDenied):
        approve(change, maya)
    with pytest.raises(PermissionDenied):
        parameters.refuse(change=change, by=maya, reason="x", at=NOW)
    with transaction.atomic(), pytest.raises(IntegrityError):
        LawChange.objects.filter(pk=change.pk).update(state="approved", decided_by=maya, decided_at=NOW)


def test_only_editors_change_the_law(cast, lena):
    change = proposed(cast.maya)
    for name in ("siti", "budi", "ratna", "joko", "dewi", "tono", "rini", "agus"):
        for act in acts_of(getattr(cast, name), change):
            with pytest.raises(PermissionDenied):
                act()
    assert (LawChange.objects.count(), LawCheck.objects.count()) == (1, 0)


def acts_of(person, change):
    return [
        lambda: proposed(person),
        lambda: approve(change, person),
        lambda: parameters.refuse(change=change, by=person, reason="x", at=NOW),
        lambda: parameters.call_off(change=change, by=person, at=NOW),
        lambda: parameters.propose_to_take_back(change=change, by=person, why="", client_id=uuid.uuid4(), at=NOW),
        lambda: checked(person, TODAY),
    ]


def test_refusal_needs_a_reason_and_keeps_it(maya, lena):
    change = proposed(maya)
    with pytest.raises(ValidationError):
        parameters.refuse(change=change, by=lena, reason="  ", at=NOW)
    parameters.refuse(change=change, by=lena, reason="Beda dengan keputusan", at=NOW)
    change.refresh_from_db()
    assert (change.state, change.decision_words, change.decided_by) == (ChangeState.REFUSED, "Beda dengan keputusan", lena)
    assert found() is None
    with pytest.raises(AlreadyDecided):
        approve(change, lena)


def test_only_the_proposer_calls_off(maya, lena):
    change = proposed(maya)
    with pytest.raises(PermissionDenied):
        parameters.call_off(change=change, by=lena, at=NOW)
    parameters.call_off(change=change, by=maya, at=NOW)
    for act in (lambda: approve(change, lena), lambda: parameters.call_off(change=change, by=maya, at=NOW)):
        with pytest.raises(AlreadyDecided):
            act()


def test_the_same_form_twice_is_one_proposal(maya):
    client_id = uuid.uuid4()
    for _again in range(2):
        parameters.propose(by=maya, records=[wage()], title="x", why="", client_id=client_id, at=NOW)
    assert (LawChange.objects.count(), ParameterRecord.objects.count()) == (1, 1)


def test_approval_needs_the_preview_of_the_law_that_holds_now(maya, lena):
    seen = parameters.token_words(current_edition())
    first, second = proposed(maya), proposed(maya, wage(region="samarinda"))
    parameters.approve(change=first, by=lena, seen=seen, at=NOW)
    with pytest.raises(LawChangedMeanwhile):
        parameters.approve(change=second, by=lena, seen=seen, at=NOW)
    approve(second, lena)
    assert found(name="minimum_wage.samarinda") == 6_100_000


def test_taking_back_is_a_new_record_by_two_and_what_held_before_holds_again(maya, lena):
    change = approved(maya, lena, wage(5_900_000, year=2026))
    assert found(TODAY) == 5_900_000
    proposal = parameters.propose_to_take_back(change=change, by=maya, why="Salah", client_id=uuid.uuid4(), at=NOW)
    assert found(TODAY) == 5_900_000
    with pytest.raises(PermissionDenied):
        approve(proposal, maya)
    approve(proposal, lena)
    assert found(TODAY) == 5_886_853
    assert ParameterRecord.objects.count() == 1 and LawChange.objects.count() == 2
    change.refresh_from_db()
    assert change.state == ChangeState.APPROVED, "what was approved stays in the history"


def test_only_an_approved_change_is_taken_back_and_only_once(maya, lena):
    waiting, change = proposed(maya), approved(maya, lena, wage(region="jakarta"))
    back = taken_back(change, maya, lena)
    for each in (waiting, change, back):
        with pytest.raises(CannotTakeBack):
            parameters.propose_to_take_back(change=each, by=lena, why="", client_id=uuid.uuid4(), at=NOW)


def test_after_a_refused_taking_back_it_can_be_proposed_again(maya, lena):
    change = approved(maya, lena)
    why = {"why": "", "at": NOW}
    proposal = parameters.propose_to_take_back(change=change, by=maya, client_id=uuid.uuid4(), **why)
    parameters.refuse(change=proposal, by=lena, reason="Angkanya benar", at=NOW)
    assert found() == 6_100_000
    parameters.propose_to_take_back(change=change, by=lena, client_id=uuid.uuid4(), **why)


def test_the_change_approved_last_holds_until_it_is_taken_back(maya, lena):
    first = approved(maya, lena, wage(6_100_000))
    second = approved(lena, maya, wage(6_200_000))
    assert found() == 6_200_000
    taken_back(second, maya, lena)
    assert found() == 6_100_000
    taken_back(first, maya, lena)
    assert found() is None
    assert dict(current_law()) == dict(law())


def test_every_act_stands_in_the_history_of_the_site(maya, lena):
    taken_back(approved(maya, lena), maya, lena)
    parameters.refuse(change=proposed(maya), by=lena, reason="x", at=NOW)
    parameters.call_off(change=proposed(maya), by=maya, at=NOW)
    checked(lena, TODAY)
    entries = ModelLogEntry.objects.filter(action__startswith="rights.law.").order_by("pk").values_list("action", "user")
    acts = ["propose", "approve", "propose", "approve", "propose", "refuse", "propose", "call_off", "check"]
    first, other = maya.pk, lena.pk
    assert [(action.removeprefix("rights.law."), user) for action, user in entries] == list(
        zip(acts, [first, other, first, other, first, other, first, first, other], strict=True)
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("law", " "), ("article", ""), ("source", ""), ("confidence", "E"), ("reviewed_on", None), ("value", "six"), ("value", [[1]]),
     ("value", -1), ("valid_to", date(2026, 12, 31)), ("valid_to", date.max), ("valid_from", date.min), ("unit", "dollars"),
     ("reviewed_on", TODAY + timedelta(days=2)), ("reviewed_on", date(26, 11, 25)),
     ("parameter", "minimum_wage.surabaya"), ("parameter", "law.known_through")],
)  # fmt: skip
def test_what_is_incomplete_is_refused_by_the_name_of_its_field(maya, field, value):
    assert field in problems(wage(**{field: value}), by=maya)
    assert not LawChange.objects.exists()


def test_only_what_the_calculators_can_count_with_is_taken(maya):
    rows = {"parameter": "overtime.multipliers.workday", "unit": law()["overtime.multipliers.workday"].unit, "valid_to": None}
    assert "value" in problems(wage([[1, 2, 3]], **rows), by=maya)
    for open_cell in ([[1, None], [None, 2]], [[None, "1.5"], [None, 2]], [[1, "1.5"], [3, 2]]):
        assert "value" in problems(wage(open_cell, **rows), by=maya), "an empty cell is the open end of the last row, never nothing"
    code = {"parameter": "overtime.regime", "unit": "code", "valid_to": None}
    assert "pp35_2021" in problems(wage("pp99_2027", **code), by=maya)["value"]
    entries = {"parameter": "severance.reason.death", "unit": law()["severance.reason.death"].unit, "valid_to": None}
    assert "value" in problems(wage({"up": 2}, **entries), by=maya)
    no_class = {"parameter": "bpjs.jkk.rates", "unit": law()["bpjs.jkk.rates"].unit, "valid_to": None}
    assert "bpjs-" in problems(wage([[1, "0.0024"]], **no_class), by=maya)["value"], "so is a class of risk that is missing"
    no_hours = {"parameter": "overtime.hours_per_month", "unit": "hours a month", "valid_to": None}
    assert "ot-" in problems(wage(0, **no_hours), by=maya)["value"], "a division by nothing is found by an example"


def test_a_value_stands_once_in_a_set_and_an_empty_set_is_refused(maya):
    assert "valid_from" in problems(wage(), wage(1), by=maya)
    assert "" in problems(by=maya)


def test_a_repeal_needs_its_source_and_ends_the_rule(maya, lena):
    rule = {"parameter": "bpjs.jp.ceiling", "unit": "rupiah a month", "valid_from": NEW_YEAR, "valid_to": None}
    assert "source" in problems(wage(None, source="", **rule), by=maya)
    approved(maya, lena, wage(None, **rule))
    assert current_law().find("bpjs.jp.ceiling", date(2026, 12, 31)).content == 11_086_300
    assert current_law().find("bpjs.jp.ceiling", NEW_YEAR) is None


def test_check_of_the_law_clears_the_warning_up_to_its_day_and_no_further(maya):
    def warned(day):
        given = {"date": day, "day_type": "workday", "week": 5, "pay_type": "monthly", "basic": 5_000_000, "minutes": 60}
        return "law_may_have_changed" in calculate("overtime", given, law=current_law()).warnings

    assert warned("2026-11-01") and not warned("2026-10-31")
    checked(maya, date(2026, 12, 10))
    assert not warned("2026-12-10") and warned("2026-12-11")
    assert current_law().known_through.reference.source == "Lembaran Negara"
    checked(maya, date(2026, 11, 20))
    assert not warned("2026-11-20") and warned("2026-11-21"), "who finds a new law takes the certainty back"


def test_check_needs_words_and_a_source_and_reaches_a_month_ahead_at_most(maya):
    for field in ("law", "source", "words"):
        with pytest.raises(ValidationError) as refused:
            checked(maya, TODAY, **{field: " "})
        assert field in refused.value.message_dict
    for slip in (TODAY + timedelta(days=32), TODAY - timedelta(days=367)):
        with pytest.raises(ValidationError):
            checked(maya, slip)
    assert not LawCheck.objects.exists()
    checked(maya, TODAY + timedelta(days=31))


def test_the_database_keeps_what_the_services_promise(maya, lena):
    change = approved(maya, lena)
    refused = [
        lambda: LawChange.objects.filter(pk=change.pk).update(decided_by=None),
        lambda: ParameterRecord.objects.update(valid_to=date(2020, 1, 1)),
        lambda: ParameterRecord.objects.create(change=change, **wage()),
    ]
    for act in refused:
        with transaction.atomic(), pytest.raises(IntegrityError):
            act()


def test_parts_of_months_and_hours_in_a_new_table_are_counted_and_not_cut_off(maya, lena):
    """A law may give a month and a half, or an hour and a half at the first multiple."""
    up, hours = law()["severance.up_table"], law()["overtime.multipliers.workday"]
    approved(maya, lena, wage([[0, "1.5"], [1, "2.5"]], parameter=up.name, unit=up.unit, valid_to=None),
             wage([["1.5", "1.5"], [None, 2]], parameter=hours.name, unit=hours.unit, valid_to=None))  # fmt: skip
    work = {"start_date": "2026-08-01", "end_date": "2027-02-01", "reason": "merger", "pay_type": "monthly", "basic": 4_000_000}
    assert calculate("severance", work, law=current_law()).outputs["up"] == 6_000_000
    day = {"date": "2027-02-01", "day_type": "workday", "week": 5, "pay_type": "monthly", "basic": 1_730_000, "minutes": 120}
    assert calculate("overtime", day, law=current_law()).outputs["overtime_pay"] == 22_500 + 10_000
