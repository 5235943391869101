"""Who holds which role, what the database refuses, and that dates count at each request."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.models import City
from curriculum.groups import GROUP_NAMES
from curriculum.models import Cohort, CohortStatus, Membership
from curriculum.permissions import is_editor, may_issue_card
from curriculum.services import close_cohort, end_membership, grant_membership, issue_card
from people.roles import Role
from people.services import create_person
from tests.cast import STARTS_ON

pytestmark = pytest.mark.django_db


def refused(**facts) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**{"starts_on": STARTS_ON, **facts})


def test_a_role_that_is_unknown_is_refused(cast):
    refused(user=cast.siti, role="king", cohort=cast.semarang)


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.TRAINEE, "none"),
        (Role.TRAINEE, "city"),
        (Role.MENTOR, "none"),
        (Role.TRAINER, "city"),
        (Role.STEWARD, "cohort"),
        (Role.STEWARD, "none"),
        (Role.EDITOR, "cohort"),
        (Role.PROGRAMME_MANAGER, "city"),
        (Role.ADMINISTRATOR, "cohort"),
    ],
)
def test_a_role_in_the_wrong_place_is_refused(cast, role, place):
    where = {"none": {}, "city": {"city": City.objects.first()}, "cohort": {"cohort": cast.karawang}}[place]
    refused(user=cast.siti, role=role, **where)
    with pytest.raises(ValidationError, match="pengurus|pelatih"):
        grant_membership(user=cast.siti, role=role, starts_on=STARTS_ON, **where)


def test_a_membership_that_ends_before_it_starts_is_refused(cast):
    refused(user=cast.siti, role=Role.MENTOR, cohort=cast.karawang, ends_on=STARTS_ON - timedelta(days=1))
    with pytest.raises(ValidationError):
        end_membership(membership=cast.membership("siti"), ends_on=STARTS_ON - timedelta(days=1))


def test_two_open_memberships_of_one_role_in_one_place_are_refused(cast):
    refused(user=cast.siti, role=Role.TRAINEE, cohort=cast.semarang)
    refused(user=cast.dewi, role=Role.STEWARD, city=City.objects.get(slug="semarang"))
    refused(user=cast.maya, role=Role.EDITOR)


def test_granting_a_role_again_gives_the_membership_that_is_there(cast):
    again = grant_membership(user=cast.siti, role=Role.TRAINEE, cohort=cast.semarang, starts_on=date(2026, 2, 1))
    assert again == cast.membership("siti")


def test_a_role_that_was_ended_can_be_given_again(cast):
    end_membership(membership=cast.membership("siti"), ends_on=date(2026, 3, 1))
    again = grant_membership(user=cast.siti, role=Role.TRAINEE, cohort=cast.semarang, starts_on=date(2026, 4, 1))
    assert again.ends_on is None and Membership.objects.filter(user=cast.siti).count() == 2


def test_a_cohort_cannot_end_before_it_starts_nor_have_an_unknown_status(cast):
    for facts in ({"ends_on": STARTS_ON - timedelta(days=1)}, {"status": "asleep"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Cohort.objects.create(name="Salah", slug="salah", city=City.objects.first(), **{"starts_on": STARTS_ON, **facts})


def test_a_cohort_that_is_closing_takes_no_new_texts(cast):
    assert cast.semarang.takes_new_texts
    assert close_cohort(cohort=cast.semarang, final=False, by=cast.rini).status == CohortStatus.CLOSING
    assert not cast.semarang.takes_new_texts
    assert close_cohort(cohort=cast.semarang, final=True, by=cast.rini).status == CohortStatus.CLOSED


class TestGroups:
    def names(self, user) -> set[str]:
        return set(user.groups.values_list("name", flat=True))

    def test_the_group_follows_the_membership(self, cast):
        assert self.names(cast.maya) == {GROUP_NAMES[Role.EDITOR]} and not self.names(cast.siti)
        end_membership(membership=cast.membership("maya"), ends_on=timezone.localdate() - timedelta(days=1))
        assert not self.names(cast.maya)

    def test_two_roles_are_two_groups_and_ending_one_leaves_the_other(self, cast):
        grant_membership(user=cast.maya, role=Role.PROGRAMME_MANAGER, starts_on=STARTS_ON)
        assert self.names(cast.maya) == {GROUP_NAMES[Role.EDITOR], GROUP_NAMES[Role.PROGRAMME_MANAGER]}
        editor = Membership.objects.get(user=cast.maya, role=Role.EDITOR)
        end_membership(membership=editor, ends_on=timezone.localdate() - timedelta(days=1))
        assert self.names(cast.maya) == {GROUP_NAMES[Role.PROGRAMME_MANAGER]}

    def test_roles_that_work_on_our_own_pages_bring_no_group(self, cast):
        assert not any(self.names(getattr(cast, name)) for name in ("siti", "ratna", "tono", "dewi"))


class TestDatesAtEachRequest:
    """A day that passes writes nothing: the group stays, its rights do not."""

    def test_the_last_day_counts_and_the_day_after_does_not(self, cast):
        today = timezone.localdate()
        mine = Membership.objects.filter(user=cast.maya)
        mine.update(ends_on=today)
        assert self.fresh(cast.maya).has_perm("wagtailadmin.access_admin")
        mine.update(ends_on=today - timedelta(days=1))
        assert cast.maya.groups.exists() and not self.fresh(cast.maya).has_perm("wagtailadmin.access_admin")

    def test_a_role_that_begins_tomorrow_gives_nothing_today(self, cast):
        user = create_person(display_name="Baru", email="baru@example.org")
        grant_membership(user=user, role=Role.EDITOR, starts_on=timezone.localdate() + timedelta(days=1))
        assert not self.fresh(user).has_perm("wagtailadmin.access_admin")

    def test_a_closed_account_holds_no_role(self, cast):
        cast.ratna.is_active = False
        cast.ratna.save()
        assert not Membership.objects.current().held_by(cast.ratna).exists()

    def test_the_next_click_after_the_last_day_is_refused(self, cast):
        ratna = cast.client("ratna")
        assert ratna.get("/periksa/").status_code == 200
        Membership.objects.filter(user=cast.ratna).update(ends_on=timezone.localdate() - timedelta(days=1))
        assert ratna.get("/periksa/").status_code == 403

    def fresh(self, user):
        return type(user).objects.get(pk=user.pk)


def test_ending_a_role_ends_her_sessions(cast):
    ratna = cast.client("ratna")
    assert ratna.get("/periksa/").status_code == 200
    end_membership(membership=cast.membership("ratna"), ends_on=timezone.localdate())
    assert ratna.get("/periksa/").status_code == 302


def test_superusers_hold_no_role_by_that(cast):
    cast.siti.is_superuser = True
    cast.siti.save()
    assert not is_editor(cast.siti) and not may_issue_card(cast.siti, cast.membership("budi"))
    with pytest.raises(PermissionDenied):
        issue_card(membership=cast.membership("budi"), issued_by=cast.siti)
