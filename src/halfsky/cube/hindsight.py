"""What the outlook would have said in past years, on the figures then known, and what came of it.

The release's own area and figures are used: for every followed target and direction, from every past year with points
enough, one to three years ahead, against the line from the base value to the target. The first such year is the base year: the
line was not known before. Figures are as the release has
them, so a revision made since is in them. Rare events have no yearly mark and series of more than one year's
frequency have too few; both are left out and counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from halfsky.cube.column import columns
from halfsky.cube.engine import connect, question
from halfsky.cube.layout import FRAMEWORK, verify
from halfsky.cube.run import Row, facts
from halfsky.formats.outlook_priors import fitted
from halfsky.method.outlook.hindsight import Statement, marks, meets
from halfsky.method.outlook.judging import Series, judge
from halfsky.method.outlook.level import CANNOT, LEVELS, levels
from halfsky.method.outlook.priors import KINDS
from halfsky.method.scheme import Scheme, scheme_of

AHEAD = (1, 2, 3)
YEARS = 22
UNIT = 1e6
JUDGING = ("asked", "places", "figures", "origins", "pooled", "standing", "targets", "directions", "followed")
SENSES = {1: "at_least", -1: "at_most", 0: "about"}
FOLLOWED = (
    "select f.no, f.code, f.what, f.source, f.domain, f.goal, f.kind, f.frequency, f.small_count, i.code as indicator, "
    "b.key as breakdown from followed f join indicator i on i.ix = f.indicator join breakdown b on b.ix = f.breakdown order by f.no"
)


def look_back(release_dir: Path | str, *, scheme: Scheme | None = None) -> Row:
    """The statements of past years of the release in ``release_dir``; ReleaseError when it is damaged.

    ``statements`` hold track, indicator, the year it would have been made (``origin``), the year it was of
    (``result``), P, level, mark, value and ``met``; ``left_out`` counts the followed tracks without one, by reason.
    """
    path = Path(release_dir)
    manifest = verify(path)
    framework = json.loads((path / FRAMEWORK).read_bytes())
    used = scheme if scheme is not None else scheme_of(framework.get("scheme"))
    connection = connect(path, manifest)
    try:
        home = int(connection.execute("select ix from area where code = ?", [manifest.area]).fetchone()[0])
        known = {**facts(manifest, framework, used), "first_area": home, "last_area": home, "low": home, "high": home}
        known["since"] = known["year"] - YEARS
        for name in JUDGING:
            connection.execute(question(name, known))
        things = connection.execute(FOLLOWED)
        names = [column[0] for column in things.description]
        followed = [dict(zip(names, row, strict=True)) for row in things.fetchall()]
        past = _Past(columns(connection, question("outlook_asked", known)), columns(connection, question("outlook_points", known)), followed, known)
    finally:
        connection.close()
    statements = [row for ahead in AHEAD for row in past.statements(ahead, used)]
    told = {row["code"] for row in statements}
    return {
        "schema": "halfsky/hindsight/1",
        "release": {"id": f"{manifest.year}-{manifest.number}", "hash": manifest.content_hash, "area": manifest.area, "demo": manifest.demo},
        "year": known["year"], "base_year": known["base_year"], "statements": statements,
        "left_out": {
            "rare": sum(bool(f["small_count"]) for f in followed),
            "not_yearly": sum(not f["small_count"] and f["frequency"] > 1 for f in followed),
            "too_short": sum(not f["small_count"] and f["frequency"] <= 1 and f["code"] not in told for f in followed),
        },
    }  # fmt: skip


def judged(result: Row, ahead: int) -> Iterable[Statement]:
    """The statements made ``ahead`` years before, as ``method.outlook.hindsight`` counts them."""
    return [(row["level"], row["met"]) for row in result["statements"] if row["ahead"] == ahead]


class _Past:
    """The yearly series of the followed things as grids, and what is asked of each."""

    def __init__(self, asked: dict[str, Any], points: dict[str, Any], followed: list[Row], known: dict[str, int]) -> None:
        self.year, self.base_year = known["year"], known["base_year"]
        self.first = self.year - YEARS + 1
        now = asked["at_year"] == self.year
        self.no = asked["no"][now]
        wanted = [not followed[no - 1]["small_count"] and followed[no - 1]["frequency"] <= 1 for no in self.no.tolist()]
        keep = np.flatnonzero(now)[np.array(wanted, dtype=np.bool_)]
        self.no = asked["no"][keep]
        self.things = [followed[no - 1] for no in self.no.tolist()]
        self.kind = np.array([KINDS.index(f["kind"]) if f["kind"] in KINDS else len(KINDS) - 1 for f in self.things], dtype=np.int64)
        self.sense, self.hold = asked["sense"][keep], asked["hold"][keep].astype(np.bool_)
        self.reach, slack = (asked[name].astype(np.float64)[keep] / UNIT for name in ("reach", "slack"))
        self.slack = np.where(np.isnan(slack), 0.0, slack)
        self.span = np.maximum(asked["target_year"][keep].astype(np.float64) - self.base_year, 1)
        self.target_year = asked["target_year"][keep]
        cell = (asked["area"][keep] * 10_000 + asked["indicator"][keep]) * 10_000 + asked["breakdown"][keep]
        self.grid = np.full((YEARS, len(cell)), np.nan)
        self.breaks = np.zeros((YEARS, len(cell)), dtype=np.bool_)
        places: dict[int, list[int]] = {}
        for place, one in enumerate(cell.tolist()):
            places.setdefault(one, []).append(place)
        value = points["value"].astype(np.float64) / UNIT
        for one, year, figure, mark in zip(points["cell"].tolist(), points["year"].tolist(), value.tolist(), points["mark"].tolist(), strict=True):
            for place in places.get(one, ()):
                if mark != 1:
                    self.grid[year - self.first, place] = figure
                self.breaks[year - self.first, place] |= mark == 2

    def statements(self, ahead: int, scheme: Scheme) -> list[Row]:
        """What would have been said ``ahead`` years before, of every year whose figure is known. No year before the
        base year speaks: the line to the target was not known then."""
        return [row for result in range(self.base_year + ahead, self.year + 1) for row in self._of(result, ahead, scheme)]

    def _of(self, result: int, ahead: int, scheme: Scheme) -> list[Row]:
        origin, at = result - ahead, result - self.first
        seen = self.grid.copy()
        seen[at - ahead + 1 :] = np.nan
        since = np.array([self.first + np.flatnonzero(col)[-1] if col.any() else 0 for col in self.breaks[: at - ahead + 1].T], dtype=np.int64)
        mark = marks(self.grid[self.base_year - self.first], self.reach, self.sense, self.hold, result - self.base_year, self.span)
        mark = np.where(result <= self.target_year, mark, np.nan)
        count = len(mark)
        series = Series(
            seen, self.first, self.kind, self.sense, mark, np.full(count, result), self.slack, self.hold, since,
        )  # fmt: skip
        p = judge(series, *fitted()).p.round(4)
        level = levels(p, scheme)
        years = self.grid[at - ahead + 1 : at + 1]
        met = meets(years, mark, self.slack, self.sense)
        failed = ~met & ~np.isnan(years)
        kept = np.where(self.hold, ~failed.any(axis=0), met[-1])
        told = np.where(self.hold, failed.any(axis=0) | ~np.isnan(years).any(axis=0), ~np.isnan(years[-1]))
        told &= ~np.isnan(p) & ~self.breaks[at - ahead + 1 : at + 1].any(axis=0)
        return [self._row(i, origin, result, float(p[i]), (*LEVELS, CANNOT)[level[i]], float(mark[i]), bool(kept[i])) for i in np.flatnonzero(told).tolist()]

    def _row(self, i: int, origin: int, result: int, p: float, level: str, mark: float, met: bool) -> Row:
        thing, value = self.things[i], self.grid[result - self.first, i]
        return {
            "code": thing["code"], "goal": thing["goal"], "domain": thing["domain"], "kind": thing["what"],
            "target": thing["source"] if thing["what"] == "target" else "", "indicator": thing["indicator"],
            "breakdown": thing["breakdown"], "sense": SENSES[int(self.sense[i])], "hold": bool(self.hold[i]), "origin": origin,
            "result": result, "ahead": result - origin, "p_met": p, "level": level, "mark": round(mark, 6),
            "value": None if np.isnan(value) else round(float(value), 6), "met": met,
        }  # fmt: skip
