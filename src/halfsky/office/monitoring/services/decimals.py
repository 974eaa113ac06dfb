"""Figures of a result as the tables keep them."""

from __future__ import annotations

from decimal import Decimal


def number(value: object) -> Decimal | None:
    """A figure as an exact decimal, None when it is not known."""
    return None if value is None or value == "" else Decimal(str(value))
