"""The outlook of every bound target of a release, put together cell by cell: what the run's columns must agree with."""

from __future__ import annotations

import numpy as np

from halfsky.formats.outlook_priors import fitted
from halfsky.method.observation import BREAK, CARRIED
from halfsky.method.outlook.judging import Series, judge
from halfsky.method.outlook.priors import KINDS
from halfsky.method.pooling import FEWEST_YEARS, MOST_YEARS, regularised_gamma


def chances(oracle, rows, year):
    """(code, area) -> probability or None. ``rows``: (code, area, indicator, breakdown, sense, reach, slack, target year,
    hold) of everything that is asked, reach None where it is not known."""
    found, mixed = {}, []
    for row in rows:
        code, area, indicator, breakdown, sense, reach, slack, target_year, _ = row
        i = oracle.indicators[indicator]
        points = [o for o in oracle.series.get((area, indicator, breakdown), []) if o.year <= year and o.status != CARRIED]
        broken = max((o.year for o in points if o.status == BREAK), default=0)
        if i.small_count:
            found[code, area] = _rare(points, broken, i, sense, reach, slack, target_year, year)
        else:
            mixed.append((row, i, points, broken))
    return found | _mixed(mixed, year)


def _rare(points, broken, i, sense, reach, slack, target_year, year):
    if reach is None or target_year <= year:
        return None
    used = [o for o in points if year - MOST_YEARS < o.year and o.year >= broken]
    used = [o for o in used if o.numerator is not None and o.denominator is not None and o.denominator > 0]
    if len(used) < FEWEST_YEARS:
        return None
    shape = 0.5 + float(sum(o.numerator for o in used))
    exposure = float(sum(o.denominator for o in used)) / float(i.scale or 1)
    below = regularised_gamma(shape, max(float(reach + slack), 0.0) * exposure)
    under = regularised_gamma(shape, max(float(reach - slack), 0.0) * exposure)
    return round(1 - under if sense > 0 else below if sense < 0 else below - under, 4)


def _mixed(rows, year):
    if not rows:
        return {}
    back = 70
    columns = []
    for (_, _, _, _, sense, reach, slack, target_year, hold), i, points, broken in rows:
        step = max(i.frequency, 1)

        def period(y, step=step, anchor=i.anchor_year):
            return (y - anchor) // step

        grid, n, of = [np.full(back, np.nan) for _ in range(3)]
        for o in sorted(points, key=lambda o: o.year):
            at = back - 1 - (period(year) - period(o.year))
            if o.value is not None and o.year > year - 22 * 5:
                grid[at] = float(o.value)
                n[at] = np.nan if o.numerator is None else float(o.numerator)
                of[at] = np.nan if o.denominator is None else float(o.denominator)
        last = int(np.flatnonzero(~np.isnan(grid))[-1]) if (~np.isnan(grid)).any() else 0
        start = max(back - 1 - (period(year) - period(broken)), 0) if broken else -1
        ahead = period(target_year) - period(year)
        if target_year > year:
            ahead = max(ahead, 1)
        columns.append((
            grid, KINDS.index(i.kind), sense, np.nan if reach is None else float(reach),
            back - 1 + ahead, float(slack), hold, start, n[last], of[last],
        ))  # fmt: skip
    grid, kind, sense, reach, target_year, slack, hold, broken, events, exposure = (
        np.array(column) for column in zip(*columns, strict=True)
    )
    given = Series(grid.T.copy(), 0, kind, sense, reach, target_year, slack, hold, broken, events, exposure)
    p = judge(given, *fitted()).p
    return {row[0][:2]: None if np.isnan(x) else round(float(x), 4) for row, x in zip(rows, p, strict=True)}
