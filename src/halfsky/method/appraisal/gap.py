"""Gaps between women and men and between town and country.

Difference = women - men (urban - rural); parity index = women / men (UNESCO gender parity index, F / M). Which side
is worse off follows from the indicator's direction; an indicator with no better side has none. A gap is compared
with its own base year by its size, not by its sign.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from halfsky.method.rounding import ratio

SIDES = {"SEX": ("F", "M"), "URBANISATION": ("U", "R")}
"""dimension -> (first side, second side)."""
PARITY_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap in one year, in the indicator's unit, unrounded; ``worse`` is a side's code or "".

    ``parity`` to four decimals, None where the second side is not above zero.
    """

    difference: Decimal
    parity: Decimal | None
    worse: str


def gap(dimension: str, first: Decimal, second: Decimal, direction: str) -> Gap:
    """The gap between the two sides of ``dimension``.

    >>> gap("SEX", Decimal(90), Decimal(96), "up").worse
    'F'
    """
    return Gap(
        first - second,
        ratio(first, second, 1, PARITY_DECIMALS) if second > 0 else None,
        worse_side(dimension, first, second, direction),
    )


def worse_side(dimension: str, first: Decimal, second: Decimal, direction: str) -> str:
    """The code of the side that is worse off; "" when they are equal or no side can be called better."""
    if first == second or direction not in ("up", "down"):
        return ""
    lower_is_worse = direction == "up"
    return SIDES[dimension][0] if (first < second) == lower_is_worse else SIDES[dimension][1]


def change_of_size(difference: Decimal, base_difference: Decimal) -> Decimal:
    """How much the gap has grown since the base year; negative when it narrowed."""
    return abs(difference) - abs(base_difference)
