"""The matrices of the outlook: fixed for a pattern of years, so made once and used for every series of that pattern.

Of the variance of a one-year change, nu is noise (half of it on each of the two values), (1 - nu) kappa is drift with
yearly persistence phi, the rest a permanent step. The covariance of the true yearly changes is therefore
(1 - nu) [(1 - kappa) I + kappa phi^|i - j|]; summed up it is that of the level. Structural time series (Harvey 1989).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from halfsky.method.outlook.priors import KindPrior

Floats = NDArray[np.float64]
Pattern = tuple[int, ...]
"""Years of the points, counted from the first: (0, 1, 2, 4)."""


@dataclass(frozen=True, slots=True)
class Observed:
    """Of the d = n - 1 differences between points, for each of K components and a variance of 1.

    ``whiten`` (K, d, d): the inverse of the lower Cholesky factor of their covariance C, so that D' C^-1 D is a
    sum of squares; ``log_prior`` (K,): log of the component's weight times |C|^(-1/2).
    """

    whiten: Floats
    log_prior: Floats
    a: float
    b: float


@dataclass(frozen=True, slots=True)
class Ahead:
    """Of the change from the last point to the target year: ``lead`` (K, d) = C^-1 c, ``left`` (K,) = v - c' C^-1 c."""

    lead: Floats
    left: Floats


def covariance(pattern: Pattern, ahead: int, prior: KindPrior) -> Floats:
    """(K, n, n): covariance of the n - 1 differences and, last, the change from the last point to ``ahead`` years on."""
    at = np.array([*pattern, pattern[-1] + ahead])
    years = int(at[-1])
    nu, kappa, phi = (np.array([getattr(c, name) for c in prior.components]) for name in ("nu", "kappa", "phi"))
    apart = np.abs(np.subtract.outer(np.arange(years), np.arange(years)))
    persistent = np.power(phi[:, None, None], apart)
    keep = kappa[:, None, None]
    changes = (1 - nu)[:, None, None] * ((1 - keep) * np.eye(years) + keep * persistent)
    summed = (np.arange(years) < at[:, None]).astype(np.float64)
    level = summed @ changes @ summed.T + nu[:, None, None] / 2 * np.eye(len(at))
    difference = np.diff(np.eye(len(at)), axis=0)
    return np.asarray(difference @ level @ difference.T)


@lru_cache(maxsize=4096)
def observed(pattern: Pattern, prior: KindPrior) -> Observed:
    """The matrices of the points of ``pattern``."""
    factor = np.linalg.cholesky(covariance(pattern, 1, prior)[:, :-1, :-1])
    log_root = np.log(np.diagonal(factor, axis1=1, axis2=2)).sum(axis=1)
    log_weight = np.log(np.array([c.weight for c in prior.components]))
    return Observed(np.linalg.inv(factor), log_weight - log_root, prior.a, prior.b)


@lru_cache(maxsize=16384)
def ahead_of(pattern: Pattern, ahead: int, prior: KindPrior) -> Ahead:
    """The matrices of the year that lies ``ahead`` years after the last point."""
    whole: Floats = covariance(pattern, ahead, prior)
    inner, c, v = whole[:, :-1, :-1], whole[:, :-1, -1], whole[:, -1, -1]
    lead: Floats = np.asarray(np.linalg.solve(inner, c[:, :, None])[:, :, 0], dtype=np.float64)
    return Ahead(lead, v - (c * lead).sum(axis=1))
