"""A swing: the newest value lies outside the interval predicted, one step ahead, from the values before it.

Outside the 95 % interval it is watched, outside the 98 % interval flagged (Scheme.swing_watch, swing_flag). The point
is never part of its own sample: a three-sigma rule over all points cannot fire below eleven of them, because no point
lies further than (n - 1)/sqrt(n) standard deviations from the mean.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from halfsky.method.outlook.judging import Series, parts
from halfsky.method.outlook.priors import Priors, Recalibration
from halfsky.method.outlook.recalibration import original, recalibrated
from halfsky.method.outlook.window import FARTHEST, windows_of
from halfsky.method.scheme import Scheme

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Swings:
    """Of each series: ``swing`` (position in level.SWINGS), ``place`` of the newest value in what was predicted (0 to 1, NaN
    when it cannot be told), and ``low`` and ``high`` of the interval it was expected in (Scheme.swing_watch)."""

    swing: NDArray[np.int64]
    place: Floats
    low: Floats
    high: Floats


def swings(
    series: Series, priors: Priors, recalibration: Recalibration, scheme: Scheme, *, ends: bool = True
) -> Swings:
    """How far the newest value of each series was expected from the (three to ten) points before it.

    Without ``ends`` the ends of the interval are left NaN.
    """
    newest = windows_of(series.grid, series.first_year, series.broken)
    columns = np.arange(series.grid.shape[1])
    row = newest.last - series.first_year
    some = newest.points > 0
    value = np.where(some, series.grid[np.maximum(row, 0), columns], np.nan)
    before = series.grid.copy()
    before[row[some], columns[some]] = np.nan
    earlier = replace(series, grid=before, reach=value, events=None, exposure=None)
    windows = windows_of(before, series.first_year, series.broken)
    ahead = newest.last - windows.last
    windows = replace(windows, why=np.where((ahead > FARTHEST) | ~some, -1, windows.why))
    place, low, high = (np.full(len(value), np.nan) for _ in range(3))
    for part, years in parts(earlier, windows, ahead, priors, recalibration):
        mixture, curve = part.ahead(years)
        rows = part.rows
        place[rows] = recalibrated(mixture.cdf(part.scale.forward(value[rows])), curve)
        for end, p in ((low, (1 - scheme.swing_watch) / 2), (high, (1 + scheme.swing_watch) / 2)) if ends else ():
            end[rows] = part.scale.inverse(mixture.quantile(original(p, curve)))
    with np.errstate(invalid="ignore"):
        out = np.abs(place - 0.5) * 2
        swing = (out > scheme.swing_watch).astype(np.int64) + (out > scheme.swing_flag)
    return Swings(swing, place, low, high)
