"""The predictive distribution of many series of one pattern of years: a mixture of t distributions in closed form.

Conjugate dynamic linear models and their multiprocess mixtures (Harrison & Stevens 1976; West & Harrison 1997),
weighted by how well each explains the series (Bayesian model averaging, Hoeting et al. 1999). With a flat prior on
the level and sigma^2 ~ inverse gamma(a, b), for the differences D and Q = D' C^-1 D:
location = last + c' C^-1 D, scale^2 = (2b + Q) / (2a + d) (v - c' C^-1 c), df = 2a + d, and the weight is
proportional to prior weight x |C|^(-1/2) x (b + Q/2)^-(a + d/2).

Sums run in a fixed order, value by value: a series gets the same figures to the last bit in any company.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from halfsky.method.outlook.pattern import Ahead, Observed
from halfsky.method.outlook.student import student

Floats = NDArray[np.float64]
PRECISION = 1e-5
"""In probability, at which the search for a quantile ends."""
MOST_STEPS = 60


@dataclass(frozen=True, slots=True)
class Posterior:
    """What S series have told: ``weight`` and ``variance`` (K, S), the differences (d, S), the last value (S,)."""

    last: Floats
    changes: Floats
    weight: Floats
    variance: Floats
    df: float
    log_evidence: Floats


@dataclass(frozen=True, slots=True)
class Mixture:
    """A mixture of K t distributions for each of S series: ``weight``, ``location``, ``scale`` (K, S)."""

    weight: Floats
    location: Floats
    scale: Floats
    df: float

    def cdf(self, z: Floats) -> Floats:
        """P(Z <= z), one z a series."""
        inside = z - self.location
        inside /= self.scale
        found = student(self.df).cdf(inside)
        found *= self.weight
        return np.clip(total(found), 0.0, 1.0)

    def quantile(self, p: float) -> Floats:
        """The z with P(Z <= z) = p: Newton's steps inside a bracket that shrinks, each series until it is found."""
        t = student(self.df)
        reach = t.quantile(p)
        ends = self.location + self.scale * reach
        width = self.scale * (1e-3 * (1 + abs(reach)))
        low, high = (ends - width).min(axis=0), (ends + width).max(axis=0)
        found = np.clip(total(self.weight * ends), low, high)
        left = np.arange(found.size)
        weight, location, scale = self.weight, self.location, self.scale
        z, low, high = found.copy(), low, high
        for _ in range(MOST_STEPS):
            at, density = t.cdf_and_density((z - location) / scale)
            off = total(at * weight) - p
            slope = total(density * weight / scale)
            low, high = np.where(off < 0, z, low), np.where(off > 0, z, high)
            with np.errstate(divide="ignore", invalid="ignore"):
                step = z - off / slope
            inside = (step > low) & (step < high)
            going = (np.abs(off) > PRECISION) & (high > low)
            found[left] = z
            if not going.any():
                break
            z = np.where(inside, step, (low + high) / 2)
            if not going.all():
                left, z, low, high = left[going], z[going], low[going], high[going]
                weight, location, scale = weight[:, going], location[:, going], scale[:, going]
        return found

    def mean(self) -> Floats:
        """The mean of the mixture (df > 1)."""
        return total(self.weight * self.location)


def posterior(z: Floats, made: Observed) -> Posterior:
    """What the points ``z`` (n, S), on their scale, tell under the components of ``made``."""
    changes = np.diff(z, axis=0)
    d, count = changes.shape
    squares = np.zeros((len(made.log_prior), count))
    row, part = np.empty_like(squares), np.empty_like(squares)
    for i in range(d):
        np.multiply(made.whiten[:, i, 0, None], changes[0], out=row)
        for j in range(1, i + 1):
            np.multiply(made.whiten[:, i, j, None], changes[j], out=part)
            row += part
        row *= row
        squares += row
    df = 2 * made.a + d
    squares += 2 * made.b
    log_weight = np.log(squares, out=row)
    log_weight *= -df / 2
    log_weight += (made.log_prior + np.log(2.0) * df / 2)[:, None]
    top = log_weight.max(axis=0)
    log_weight -= top
    weight = np.exp(log_weight, out=part)
    sums = total(weight)
    weight /= sums
    squares /= df
    return Posterior(z[-1], changes, weight, squares, df, np.log(sums) + top)


def ahead(told: Posterior, made: Ahead, extra: Floats | None = None) -> Mixture:
    """The predictive distribution of the year of ``made``; ``extra`` (S,) is a variance of the last value."""
    location = np.multiply(made.lead[:, 0, None], told.changes[0])
    part = np.empty_like(location)
    for j in range(1, told.changes.shape[0]):
        np.multiply(made.lead[:, j, None], told.changes[j], out=part)
        location += part
    location += told.last
    scale = told.variance * made.left[:, None]
    if extra is not None:
        scale += extra
    return Mixture(told.weight, location, np.sqrt(scale, out=scale), told.df)


def total(rows: Floats) -> Floats:
    """The sum over the first axis, row by row."""
    found: Floats = rows[0].copy()
    for row in rows[1:]:
        found += row
    return found
