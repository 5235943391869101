"""Until one of several people waits for another at the database."""

import threading

from django.db import connection


def until_somebody_waits_for_a_lock(unless: threading.Event | None = None) -> None:
    """At most five seconds, and no longer than `unless` is unset. On SQLite there is one lock, and the caller has it."""
    over = unless or threading.Event()
    for _look in range(500 if connection.vendor == "postgresql" else 0):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        if over.wait(0.01):
            return
