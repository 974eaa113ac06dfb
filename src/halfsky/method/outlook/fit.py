"""Priors and recalibration from many yearly series (``halfsky outlook fit``).

The variance prior (a, b) and the weights of a grid of components are fitted by EM (Dempster, Laird & Rubin 1977) on
the marginal likelihood of whole series, kind by kind, each on the scale of its first points, as a user meets it;
components below 1 % are dropped; a series of a small source counts more, up to fourfold. The recalibration is the pooled probability integral transform over all origins
(Dawid 1984). Numbers are rounded as they are written, so that what is fitted is what ships.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import digamma, gammaln, polygamma

from halfsky.method.outlook import pattern
from halfsky.method.outlook.cut import Table, newest, origins_of
from halfsky.method.outlook.judging import Series, judge
from halfsky.method.outlook.priors import IDENTITY, KINDS, Component, KindPrior, Priors, Recalibration
from halfsky.method.outlook.recalibration import curve_of
from halfsky.method.outlook.transform import COUNT, LEVEL, LOWEST, scale_of
from halfsky.method.outlook.window import FARTHEST, FEWEST, MOST

Floats = NDArray[np.float64]
NOISE = (0.0, 0.25, 0.6, 0.95)
DRIFT = ((0.0, 0.0), (0.15, 1.0), (0.5, 1.0), (0.9, 1.0), (0.15, 0.8), (0.5, 0.8), (0.9, 0.8))
SMALLEST = 0.01
"""Weight below which a component is dropped."""
ROUNDS = 200
SCALED_BY = 8
"""First points of a series that its scale is taken from."""
LONGEST = 40
FEWEST_SERIES = 20
"""Series of a kind below which it borrows the prior of level, and windows below which a curve is left out."""
MOST_A = 50.0
MOST_TIMES = 4.0
"""How much more than a series of the largest source one of a small source may count."""


def fit_priors(table: Table) -> Priors:
    """The priors of every kind; count has those of level, and so has a kind with fewer than 20 series."""
    told = {kind: _windows(table, kind) for kind in range(len(KINDS)) if kind != COUNT}
    enough = {kind: em(rows) for kind, rows in told.items() if sum(r[1].shape[1] for r in rows) >= FEWEST_SERIES}
    if not enough:
        raise ValueError("no kind has enough series")
    level = enough.get(LEVEL) or next(iter(enough.values()))
    return Priors(tuple(enough.get(kind, level) for kind in range(len(KINDS))))


def fit_recalibration(table: Table, priors: Priors) -> Recalibration:
    """G of every kind, number of points and years ahead, from every origin of every series.

    Each source counts alike, and G is made even about one half: which way the series of one collection leaned says
    nothing of another's, how wide they strayed does. With a source left out both lower the scores.
    """
    by_source = [_curves(table.take(np.array(table.sources) == source), priors) for source in sorted(set(table.sources))]
    curves = {}
    for at in sorted(set().union(*by_source)):
        found = np.array([curves_of[at] for curves_of in by_source if at in curves_of]).mean(axis=0)
        even = np.round((found + 1 - found[::-1]) / 2, 4)
        curves[at] = tuple(float(v) for v in even)
    return Recalibration(curves)


def _curves(table: Table, priors: Priors) -> dict[tuple[int, int, int], tuple[float, ...]]:
    """G of one source."""
    origins = origins_of(table)
    kind = np.where(table.kind == COUNT, LEVEL, table.kind)[origins.series]
    there = (~np.isnan(origins.past)).sum(axis=0)
    curves = {}
    for points in range(FEWEST, MOST + 1):
        past = newest(origins.past, np.full(len(there), points))
        for ahead in range(1, FARTHEST + 1):
            actual = origins.future[ahead - 1]
            at = np.flatnonzero((there >= points) & ~np.isnan(actual))
            target_year = np.full(len(at), len(past) - 1 + ahead)
            series = Series(past[:, at], 0, kind[at], np.full(len(at), -1), actual[at], target_year)
            place = judge(series, priors, IDENTITY).p
            for k in range(len(KINDS)):
                pit = place[(kind[at] == (LEVEL if k == COUNT else k)) & ~np.isnan(place)]
                if len(pit) >= FEWEST_SERIES:
                    curves[k, points, ahead] = curve_of(pit)
    return curves


Rows = list[tuple[int, Floats, Floats, Floats]]
"""(d, Q (K, S), log |C|^(-1/2) (K,), how much each series counts (S,)) of the series of one length."""


def em(rows: Rows) -> KindPrior:
    """Weights, a and b for ``rows``, by EM; components below 1 % dropped."""
    d = np.concatenate([np.full(q.shape[1], float(n)) for n, q, _, _ in rows])
    squares = np.concatenate([q for _, q, _, _ in rows], axis=1) / 2
    fixed = np.concatenate([np.repeat(root[:, None], q.shape[1], axis=1) for _, q, root, _ in rows], axis=1)
    counts = np.concatenate([own for _, _, _, own in rows])
    counts = counts / counts.mean()
    weight = np.full(len(fixed), 1 / len(fixed))
    a, b = 0.5, max(float(np.median(squares)) / float(np.median(d)), 1e-12)
    for turn in range(ROUNDS):
        with np.errstate(divide="ignore"):
            log = np.log(weight)[:, None] + fixed - (a + d / 2) * np.log(b + squares)
        log -= log.max(axis=0)
        share = np.exp(log)
        share /= share.sum(axis=0) / counts
        weight = share.mean(axis=1)
        if turn == ROUNDS // 2:
            weight[weight < SMALLEST] = 0.0
            weight /= weight.sum()
        if turn % 5 == 0:
            a, b = _variance_prior(a, b, d, squares, share, counts)
    weight[weight < SMALLEST] = 0.0
    weight /= weight.sum()
    components = tuple(
        Component(nu, kappa, phi, round(float(w), 4)) for (nu, kappa, phi), w in zip(_grid(), weight, strict=True) if w > 0
    )
    return KindPrior(float(f"{a:.6g}"), float(f"{b:.6g}"), components)


def _variance_prior(
    a: float, b: float, d: Floats, squares: Floats, share: Floats, counts: Floats
) -> tuple[float, float]:
    """The a and b that explain the shares best: Newton's steps on their logarithms, halved until they gain."""
    count = squares.shape[1]

    def gain(log_a: float, log_b: float) -> float:
        a, b = math.exp(log_a), math.exp(log_b)
        whole = a * log_b - gammaln(a) + (counts * gammaln(a + d / 2)).sum() / count
        return float(whole - (share * ((a + d / 2) * np.log(b + squares))).sum() / count)

    at, best = (math.log(a), math.log(b)), gain(math.log(a), math.log(b))
    for _ in range(30):
        a, b = math.exp(at[0]), math.exp(at[1])
        rate = (a + d / 2) / (b + squares)
        by_a = math.log(b) - digamma(a) + (counts * digamma(a + d / 2)).mean() - (share * np.log(b + squares)).sum() / count
        by_b = a / b - (share * rate).sum() / count
        aa = -polygamma(1, a) + (counts * polygamma(1, a + d / 2)).mean()
        ab = 1 / b - (share / (b + squares)).sum() / count
        bb = -a / b**2 + (share * rate / (b + squares)).sum() / count
        slope = np.array([by_a * a, by_b * b])
        bend = np.array([[aa * a * a + by_a * a, ab * a * b], [ab * a * b, bb * b * b + by_b * b]])
        values, axes = np.linalg.eigh(bend)
        step = axes @ ((axes.T @ slope) / np.maximum(np.abs(values), 1e-6))
        step = np.clip(step, -1, 1)
        for _ in range(30):
            new = (min(at[0] + step[0], math.log(MOST_A)), at[1] + step[1])
            found = gain(*new)
            if found >= best:
                break
            step = step / 2
        else:
            break
        moved, at, best = max(abs(new[0] - at[0]), abs(new[1] - at[1])), new, found
        if moved < 1e-6:
            break
    return math.exp(at[0]), math.exp(at[1])


