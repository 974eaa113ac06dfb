"""Small counts: several years together, with an exact interval. One year's rate is never judged.

With a few hundred births a year one death is 200 to 300 per 100,000 against a target of 12.5. The last three to
five years are pooled: rate = sum of events / sum of exposure x scale. The interval without a prior is Garwood's
exact Poisson interval (F. Garwood, Biometrika 28, 1936): chi2(a/2, 2y)/2 and chi2(1-a/2, 2y+2)/2 over the
exposure. With an upper-level rate r0 the rate is Gamma(k + y, k/r0 + E) (gamma-Poisson, conjugate).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from halfsky.method.rounding import ratio

FEWEST_YEARS = 3
MOST_YEARS = 5
PRIOR_SHAPE = 2.0
"""Shape of the prior where no sibling counties can tell it; the interval leans on it."""


@dataclass(frozen=True, slots=True)
class Count:
    """Events of one year and what they are counted against (deaths and live births)."""

    year: int
    events: Decimal
    exposure: Decimal


@dataclass(frozen=True, slots=True)
class Pooled:
    """Several years together; ``rate`` in the indicator's unit, rounded to six decimals."""

    events: Decimal
    exposure: Decimal
    rate: Decimal
    years: int
    first_year: int
    last_year: int


def pool(counts: Iterable[Count], scale: Decimal) -> Pooled | None:
    """The pooled rate of the years given; None with fewer than three of them or no exposure."""
    rows = sorted((c for c in counts if c.exposure > 0), key=lambda c: c.year)[-MOST_YEARS:]
    if len(rows) < FEWEST_YEARS:
        return None
    events = sum((c.events for c in rows), Decimal(0))
    exposure = sum((c.exposure for c in rows), Decimal(0))
    rate = ratio(events, exposure, scale)
    assert rate is not None
    return Pooled(events, exposure, rate, len(rows), rows[0].year, rows[-1].year)


def poisson_interval(events: float, exposure: float, level: float = 0.95) -> tuple[float, float]:
    """Garwood's interval of the rate per unit of exposure.

    >>> low, high = poisson_interval(3, 1)
    >>> round(low, 4), round(high, 4)
    (0.6187, 8.7673)
    """
    tail = (1 - level) / 2
    low = 0.0 if events == 0 else gamma_quantile(tail, events)
    return low / exposure, gamma_quantile(1 - tail, events + 1) / exposure


def gamma_interval(
    events: float, exposure: float, upper_level_rate: float, level: float = 0.95, shape: float = PRIOR_SHAPE
) -> tuple[float, float]:
    """Interval of the rate when it is drawn from Gamma(shape, shape / upper_level_rate) beforehand."""
    tail = (1 - level) / 2
    a, b = shape + events, shape / upper_level_rate + exposure
    return gamma_quantile(tail, a) / b, gamma_quantile(1 - tail, a) / b


def probability_at_most(
    rate: float, events: float, exposure: float, upper_level_rate: float, shape: float = PRIOR_SHAPE
) -> float:
    """P(true rate <= ``rate``) under the same prior."""
    return regularised_gamma(shape + events, (shape / upper_level_rate + exposure) * rate)


@lru_cache(maxsize=4096)
def gamma_quantile(p: float, shape: float) -> float:
    """The x with P(shape, x) = p for a gamma of unit rate: Newton's steps, kept inside a shrinking bracket.

    Starts from the mean; ends when a step is below 1e-13 of x.
    """
    if not 0 <= p < 1 or shape <= 0:
        raise ValueError("p must lie in [0, 1) and the shape above 0")
    if p == 0:
        return 0.0
    low, high = 0.0, math.inf
    x = shape if p > 1e-3 or shape > 10 else math.exp((math.log(p) + math.lgamma(shape + 1)) / shape)
    for _ in range(200):
        off = regularised_gamma(shape, x) - p
        if off > 0:
            high = x
        else:
            low = x
        density = math.exp((shape - 1) * math.log(x) - x - math.lgamma(shape)) if x > 0 else 0.0
        step = x - off / density if density > 0 else -1.0
        if not low < step < high:
            step = (low + high) / 2 if high < math.inf else 2 * x + 1
        if abs(step - x) <= 1e-13 * x or (high < math.inf and high - low <= 1e-13 * high):
            return step
        x = step
    return x


def regularised_gamma(shape: float, x: float) -> float:
    """P(shape, x): series below shape + 1, Lentz's continued fraction above (Abramowitz & Stegun 6.5.29, 6.5.31)."""
    if x <= 0:
        return 0.0
    front = math.exp(-x + shape * math.log(x) - math.lgamma(shape))
    if x < shape + 1:
        term = total = 1 / shape
        n = shape
        while abs(term) > abs(total) * 1e-17:
            n += 1
            term *= x / n
            total += term
        return min(1.0, total * front)
    tiny = 1e-300
    b = x + 1 - shape
    c, d = 1 / tiny, 1 / b
    h = d
    for i in range(1, 10_000):
        step = -i * (i - shape)
        b += 2
        d = 1 / (step * d + b or tiny)
        c = b + step / c or tiny
        change = d * c
        h *= change
        if abs(change - 1) < 1e-16:
            break
    return max(0.0, 1 - front * h)
