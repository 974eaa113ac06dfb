"""Database triggers that refuse UPDATE and DELETE on the trail.

SQLite drops a trigger when a table is rebuilt by a migration, so they are made again after every migrate.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

REFUSAL = "the trail is append-only"

SQLITE = (
    "DROP TRIGGER IF EXISTS trail_entry_no_update",
    f"CREATE TRIGGER trail_entry_no_update BEFORE UPDATE ON trail_entry BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    "DROP TRIGGER IF EXISTS trail_entry_no_delete",
    f"CREATE TRIGGER trail_entry_no_delete BEFORE DELETE ON trail_entry BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)


def restore_guard(using: str = "default", **_kwargs: Any) -> None:
    """(Re)create the triggers on the trail's table, if the table is there."""
    connection = connections[using]
    if connection.vendor != "sqlite" or "trail_entry" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in SQLITE:
            cursor.execute(statement)


def guard_names(using: str = "default") -> set[str]:
    """Names of the guard's triggers that exist; two are expected."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='trail_entry'")
        return {row[0] for row in cursor.fetchall()}
