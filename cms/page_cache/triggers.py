"""The database itself notes every change of a table that readers are shown: by whatever door, update, bulk insert or hand it comes.

Which tables stands in `cms.settings.shown`. The triggers are put right after every `migrate`, since SQLite loses those of a table that a
migration makes anew.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F

from .models import PublicChange

EVENTS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
PREFIX = "page_cache_"
STEP = 2**32  # what one change adds at most; it stands in the SQL below too

# One row for each transaction: its id is nobody else's, so the insert waits for nobody. A restored cluster counts transactions from the
# beginning; a row that is there already then grows, and the sum with it.
NOTE_ON_POSTGRESQL = """
CREATE OR REPLACE FUNCTION page_cache_note() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO cms_publicchange (id, n) VALUES (pg_current_xact_id()::text::bigint, 1 + floor(random() * 4294967296)::bigint)
    ON CONFLICT (id) DO UPDATE SET n = cms_publicchange.n + EXCLUDED.n;
    RETURN NULL;
END $$"""
# Without ON CONFLICT: SQLite would take over the OR IGNORE of the statement that fired the trigger.
NOTE_ON_SQLITE = """
    INSERT INTO cms_publicchange (id, n) SELECT 0, 0 WHERE NOT EXISTS (SELECT 1 FROM cms_publicchange WHERE id = 0);
    UPDATE cms_publicchange SET n = n + 1 + abs(random() % 4294967296) WHERE id = 0;"""

INSTALLED_ON_POSTGRESQL = """
SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE tgname LIKE 'page_cache_%' AND tgenabled <> 'D' AND relnamespace = current_schema()::regnamespace"""
INSTALLED_ON_SQLITE = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'page_cache_%'"


@dataclass(frozen=True)
class Trigger:
    """`condition` says which rows readers are shown, with `{row}` in the place of the row; empty: all of them."""

    vendor: str
    table: str
    event: str
    condition: str

    @property
    def name(self) -> str:
        """Changes with all that the trigger does."""
        words = "\0".join((self.table, self.event, self._when, NOTE_ON_POSTGRESQL, NOTE_ON_SQLITE))
        return PREFIX + hashlib.sha256(words.encode()).hexdigest()[:16]

    @property
    def sql(self) -> str:
        head = f'CREATE TRIGGER {self.name} AFTER {self.event} ON "{self.table}"'
        if self.vendor == "sqlite":
            return f"{head} FOR EACH ROW {self._when} BEGIN {NOTE_ON_SQLITE} END"
        each = "ROW" if self.condition else "STATEMENT"
        return f"{head} FOR EACH {each} {self._when} EXECUTE FUNCTION page_cache_note()"

    @property
    def _when(self) -> str:
        """Of a change the row of before counts as much as the row of after."""
        if not self.condition:
            return ""
        return "WHEN (" + " OR ".join(f"({self.condition.format(row=row)})" for row in EVENTS[self.event]) + ")"


def wanted(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """Those of the tables that exist; none where there is nothing to write to."""
    tables = set(connection.introspection.table_names())
    if PublicChange._meta.db_table not in tables:
        return []
    shown = ((apps.get_model(label)._meta.db_table, condition) for label, condition in settings.PAGE_CACHE_SHOWN.items())
    there = ((table, condition) for table, condition in shown if table in tables)
    return [Trigger(connection.vendor, table, event, condition) for table, condition in there for event in EVENTS]


def installed(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Name and table of each."""
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED_ON_SQLITE if connection.vendor == "sqlite" else INSTALLED_ON_POSTGRESQL)
        return dict(cursor.fetchall())


def are_installed(connection: BaseDatabaseWrapper) -> bool:
    """Whether every change is noted. Without that no page may be kept."""
    names = {trigger.name for trigger in wanted(connection)}
    return bool(names) and names <= installed(connection).keys()


def install(connection: BaseDatabaseWrapper) -> bool:
    """Make what is missing and drop what is no longer wanted; whether there was anything to do."""
    there, right = installed(connection), {trigger.name: trigger for trigger in wanted(connection)}
    missing = [trigger for name, trigger in right.items() if name not in there]
    outdated = {name: table for name, table in there.items() if name not in right}
    if not missing and not outdated:
        return False
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(NOTE_ON_POSTGRESQL)
        _drop(cursor, connection.vendor, outdated)
        for trigger in missing:
            cursor.execute(trigger.sql)
    return True


def remove(connection: BaseDatabaseWrapper) -> None:
    """Before the table that they write to goes: else nothing could be written any more."""
    with connection.cursor() as cursor:
        _drop(cursor, connection.vendor, installed(connection))
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS page_cache_note()")


def _drop(cursor: Any, vendor: str, triggers: dict[str, str]) -> None:
    for name, table in triggers.items():
        cursor.execute(f"DROP TRIGGER {name}" if vendor == "sqlite" else f'DROP TRIGGER {name} ON "{table}"')


def put_right(using: str, **_sent: Any) -> None:
    """After `migrate`: changes may have gone by while a trigger was missing, so everything counts as changed once."""
    connection = connections[using]
    if install(connection):
        note_change(using)


def note_change(using: str) -> None:
    PublicChange.objects.using(using).get_or_create(pk=0, defaults={"n": 0})
    PublicChange.objects.using(using).filter(pk=0).update(n=F("n") + 1 + secrets.randbelow(STEP))
