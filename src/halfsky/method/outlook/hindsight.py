"""Hindsight: how often past statements of the outlook came true, with intervals that few cases call for.

A statement is a level and a probability told in a past year of a figure that is known today. A warning (P below the
threshold of *watch*) came true when its figure missed the mark; one whose figure met it was needless. Shares have
Wilson's 95 % interval (``appraisal.gap.wilson``); below ``ENOUGH`` cases a page gives the interval and no per cent.

The marks: between the base year and the target year nothing is due, so a past statement is tried on the straight line
that the target asks for (``appraisal.progress.pace_expected``), never on more than the target itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from halfsky.method.appraisal.gap import wilson
from halfsky.method.outlook.level import LEVELS

ENOUGH = 30
"""Cases from which a bare per cent may stand: below them Wilson's interval is wider than about 35 points at one half."""
WARNED = LEVELS[2:]
"""Levels that say the target will rather be missed (P below the threshold of watch)."""
Statement = tuple[str, bool]
"""(level, whether the figure came to meet its mark)."""


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` of ``whole``, with the 95 % interval of the share (0 to 1); None where there is no case."""

    count: int
    whole: int
    low: float | None
    high: float | None

    @property
    def enough(self) -> bool:
        """Whether there are cases enough to say a per cent."""
        return self.whole >= ENOUGH

    def plain(self) -> dict[str, Any]:
        """As JSON values, four decimals."""
        ends = {name: None if end is None else round(end, 4) for name, end in (("low_95", self.low), ("high_95", self.high))}
        return {"count": self.count, "of": self.whole, **ends}


@dataclass(frozen=True, slots=True)
class Hindsight:
    """``missed``: per level, how many of its statements were followed by a miss. ``found``: of the misses, those that
    were warned of. ``needless``: of what was met, that which was warned of."""

    missed: tuple[tuple[str, Share], ...]
    found: Share
    needless: Share

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "levels": [{"level": level, "missed": share.plain()} for level, share in self.missed],
            "found": self.found.plain(), "needless": self.needless.plain(),
        }


def share(count: int, whole: int) -> Share:
    """A share with its interval.

    >>> one = share(3, 4)
    >>> round(one.low, 2), round(one.high, 2), one.enough
    (0.3, 0.95, False)
    """
    low, high = wilson((count, whole)) or (None, None)
    return Share(count, whole, low, high)


def hindsight(statements: Iterable[Statement]) -> Hindsight:
    """The rates of statements whose figures are known; the order of the statements never matters."""
    rows = [row for row in statements if row[0] in LEVELS]
    missed = [level for level, met in rows if not met]
    met = [level for level, met_ in rows if met_]
    return Hindsight(
        tuple((level, share(missed.count(level), missed.count(level) + met.count(level))) for level in LEVELS),
        share(sum(level in WARNED for level in missed), len(missed)),
        share(sum(level in WARNED for level in met), len(met)),
    )


def marks(base: Any, reach: Any, sense: Any, hold: Any, passed: int, span: Any) -> Any:
    """What each target asks for after ``passed`` of ``span`` years: the line from base to reach, no more than the reach.

    Arrays of one size; NaN where base or reach is not known. A target to hold asks for its reach in every year.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        line = base + (reach - base) * passed / span
    line = np.where(sense > 0, np.fmin(line, reach), np.where(sense < 0, np.fmax(line, reach), line))
    return np.where(hold, reach, np.where(np.isnan(base) | np.isnan(reach), np.nan, line))


def meets(value: Any, mark: Any, slack: Any, sense: Any) -> Any:
    """Whether each value meets its mark (1 at least, -1 at most, 0 about); False where either is not known."""
    fine = 1e-9
    with np.errstate(invalid="ignore"):
        off = np.where(sense == 0, np.abs(value - mark), (mark - value) * np.where(sense == 0, 1, sense))
        return off <= slack + fine
