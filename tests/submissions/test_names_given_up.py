"""A name that its owner gave up, or that was erased, comes back by no way that a text can take."""

import pytest

from cms.models import Byline
from people.services import change_display_name, erase_person
from submissions.services import publication, versions
from tests.submissions import texts

pytestmark = pytest.mark.django_db


def byline_of(text) -> tuple[str, bool]:
    return Byline.objects.values_list("words", "is_taken_back").get(article=texts.fresh(text).page_id)


@pytest.mark.parametrize("choice", ["pen", "real"])
def test_a_planned_text_of_somebody_erased_appears_without_a_name(cast, choice):
    text = texts.scheduled(cast, byline_choice=choice)
    erase_person(user=cast.siti, by=None)
    plan = publication._plans(text).last()
    publication.publish_scheduled(submission_id=text.pk, workflow_state_id=plan.workflow_state_id)
    assert texts.fresh(text).live
    assert byline_of(text) == ("Pekerja", True)


def test_a_text_in_review_appears_under_the_pen_name_that_its_author_has_now(cast):
    text = texts.claimed_by_editor(cast, byline_choice="pen")
    change_display_name(user=cast.siti, display_name="Mawar", by=None)
    assert byline_of(texts.approve(text, cast.maya)) == ("Mawar", False)


def test_an_older_version_is_taken_up_without_the_older_pen_name(cast):
    text = texts.draft(cast, byline_choice="pen")
    first = text.latest_revision_id
    change_display_name(user=cast.siti, display_name="Mawar", by=None)
    text = texts.rewrite(text, title="Lagi", byline_choice="pen")
    versions.take_up_version(submission=text, author=cast.siti, revision_id=first, seen_id=text.latest_revision_id)
    assert texts.fresh(text).latest_revision.content["byline"] == "Mawar"
