"""The fan: three quantiles of every year from the one after the last point to the target year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from halfsky.method.outlook.judging import Series, met, parts
from halfsky.method.outlook.priors import Priors, Recalibration
from halfsky.method.outlook.recalibration import original
from halfsky.method.outlook.window import FARTHEST, Windows

Floats = NDArray[np.float64]
SHOWN = (0.1, 0.5, 0.9)
"""The 80 % interval and the median."""


@dataclass(frozen=True, slots=True)
class Fan:
    """``values`` (FARTHEST, S, Q) and ``p`` (FARTHEST, S) of the target if it were that year's; NaN beyond the
    target year and where a series is not judged. The first entry is the year after the last point."""

    values: Floats
    p: Floats


def fan(
    series: Series, windows: Windows, ahead: NDArray[np.int64], priors: Priors, recalibration: Recalibration,
    shown: tuple[float, ...] = SHOWN,
) -> Fan:  # fmt: skip
    """The fan of the series that ``judging.judge`` judged; ``windows`` and ``ahead`` are its."""
    count = len(series.reach)
    values = np.full((FARTHEST, count, len(shown)), np.nan)
    p = np.full((FARTHEST, count), np.nan)
    for part, years in parts(series, windows, ahead, priors, recalibration):
        for year in range(1, years + 1):
            mixture, curve = part.ahead(year)
            p[year - 1, part.rows] = met(part, mixture, curve, series)
            for i, q in enumerate(shown):
                values[year - 1, part.rows, i] = part.scale.inverse(mixture.quantile(original(q, curve)))
    return Fan(values, p)
