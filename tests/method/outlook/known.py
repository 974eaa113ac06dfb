"""Series and priors for the tests of the outlook: invented, small, the same in every run."""

import json
from functools import cache
from pathlib import Path

import numpy as np

from halfsky.method.outlook.judging import Series
from halfsky.method.outlook.priors import KINDS, priors_of, recalibration_of

FOLDER = Path(__file__).parents[3] / "src" / "halfsky" / "catalogue" / "outlook"


@cache
def written(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def priors():
    return priors_of(written("priors"))


@cache
def recalibration():
    return recalibration_of(written("recalibration"))


def series(rows, kind="level", sense=1, reach=100.0, target_year=2027, **more):
    """``rows``: of each series, year -> value."""
    first, last = min(min(r) for r in rows), max(max(r) for r in rows)
    grid = np.full((last - first + 1, len(rows)), np.nan)
    for at, row in enumerate(rows):
        for year, value in row.items():
            grid[year - first, at] = value
    kinds = [kind] * len(rows) if isinstance(kind, str) else kind
    return Series(
        grid, first, np.array([KINDS.index(k) for k in kinds]), np.broadcast_to(np.asarray(sense), len(rows)).astype(int),
        np.broadcast_to(np.asarray(reach, dtype=float), len(rows)).copy(),
        np.broadcast_to(np.asarray(target_year), len(rows)).astype(int), **more,
    )


def walk(seed, count, years, *, first=2015, step=0.03, drift=0.0, noise=0.0, start=50.0):
    """Levels that walk on the logarithm: ``years`` values a series."""
    rng = np.random.default_rng(seed)
    logs = np.cumsum(drift + step * rng.standard_normal((years, count)), axis=0) + noise * rng.standard_normal((years, count))
    values = start * np.exp(logs)
    return [{first + y: float(values[y, s]) for y in range(years)} for s in range(count)]
