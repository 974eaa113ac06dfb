"""Small counts inside the run: pooled years of every area, the rate of the level above, and how much siblings differ.

The rate of the level above is its own pooled rate, or its latest published rate, or that of the next level up; where
no level above is known, the siblings together; where there are none, no prior but Jeffreys'.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from halfsky.cube.column import Columns, columns
from halfsky.cube.engine import question
from halfsky.method.outlook.counts import ASSUMED, SIBLINGS, Pool, Rate, judged, pool, posterior, shape_of
from halfsky.method.outlook.window import NO_COUNTS, NO_TARGET, PAST, TOO_FEW

if TYPE_CHECKING:
    from halfsky.cube.outlook import _Things

SPAN = 7
"""Years held: five to pool, as seen from the year of the run and from the one before, and one to spare."""
LEVELS_UP = 5
UNIT = 1e6
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """One indicator and breakdown in every area: grids (SPAN, areas) and the year a series starts anew (areas,)."""

    events: Array
    exposure: Array
    value: Array
    since: Array


class Counted:
    """The counts of every followed cell that is judged on pooled years."""

    def __init__(self, connection: Any, facts: dict[str, int], small: Array) -> None:
        self.first = facts["year"] - SPAN + 1
        area = columns(
            connection,
            "select a.ix, coalesce(p.ix, -1) as parent from area a left join area p on p.code = a.parent order by a.ix",
        )
        self.parent = area["parent"]
        told = columns(connection, question("outlook_counts", facts))
        key = told["indicator"] * 10_000 + told["breakdown"]
        self.cells = {int(k): self._cell(told, key == k) for k in np.unique(key)}
        self._looked_at: dict[tuple[int, int], tuple[Pool, Array, Array]] = {}

    def _cell(self, told: Columns, here: Array) -> Cell:
        size = len(self.parent)
        grids = [np.full((SPAN, size), np.nan) for _ in range(3)]
        mark, year, area = told["mark"][here], told["year"][here], told["area"][here]
        own = mark != 1
        for grid, name in zip(grids, ("numerator", "denominator", "value"), strict=True):
            grid[year[own] - self.first, area[own]] = told[name][here].astype(np.float64)[own] / UNIT
        since = np.zeros(size, dtype=np.int64)
        np.maximum.at(since, area[mark == 2], year[mark == 2])
        events, exposure, value = grids
        return Cell(events, exposure, value, since)

    def seen(self, key: int, at_year: int, scale: float) -> tuple[Pool, Array, Array] | None:
        """(pooled years, rate of the level above, k) of the cell in every area; worked out once for all parts."""
        if (key, at_year) not in self._looked_at:
            found = self.pooled(key, at_year)
            if found is None:
                return None
            self._looked_at[key, at_year] = (found, *self.prior(key, at_year, scale, found))
        return self._looked_at[key, at_year]

    def pooled(self, key: int, at_year: int) -> Pool | None:
        """The pooled years of the cell in every area, as seen from ``at_year``."""
        cell = self.cells.get(key)
        if cell is None:
            return None
        since = np.where(cell.since <= at_year, cell.since, 0)
        return pool(cell.events, cell.exposure, self.first, since, at_year)

    def prior(self, key: int, at_year: int, scale: float, found: Pool) -> tuple[Array, Array]:
        """(rate of the level above, k) for every area; NaN where no level above tells a rate."""
        known = judged(found) & (found.events > 0)
        rate = np.where(known, found.events / np.where(known, found.exposure, 1.0), np.nan)
        published = self.cells[key].value[: at_year - self.first + 1]
        for row in published:
            rate = np.where(~known & ~np.isnan(row) & (row > 0), row / scale, rate)
        upper, above = np.full(len(rate), np.nan), self.parent
        for _ in range(LEVELS_UP):
            there = (above >= 0) & np.isnan(upper)
            upper[there] = rate[above[there]]
            above = np.where(above >= 0, self.parent[np.maximum(above, 0)], -1)
        shape = np.full(len(rate), ASSUMED)
        enough = judged(found)
        for parent in np.unique(self.parent[self.parent >= 0]):
            members = np.flatnonzero((self.parent == parent) & enough)
            if len(members) < SIBLINGS:
                continue
            events, exposure = found.events[members], found.exposure[members]
            if np.isnan(upper[members[0]]) and events.sum() > 0:
                upper[self.parent == parent] = events.sum() / exposure.sum()
            k = shape_of(events, exposure, float(upper[members[0]]))
            shape[self.parent == parent] = ASSUMED if k is None else k
        return upper, shape


def counted(counts: Counted, asked: Columns, things: _Things, at_year: int, shown: Array | None = None) -> Columns:
    """The judgement of the rows ``asked``, all of them small counts, as columns of the outlook.

    ``shown`` says which rows are told with their intervals; None for a year that is asked for its probability alone.
    """
    size = len(asked["no"])
    key = asked["indicator"] * 10_000 + asked["breakdown"]
    reach, slack = (asked[name].astype(np.float64) / UNIT for name in ("reach", "slack"))
    slack = np.where(np.isnan(slack), 0.0, slack)
    names = ("p", "value", "events", "exposure", "from_year", "to_year", "low_80", "high_80", "low_95", "high_95",
             "next_low", "next_high")  # fmt: skip
    told: Columns = {name: np.full(size, np.nan) for name in names}
    told |= {"why": np.full(size, NO_COUNTS), "points": np.zeros(size, dtype=np.int64), "fresh": np.zeros(size)}
    told |= {"meets": np.zeros(size, dtype=np.bool_)}
    told |= {"first_back": np.full(size, -1), "last_back": np.full(size, -1)}
    for one in np.unique(key):
        rows = np.flatnonzero(key == one)
        scale = float(things.scale[asked["no"][rows[0]] - 1])
        seen = counts.seen(int(one), at_year, scale)
        if seen is None:
            continue
        found, upper, shape = seen
        area = asked["area"][rows]
        mine = Pool(*(getattr(found, name)[area] for name in Pool.__slots__))
        enough = judged(mine)
        told["points"][rows] = mine.years
        told["why"][rows] = np.where(enough, 0, np.where(mine.years > 0, TOO_FEW, NO_COUNTS))
        rows, area = rows[enough], area[enough]
        mine = Pool(*(getattr(mine, name)[enough] for name in Pool.__slots__))
        rate = posterior(mine, upper[area], shape[area])
        below = rate.at_most((reach[rows] + slack[rows]) / scale)
        under = rate.at_most((reach[rows] - slack[rows]) / scale)
        sense = asked["sense"][rows]
        told["p"][rows] = np.where(sense > 0, 1 - under, np.where(sense < 0, below, below - under))
        value = mine.events / mine.exposure * scale
        off = reach[rows] - value
        told["meets"][rows] = np.where(sense > 0, off, np.where(sense < 0, -off, np.abs(off))) <= slack[rows]
        if shown is None:
            continue
        told["value"][rows] = value
        told["events"][rows], told["exposure"][rows] = mine.events, mine.exposure
        told["from_year"][rows], told["to_year"][rows] = mine.first, mine.last
        told["first_back"][rows], told["last_back"][rows] = at_year - mine.first, at_year - mine.last
        newest = counts.cells[int(one)].events[at_year - counts.first][area]
        told["fresh"][rows] = np.where(np.isnan(newest), 0.0, newest)
        some = shown[rows]
        rows, rate = rows[some], Rate(rate.shape[some], rate.rate[some])
        for level, name in ((0.8, "80"), (0.95, "95")):
            low, high = rate.interval(level)
            told[f"low_{name}"][rows], told[f"high_{name}"][rows] = low * scale, high * scale
        told["next_low"][rows], told["next_high"][rows] = rate.next_count(mine.newest[some])
    told["why"] = np.where(np.isnan(reach), NO_TARGET, told["why"])
    told["why"] = np.where(asked["target_year"] <= at_year, PAST, told["why"])
    told["p"] = np.where(told["why"] == 0, told["p"], np.nan).round(4)
    return told
