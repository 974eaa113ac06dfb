"""The scale on which a series is followed: a monotone function, so that probabilities and quantiles carry over.

share (0 to 100): log((x + 0.5) / (100.5 - x)); rate and level: log(x + c), c = 0, and 5 % of the mean where the
smallest value is at most 2 % of it; count: log(x + 0.5); other: x over the mean absolute yearly change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from halfsky.method.outlook.priors import KINDS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SHARE, RATE, LEVEL, COUNT, OTHER = range(len(KINDS))
LOWEST = -1e300


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale of S series of one kind; ``by`` is c of the logarithm or the divisor, one a series."""

    kind: int
    by: Floats

    def forward(self, x: Floats) -> Floats:
        """x on the scale; (S,) or (..., S). A value at or below the end of the logarithm is -1e300."""
        if self.kind == SHARE:
            x = np.clip(x, 0.0, 100.0)
            return np.log((x + 0.5) / (100.5 - x))
        if self.kind == OTHER:
            return x / self.by
        moved = x + self.by
        inside = moved > 0
        return np.where(inside, np.log(np.where(inside, moved, 1.0)), LOWEST)

    def inverse(self, z: Floats) -> Floats:
        """The value at z."""
        if self.kind == SHARE:
            return np.clip(100.5 - 101.0 / (1.0 + np.exp(np.clip(z, -500, 500))), 0.0, 100.0)
        if self.kind == OTHER:
            return z * self.by
        return np.exp(np.clip(z, -700, 700)) - self.by

    def slope(self, x: Floats) -> Floats:
        """The derivative of the scale at x, by which a small error of x becomes one of z."""
        if self.kind == SHARE:
            x = np.clip(x, 0.0, 100.0)
            return 1 / (x + 0.5) + 1 / (100.5 - x)
        if self.kind == OTHER:
            return 1 / self.by
        return 1 / np.maximum(x + self.by, 1e-300)


def kinds_followed(kind: Ints, lowest: Floats, highest: Floats, reach: Floats) -> Ints:
    """The kind that each series is followed as, from its lowest and highest value.

    A share that leaves 0 to 100 (or whose target does) is a level; a series with negative values is other.
    """
    outside = (kind == SHARE) & ((np.fmin(lowest, reach) < 0) | (np.fmax(highest, reach) > 100))
    return np.where(lowest < 0, OTHER, np.where(outside, LEVEL, kind))


def scale_of(kind: int, x: Floats, years: Any, reach: Floats) -> Scale:
    """The scale of series of one kind and one pattern of years: ``x`` (points, S), ``years`` (points,).

    Where every value is zero (or none moves) the size of the target stands in: the unit never matters.
    """
    count = x.shape[1]
    if kind == SHARE:
        return Scale(kind, np.zeros(count))
    if kind == COUNT:
        return Scale(kind, np.full(count, 0.5))
    if kind == OTHER:
        gaps = np.diff(np.asarray(years, dtype=np.float64))[:, None]
        return Scale(kind, _size(_mean(np.abs(np.diff(x, axis=0)) / gaps), _mean(np.abs(x)), np.abs(reach)))
    size = _size(_mean(np.abs(x)), np.abs(reach))
    return Scale(kind, np.where(x.min(axis=0) <= 0.02 * size, 0.05 * size, 0.0))


def _mean(rows: Floats) -> Floats:
    total: Floats = rows[0].copy()
    for row in rows[1:]:
        total += row
    return total / len(rows)


def _size(*sizes: Floats) -> Floats:
    """The first that is above zero, else 1."""
    found = np.ones_like(sizes[0])
    for size in reversed(sizes):
        found = np.where(np.isfinite(size) & (size > 0), size, found)
    return found
