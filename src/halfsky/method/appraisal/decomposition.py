"""Why the attainment rate moved since last year, one by one.

The rate is r = M / N, of the judged the met. With M0, N0 last year and M1, N1 this year

    r1 - r0 = ( (M1 - M0) - r0 (N1 - N0) ) / N1,   since M0 = r0 N0,

and M and N are sums over goals (or indicators), so each one's part is (its change of met - r0 x its change of
judged) / N1: nothing for what stayed as it was, 1 / N1 for what became met, and what enters or leaves the denominator
counts by how far it lies from last year's rate. The parts add up exactly to the change. This is the rate's own
algebra (a base-weighted decomposition, as of an index of Laspeyres); no source is needed beyond it.

Printed parts are rounded to hundredths of a percentage point so that they add up to the change of the printed rates
(largest remainders).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from halfsky.method.appraisal.attainment import RATE_DECIMALS, share
from halfsky.method.appraisal.judgement import JUDGED

MET = ("met_early", "met")
KINDS = ("became_met", "fell_back", "entered_met", "entered_unmet", "left_met", "left_unmet")
"""From the kinds that are easiest to understand to those that touch the denominator."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one goal or indicator did to the rate: ``points`` are percentage points, two decimals, signed."""

    code: str
    before: str
    now: str
    kind: str
    points: Decimal


def kind_of(before: str, now: str) -> str:
    """How a unit moved between two states; "" when it moved neither the met nor the judged.

    >>> kind_of("hard", "met"), kind_of("no_data", "hard"), kind_of("met", "met_early")
    ('became_met', 'entered_unmet', '')
    """
    if before in JUDGED and now in JUDGED:
        if (before in MET) == (now in MET):
            return ""
        return "became_met" if now in MET else "fell_back"
    if now in JUDGED:
        return "entered_met" if now in MET else "entered_unmet"
    if before in JUDGED:
        return "left_met" if before in MET else "left_unmet"
    return ""


def decompose(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[Piece, ...]:
    """The pieces of the change of the rate from the states of last year and this year, by code.

    A code that is absent on one side was not there. Empty when either year has no rate. The pieces add up to the
    change of the rates as printed.
    """
    met_before, judged_before = _counts(before.values())
    met_now, judged_now = _counts(now.values())
    rate_before, rate_now = share(met_before, judged_before, RATE_DECIMALS), share(met_now, judged_now, RATE_DECIMALS)
    if rate_before is None or rate_now is None:
        return ()
    rate = Fraction(met_before, judged_before)
    moved = []
    for code in sorted({*before, *now}):
        then, today = before.get(code, "not_monitorable"), now.get(code, "not_monitorable")
        kind = kind_of(then, today)
        if kind:
            met = (today in MET) - (then in MET)
            judged = (today in JUDGED) - (then in JUDGED)
            moved.append((code, then, today, kind, (met - rate * judged) / judged_now * 10_000))
    rounded = _largest_remainders([part for *_, part in moved], int((rate_now - rate_before) * 100))
    return tuple(
        Piece(code, then, today, kind, Decimal(points).scaleb(-RATE_DECIMALS))
        for (code, then, today, kind, _), points in zip(moved, rounded, strict=True)
    )


def _counts(states: Iterable[str]) -> tuple[int, int]:
    """(met, judged)."""
    known = list(states)
    return sum(state in MET for state in known), sum(state in JUDGED for state in known)


def _largest_remainders(parts: list[Fraction], whole: int) -> list[int]:
    """Whole numbers near the parts that add up to ``whole``; those with the largest remainder are raised."""
    floors = [part.numerator // part.denominator for part in parts]
    missing = whole - sum(floors)
    by_remainder = sorted(range(len(parts)), key=lambda at: (floors[at] - parts[at], at))
    step = 1 if missing >= 0 else -1
    for turn in range(abs(missing)):
        floors[by_remainder[turn % len(parts)]] += step
    return floors
