"""Rolling origins: many yearly series cut into the past that was known and the future that came (Tashman 2000)."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from halfsky.method.outlook.judging import Series
from halfsky.method.outlook.window import FARTHEST, FEWEST, MISSING, MOST

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LAGS = MOST + MISSING
SAME_DIRECTION, HELD = 0.7, 0.25
"""Share of the made-up targets that go on in the direction of the past, and of those that hold what is reached."""


@dataclass(frozen=True, slots=True)
class Table:
    """Yearly series: ``grid`` (years, S), NaN where a year has no value; ``kind`` as in ``priors.KINDS``."""

    names: tuple[str, ...]
    sources: tuple[str, ...]
    kind: Ints
    grid: Floats
    first_year: int

    def take(self, chosen: NDArray[np.bool_]) -> Table:
        """Some of the series."""
        at = np.flatnonzero(chosen)
        names, sources = tuple(self.names[i] for i in at), tuple(self.sources[i] for i in at)
        return Table(names, sources, self.kind[at], self.grid[:, at], self.first_year)


@dataclass(frozen=True, slots=True)
class Origins:
    """Every year of every series from which one may look ahead: ``past`` (LAGS, W), the last row the year itself;
    ``future`` (FARTHEST, W), the first row the year after; ``series`` and ``year`` (W,)."""

    past: Floats
    future: Floats
    series: Ints
    year: Ints


@dataclass(frozen=True, slots=True)
class Tasks:
    """Targets made up at origins: what ``judging.judge`` takes, the ``actual`` value that came, whether it ``met`` the
    target (1.0 or 0.0), the usual yearly ``step`` of the past, and the column of the table each is cut from."""

    series: Series
    actual: Floats
    met: Floats
    step: Floats
    origin: Ints


def origins_of(table: Table) -> Origins:
    """The origins of ``table`` at which at least three points are known."""
    years, count = table.grid.shape
    before = np.full((LAGS - 1, count), np.nan)
    after = np.full((FARTHEST, count), np.nan)
    wide = np.concatenate((before, table.grid, after))
    past, future, series, year = [], [], [], []
    for at in range(years):
        known = ~np.isnan(table.grid[at]) & ((~np.isnan(wide[at : at + LAGS])).sum(axis=0) >= FEWEST)
        columns = np.flatnonzero(known)
        past.append(wide[at : at + LAGS, columns])
        future.append(wide[at + LAGS : at + LAGS + FARTHEST, columns])
        series.append(columns)
        year.append(np.full(len(columns), table.first_year + at))
    return Origins(
        np.concatenate(past, axis=1), np.concatenate(future, axis=1), np.concatenate(series), np.concatenate(year)
    )


def newest(past: Floats, points: Ints) -> Floats:
    """``past`` with only the last ``points`` (W,) of each column left."""
    nth = np.cumsum(~np.isnan(past[::-1]), axis=0)[::-1]
    return np.where(nth <= points, past, np.nan)


def tasks_of(table: Table) -> Tasks:
    """One target at every origin, the same for the same series in any order of rows.

    Points (3 to 10), years ahead (1 to 5) and target are drawn by a number that rests on the name and the year:
    seven of ten targets go on in the direction of the past, a quarter hold what is reached, the others ask for a
    step of a random multiple of the usual yearly change.
    """
    origins = origins_of(table)
    names = [zlib.crc32(name.encode()) for name in table.names]
    draws = np.array(
        [_draws(names[s], int(y)) for s, y in zip(origins.series, origins.year, strict=True)], dtype=np.float64
    ).reshape(-1, 5)
    there = ~np.isnan(origins.past)
    most = np.minimum(there.sum(axis=0), MOST)
    points = FEWEST + np.floor(draws[:, 0] * (most - FEWEST + 1)).astype(np.int64)
    past = newest(origins.past, points)
    ahead = 1 + np.floor(draws[:, 1] * FARTHEST).astype(np.int64)
    actual = origins.future[ahead - 1, np.arange(len(ahead))]
    last, step, drift = _movement(past)
    up = np.where(draws[:, 2] < SAME_DIRECTION, drift >= 0, drift < 0)
    sense = np.where(up, 1, -1)
    asked = np.where(draws[:, 3] < HELD, 0.0, draws[:, 4] * 1.2 * step * np.sqrt(ahead) * np.sqrt(2.0))
    reach = _printed(last + sense * asked, step)
    kind = table.kind[origins.series]
    share = kind == 0
    reach = np.where(share, np.clip(reach, 0.0, 100.0), reach)
    nonnegative = np.fmin.reduce(past, axis=0) >= 0
    reach = np.where(nonnegative, np.maximum(reach, 0.0), reach)
    keep = ~np.isnan(actual) & (step > 0)
    series = Series(past, 0, kind, sense, reach, LAGS - 1 + ahead).take(np.flatnonzero(keep))
    actual = actual[keep]
    met = np.where(series.sense > 0, actual >= series.reach, actual <= series.reach).astype(np.float64)
    return Tasks(series, actual, met, step[keep], origins.series[keep])


def _movement(past: Floats) -> tuple[Floats, Floats, Floats]:
    """The last value, the mean absolute yearly change, and the change from first to last, of each column."""
    last = past[-1]
    before, at = np.full(past.shape[1], np.nan), np.zeros(past.shape[1])
    moved, first, first_at = np.zeros(past.shape[1]), last.copy(), np.full(past.shape[1], len(past) - 1.0)
    for row in range(len(past)):
        there = ~np.isnan(past[row])
        moved += np.where(there & ~np.isnan(before), np.abs(past[row] - before), 0.0)
        first = np.where(there & np.isnan(before), past[row], first)
        first_at = np.where(there & np.isnan(before), row, first_at)
        before, at = np.where(there, past[row], before), np.where(there, float(row), at)
    return last, moved / np.maximum(at - first_at, 1.0), last - first


def _printed(value: Floats, step: Floats) -> Floats:
    """Rounded as a plan would print it: to a twentieth of the usual step or finer, in powers of ten."""
    unit = 10.0 ** np.floor(np.log10(np.maximum(step, 1e-12) / 5))
    return np.asarray(np.round(value / unit) * unit)


def _draws(name: int, year: int) -> list[float]:
    """Five numbers in [0, 1) that rest on the name of the series and the year only."""
    return [zlib.crc32(f"{name}:{year}:{i}".encode()) / 2**32 for i in range(5)]
