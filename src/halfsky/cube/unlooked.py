"""A run without the outlook: every interim year is judged by pace, and numpy is not imported."""

from __future__ import annotations

from typing import Any


def none(connection: Any) -> None:
    """Make the tables that the judgement asks for probabilities, empty."""
    connection.execute(
        "create table followed as select 0 as no, code as source, 'target' as what from targets where false;"
        "create table chance as select 0 as no, ix as area, 0 as at_year, 0 as p from area where false;"
    )