def _grid() -> list[tuple[float, float, float]]:
    return [(nu, kappa, phi) for nu in NOISE for kappa, phi in DRIFT]


def _windows(table: Table, kind: int) -> Rows:
    """Each series of ``kind`` as its longest run of consecutive years, in parts of equal length. A series that never
    moves tells nothing of how series move and is left out."""
    every = KindPrior(1.0, 1.0, tuple(Component(*c, 1.0) for c in _grid()))
    runs: dict[int, list[Any]] = {}
    counts = _counts(table)
    for at in np.flatnonzero((table.kind == kind) | ((kind == LEVEL) & (table.kind == COUNT))):
        run = longest_run(table.grid[:, at])[-LONGEST:]
        if len(run) > FEWEST:
            runs.setdefault(len(run), []).append((run, counts[at]))
    rows: Rows = []
    for length, found in sorted(runs.items()):
        x, own = np.array([run for run, _ in found]).T, np.array([count for _, count in found])
        first = min(length, SCALED_BY)
        negative = (x < 0).any(axis=0) & (kind in (1, LEVEL, COUNT))
        x, own = x[:, ~negative], own[~negative]
        scale = scale_of(kind, x[:first], np.arange(first), np.full(x.shape[1], np.nan))
        z = scale.forward(x)
        usable = (z > LOWEST).all(axis=0) & (z != z[0]).any(axis=0)
        z, own = z[:, usable], own[usable]
        if z.shape[1]:
            made = pattern.observed(tuple(range(length)), every)
            whitened = np.einsum("kij,js->kis", made.whiten, np.diff(z, axis=0))
            rows.append((length - 1, np.square(whitened).sum(axis=1), made.log_prior, own))
    return rows


def _counts(table: Table) -> Floats:
    """How much each series counts: its source is brought up to the largest one, at most fourfold."""
    sources = np.array(table.sources)
    _, place, size = np.unique(sources, return_inverse=True, return_counts=True)
    return np.asarray(np.minimum(size.max(initial=1) / size, MOST_TIMES)[place], dtype=np.float64)


def longest_run(column: Floats) -> Floats:
    """The longest stretch of ``column`` without a gap, the latest of equals."""
    there = np.concatenate(([False], ~np.isnan(column), [False]))
    edges = np.flatnonzero(there[1:] != there[:-1])
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return column[:0]
    best = len(starts) - 1 - int(np.argmax((ends - starts)[::-1]))
    return column[starts[best] : ends[best]]


def plain_priors(priors: Priors, about: str) -> dict[str, Any]:
    """The priors as JSON values."""
    kinds = {
        name: {
            "a": prior.a,
            "b": prior.b,
            "components": [{"nu": c.nu, "kappa": c.kappa, "phi": c.phi, "weight": c.weight} for c in prior.components],
        }
        for name, prior in zip(KINDS, priors.kinds, strict=True)
    }
    return {"about": about, "kinds": kinds}


def plain_recalibration(recalibration: Recalibration, about: str) -> dict[str, Any]:
    """The recalibration as JSON values."""
    kinds: dict[str, dict[str, dict[str, list[float]]]] = {name: {} for name in KINDS}
    for (kind, points, ahead), curve in sorted(recalibration.curves.items()):
        kinds[KINDS[kind]].setdefault(str(points), {})[str(ahead)] = list(curve)
    return {"about": about, "kinds": kinds}
