"""The outlook of many series at once: the probability of meeting the target, and the quantiles of any year ahead.

``judge`` takes a grid of values (a row a year, a column a series) and hands back arrays. Series are parted by kind,
pattern of years and years ahead; within a part everything is matrix products over all its series.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from halfsky.method.outlook import pattern, predictive
from halfsky.method.outlook.predictive import Mixture, Posterior
from halfsky.method.outlook.priors import Priors, Recalibration
from halfsky.method.outlook.recalibration import Curve, original, recalibrated
from halfsky.method.outlook.transform import RATE, SHARE, Scale, kinds_followed, scale_of
from halfsky.method.outlook.window import FARTHEST, NO_TARGET, PAST, TOO_FAR, Windows, windows_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CHUNK = 4096
"""Series worked on together; a matter of the processor's cache only."""
FEW = 200
"""Denominator below which the chance in a known n of N is added."""


@dataclass(frozen=True, slots=True)
class Series:
    """S series and their targets.

    ``grid`` (years, S) holds the values, NaN where there is no point of its own (carried values included); its
    first row is ``first_year``. ``kind`` is the position in ``priors.KINDS``; ``sense`` 1 for at least, -1 for at
    most, 0 for about ``reach`` +- ``slack`` (for the others ``slack`` eases the target); ``reach`` NaN where there is
    no target yet. ``events`` and ``exposure`` are the n of N of the last value where known, NaN otherwise.
    ``broken``: the year from which a series starts anew, 0 for none. ``hold``: in every year up to the target year.
    """

    grid: Floats
    first_year: int
    kind: Ints
    sense: Ints
    reach: Floats
    target_year: Ints
    slack: Floats | None = None
    hold: NDArray[np.bool_] | None = None
    broken: Ints | None = None
    events: Floats | None = None
    exposure: Floats | None = None

    def take(self, chosen: Any) -> Series:
        """Some of the series."""
        parts = {
            name: given[:, chosen] if name == "grid" else given[chosen] for name in self.__slots__
            if name != "first_year" and (given := getattr(self, name)) is not None
        }
        return replace(self, **parts)


@dataclass(frozen=True, slots=True)
class Judged:
    """``p`` (S,): probability of meeting the target, NaN where ``windows.why`` says why not. ``quantiles`` (S, Q): of
    the target year, NaN likewise; empty when none were asked."""

    p: Floats
    quantiles: Floats
    windows: Windows
    ahead: Ints


@dataclass(frozen=True, slots=True)
class Part:
    """Series of one kind and pattern, followed together: their places, scale and what they have told."""

    rows: Ints
    kind: int
    years: pattern.Pattern
    scale: Scale
    told: Posterior
    extra: Floats | None
    priors: Priors
    recalibration: Recalibration

    def ahead(self, years: int) -> tuple[Mixture, Curve]:
        """The predictive distribution ``years`` after the last point, and its recalibration."""
        made = pattern.ahead_of(self.years, years, self.priors.kinds[self.kind])
        curve = self.recalibration.curve(self.kind, len(self.years), years)
        return predictive.ahead(self.told, made, self.extra), curve


def judge(series: Series, priors: Priors, recalibration: Recalibration, quantiles: tuple[float, ...] = ()) -> Judged:
    """P of each series' target, and the ``quantiles`` of its value in the target year."""
    windows = windows_of(series.grid, series.first_year, series.broken)
    ahead = series.target_year - windows.last
    windows = replace(windows, why=_why(series, windows, ahead))
    count = len(series.reach)
    p = np.full(count, np.nan)
    found = np.full((count, len(quantiles)), np.nan)
    for part, years in parts(series, windows, ahead, priors, recalibration):
        mixture, curve = part.ahead(years)
        rows = part.rows
        p[rows] = met(part, mixture, curve, series)
        held = _held(series, rows)
        for earlier in range(1, years) if held.any() else ():
            nearer, its_curve = part.ahead(earlier)
            at = met(part, nearer, its_curve, series)
            p[rows] = np.where(held, np.minimum(p[rows], at), p[rows])
        for i, q in enumerate(quantiles):
            found[rows, i] = part.scale.inverse(mixture.quantile(original(q, curve)))
    return Judged(p, found, windows, ahead)


def parts(
    series: Series, windows: Windows, ahead: Ints, priors: Priors, recalibration: Recalibration
) -> Iterator[tuple[Part, int]]:
    """(Part, years ahead) of every series that can be judged, in an order that rests on nothing but the series."""
    chosen = np.flatnonzero(windows.why == 0)
    kind = kinds_followed(series.kind, windows.lowest, windows.highest, series.reach)[chosen]
    for rows, years, beside in windows.patterns(chosen, kind * 64 + ahead[chosen]):
        for start in range(0, len(rows), CHUNK):
            some = rows[start : start + CHUNK]
            yield _part(series, windows, some, years, beside // 64, priors, recalibration), beside % 64


def met(part: Part, mixture: Mixture, curve: Curve, series: Series) -> Floats:
    """P that the target of each series of ``part`` is met by a value drawn from ``mixture``."""
    sense, reach = series.sense[part.rows], series.reach[part.rows]
    slack = np.zeros(len(reach)) if series.slack is None else series.slack[part.rows]
    edge = np.where(sense > 0, reach - slack, reach + slack)
    below = recalibrated(mixture.cdf(part.scale.forward(edge)), curve)
    about = sense == 0
    if about.any():
        under = recalibrated(mixture.cdf(part.scale.forward(reach - slack)), curve)
        below = np.where(about, np.maximum(below - under, 0.0), below)
    return np.where(sense > 0, 1.0 - below, below)


def _part(
    series: Series, windows: Windows, rows: Ints, years: pattern.Pattern, kind: int, priors: Priors,
    recalibration: Recalibration,
) -> Part:  # fmt: skip
    start = windows.first[rows] - series.first_year
    x = np.stack([series.grid[start + year, rows] for year in years])
    scale = scale_of(kind, x, years, series.reach[rows])
    told = predictive.posterior(scale.forward(x), pattern.observed(years, priors.kinds[kind]))
    extra = _chance(series, rows, kind, scale, x[-1])
    return Part(rows, kind, years, scale, told, extra, priors, recalibration)


def _chance(series: Series, rows: Ints, kind: int, scale: Scale, last: Floats) -> Floats | None:
    """Variance on the scale of a last value that is n of N with N below 200: binomial, with half a case added. A rate of no case has none."""
    if series.events is None or series.exposure is None or kind not in (SHARE, RATE):
        return None
    n, of = series.events[rows], series.exposure[rows]
    with np.errstate(invalid="ignore"):
        few = (of > 0) & (of < FEW) & (n >= 0) & (n <= of)
    if not few.any():
        return None
    n, of = np.where(few, n, 1.0), np.where(few, of, 1.0)
    share = (n + 0.5) / (of + 1)
    unit = np.full(len(n), 100.0) if kind == SHARE else last * of / np.maximum(n, 1.0)
    return np.where(few, share * (1 - share) / of * np.square(unit * scale.slope(last)), 0.0)


def _held(series: Series, rows: Ints) -> NDArray[np.bool_]:
    return np.zeros(len(rows), dtype=np.bool_) if series.hold is None else series.hold[rows]


def _why(series: Series, windows: Windows, ahead: Ints) -> Ints:
    """Why each series is not judged: no target, its year past, too far, or what the window says."""
    why = windows.why
    some = windows.points > 0
    why = np.where((why == 0) & (ahead > FARTHEST), TOO_FAR, why)
    why = np.where(some & (ahead < 1), PAST, why)
    return np.where(np.isnan(series.reach), NO_TARGET, why)

