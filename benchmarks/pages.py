"""Our pages beside one bare line of Django: the same gunicorn, started by the same command, asked in turn over the loopback.

The load generator shares the cores with the server, so only the ratios mean something. SQLite and the demo; nothing in front. Each page is
asked for twice: as readers get it, from the page cache; and with the cookie of a session, which has it rendered each time.
"""

import os
import platform
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.load import CONNECTIONS, Load, load

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
SECONDS = 3.0
START_SECONDS = 60
LIST_FLOOR = 0.7  # requests per second, list / article, both rendered
KEPT_FLOOR = 0.8  # kept article / bare view
SIGNED_IN = "Cookie: sessionid=bench"


class SiteFailed(Exception):
    """A command ended with an error, or the server does not answer; the text is its last line."""


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Nothing of the caller's site: its database, media and broker stay untouched."""
    ours = ("DATABASE_URL", "CELERY_BROKER_URL", "MEDIA_ROOT", "PRIVATE_MEDIA_ROOT", "DJANGO_SETTINGS_MODULE")
    inherited = {name: value for name, value in os.environ.items() if name not in ours}
    return {**inherited, "VAR_DIR": str(folder / "var"), "LOG_LEVEL": "WARNING", **more}


def manage(folder: Path, *command: str) -> None:
    sys.stderr.write(f"manage.py {' '.join(command)} …\n")
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment(folder), capture_output=True, text=True, timeout=900
    )
    if done.returncode:
        raise SiteFailed((done.stderr.strip().splitlines() or [f"{command[0]} failed"])[-1])


@contextmanager
def served(variables: dict[str, str]) -> Iterator[int]:
    """The port of a site that answers; `manage.py serve` and all its children end with the block."""
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--bind", f"127.0.0.1:{port}"]
    with tempfile.TemporaryFile("w+") as log, subprocess.Popen(command, cwd=ROOT, env=variables, stdout=log, stderr=log) as process:
        try:
            wait_for(port, process)
            yield port
        except SiteFailed as failed:
            log.seek(0)
            raise SiteFailed((log.read().strip().splitlines() or [str(failed)])[-1]) from failed
        finally:
            process.terminate()
            process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            fetch(port, "/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SiteFailed("The server does not answer.")


def fetch(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:  # noqa: S310 - always the loopback
        return answer.read().decode()


def paths(port: int) -> dict[str, str]:
    """The three pages; the article is the newest one."""
    news = fetch(port, "/berita/")
    return {"article": re.findall(r'href="(/berita/[^"/]+/)"', news)[0], "list": "/berita/", "home": "/"}


def measure(rounds: int, seconds: float) -> dict[str, list[Load]]:
    """The loads of every page and of the bare view, interleaved."""
    with tempfile.TemporaryDirectory(prefix="warta-bench-") as name:
        folder = Path(name)
        for command in (("migrate", "--verbosity", "0"), ("setup_programme",), ("demo", "--posters")):
            manage(folder, *command)
        with served(environment(folder)) as port:
            pages = paths(port)
            size = load(port, pages["article"], 1).body_bytes
            bare = environment(folder, DJANGO_SETTINGS_MODULE="benchmarks.bare", BENCH_BODY_BYTES=str(size))
            with served(bare) as bare_port:
                kept = {f"{page}, kept": (port, path, "") for page, path in pages.items()}
                rendered = {page: (port, path, SIGNED_IN) for page, path in pages.items()}
                return in_turn({"bare": (bare_port, "/", "")} | kept | rendered, rounds, seconds)


def in_turn(targets: dict[str, tuple[int, str, str]], rounds: int, seconds: float) -> dict[str, list[Load]]:
    for port, path, header in targets.values():
        load(port, path, 1, header=header)  # every process and thread has answered once
    seen: dict[str, list[Load]] = {name: [] for name in targets}
    for number in range(1, rounds + 1):
        for name, (port, path, header) in targets.items():
            seen[name].append(load(port, path, seconds, header=header))
        sys.stderr.write(f"\rround {number} of {rounds}")
    sys.stderr.write("\n")
    return seen


def ratio(above: list[Load], below: list[Load]) -> float:
    """Median of the rounds' quotients of requests per second."""
    return round(statistics.median(one.per_second / other.per_second for one, other in zip(above, below, strict=True)), 3)


def summary(loads: list[Load], bare: list[Load]) -> dict[str, Any]:
    return {
        "per_second": round(statistics.median(one.per_second for one in loads), 1),
        "p99_ms": round(statistics.median(one.p99_ms for one in loads), 1),
        "body_bytes": loads[-1].body_bytes,
        "bad": sum(one.bad_count for one in loads),
        "ratio": ratio(loads, bare),
    }


def run(rounds: int = ROUNDS, seconds: float = SECONDS) -> dict[str, Any]:
    """Everything that the command prints."""
    seen = measure(rounds, seconds)
    rows = {name: summary(loads, seen["bare"]) for name, loads in seen.items()}
    share = ratio(seen["list"], seen["article"])
    broken = [f"{name}: {row['bad']} answers were not 200." for name, row in rows.items() if row["bad"]]
    if share < LIST_FLOOR:
        broken.append(f"The list gives {share} of the article's requests per second, the floor is {LIST_FLOOR}.")
    if (kept := rows["article, kept"]["ratio"]) < KEPT_FLOOR:
        broken.append(f"A kept article gives {kept} of the bare view's requests per second, the floor is {KEPT_FLOOR}.")
    return {
        "machine": f"{platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores",
        "rounds": rounds,
        "connections": CONNECTIONS,
        "pages": rows,
        "list_to_article": share,
        "broken": broken,
    }


def table(result: dict[str, Any]) -> str:
    """The result for the eye."""
    lines = [f"Pages: {result['connections']} connections, {result['rounds']} rounds; ratio = requests per second / bare view"]
    lines.append(f"{'':15}{'req/s':>10}{'p99 ms':>10}{'bytes':>10}{'ratio':>10}")
    for name, row in result["pages"].items():
        lines.append(f"{name:15}{row['per_second']:>10}{row['p99_ms']:>10}{row['body_bytes']:>10}{row['ratio']:>10}")
    return "\n".join([*lines, f"list / article: {result['list_to_article']}  floor {LIST_FLOOR}; kept article / bare: floor {KEPT_FLOOR}"])
