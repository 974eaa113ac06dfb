"""The gamma distribution for many shapes at once: log of the gamma function, distribution, quantiles.

Log gamma by Lanczos' series (g = 7, nine terms), the distribution by its power series below shape + 1 and Lentz's
continued fraction above (Abramowitz & Stegun 6.5.29, 6.5.31), the quantile by Newton's steps in a bracket from the
Wilson-Hilferty start.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_LANCZOS = (
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
)  # fmt: skip
TERMS = 400
CLOSE = 1e-13


def log_gamma(x: Floats) -> Floats:
    """log of the gamma function, x > 0."""
    small = x < 0.5
    at = np.where(small, x + 1, x) - 1
    total = np.full_like(at, _LANCZOS[0])
    for i, coefficient in enumerate(_LANCZOS[1:], 1):
        total += coefficient / (at + i)
    t = at + 7.5
    found = 0.5 * np.log(2 * np.pi) + (at + 0.5) * np.log(t) - t + np.log(total)
    return np.asarray(np.where(small, found - np.log(np.where(small, x, 1.0)), found))


def at_most(shape: Floats, x: Floats) -> Floats:
    """P(gamma of this shape and unit rate <= x)."""
    shape, x = np.broadcast_arrays(np.asarray(shape, dtype=np.float64), np.asarray(x, dtype=np.float64))
    found = np.where(x > 0, 1.0, 0.0)
    inside = (x > 0) & np.isfinite(x)
    low = inside & (x < shape + 1)
    if low.any():
        found[low] = _series(shape[low], x[low])
    high = inside & ~low
    if high.any():
        found[high] = 1 - _fraction(shape[high], x[high])
    return np.clip(found, 0.0, 1.0)


def quantile(p: float, shape: Floats) -> Floats:
    """The x with P(shape, x) = p, to 1e-9 of x."""
    z = _normal(p)
    third = 1 / (9 * shape)
    start = shape * np.maximum(1 - third + z * np.sqrt(third), 1e-3) ** 3
    log_small = (np.log(p) + log_gamma(shape + 1)) / shape
    x: Floats = np.where((shape < 1) | (start < 0.05 * shape), np.exp(np.clip(log_small, -700, 700)), start)
    low, high = np.zeros_like(x), np.full_like(x, np.inf)
    for _ in range(100):
        off = at_most(shape, x) - p
        low, high = np.where(off < 0, x, low), np.where(off > 0, x, high)
        density = np.exp((shape - 1) * np.log(x) - x - log_gamma(shape))
        with np.errstate(divide="ignore", invalid="ignore"):
            step = x - off / density
        middle = np.where(np.isfinite(high), (low + high) / 2, 2 * x)
        new = np.where((step > low) & (step < high), step, middle)
        if (np.abs(new - x) <= 1e-9 * x).all():
            return new
        x = new
    return x


def _series(shape: Floats, x: Floats) -> Floats:
    term = 1 / shape
    total = term.copy()
    for n in range(1, TERMS):
        term = term * x / (shape + n)
        total += term
        if (term <= CLOSE * total).all():
            break
    return np.asarray(total * np.exp(shape * np.log(x) - x - log_gamma(shape)))


def _fraction(shape: Floats, x: Floats) -> Floats:
    b = x + 1 - shape
    c = np.full_like(x, 1e300)
    d = 1 / b
    found = d.copy()
    for n in range(1, TERMS):
        a = -n * (n - shape)
        b = b + 2
        d = 1 / _away(a * d + b)
        c = _away(b + a / c)
        factor = c * d
        found *= factor
        if (np.abs(factor - 1) <= CLOSE).all():
            break
    return np.asarray(found * np.exp(shape * np.log(x) - x - log_gamma(shape)))


def _away(x: Floats) -> Floats:
    """x, kept off zero."""
    return np.where(np.abs(x) < 1e-300, 1e-300, x)


def _normal(p: float) -> float:
    """The standard normal quantile, to 1e-3: a start for the search (Abramowitz & Stegun 26.2.23)."""
    tail = min(p, 1 - p)
    t = float(np.sqrt(-2 * np.log(tail)))
    z = t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t**3)
    return z if p > 0.5 else -z
