"""Several people at the same moment, each in a thread with a connection of her own."""

import threading
from collections.abc import Callable

from django.db import connection

SECONDS = 60


def answers_at_once(*acts: Callable[[], object], refusals: tuple[type[Exception], ...] = ()) -> list[object]:
    """Run them together; what each of them answered, or the refusal that it met. Any other error, or no end, fails the test."""
    start, answers, broken = threading.Barrier(len(acts)), {}, []

    def run(number: int, act: Callable[[], object]) -> None:
        start.wait(SECONDS)
        try:
            answers[number] = act()
        except refusals as refusal:
            answers[number] = refusal
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert len(answers) == len(acts), broken or "somebody waits for ever"
    return [answers[number] for number in range(len(acts))]


def at_once(*acts: Callable[[], object], refusals: tuple[type[Exception], ...] = ()) -> list[str]:
    """As answers_at_once; "done", or the name of the refusal, for each."""
    answers = answers_at_once(*acts, refusals=refusals)
    return [type(answer).__name__ if isinstance(answer, refusals) else "done" for answer in answers]
