"""The outlook against a forecasting library: series per second on one core, and the scores of the same targets.

A panel of simulated yearly series (walks, drifts that persist, noise around a level, in equal parts; 4 to 10 points,
a target 1 to 5 years ahead). The library's automatic models give a mean and an 80 % interval, read as a normal
distribution. Its models are run as a user runs them: one call for the whole panel, one process.
"""

from __future__ import annotations

import os
import statistics
import time
import warnings

os.environ.setdefault("NIXTLA_ID_AS_COL", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
warnings.filterwarnings("ignore")

import numpy as np  # noqa: E402

from benchmarks.measure import say  # noqa: E402
from halfsky.formats.outlook_priors import fitted  # noqa: E402
from halfsky.method.outlook.judging import Series, judge  # noqa: E402
from halfsky.method.outlook.score import score  # noqa: E402

MOST, PAIRS = 200_000, 5
LIBRARY = {"RandomWalkWithDrift": 3_000, "AutoTheta": 300, "AutoETS": 300}
"""Series that each model of the library is timed on; its cost a series does not fall with more of them."""
FIRST_YEAR, LAST = 2000, 2020


def panel(count: int, seed: int = 1) -> tuple[Series, np.ndarray, np.ndarray]:
    """(series with targets, the value that came, whether the target was met)."""
    rng = np.random.default_rng(seed)
    years = 15
    shock, drift = rng.standard_normal((years, count)), 0.03 * rng.standard_normal(count)
    walk = np.cumsum(0.03 * shock, axis=0)
    drifting = np.cumsum(drift + 0.01 * shock, axis=0)
    noisy = 0.05 * shock
    kind = np.arange(count) % 3
    values = 50 * np.exp(np.where(kind == 0, walk, np.where(kind == 1, drifting, noisy)))
    points, ahead = rng.integers(4, 11, count), rng.integers(1, 6, count)
    past = values[:10].copy()
    past[np.arange(10)[:, None] < 10 - points] = np.nan
    actual = values[9 + ahead, np.arange(count)]
    usual = np.abs(np.diff(values[:10], axis=0)).mean(axis=0)
    sense = np.where(rng.random(count) < 0.5, 1, -1)
    reach = past[-1] + sense * usual * rng.uniform(0, 2, count)
    series = Series(past, LAST - 9, np.full(count, 2), sense, reach, LAST + ahead)
    met = np.where(sense > 0, actual >= reach, actual <= reach).astype(float)
    return series, actual, met


def frame(series: Series, count: int):
    """The first series as the library's long table."""
    import pandas as pd

    grid = series.grid[:, :count]
    row, column = np.nonzero(~np.isnan(grid.T))
    years = pd.to_datetime([f"{LAST - 9 + year}-01-01" for year in range(10)])
    return pd.DataFrame({"unique_id": row, "ds": years[column], "y": grid.T[row, column]})


def library(name: str, series: Series, actual, met, count: int) -> tuple[float, str]:
    """(seconds a series, scores) of one model; series it refuses are left out of its scores."""
    from statsforecast import StatsForecast, models

    # a cheap model stands in where the automatic one refuses, so that one short series does not stop the panel
    made = StatsForecast(models=[getattr(models, name)(**({} if name == "RandomWalkWithDrift" else {"season_length": 1}))],
                         freq="YS", n_jobs=1, fallback_model=models.Naive())  # fmt: skip
    data = frame(series, count)
    made.forecast(df=data[data.unique_id < 20], h=5, level=[80])
    taken = []
    for _ in range(PAIRS if name == "RandomWalkWithDrift" else 1):
        start = time.perf_counter()
        told = made.forecast(df=data, h=5, level=[80])
        taken.append(time.perf_counter() - start)
    ahead = (series.target_year[:count] - LAST) - 1
    alias = next(column for column in told.columns if column not in ("unique_id", "ds"))
    mean, low, high = (
        told[column].to_numpy().reshape(count, 5)[np.arange(count), ahead] for column in (alias, f"{alias}-lo-80", f"{alias}-hi-80")
    )
    p = normal_tail((series.reach[:count] - mean) / np.maximum((high - low) / 2 / 1.2815515655, 1e-12))
    p = np.where(series.sense[:count] > 0, p, 1 - p)
    inside = 100 * np.mean((low <= actual[:count]) & (actual[:count] <= high))
    found = score(p, met[:count])
    return statistics.median(taken) / count, f"Brier {found.brier:.3f}, its 80 % interval covers {inside:.0f} %"


def normal_tail(z: np.ndarray) -> np.ndarray:
    from scipy.special import ndtr

    return ndtr(-z)


def main() -> None:
    fit = fitted()
    series, actual, met = panel(MOST)
    judge(series.take(np.arange(2000)), *fit, (0.1, 0.5, 0.9))
    seconds: dict[str, list[float]] = {"P": [], "three quantiles": []}
    for _ in range(PAIRS):
        for name, asked in (("P", ()), ("three quantiles", (0.1, 0.5, 0.9))):
            start = time.perf_counter()
            judged = judge(series, *fit, asked)
            seconds[name].append((time.perf_counter() - start) / MOST)
    ours = {name: statistics.median(taken) for name, taken in seconds.items()}
    q = judged.quantiles
    found = score(judged.p, met)
    inside = 100 * np.mean((q[:, 0] <= actual) & (actual <= q[:, 2]))
    print(f"outlook, one core: P {1 / ours['P']:,.0f} series/s, with three quantiles {1 / ours['three quantiles']:,.0f} series/s")
    print(f"outlook: Brier {found.brier:.3f}, its 80 % interval covers {inside:.0f} %")
    for name, count in LIBRARY.items():
        each, scores = library(name, series, actual, met, count)
        mine = score(judged.p[:count], met[:count]).brier
        print(f"{name}: {1 / each:,.0f} series/s, {scores} (the outlook on the same {count}: Brier {mine:.3f})")
        if name == "RandomWalkWithDrift":
            for what, goal in (("P", 150), ("three quantiles", 40)):
                times = each / ours[what]
                say(f"outlook, {what} against the library's drift", f"{times:,.0f} times as fast", f">= {goal}", times >= goal)
        better = mine <= float(scores.split()[1].rstrip(","))
        say(f"outlook, Brier against {name}", f"{mine:.3f} and {scores.split()[1].rstrip(',')}", "not worse", better)


if __name__ == "__main__":
    main()
