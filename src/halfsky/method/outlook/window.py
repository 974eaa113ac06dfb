"""Which points of a series the outlook rests on, and why it cannot be judged.

Many series lie in one grid: a row a year, a column a series, NaN where there is no point. A carried value is no
point. The last ten points count; at most two years may be missing inside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from halfsky.method.outlook.level import WHY
from halfsky.method.outlook.pattern import Pattern

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST, MOST = 3, 10
"""Points."""
MISSING = 2
"""Missing years inside, at most."""
FARTHEST = 5
"""Years ahead."""
FAR_BACK = 40
TOO_FEW, YEARS_MISSING, BROKEN, NO_TARGET, TOO_FAR, NO_COUNTS, PAST = range(1, len(WHY))


@dataclass(frozen=True, slots=True)
class Windows:
    """Of each series: ``why`` (position in level.WHY), ``points`` used, ``first`` and ``last`` year of them (0 without any),
    ``missing`` years inside, ``shape``: bit i says that a point lies i years before the last, and the ``lowest`` and
    ``highest`` value used."""

    why: Ints
    points: Ints
    first: Ints
    last: Ints
    missing: Ints
    shape: Ints
    lowest: Floats
    highest: Floats

    def take(self, chosen: Ints) -> Windows:
        """Those of some of the series."""
        return Windows(*(getattr(self, name)[chosen] for name in self.__slots__))

    def patterns(self, chosen: Ints, beside: Ints) -> Iterator[tuple[Ints, Pattern, int]]:
        """The series ``chosen``, parted by pattern and by ``beside`` (one number a chosen series, below 2^20)."""
        key = self.shape[chosen] << 20 | beside
        order = np.argsort(key, kind="stable")
        ends = np.flatnonzero(np.diff(key[order])) + 1
        for part in np.split(order, ends) if len(order) else []:
            shape = int(self.shape[chosen[part[0]]])
            back = [i for i in range(shape.bit_length()) if shape >> i & 1]
            yield chosen[part], tuple(back[-1] - i for i in reversed(back)), int(beside[part[0]])


def windows_of(grid: Floats, first_year: int, broken: Ints | None = None) -> Windows:
    """The windows of the series in ``grid`` (years, S), whose first row is ``first_year``.

    ``broken`` (S,) is the year from which a series starts anew, 0 for none; points before it do not count, and a
    series with too few of them is ``definition_broken``.
    """
    width, count = grid.shape
    points, first, last, shape = (np.zeros(count, dtype=np.int64) for _ in range(4))
    lowest, highest = np.full(count, np.inf), np.full(count, -np.inf)
    earlier = np.zeros(count, dtype=np.bool_)
    for at in range(width - 1, -1, -1):
        year, values = first_year + at, grid[at]
        there = ~np.isnan(values)
        if broken is not None:
            earlier |= there & (year < broken)
            there &= year >= broken
        there &= points < MOST
        np.copyto(last, year, where=there & (points == 0))
        np.copyto(first, year, where=there)
        points += there
        shape |= there.astype(np.int64) << np.clip(last - year, 0, FAR_BACK)
        np.copyto(lowest, values, where=there & (values < lowest))
        np.copyto(highest, values, where=there & (values > highest))
    missing = np.where(points > 0, last - first + 1 - points, 0)
    why = np.where(missing > MISSING, YEARS_MISSING, 0)
    why = np.where(points < FEWEST, np.where(earlier, BROKEN, TOO_FEW), why)
    return Windows(why, points, first, last, missing, shape, lowest, highest)
