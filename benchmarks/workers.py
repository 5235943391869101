"""A thousand posters by one Celery worker and by two, over a real PostgreSQL and Redis that are started for this alone.

Half of the posters are drawn by each of one, two, two and one workers, in this order, so that a machine that becomes slower or
faster favours nobody. The clock runs from the moment when a twentieth is done, so that all workers have their drawing helper, to the end.
WARTA_BENCH_POSTERS draws fewer.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.rounds import machine
from tests.databases import MIGRATED
from tests.journeys.stack import Stack, stack
from tests.services import start_postgres, start_redis

ROUNDS = 1
POSTERS = 1000
CEILING = 0.55  # time of two workers / time of one
TURNS = (1, 2, 2, 1)
POSTERS_OF_ARTICLE = 6  # the common set
LEAST_WARM = 12
PATIENCE_S = 120.0  # without a single poster done
RENDERED = "kind = 'printing.render_poster'"


class WorkersFailed(Exception):
    """The posters were not all made; the text says what is left."""


def run(rounds: int = ROUNDS) -> dict[str, Any]:
    """Everything that the command prints; `rounds` times over."""
    wanted = int(os.environ.get("WARTA_BENCH_POSTERS", POSTERS))
    articles = max(1, round(wanted / 2 / POSTERS_OF_ARTICLE))
    times: dict[int, list[float]] = {1: [], 2: []}
    with _site() as site:
        for turn, workers in enumerate(TURNS * rounds):
            seconds = _turn(site, workers, articles, first=turn * articles)
            times[workers].append(seconds)
            sys.stderr.write(f"{workers} worker{'s' * (workers > 1)}: {1000 * seconds:.1f} ms a poster\n")
    one, two = (sum(times[workers]) / len(times[workers]) for workers in (1, 2))
    share = round(two / one, 3)
    broken = [f"Two workers take {share} of the time of one, the ceiling is {CEILING}."] if share > CEILING else []
    return {
        "machine": f"{machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "posters": articles * POSTERS_OF_ARTICLE * len(TURNS) // 2 * rounds,
        "one_s": round(one * POSTERS, 1),
        "two_s": round(two * POSTERS, 1),
        "turns_ms": {workers: [round(1000 * seconds, 1) for seconds in found] for workers, found in times.items()},
        "share": share,
        "broken": broken,
    }


@contextlib.contextmanager
def _site():
    """A site with its own servers, its programme set up."""
    with contextlib.ExitStack() as servers:
        folder = Path(servers.enter_context(tempfile.TemporaryDirectory(prefix="warta-bench-")))
        postgres = servers.enter_context(contextlib.closing(start_postgres()))
        redis = servers.enter_context(contextlib.closing(start_redis()))
        addresses = {"DATABASE_URL": postgres.create_database(template=MIGRATED), "CELERY_BROKER_URL": redis.url}
        site = servers.enter_context(stack(folder, **addresses))
        site.manage("setup_programme")
        yield site


def _turn(site: Stack, workers: int, articles: int, first: int) -> float:
    """Seconds for each poster. They are asked for while nobody works, and nothing else runs while they are made."""
    asked = site.run("-m", "benchmarks.publishing", str(articles), str(first), seconds=1800)
    if asked.returncode:
        raise WorkersFailed((asked.stderr.strip().splitlines() or ["The articles could not be published."])[-1])
    with psycopg.connect(site.environment["DATABASE_URL"], autocommit=True) as database:
        started = [_start_worker(site, number) for number in range(workers)]
        try:
            _wait_for_all(site, database)
        finally:
            _end(site, started)
        return _seconds_each(database, articles * POSTERS_OF_ARTICLE)


def _start_worker(site: Stack, number: int) -> subprocess.Popen:
    """As in production, but each with one process, and with nothing to do but these posters."""
    name = f"bench{number}@%h"
    return site.start("-m", "celery", "-A", "cms", "worker", "-Q", "render", "-c", "1", "-n", name, "--loglevel", "WARNING")


def _end(site: Stack, workers: list[subprocess.Popen]) -> None:
    for process in workers:
        process.terminate()
    for process in workers:
        process.wait(60)
        site.processes.remove(process)


def _wait_for_all(site: Stack, database: psycopg.Connection) -> None:
    """Until no poster waits; asks seldom, since the asking takes its part of the machine."""
    query = f"SELECT state, count(*) FROM jobs_job WHERE {RENDERED} AND state <> 'cancelled' GROUP BY state"  # noqa: S608
    done, since = -1, time.monotonic()
    while set(states := dict(database.execute(query).fetchall())) != {"done"}:
        if states.get("done", 0) > done:
            done, since = states.get("done", 0), time.monotonic()
        if "quarantined" in states or time.monotonic() - since > PATIENCE_S:
            raise WorkersFailed(f"Posters are not made: {states}. The workers wrote: {site.log.read_text()[-2000:]}")
        time.sleep(1)


def _seconds_each(database: psycopg.Connection, posters: int) -> float:
    """From the twentieth part, or the twelfth poster, to the last of the newest ones."""
    query = f"SELECT finished_at FROM jobs_job WHERE {RENDERED} AND state = 'done' ORDER BY finished_at DESC LIMIT %s"  # noqa: S608
    ends = [row[0] for row in database.execute(query, [posters])][::-1]
    warm = min(max(LEAST_WARM, posters // 20), posters - 2)
    return (ends[-1] - ends[warm]).total_seconds() / (posters - 1 - warm)


def table(result: dict[str, Any]) -> str:
    """The result for the eye."""
    turns = "; ".join(f"{workers}: {', '.join(map(str, found))} ms a poster" for workers, found in result["turns_ms"].items())
    return (
        f"Workers: {result['posters']} posters by one worker and as many by two, {result['machine']}\n"
        f"1000 posters: one {result['one_s']} s, two {result['two_s']} s, share {result['share']}  ceiling {CEILING}\n"
        f"turns by workers: {turns}"
    )
