"""One series of figures, and the figure that stands for a year.

A figure stands for its own year. Where the year has none, an earlier one may stand in for as many years as the
indicator allows, and is marked as carried; otherwise the reason is kept, apart for the three kinds that leave the
denominator: the period has not come, nothing was reported, it cannot exist. Statuses: SDMX OBS_STATUS.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from halfsky.method.period import SeriesRule, is_due, may_stand_for
from halfsky.method.pooling import MOST_YEARS, Count, pool

CARRIED = "I"
BREAK = "B"
CANNOT_EXIST = "M"


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure of one cell, in the indicator's unit; ``value`` None with a ``reason`` when it is missing."""

    year: int
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    status: str = "A"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The figure that stands for a year, or why there is none.

    ``missing`` is "" or no_data, not_due, not_monitorable, with its reason in ``why``. ``year`` is the year the
    figure is of. For pooled figures numerator and denominator are the sums over ``pooled_years`` years.
    """

    value: Decimal | None
    year: int | None
    carried: bool = False
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    missing: str = ""
    why: str = ""
    pooled_from: int | None = None
    pooled_years: int = 0
    break_year: int | None = None


def standing(series: Iterable[Observation], rule: SeriesRule, year: int) -> Standing:
    """The figure of ``series`` that stands for ``year`` under the indicator's ``rule``."""
    rows = {o.year: o for o in series if o.year <= year}
    broken = max((o.year for o in rows.values() if o.status == BREAK), default=None)
    own = rows.get(year)
    if rule.small_count:
        return _pooled(rows, own, rule, year, broken)
    if own is not None and own.value is not None:
        real = _latest(rows, year + 1, year - MOST_BACK) if own.status == CARRIED else own
        of = real.year if real is not None else year
        carried = own.status == CARRIED
        return Standing(own.value, of, carried, own.numerator, own.denominator, break_year=broken)
    if own is None or not _cannot_exist(own):
        earlier = _latest(rows, year, year - rule.carry_years)
        if earlier is not None:
            return Standing(
                earlier.value, earlier.year, True, earlier.numerator, earlier.denominator, break_year=broken
            )
    return _absent(own, rule, year, broken)


MOST_BACK = 20
"""How far back the origin of a figure reported as carried is looked for."""


def base_year_of(now: Standing, base_year: int, year: int) -> tuple[int | None, str]:
    """The year a figure is compared with, or None and the reason.

    That is the base year, unless the series broke after it: a break in definition or area starts the series anew,
    so its first year is the base. A figure that is not later than the break, and a base year still to come, have
    nothing to be compared with.
    """
    if base_year > year:
        return None, "no_base"
    if now.break_year is None or now.break_year <= base_year:
        return base_year, ""
    if now.year is None or now.year <= now.break_year:
        return None, "series_break"
    return now.break_year, ""


def _cannot_exist(own: Observation) -> bool:
    return own.status == CANNOT_EXIST or own.reason == "not_applicable"


def _latest(rows: dict[int, Observation], before: int, since: int) -> Observation | None:
    """The latest figure that was not itself carried, ``since`` <= year < ``before``."""
    found = [
        o
        for o in rows.values()
        if o.value is not None and o.status != CARRIED and may_stand_for(o.year, before, before - since)
    ]
    return max(found, key=lambda o: o.year, default=None)


def _absent(own: Observation | None, rule: SeriesRule, year: int, broken: int | None) -> Standing:
    if own is not None and _cannot_exist(own):
        missing, why = "not_monitorable", "not_applicable"
    elif (own is not None and own.reason == "not_due") or not is_due(year, rule.frequency, rule.anchor_year):
        missing, why = "not_due", "period_not_come"
    else:
        missing, why = "no_data", (own.reason if own is not None else "") or "not_reported"
    return Standing(None, None, missing=missing, why=why, break_year=broken)


def _pooled(
    rows: dict[int, Observation], own: Observation | None, rule: SeriesRule, year: int, broken: int | None
) -> Standing:
    """A small count is judged on its last years together; this year must be reported or declared empty."""
    first = max(year - MOST_YEARS + 1, broken if broken is not None else year - MOST_YEARS + 1)
    counts = [
        Count(o.year, o.numerator, o.denominator)
        for o in rows.values()
        if o.year >= first and o.status != CARRIED
        if o.numerator is not None and o.denominator is not None and o.denominator > 0
    ]
    reported = any(count.year == year for count in counts)
    if not reported and (own is None or not _cannot_exist(own)):
        if own is not None and own.value is not None:
            return Standing(None, None, missing="no_data", why="no_counts", break_year=broken)
        return _absent(own, rule, year, broken)
    pooled = pool(counts, rule.scale)
    if pooled is None:
        if reported:
            return Standing(None, None, missing="no_data", why="too_few_years", break_year=broken)
        return _absent(own, rule, year, broken)
    return Standing(
        pooled.rate,
        pooled.last_year,
        False,
        pooled.events,
        pooled.exposure,
        pooled_from=pooled.first_year,
        pooled_years=pooled.years,
        break_year=broken,
    )
