"""A run without the outlook: every interim year is judged by pace, and numpy is not imported."""

from __future__ import annotations

from typing import Any


def none(connection: Any) -> None:
    """The judgement by pace is the judgement; no row of it is copied where the engine has views."""
    what = "view" if hasattr(connection, "register") else "table"
    connection.execute(f"create {what} target_judged as select *, paced_reason as reason from target_paced;")  # noqa: S608 - fixed words
