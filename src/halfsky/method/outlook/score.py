"""Scores of probabilities and intervals that were told before the outcome was known.

Brier and logarithmic score are proper: no other probability than the one believed scores better (Gneiting & Raftery
2007). AUC is the chance that a target that was met had the higher probability.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SUREST = 0.005
"""A probability is scored as at least this far from 0 and 1: one outcome called impossible costs 5.3, not infinity."""
COVERS = (50, 80, 95)
SHOWN = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
"""Quantiles that the coverage of the 50, 80 and 95 % intervals needs."""
BINS = 10


@dataclass(frozen=True, slots=True)
class Score:
    """``count`` tasks; ``cover`` per cent of actual values inside the 50, 80 and 95 % interval, () without any."""

    count: int
    brier: float
    log: float
    auc: float
    cover: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """Tasks whose probability lay in [low, high): how many, the mean probability, the share that was met."""

    low: float
    high: float
    count: int
    told: float
    met: float


def score(p: Floats, met: Floats, quantiles: Floats | None = None, actual: Floats | None = None) -> Score:
    """The scores of ``p``; ``quantiles`` (S, 7) are those of SHOWN."""
    if not len(p):
        return Score(0, float("nan"), float("nan"), float("nan"), ())
    kept = np.clip(p, SUREST, 1 - SUREST)
    log = -np.mean(met * np.log(kept) + (1 - met) * np.log(1 - kept))
    cover: tuple[float, ...] = ()
    if quantiles is not None and actual is not None:
        inside = [(quantiles[:, i] <= actual) & (actual <= quantiles[:, -1 - i]) for i in (2, 1, 0)]
        cover = tuple(100 * float(held.mean()) for held in inside)
    return Score(len(p), float(np.mean(np.square(p - met))), float(log), auc(p, met), cover)


def auc(p: Floats, met: Floats) -> float:
    """The area under the curve, ties counted half; NaN where all or none were met."""
    _, place, count = np.unique(p, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - (count - 1) / 2)[place]
    yes = float(met.sum())
    no = len(met) - yes
    if not yes or not no:
        return float("nan")
    return float((rank[met > 0].sum() - yes * (yes + 1) / 2) / (yes * no))


def reliability(p: Floats, met: Floats, edges: tuple[float, ...] = ()) -> list[Bin]:
    """How often a target was met where the probability lay between two ``edges`` (tenths when none are given)."""
    found = []
    for low, high in pairwise(edges or tuple(i / BINS for i in range(BINS + 1))):
        there = (p >= low) & ((p < high) if high < 1 else (p <= high))
        if there.any():
            found.append(Bin(low, high, int(there.sum()), float(p[there].mean()), float(met[there].mean())))
    return found
