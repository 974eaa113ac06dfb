"""Gaps between women and men and between town and country.

Difference = women - men (urban - rural); parity index = women / men (UNESCO gender parity index, F / M). Which side
is worse off follows from the indicator's direction; an indicator with no better side has none. A gap is compared
with its own base year by its size, not by its sign.

The 95 % interval of a gap of two proportions is Newcombe's hybrid score interval (R. G. Newcombe, Statistics in Medicine
17, 1998, method 10), built of Wilson's intervals (E. B. Wilson, JASA 22, 1927): with shares p1, p2 and their limits
l, u it reaches from d - sqrt((p1 - l1)^2 + (u2 - p2)^2) to d + sqrt((u1 - p1)^2 + (p2 - l2)^2). The interval of its
change since the base year combines the intervals of the two sizes in the same way (MOVER: G. Y. Zou and A. Donner,
Statistics in Medicine 27, 2008). Both ask for numerators and denominators; without them the interval is not known. It
tells of chance variation of the counts as if each case were drawn by itself, and of nothing else: a figure that was
counted in full has no sampling error, and a register that misses cases is not mended by it.
"""

from __future__ import annotations

import math
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
    place = worse_of(first, second, direction)
    return "" if place is None else SIDES[dimension][place]


def worse_of(first: Decimal, second: Decimal, direction: str) -> int | None:
    """Which of two figures is worse off: 0 the first, 1 the second, None for neither.

    >>> worse_of(Decimal(3), Decimal(5), "down")
    1
    """
    if first == second or direction not in ("up", "down"):
        return None
    return int((first < second) != (direction == "up"))


def change_of_size(difference: Decimal, base_difference: Decimal) -> Decimal:
    """How much the gap has grown since the base year; negative when it narrowed."""
    return abs(difference) - abs(base_difference)


Z95 = 1.959963984540054
"""The 97.5 % point of the normal distribution."""
Counted = tuple[float, float]
"""(numerator, denominator)."""


def wilson(count: Counted) -> tuple[float, float] | None:
    """Wilson's 95 % interval of a proportion; None unless 0 <= numerator <= denominator > 0.

    >>> [round(limit, 4) for limit in wilson((81, 263))]
    [0.2553, 0.3662]
    """
    n, whole = count
    if not 0 <= n <= whole or whole <= 0:
        return None
    square = Z95 * Z95
    middle = (2 * n + square) / (2 * (whole + square))
    half = Z95 * math.sqrt(square + 4 * n * (1 - n / whole)) / (2 * (whole + square))
    return max(0.0, middle - half), min(1.0, middle + half)


def newcombe(first: Counted, second: Counted) -> tuple[float, float] | None:
    """The 95 % interval of the difference of two proportions, first - second; None where a count is no proportion.

    >>> [round(limit, 4) for limit in newcombe((56, 70), (48, 80))]
    [0.0524, 0.3339]
    """
    one, other = wilson(first), wilson(second)
    if one is None or other is None:
        return None
    return _combined(first[0] / first[1], one, second[0] / second[1], other)


def interval_of_change(
    first: Counted, second: Counted, base_first: Counted, base_second: Counted
) -> tuple[float, float] | None:
    """The 95 % interval of how much the size of the gap has grown since the base year, as a proportion."""
    now, then = newcombe(first, second), newcombe(base_first, base_second)
    if now is None or then is None:
        return None
    size = abs(first[0] / first[1] - second[0] / second[1])
    base = abs(base_first[0] / base_first[1] - base_second[0] / base_second[1])
    return _combined(size, _size(now), base, _size(then))


def _combined(
    one: float, limits: tuple[float, float], other: float, other_limits: tuple[float, float]
) -> tuple[float, float]:
    """The interval of ``one - other`` from the interval of each."""
    low = math.hypot(one - limits[0], other_limits[1] - other)
    high = math.hypot(limits[1] - one, other - other_limits[0])
    return one - other - low, one - other + high


def _size(interval: tuple[float, float]) -> tuple[float, float]:
    """The interval of the absolute value."""
    low, high = sorted(abs(limit) for limit in interval)
    return (0.0 if interval[0] <= 0 <= interval[1] else low), high
