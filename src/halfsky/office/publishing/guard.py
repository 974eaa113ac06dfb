"""Database triggers that refuse to change what was published, and to write to a draft whose text is locked.

SQLite drops a trigger when a table is rebuilt by a migration, and refuses to rename a table that a trigger names; so they
are taken away before every migrate and made again after it.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

PUBLISHED = "a published edition is never changed"
WRITTEN = "a version of a draft is never changed"
ARRANGED = "a version of an outline is never changed"
LOCKED = "the text of this draft is locked"
_LOCK = (
    "EXISTS (SELECT 1 FROM publishing_draft draft JOIN decision_matter matter ON matter.id = draft.matter_id"
    " WHERE draft.id = NEW.draft_id AND matter.state <> 'draft')"
)
GUARDS: dict[str, tuple[str, str, str]] = {
    **{
        f"{table}_no_{act.lower()}": (f"BEFORE {act} ON {table}", "", refusal)
        for table, refusal in (
            ("publishing_edition", PUBLISHED), ("publishing_editionfile", PUBLISHED), ("publishing_draftversion", WRITTEN),
            ("publishing_draftblock", WRITTEN), ("publishing_outlineversion", ARRANGED),
        )
        for act in ("UPDATE", "DELETE")
    },
    "publishing_draftversion_locked": ("BEFORE INSERT ON publishing_draftversion", _LOCK, LOCKED),
    "publishing_draftblock_locked": ("BEFORE INSERT ON publishing_draftblock", _LOCK, LOCKED),
}
"""By name: when it fires, on which condition, what it says."""


def lift_guard(using: str = "default", **_kwargs: Any) -> None:
    """Take the triggers away, for a migration or a test."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in GUARDS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def restore_guard(using: str = "default", **_kwargs: Any) -> None:
    """(Re)create the triggers, if their tables are there."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if connection.vendor != "sqlite" or not {"publishing_outlineversion", "publishing_draftblock", "publishing_edition", "decision_matter"} <= tables:
        return
    with connection.cursor() as cursor:
        for name, (when, condition, refusal) in GUARDS.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            asked = f"WHEN {condition} " if condition else ""
            cursor.execute(f"CREATE TRIGGER {name} {when} {asked}BEGIN SELECT RAISE(ABORT, '{refusal}'); END")


def guard_names(using: str = "default") -> set[str]:
    """Names of the guard's triggers that exist."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name LIKE 'publishing_%'")
        return {row[0] for row in cursor.fetchall()}
