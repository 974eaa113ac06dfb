"""Directional tracks: a value or a gap against its own base year.

The plan says of most goals only that something shall rise, fall, narrow, slow down, be kept or keep step. Better
than the base year is met, level with it hard, worse not met. Figures are compared after rounding to the decimals
in which the indicator is published, so that a reader of the table comes to the same judgement.
A figure that stood at the end of what it can be in the base year and stands there still cannot do better: a share of
100 % that shall rise, a rate of 0 that shall fall. That is met, with a reason of its own (``at_bound``).
Curbing (上升趋势减缓): the yearly rise since the base year is smaller than that of the five years before it.
"""

from __future__ import annotations

from decimal import Decimal

from halfsky.method.appraisal.judgement import UNJUDGED, Judgement
from halfsky.method.observation import Standing
from halfsky.method.rounding import SCALE, half_up
from halfsky.method.target import ABOUT_PERCENT, BOUNDED_BELOW, CEILING, FLOOR

DIRECTIONS = ("up", "down", "narrow", "curb", "hold", "match")
PRIOR_YEARS = 5
"""Length of the period before the base year that a curbed rise is compared with: a plan's length."""


FEWEST_CASES = 10
"""Cases, in all pooled years and on both sides, below which a gap of a rare event is not judged."""


def measure(subject: str, first: Decimal, second: Decimal | None, decimals: int, *, signed: bool = False) -> Decimal:
    """The number a track is about, rounded once: the value, the size of the gap, or the difference.

    ``subject``: value, gap:<dimension> (size, unless ``signed``) or compare (signed).
    """
    if subject == "value" or second is None:
        return half_up(first, decimals)
    difference = first - second
    if subject.startswith("gap") and not signed:
        difference = abs(difference)
    return half_up(difference, decimals)


def missing_of(*sides: Standing | None) -> Judgement | None:
    """Why the sides cannot be judged, the first of no data, not due, not monitorable; None when they can."""
    gone = [side for side in sides if side is not None and side.value is None]
    if not gone:
        return None
    worst = min(gone, key=lambda side: UNJUDGED.index(side.missing))
    return Judgement(worst.missing, worst.why)


def too_few(small_count: bool, *sides: Standing) -> bool:
    """Whether two sides of a rare event rest on too few cases to be compared (``FEWEST_CASES`` in all).

    Two deaths on one side and none on the other say nothing of a gap: with equal risks, ten cases all on one side
    come about by chance in 1 of 512 (two-sided binomial).
    """
    counts = [side.numerator for side in sides]
    return small_count and len(sides) > 1 and sum((c or Decimal(0) for c in counts), Decimal(0)) < FEWEST_CASES


def judge_change(
    direction: str,
    better: str,
    now: Decimal,
    base: Decimal | None,
    *,
    no_base: str = "no_base",
    prior: Decimal | None = None,
    since_base: int = 0,
    before_base: int = PRIOR_YEARS,
    bound: Decimal | None = None,
    about_percent: int = ABOUT_PERCENT,
) -> Judgement:
    """Judge a measure of this year against its base, both already rounded.

    ``better`` is the indicator's direction, used by hold; for the size of a gap it is down. ``prior`` is the
    measure ``before_base`` years before the base year and ``since_base`` the years since, both used by curb.
    ``bound`` is the best the measure can be (``bound_of``), ``about_percent`` the scheme's reading of "held" for an
    indicator without a better side.
    """
    if since_base <= 0:
        return Judgement("not_due", "base_year")
    if base is None:
        return Judgement("no_data", no_base)
    if direction == "curb":
        return _judge_curb(now, base, prior, since_base, before_base)
    if direction == "narrow":
        if abs(now) < abs(base):
            return Judgement("met", "narrowed")
        if now == 0:
            return Judgement("met", "no_gap")
        return Judgement("hard", "same") if abs(now) == abs(base) else Judgement("not_met", "widened")
    if direction == "hold":
        return Judgement("met", "kept") if _kept(better, now, base, about_percent) else Judgement("not_met", "not_kept")
    if now == base:
        at_bound = bound is not None and (now >= bound if direction == "up" else now <= bound)
        return Judgement("met", "at_bound") if at_bound else Judgement("hard", "same")
    return Judgement("met", "better") if (now > base) == (direction == "up") else Judgement("not_met", "worse")


def judge_match(better: str, now: Decimal, base: Decimal | None) -> Judgement:
    """Judge whether the first figure keeps step with the second; ``now`` and ``base`` are signed differences."""
    if (now <= 0) if better == "down" else (now >= 0):
        return Judgement("met", "matched")
    if base is not None and abs(now) < abs(base):
        return Judgement("hard", "closing")
    return Judgement("not_met", "behind")


def _judge_curb(now: Decimal, base: Decimal, prior: Decimal | None, since: int, before: int) -> Judgement:
    if now <= base:
        return Judgement("met", "not_rising")
    if prior is None:
        return Judgement("no_data", "no_earlier_pace")
    rise, rise_before = (now - base) * before, (base - prior) * since
    if rise < rise_before:
        return Judgement("met", "curbed")
    return Judgement("hard", "same_pace") if rise == rise_before else Judgement("not_met", "not_curbed")


def bound_of(subject: str, kind: str, direction: str) -> Decimal | None:
    """The best that a measure can be: 100 for a share that shall rise, 0 for a share, rate, level, count or the size
    of a gap that shall fall; None where there is no end.

    >>> bound_of("value", "share", "up"), bound_of("compare", "share", "up")
    (Decimal('100'), None)
    """
    if subject == "value":
        if direction == "up":
            return CEILING if kind == "share" else None
        return FLOOR if direction == "down" and kind in BOUNDED_BELOW else None
    return FLOOR if direction == "down" and subject.startswith("gap") else None


def _kept(better: str, now: Decimal, base: Decimal, about_percent: int) -> bool:
    if better == "up":
        return now >= base
    if better == "down":
        return now <= base
    return abs(now - base) <= half_up(abs(base) * about_percent / 100, SCALE)
