"""How good the outlook is: it and its baselines on targets made up at every origin of many series."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from halfsky.method.outlook.baselines import METHODS, Told, base_rate, growth_ratio, straight_line, told_by
from halfsky.method.outlook.cut import Table, Tasks, tasks_of
from halfsky.method.outlook.fit import fit_priors, fit_recalibration
from halfsky.method.outlook.judging import Judged, judge
from halfsky.method.outlook.priors import Priors, Recalibration
from halfsky.method.outlook.score import SHOWN, Bin, Score, reliability, score
from halfsky.method.outlook.volatility import swings
from halfsky.method.scheme import Scheme

OUTLOOK = "outlook"


@dataclass(frozen=True, slots=True)
class Backtest:
    """``scores`` of the outlook and each baseline, the outlook's ``bins`` by tenths and ``levels`` by the scheme's
    thresholds; of the warnings (P below the threshold of watch) the share of missed targets ``found`` and of met
    ones ``needless``; and the share of newest values that were a swing, watched or worse and flagged."""

    scores: dict[str, Score]
    bins: list[Bin]
    levels: list[Bin]
    found: float
    needless: float
    swing_watch: float
    swing_flag: float


def backtest(table: Table, priors: Priors, recalibration: Recalibration, scheme: Scheme) -> Backtest:
    """Score the outlook and the baselines on the series of ``table``. ValueError when no task can be cut from them."""
    tasks = tasks_of(table)
    return _scored(tasks, judge(tasks.series, priors, recalibration, SHOWN), priors, recalibration, scheme)


def leave_one_out(table: Table, scheme: Scheme, say: Callable[[str], None] = lambda _: None) -> dict[str, Backtest]:
    """Source by source, with priors and recalibration fitted without it; "" is all of them together.

    ``say`` is told each source before its turn. ValueError with fewer than two sources.
    """
    sources = sorted(set(table.sources))
    if len(sources) < 2:
        raise ValueError("one source only")
    of = np.array(table.sources)
    tasks = tasks_of(table)
    p, quantiles = np.full(len(tasks.met), np.nan), np.full((len(tasks.met), len(SHOWN)), np.nan)
    found: dict[str, Backtest] = {}
    for source in sources:
        say(source)
        fitted = _fitted(table.take(of != source))
        rows = np.flatnonzero(of[tasks.origin] == source)
        if not len(rows):
            continue
        some = _some(tasks, rows)
        judged = judge(some.series, *fitted, SHOWN)
        p[rows], quantiles[rows] = judged.p, judged.quantiles
        found[source] = _scored(some, judged, *fitted, scheme)
    priors, recalibration = _fitted(table)
    windows = judge(tasks.series, priors, recalibration)
    whole = Judged(p, quantiles, windows.windows, windows.ahead)
    return {"": _scored(tasks, whole, priors, recalibration, scheme), **found}


def _fitted(table: Table) -> tuple[Priors, Recalibration]:
    priors = fit_priors(table)
    return priors, fit_recalibration(table, priors)


def _some(tasks: Tasks, rows: NDArray[np.int64]) -> Tasks:
    return Tasks(tasks.series.take(rows), tasks.actual[rows], tasks.met[rows], tasks.step[rows], tasks.origin[rows])


def _scored(
    tasks: Tasks, judged: Judged, priors: Priors, recalibration: Recalibration, scheme: Scheme
) -> Backtest:
    rows = np.flatnonzero(~np.isnan(judged.p))
    if not len(rows):
        raise ValueError("no task")
    tasks, p, quantiles = _some(tasks, rows), judged.p[rows], judged.quantiles[rows]
    told: dict[str, Told] = {OUTLOOK: (p, quantiles)}
    told |= {name: told_by(method, tasks) for name, method in METHODS.items()}
    told |= {"growth": growth_ratio(tasks), "yes_no": straight_line(tasks), "base": base_rate(tasks)}
    scores = {name: score(given, tasks.met, q, tasks.actual) for name, (given, q) in told.items()}
    warned, met = p < scheme.watch, tasks.met > 0
    swing = swings(tasks.series, priors, recalibration, scheme)
    seen = ~np.isnan(swing.place)
    return Backtest(
        scores, reliability(p, tasks.met),
        reliability(p, tasks.met, (0.0, scheme.at_risk, scheme.watch, scheme.on_track, 1.0))[::-1],
        _share(warned, ~met), _share(warned, met),
        _share(swing.swing >= 1, seen), _share(swing.swing >= 2, seen),
    )  # fmt: skip


def _share(some: NDArray[np.bool_], of: NDArray[np.bool_]) -> float:
    return float(some[of].mean()) if of.any() else float("nan")
