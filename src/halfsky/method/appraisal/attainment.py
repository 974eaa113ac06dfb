"""The attainment rate (达标率) with its denominator, and the three kinds that leave it kept apart.

rate = (met + met early) / judged. A goal is as good as the worst of its judged tracks. Two published county reports
show why the three kinds stay apart: 94 indicators, 4 missed and 2 without data is 88 met, 93.6 % of all and 95.7 %
of the measurable, and not "90 met, 96 %".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from halfsky.method.appraisal.judgement import JUDGED, STATES, UNJUDGED
from halfsky.method.rounding import ratio

RATE_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Attainment:
    """Counts per state. ``monitorable`` is what was judged; ``rate`` in per cent, two decimals, or None."""

    met_early: int = 0
    met: int = 0
    expected: int = 0
    hard: int = 0
    not_met: int = 0
    not_due: int = 0
    no_data: int = 0
    not_monitorable: int = 0

    @property
    def monitorable(self) -> int:
        return self.met_early + self.met + self.expected + self.hard + self.not_met

    @property
    def total(self) -> int:
        return self.monitorable + self.not_due + self.no_data + self.not_monitorable

    @property
    def rate(self) -> Decimal | None:
        return share(self.met_early + self.met, self.monitorable, RATE_DECIMALS)


def share(part: int, whole: int, decimals: int) -> Decimal | None:
    """``part`` of ``whole`` in per cent; None of nothing.

    >>> share(88, 94, 1), share(88, 92, 1)
    (Decimal('93.6'), Decimal('95.7'))
    """
    return ratio(Decimal(part), Decimal(whole), 100, decimals)


def worst(states: Iterable[str]) -> tuple[str, bool]:
    """(state of a whole, whether a part of it is not judged). Of nothing: not monitorable.

    >>> worst(["met_early", "hard", "no_data"])
    ('hard', True)
    """
    parts = list(states)
    judged = [state for state in parts if state in JUDGED]
    if judged:
        return max(judged, key=JUDGED.index), len(judged) < len(parts)
    return min(parts, key=UNJUDGED.index, default="not_monitorable"), bool(parts)


def count(states: Iterable[str]) -> Attainment:
    """Counts of the states; an unknown state is an error of the caller."""
    counts = dict.fromkeys(STATES, 0)
    for state in states:
        counts[state] += 1
    return Attainment(**counts)
