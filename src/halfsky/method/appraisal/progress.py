"""Progress against the pace that the target needs.

The pace needed is a straight line from the base value in the base year to the figure to reach in the target year.
An interim year is on pace when the way made is at least 95 % of the way that the line asks for by then. Source:
the 95 % is the threshold of the international progress assessments that compare actual with required growth
(Eurostat, Sustainable development in the European Union, annex on methods; Open SDG progress measure). Here it is
applied to the distance and not to a growth rate, which breaks at zero. It is configuration: ``pace_percent`` of the
scheme.
"""

from __future__ import annotations

from decimal import Decimal

from halfsky.method.rounding import SCALE, ratio
from halfsky.method.target import shortfall

PACE_PERCENT = 95


def time_passed(year: int, base_year: int, target_year: int) -> tuple[int, int]:
    """(years passed, years in all) from the base year to the target year, the first within 0 and the second."""
    span = max(target_year - base_year, 0)
    return min(max(year - base_year, 0), span), span


def share_of_time(year: int, base_year: int, target_year: int) -> Decimal | None:
    """Per cent of the time that has passed, one decimal; None when there is no time between."""
    passed, span = time_passed(year, base_year, target_year)
    return ratio(Decimal(passed), Decimal(span), 100, 1)


def pace_expected(base: Decimal, reach: Decimal, passed: int, span: int) -> Decimal | None:
    """The value on the line after ``passed`` of ``span`` years."""
    moved = ratio((reach - base) * passed, Decimal(span), 1, SCALE)
    return None if moved is None else base + moved


def pace_needed(value: Decimal, reach: Decimal, years_left: int) -> Decimal | None:
    """Units a year from ``value`` to the figure to reach, negative for a fall; None when no year is left.

    >>> pace_needed(Decimal(86), Decimal(90), 2)
    Decimal('2.000000')
    """
    return ratio(reach - value, Decimal(years_left), 1, SCALE) if years_left > 0 else None


def progress(sense: int, base: Decimal, value: Decimal, reach: Decimal) -> Decimal | None:
    """Per cent of the way from base to target, one decimal; None when the base was already there.

    >>> progress(1, Decimal(80), Decimal(86), Decimal(90))
    Decimal('60.0')
    """
    way = shortfall(sense, base, reach)
    if way <= 0:
        return None
    return ratio(way - shortfall(sense, value, reach), way, 100, 1)


def on_pace(
    sense: int,
    base: Decimal,
    value: Decimal,
    reach: Decimal,
    passed: int,
    span: int,
    pace_percent: int = PACE_PERCENT,
) -> bool:
    """Whether the way made is at least ``pace_percent`` per cent of the way the line asks for; no division."""
    way = shortfall(sense, base, reach)
    made = way - shortfall(sense, value, reach)
    return made * span * 100 >= pace_percent * way * passed
