"""The outlook inside the monitoring run: series out of the engine by column, levels and probabilities back as tables.

``add`` makes three tables. ``chance (no, area, at_year, p)`` has the probability, in ten thousandths, for the year of
the run and the one before. ``outlook`` has one row a followed target or direction and area, for the year of the run.
``fan`` has the yearly quantiles, for the areas that are told in full. Areas are worked on in parts, so memory is
bounded by the part and not by the nation; carried values are never points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from halfsky.cube.beside import shared
from halfsky.cube.column import Columns, columns, put
from halfsky.cube.engine import question
from halfsky.cube.outlook_counts import Counted, counted
from halfsky.formats.outlook_priors import fitted
from halfsky.method.outlook import pattern
from halfsky.method.outlook.fan import SHOWN, fan
from halfsky.method.outlook.judging import Series, judge
from halfsky.method.outlook.level import LEVELS, levels
from halfsky.method.outlook.pace import pace
from halfsky.method.outlook.priors import KINDS
from halfsky.method.outlook.volatility import swings
from halfsky.method.outlook.window import FARTHEST, MOST
from halfsky.method.scheme import Scheme

SERIES_AT_ONCE = 100_000
BACK = 22
"""Periods that are looked back: ten points, two missing inside, and as many again before the newest."""
UNIT = 1e6
WATCHED = LEVELS.index("watch")
"""The worst level of a rare event whose pooled rate meets its target: the doubt is of few cases, not of difficulty."""
QUANTILES = (SHOWN[0], SHOWN[-1])
WHOLE = 10_000
"""A probability is told in ten thousandths."""
COUNTED = ("events", "exposure", "from_year", "to_year", "low_80", "high_80", "low_95", "high_95", "next_low", "next_high")


class Held:
    """What every part of a run shares: the counts of the whole release are read once."""

    def __init__(self) -> None:
        self._counts: Counted | None = None

    def counts(self, connection: Any, facts: dict[str, int], things: _Things) -> Counted | None:
        """The counts of what is judged on pooled years; None when nothing is."""
        if self._counts is None and things.small.any():
            self._counts = Counted(connection, facts, things.small)
        return self._counts


def add(connection: Any, facts: dict[str, int], scheme: Scheme, full: frozenset[int], held: Held) -> None:
    """Judge every followed target and direction of every area; ``full`` are the areas that are told in full."""
    connection.execute(question("followed"))
    things = _Things(connection)
    areas = [ix for (ix,) in connection.execute("select area from place order by area").fetchall()]
    counts = held.counts(connection, facts, things)
    made: list[tuple[Columns, Columns, Columns]] = []
    step = max(SERIES_AT_ONCE // max(len(things.frequency), 1), 1)
    for at in range(0, len(areas), step):
        some = areas[at : at + step]
        within = {**facts, "low": some[0], "high": some[-1], "since": facts["year"] - things.back}
        asked = columns(connection, question("outlook_asked", within))
        points = columns(connection, question("outlook_points", within))
        made.append(_part(asked, points, things, counts, facts["year"], scheme, full))
    for name, parts in zip(("chance", "outlook", "fan"), zip(*made, strict=True), strict=True):
        whole = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
        if name == "chance" and scheme.interim == "pace":
            whole = {key: value[:0] for key, value in whole.items()}
        put(connection, name, whole)


def make_ready() -> None:
    """Make the matrices of the commonest pattern, ten years in a row, before the figures are there."""
    years = tuple(range(MOST))
    for prior in fitted()[0].kinds:
        pattern.observed(years, prior)
        for ahead in range(1, FARTHEST + 1):
            pattern.ahead_of(years, ahead, prior)


class _Things:
    """What is followed, by its number less one."""

    def __init__(self, connection: Any) -> None:
        found = columns(connection, "select kind, frequency, anchor_year, small_count, scale from followed order by no")
        self.kind = np.array([KINDS.index(kind) if kind in KINDS else 4 for kind in found["kind"]], dtype=np.int64)
        self.frequency = np.maximum(found["frequency"].astype(np.int64), 1)
        self.anchor = found["anchor_year"].astype(np.int64)
        self.small = found["small_count"].astype(np.bool_)
        scale = found["scale"].astype(np.float64)
        self.scale = np.where(np.isnan(scale), 1.0, scale)
        self.back = BACK * int(self.frequency.max(initial=1))


@dataclass(frozen=True, slots=True)
class _Seen:
    """The points of all cells of a part as seen from one year: a grid counted in periods back from it."""

    grid: np.ndarray[Any, Any]
    events: np.ndarray[Any, Any]
    exposure: np.ndarray[Any, Any]
    carried: np.ndarray[Any, Any]
    broken: np.ndarray[Any, Any]


def _part(
    asked: Columns, points: Columns, things: _Things, counts: Counted | None, year: int, scheme: Scheme, full: frozenset[int]
) -> tuple[Columns, Columns, Columns]:
    """The three tables of some areas. ``asked`` has two rows, last year's and this year's, one after the other."""
    cell = (asked["area"] * 10_000 + asked["indicator"]) * 10_000 + asked["breakdown"]
    cells, place = np.unique(cell, return_inverse=True)
    thing = asked["no"] - 1
    rule = np.zeros((2, len(cells)), dtype=np.int64)
    rule[0, place], rule[1, place] = things.frequency[thing], things.anchor[thing]
    now, before = np.arange(1, len(cell), 2), np.arange(0, len(cell), 2)
    in_full = np.isin(asked["area"][now], list(full))

    def look(back: int) -> _Judged:
        rows, at_year = (before if back else now), year - back
        seen = _seen(points, cells, rule, at_year)
        series = _series(asked, rows, seen, place, things, at_year)
        return _Judged(series, seen, place[rows], at_year, scheme, None if back else in_full)

    this, last = shared(look, 2, 2)
    small = things.small[thing[now]]
    if counts is not None and small.any():
        at = np.flatnonzero(small)
        for rows, judged in ((before, last), (now, this)):
            told_of = in_full[at] if judged is this else None
            judged.count(at, counted(counts, {k: v[rows][at] for k, v in asked.items()}, things, judged.at_year, told_of), judged is this)
    previous = levels(last.p, scheme)
    previous = np.where(last.meets, np.minimum(previous, WATCHED), previous)
    level = levels(this.p, scheme, previous)
    level = np.where(this.meets, np.minimum(level, WATCHED), level)
    no, area = asked["no"][now], asked["area"][now]
    chance = {
        "no": np.concatenate((no, no)),
        "area": np.concatenate((area, area)),
        "at_year": np.repeat([year, year - 1], len(no)),
        "p": np.concatenate((this.p, last.p)) * WHOLE,
    }
    told_p = ~np.isnan(chance["p"])
    chance = {key: value[told_p] for key, value in chance.items()}
    chance["p"] = chance["p"].round().astype(np.int64)
    reach = asked["reach"].astype(np.float64)[now] / UNIT
    row = {
        "no": no, "area": area, "reach": reach, "sense": asked["sense"][now], "hold": asked["hold"][now].astype(np.bool_),
        "target_year": asked["target_year"][now], "small": small, "level": level, "previous": previous,
        "previous_swing": last.swing, **this.row(),
    }  # fmt: skip
    shown = np.flatnonzero(in_full & ~small)
    frequency = np.where(small, 1, things.frequency[thing[now]])
    anchor = np.where(small, 0, things.anchor[thing[now]])
    period = (year - anchor) // frequency
    for name in ("first", "last"):
        back = row.pop(f"{name}_back")
        row[f"{name}_year"] = np.where(back >= 0, (period - back) * frequency + anchor, 0)
    at, step, quantiles = this.fan(shown)
    last_period = (row["last_year"] - anchor) // frequency
    wide = {
        "no": no[at], "area": area[at],
        "year": np.minimum((last_period[at] + step) * frequency[at] + anchor[at], asked["target_year"][now][at]),
        **{name: quantiles[:, i] for i, name in enumerate(("q10", "q50", "q90"))},
    }  # fmt: skip
    return chance, row, wide


def _seen(points: Columns, cells: Any, rule: Any, at_year: int) -> _Seen:
    """``rule``: frequency and anchor year of each cell."""
    at = np.searchsorted(cells, points["cell"])
    at = np.minimum(at, max(len(cells) - 1, 0))
    frequency, anchor = rule
    known = (cells[at] == points["cell"]) & (points["year"] <= at_year) if len(cells) else np.zeros(0, dtype=np.bool_)
    at, year, mark = at[known], points["year"][known], points["mark"][known]
    back = (at_year - anchor[at]) // frequency[at] - (year - anchor[at]) // frequency[at]
    value, events, exposure = (points[name][known].astype(np.float64) / UNIT for name in ("value", "numerator", "denominator"))
    broken = np.full(len(cells), -1, dtype=np.int64)
    grids = [np.full((BACK, len(cells)), np.nan) for _ in range(3)]
    carried = np.zeros((BACK, len(cells)), dtype=np.bool_)
    inside = back < BACK
    own = inside & (mark != 1) & ~np.isnan(value)
    for grid, given in zip(grids, (value, events, exposure), strict=True):
        grid[BACK - 1 - back[own], at[own]] = given[own]
    copied = inside & (mark == 1)
    carried[BACK - 1 - back[copied], at[copied]] = True
    breaks = mark == 2
    np.maximum.at(broken, at[breaks], np.maximum(BACK - 1 - back[breaks], 0))
    return _Seen(grids[0], grids[1], grids[2], carried, broken)


def _series(asked: Columns, rows: Any, seen: _Seen, place: Any, things: _Things, at_year: int) -> Series:
    """The series of ``rows``, in periods; the first row of the grid is period 0 and the year seen from the last."""
    thing, at = asked["no"][rows] - 1, place[rows]
    frequency, anchor = things.frequency[thing], things.anchor[thing]
    target_year = asked["target_year"][rows]
    ahead = (target_year - anchor) // frequency - (at_year - anchor) // frequency
    ahead = np.where(target_year > at_year, np.maximum(ahead, 1), ahead)
    reach, slack = (asked[name].astype(np.float64)[rows] / UNIT for name in ("reach", "slack"))
    reach = np.where(things.small[thing], np.nan, reach)
    grid = seen.grid[:, at]
    newest = BACK - 1 - np.argmax(~np.isnan(grid[::-1]), axis=0)
    columns_ = np.arange(len(at))
    return Series(
        grid, 0, things.kind[thing], asked["sense"][rows], reach, BACK - 1 + ahead, np.where(np.isnan(slack), 0.0, slack),
        asked["hold"][rows].astype(np.bool_), seen.broken[at], seen.events[:, at][newest, columns_],
        seen.exposure[:, at][newest, columns_],
    )  # fmt: skip


class _Judged:
    """What the series of one year are judged to be.

    ``in_full`` says which rows are told with their quantiles; None for a year whose rows are not told at all.
    """

    def __init__(self, series: Series, seen: _Seen, place: Any, at_year: int, scheme: Scheme, in_full: Any) -> None:
        self.series, self.at_year = series, at_year
        self.priors, self.recalibration = fitted()
        whole = in_full is not None
        every = whole and bool(in_full.all())
        judged = judge(series, self.priors, self.recalibration, QUANTILES if every else ())
        windows = self.windows = judged.windows
        self.ahead, self.p = judged.ahead, judged.p.round(4)
        swing = swings(series, self.priors, self.recalibration, scheme, ends=every)
        quantiles = judged.quantiles if every else np.full((len(self.p), len(QUANTILES)), np.nan)
        if whole and not every and in_full.any():
            wanted = series.take(in_full)
            quantiles[in_full] = judge(wanted, self.priors, self.recalibration, QUANTILES).quantiles
            ends = swings(wanted, self.priors, self.recalibration, scheme)
            swing.low[in_full], swing.high[in_full] = ends.low, ends.high
        newest = windows.last == BACK - 1
        self.swing = np.where(newest, swing.swing, 0)
        self.meets = np.zeros(len(self.p), dtype=np.bool_)
        if not whole:
            return
        paces = pace(series, windows)
        some = windows.points > 0
        since = np.arange(BACK)[:, None] >= windows.first
        self._row = {
            "p": self.p, "why": windows.why, "points": windows.points, "years_missing": windows.missing,
            "first_back": np.where(some, BACK - 1 - windows.first, -1), "last_back": np.where(some, BACK - 1 - windows.last, -1),
            "carried_dropped": np.where(some, (seen.carried[:, place] & since).sum(axis=0), 0),
            "value": paces.value, "pace_needed": paces.needed, "pace_recent": paces.recent,
            "low": quantiles[:, 0], "high": quantiles[:, 1],
            "swing": self.swing, "place": swing.place, "swing_low": swing.low, "swing_high": swing.high,
            "fresh": np.zeros(len(self.p)), **{name: np.full(len(self.p), np.nan) for name in COUNTED},
        }  # fmt: skip

    def count(self, at: Any, found: Columns, whole: bool) -> None:
        """Put the judgement of small counts in the place of that of their yearly rates."""
        self.p[at], self.swing[at], self.meets[at] = found["p"], 0, found["meets"]
        if not whole:
            return
        for name in self._row:
            if name in found:
                self._row[name][at] = found[name]
        for name in ("swing", "years_missing", "carried_dropped"):
            self._row[name][at] = 0
        for name in ("low", "high", "place", "swing_low", "swing_high", "pace_needed", "pace_recent"):
            self._row[name][at] = np.nan

    def row(self) -> Columns:
        return self._row

    def fan(self, shown: Any) -> tuple[Any, Any, Any]:
        """(place, periods ahead, quantiles) of every period up to the target's, of the series ``shown``."""
        windows = self.windows.take(shown)
        told = fan(self.series.take(shown), windows, self.ahead[shown], self.priors, self.recalibration)
        at, step = np.nonzero(~np.isnan(told.values[:, :, 0]).T)
        return shown[at], step + 1, told.values[step, at]
