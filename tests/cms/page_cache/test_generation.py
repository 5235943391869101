"""The number that decides which pages still hold: it grows with every commit, in whatever order they come, and nobody waits for it."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Sum

from cms.models import PublicChange, Topic
from cms.page_cache.folding import fold_changes
from cms.page_cache.generation import Generation
from tests.cms.page_cache.conftest import Clock

pytestmark = pytest.mark.django_db


def number() -> int:
    return PublicChange.objects.aggregate(n=Sum("n"))["n"] or 0


def change() -> None:
    Topic.objects.update(name=F("name"))


def in_another_process(act) -> list:
    """Run on a connection of its own; what it returned, or the exception."""
    found = []

    def run() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
            found.append(act())
        except DatabaseError as error:
            found.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(20)
    return found


def test_it_grows_with_every_change_and_with_nothing_else():
    seen = [number()]
    for _time in range(3):
        change()
        seen.append(number())
    assert seen == sorted(set(seen))
    list(Topic.objects.all())
    assert number() == seen[-1]


def test_an_insert_that_ignores_conflicts_counts_too():
    before = number()
    Topic.objects.bulk_create([Topic(name="Baru", slug="baru")], ignore_conflicts=True)
    assert number() > before


def test_what_is_rolled_back_does_not_count():
    before = number()
    with transaction.atomic():
        change()
        transaction.set_rollback(True)
    assert number() == before


def test_emptied_it_begins_with_a_number_of_its_own():
    change()
    before = number()
    PublicChange.objects.all().delete()
    change()
    assert number() not in (0, before)


def test_folding_leaves_the_sum_and_one_row():
    PublicChange.objects.bulk_create([PublicChange(id=-1 + 2**40 + each, n=each) for each in range(1, 6)])
    before = number()
    assert fold_changes() >= 5
    assert number() == before
    assert list(PublicChange.objects.values_list("pk", flat=True)) == [0]
    assert fold_changes() == 0 and number() == before


def test_a_process_asks_once_a_second(django_assert_num_queries):
    clock = Clock()
    generation = Generation(clock)
    first = generation.now()
    with django_assert_num_queries(0):
        clock.seconds += 0.9
        assert generation.now() == first
    clock.seconds += 0.2
    with django_assert_num_queries(1):
        assert generation.now() == generation.now() == first


def test_while_one_thread_asks_the_others_go_by_the_last_answer_for_half_a_second():
    clock = Clock()
    generation = Generation(clock)
    first = generation.now()
    generation.asking.acquire()  # another thread is about to ask
    clock.seconds += 1.4
    assert generation.now() == first
    clock.seconds += 0.2
    threading.Timer(0.02, generation.asking.release).start()
    assert generation.now() == first and generation.seen.asked_at == clock.seconds, "it waited, and asked itself"


def test_a_database_that_does_not_answer_means_that_nothing_is_known(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise DatabaseError

    clock = Clock()
    generation = Generation(clock)
    assert generation.now()
    monkeypatch.setattr(PublicChange.objects, "aggregate", refuse)
    clock.seconds += 1.1
    assert generation.now() is None
