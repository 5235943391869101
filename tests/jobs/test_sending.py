import socket

import pytest

from jobs.sending import Breaker
from tests.jobs.chaos.site import Site
from tests.services import free_port


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def open_breaker(clock):
    breaker = Breaker(failures=3, pause_seconds=30, clock=clock)
    for _failure in range(3):
        clock.now += 1
        assert breaker.allows()
        breaker.record(succeeded=False)
    return breaker


def test_breaker_opens_after_three_failures_in_a_row(open_breaker, clock):
    assert not open_breaker.allows()
    clock.now += 29
    assert not open_breaker.allows()


def test_after_one_failure_nothing_is_tried_for_a_second(clock):
    breaker = Breaker(clock=clock)
    breaker.record(succeeded=False)
    assert not breaker.allows()  # the other jobs of the same request
    clock.now += 1
    assert [breaker.allows() for _caller in range(3)] == [True, False, False]


def test_after_the_pause_one_caller_tries_for_all(open_breaker, clock):
    clock.now += 30
    assert [open_breaker.allows() for _caller in range(3)] == [True, False, False]
    open_breaker.record(succeeded=True)
    assert open_breaker.allows()


def test_a_failed_try_after_the_pause_keeps_the_breaker_open(open_breaker, clock):
    clock.now += 30
    open_breaker.allows()
    open_breaker.record(succeeded=False)
    clock.now += 29
    assert not open_breaker.allows()


def test_a_success_forgets_earlier_failures(clock):
    breaker = Breaker(failures=2, clock=clock)
    for succeeded in (False, True, False):
        breaker.record(succeeded)
    clock.now += 1
    assert breaker.allows()


@pytest.mark.parametrize("answer", ["refuses", "is silent"])
def test_a_broker_that_is_away_never_makes_a_request_wait(tmp_path, answer):
    """A real web process against a port where nobody listens, or where somebody takes the call and says nothing."""
    port = free_port()
    with socket.socket() as silent:
        if answer == "is silent":
            silent.bind(("127.0.0.1", port))
            silent.listen(64)
        site = Site(tmp_path, broker_url=f"redis://127.0.0.1:{port}/0")
        try:
            site.order("enqueue_at_once", key="warm", threads=1)
            taken = site.enqueue(*(str(number) for number in range(12)))
            assert max(taken) <= 0.5
            assert max(taken[4:]) <= 0.1  # behind the breaker
            assert site.states() == {"queued": 13}
        finally:
            site.close()
