"""Recalibration: F is replaced by G(F), so that an 80 % interval holds what it says (Dawid 1984).

G is the observed frequency of the probability integral transform in the backtest, blended with pseudo-observations of
the identity, linear between 41 equally spaced probabilities.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from halfsky.method.outlook.priors import CURVE

Floats = NDArray[np.float64]
Curve = tuple[float, ...] | None
GRID = np.linspace(0.0, 1.0, CURVE)
PSEUDO = 200
"""Pseudo-observations of the identity in a curve."""


def recalibrated(p: Floats, curve: Curve) -> Floats:
    """G(p)."""
    return p if curve is None else np.interp(p, GRID, curve)


def original(q: float, curve: Curve) -> float:
    """The p with G(p) = q: where the quantile q is to be sought."""
    if curve is None:
        return q
    g = np.asarray(curve)
    at = int(np.clip(np.searchsorted(g, q, side="left"), 1, CURVE - 1))
    low, high = g[at - 1], g[at]
    part = (q - low) / (high - low) if high > low else 0.5
    return float(GRID[at - 1] + part * (GRID[at] - GRID[at - 1]))


def curve_of(pit: Floats, pseudo: int = PSEUDO) -> tuple[float, ...]:
    """G from the values of F seen in a backtest; 4 decimals."""
    seen = np.sort(pit)
    share = np.searchsorted(seen, GRID, side="right") + pseudo * GRID
    curve = np.round(share / (len(seen) + pseudo), 4)
    curve[0], curve[-1] = 0.0, 1.0
    return tuple(float(v) for v in curve)
