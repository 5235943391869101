"""`make run`: bring the database up to date, load the demo once, then serve site and worker until Ctrl-C."""

import argparse
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", default="8000")
    port = arguments.parse_args().port
    if not port.isdecimal() or not port.isascii() or not 1 <= int(port) <= 65535:
        return stop(f"PORT must be a number from 1 to 65535, not {port!r}. Example: make run PORT=8001")
    if in_use(int(port)):
        return stop(f"Port {port} is in use by another program. Choose another one: make run PORT={int(port) + 1}")
    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}")
    os.chdir(ROOT)
    for command in (["migrate", "--verbosity", "0"], ["setup_programme"], ["demo", "--once"]):
        done = manage(*command)
        if done:
            return done
    os.execv(sys.executable, [sys.executable, "manage.py", "serve", "--bind", f"127.0.0.1:{port}"])  # noqa: S606 - our own interpreter


def manage(*command: str) -> int:
    """Run one management command; the end of its error is the sentence that a person needs."""
    try:
        quiet = subprocess.run([sys.executable, "manage.py", *command], stderr=subprocess.PIPE, text=True)  # noqa: S603
    except KeyboardInterrupt:
        return stop("Stopped. The next `make run` goes on from here.")
    if quiet.returncode:
        return stop(f"{command[0]} did not work: {reason_in(quiet.stderr)}")
    return 0


def reason_in(error: str) -> str:
    """The last line that is not indented, which in a traceback is the exception, without the module of its class."""
    lines = [line for line in error.splitlines() if line and not line[0].isspace()] or ["no reason was given"]
    return re.sub(r"^(?:\w+\.)*(?:ImproperlyConfigured: |(?=\w+: ))", "", lines[-1])


def in_use(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def stop(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
