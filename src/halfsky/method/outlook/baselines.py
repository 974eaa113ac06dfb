"""What the outlook is measured against: the forecasts that are in use, each with Student's t around it.

All work on the series as published. drift: the mean yearly change goes on. walk: the last value stays. line: least
squares through the points. theta: simple exponential smoothing plus half the line's slope (Assimakopoulos &
Nikolopoulos 2000; Hyndman & Billah 2003). growth: actual against required growth, met from 0.95 on, told as the
frequency observed in the same tasks. base: the share of all tasks that were met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from halfsky.method.outlook.cut import Tasks
from halfsky.method.outlook.predictive import Mixture
from halfsky.method.outlook.score import SHOWN
from halfsky.method.outlook.window import windows_of

Floats = NDArray[np.float64]
Told = tuple[Floats, Floats | None]
"""Probability of each task, and its quantiles (those of score.SHOWN) where the method has any."""
Centre = tuple[Floats, Floats, float]
"""Location, scale and degrees of freedom."""
GROWTH = 0.95
SMOOTHING = tuple(i / 10 for i in range(1, 11))
SMALLEST = 1e-9


def drift(x: Floats, at: Floats, years: int) -> Centre:
    """``x`` (n, S) at years ``at`` (n,), ``years`` after the last."""
    n = len(x)
    span = at[-1] - at[0]
    pace = (x[-1] - x[0]) / span
    gaps = np.diff(at)[:, None]
    spread = (np.square(np.diff(x, axis=0) - pace * gaps) / gaps).sum(axis=0) / max(n - 2, 1)
    return x[-1] + pace * years, np.sqrt(spread * years * (1 + years / span)), max(n - 2.0, 1.0)


def walk(x: Floats, at: Floats, years: int) -> Centre:
    gaps = np.diff(at)[:, None]
    spread = (np.square(np.diff(x, axis=0)) / gaps).mean(axis=0)
    return x[-1], np.sqrt(spread * years), len(x) - 1.0


def line(x: Floats, at: Floats, years: int) -> Centre:
    n = len(x)
    moved = at - at.mean()
    square = float(np.square(moved).sum())
    slope = (moved[:, None] * x).sum(axis=0) / square
    left = x - x.mean(axis=0) - slope * moved[:, None]
    spread = np.square(left).sum(axis=0) / max(n - 2, 1)
    far = at[-1] + years - at.mean()
    return x.mean(axis=0) + slope * far, np.sqrt(spread * (1 + 1 / n + far**2 / square)), max(n - 2.0, 1.0)


def theta(x: Floats, at: Floats, years: int) -> Centre:
    """The smoothing that erred least one step ahead; the spread grows as that of the smoothing does."""
    n = len(x)
    moved = at - at.mean()
    half = (moved[:, None] * x).sum(axis=0) / float(np.square(moved).sum()) / 2
    best = np.full(x.shape[1], np.inf)
    centre, scale = np.zeros_like(best), np.zeros_like(best)
    for alpha in SMOOTHING:
        level, error = x[0].copy(), np.zeros_like(best)
        for i in range(1, n):
            off = x[i] - (level + half * (at[i] - at[i - 1]))
            error += off * off
            level = x[i] - (1 - alpha) * off
        better = error < best
        best = np.where(better, error, best)
        centre = np.where(better, level + half * years, centre)
        scale = np.where(better, np.sqrt(error / max(n - 1, 1) * (1 + (years - 1) * alpha**2)), scale)
    return centre, scale, max(n - 1.0, 1.0)


METHODS: dict[str, Callable[[Floats, Floats, int], Centre]] = {"drift": drift, "walk": walk, "theta": theta, "line": line}


def told_by(method: Callable[[Floats, Floats, int], Centre], tasks: Tasks) -> Told:
    """P and quantiles of every task by one of METHODS."""
    count = len(tasks.met)
    p, quantiles = np.full(count, np.nan), np.full((count, len(SHOWN)), np.nan)
    for rows, x, at, years in _parts(tasks):
        centre, scale, df = method(x, at, years)
        made = Mixture(np.ones((1, len(rows))), centre[None], np.maximum(scale, SMALLEST)[None], df)
        below = made.cdf(tasks.series.reach[rows])
        p[rows] = np.where(tasks.series.sense[rows] > 0, 1 - below, below)
        for i, q in enumerate(SHOWN):
            quantiles[rows, i] = made.quantile(q)
    return p, quantiles


def straight_line(tasks: Tasks) -> Told:
    """The line read by eye: it reaches the target or it does not."""
    p = np.full(len(tasks.met), np.nan)
    for rows, x, at, years in _parts(tasks):
        off = (line(x, at, years)[0] - tasks.series.reach[rows]) * tasks.series.sense[rows]
        p[rows] = (off >= 0).astype(np.float64)
    return p, None


def growth_ratio(tasks: Tasks) -> Told:
    """Actual over required yearly growth at 0.95 or more is met, told as the frequency seen in the same tasks."""
    said = np.full(len(tasks.met), np.nan)
    for rows, x, at, years in _parts(tasks):
        first, last, reach = x[0], x[-1], tasks.series.reach[rows]
        span = at[-1] - at[0]
        off = (reach - last) * tasks.series.sense[rows]
        positive = (np.minimum(np.minimum(first, last), reach)) > 0
        with np.errstate(divide="ignore", invalid="ignore"):
            made, asked = np.log(last / first) / span, np.log(reach / last) / years
            grown = np.where(positive, made / asked, ((last - first) / span) / ((reach - last) / years))
        said[rows] = ((off <= 0) | (grown >= GROWTH)).astype(np.float64)
    p = np.zeros(len(said))
    for answer in (0.0, 1.0):
        there = said == answer
        if there.any():
            p[there] = tasks.met[there].mean()
    return p, None


def base_rate(tasks: Tasks) -> Told:
    """The share that was met."""
    return np.full(len(tasks.met), tasks.met.mean()), None


def _parts(tasks: Tasks) -> Iterator[tuple[NDArray[np.int64], Floats, Floats, int]]:
    """(rows, points (n, S), their years from the first, years ahead) of each pattern."""
    series = tasks.series
    windows = windows_of(series.grid, series.first_year)
    chosen = np.flatnonzero(windows.why == 0)
    for rows, years, ahead in windows.patterns(chosen, (series.target_year - windows.last)[chosen]):
        start = windows.first[rows] - series.first_year
        x = np.stack([series.grid[start + year, rows] for year in years])
        yield rows, x, np.array(years, dtype=np.float64), ahead
