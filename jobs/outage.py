"""Living through a restart of the database: connect again and ask again."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

from .conf import setting

logger = logging.getLogger(__name__)
DATABASE_AWAY = (OperationalError, InterfaceError)
Answer = TypeVar("Answer")


def patiently(ask: Callable[[], Answer]) -> Answer:
    """The answer of `ask`, tried again on fresh connections for JOBS_OUTAGE_SECONDS. For fenced steps only: a commit whose answer was
    lost is asked for again. Inside a transaction it asks once, since there the transaction is lost anyway.
    """
    until = time.monotonic() + setting("JOBS_OUTAGE_SECONDS")
    while True:
        try:
            return ask()
        except DATABASE_AWAY as error:
            if connection.in_atomic_block or time.monotonic() > until:
                raise
            logger.warning("the database does not answer (%s); trying again", type(error).__name__)
            connection.close()
            time.sleep(0.5)
