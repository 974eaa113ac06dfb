"""Pace: units a year that the target still asks for, and what the last years made."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from halfsky.method.outlook.judging import Series
from halfsky.method.outlook.window import Windows

Floats = NDArray[np.float64]
STEPS = 3
"""Yearly steps that the recent pace is the mean of, at most."""


@dataclass(frozen=True, slots=True)
class Pace:
    """``value`` of the last point, ``needed`` from it to the target and ``recent`` (units a year); NaN when unknown."""

    value: Floats
    needed: Floats
    recent: Floats


def pace(series: Series, windows: Windows) -> Pace:
    """The pace of each series. Needed is 0 for a target reached already; steps over missing years count by the year."""
    columns = np.arange(series.grid.shape[1])
    some = windows.points > 0
    row = np.where(some, windows.last - series.first_year, 0)
    value = np.where(some, series.grid[row, columns], np.nan)
    since = value.copy()
    step = np.zeros(len(value), dtype=np.int64)
    for back in range(1, windows.shape.max(initial=0).item().bit_length()):
        here = (windows.shape >> back & 1).astype(np.bool_) & (np.bitwise_count(windows.shape & ((1 << back) - 1)) <= STEPS)
        since = np.where(here, series.grid[np.maximum(row - back, 0), columns], since)
        step = np.where(here, back, step)
    slack = np.zeros(len(value)) if series.slack is None else series.slack
    off = series.reach - value
    short = np.where(series.sense > 0, off - slack, np.where(series.sense < 0, -off - slack, np.abs(off) - slack))
    left = series.target_year - windows.last
    with np.errstate(divide="ignore", invalid="ignore"):
        needed = np.where(short <= 0, 0.0, off / left)
        recent = (value - since) / step
    return Pace(value, np.where(left > 0, needed, np.nan), np.where(step > 0, recent, np.nan))
