"""Several transactions at once on PostgreSQL; SQLite lets one write at a time, so conftest leaves this file out there."""

import pytest
from django.db import transaction
from django.db.models import F

from cms.models import Topic
from cms.page_cache.folding import fold_changes
from tests.cms.page_cache.test_generation import in_another_process, number


@pytest.mark.django_db(transaction=True)
def test_changes_at_the_same_moment_wait_for_nobody_and_a_late_commit_is_not_missed():
    """The first to write commits last: a highest number, or a time, would not show it."""
    with transaction.atomic():
        change_one("upah")
        assert in_another_process(lambda: change_one("cuti")) == [1], "it did not wait"
        seen_by_others = in_another_process(number)[0]
        in_another_process(fold_changes)
        assert in_another_process(number) == [seen_by_others], "nothing of ours is committed"
    assert number() > seen_by_others
    before = number()
    fold_changes()
    assert number() == before


@pytest.mark.django_db(transaction=True)
def test_two_that_change_each_others_tables_crosswise_cannot_block_one_another_here():
    with transaction.atomic():
        change_one("upah")
        with_second = in_another_process(lambda: change_both("cuti", "phk"))
        change_one("kontrak")
    assert with_second == [1]


def change_one(slug: str) -> int:
    return Topic.objects.filter(slug=slug).update(name=F("name"))


def change_both(first: str, second: str) -> int:
    with transaction.atomic():
        change_one(first)
        return change_one(second)
