"""The composite index (综合指数法): a score for each indicator, weighted within a domain, then across domains.

Score, 0 to 100 with two decimals:

* way: (way made from the base) / (way from the base to the figure to reach), as ``progress`` measures it; met is 100.
* ratio: figure / figure to reach, or the reverse where it must not be passed: the degree of attainment (实现程度) of
  China's well-off-society monitoring. Used where there is no way to measure: a target to hold, no base, a base that
  was there already.
* range: (X - min) / (max - min), reversed for an inverse indicator. Least and greatest are taken over the judged areas
  in the base year, last year and this year and over the figures to reach, and serve both years, so that the index of
  two years can be compared. A figure that never moved has no range and no score.

Scheme ``index_method``: ``target`` scores the indicators that have a target, by way or ratio; ``minmax`` scores every
indicator that has a better side, by range. The two are not mixed in one average. What has no score leaves the average,
and the average says how many were scored. Source: OECD and JRC, Handbook on Constructing Composite Indicators (2008),
steps 5 to 7; 国家统计局, 全面建成小康社会统计监测方案 for the ratio.

Sensitivity: one weight at a time is moved up and down by the scheme's ``sensitivity_percent``, the others stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from halfsky.method.rounding import ratio
from halfsky.method.target import AT_LEAST, AT_MOST, shortfall

LEAST, MOST = Decimal(0), Decimal(100)
DECIMALS = 2
WEIGHT_STEPS = 1000
"""Weights are whole thousandths, so that every engine adds them alike."""


@dataclass(frozen=True, slots=True)
class Score:
    """A score with the way it was found: ``way``, ``ratio`` or ``range``."""

    value: Decimal
    how: str


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in an average: an indicator in its domain, a domain in the whole. ``weight`` in thousandths."""

    code: str
    value: Decimal | None
    weight: int = WEIGHT_STEPS


@dataclass(frozen=True, slots=True)
class Index:
    """An average with its range when one weight moves, and how many of its parts were scored."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    scored: int
    of: int


def thousandths(weight: float | int) -> int:
    """A weight of the scheme as whole thousandths."""
    return round(weight * WEIGHT_STEPS)


def score_target(
    sense: int, hold: bool, value: Decimal, base: Decimal | None, reach: Decimal, slack: Decimal = LEAST
) -> Score:
    """The score of a figure against the figure to reach.

    >>> score_target(1, False, Decimal(86), Decimal(80), Decimal(90))
    Score(value=Decimal('60.00'), how='way')
    """
    short = shortfall(sense, value, reach)
    way = shortfall(sense, base, reach) if base is not None and not hold else LEAST
    how = "way" if way > 0 else "ratio"
    if short <= slack:
        return Score(_clipped(MOST), how)
    if way > 0:
        return Score(_clipped(ratio(way - short, way, 100, DECIMALS)), how)
    if sense == AT_LEAST:
        return Score(_clipped(ratio(value, reach, 100, DECIMALS) if reach > 0 else None), how)
    if sense == AT_MOST:
        return Score(_clipped(ratio(reach, value, 100, DECIMALS) if value > 0 else None), how)
    return Score(_clipped(ratio(abs(reach) - short, abs(reach), 100, DECIMALS)), how)


def score_range(direction: str, value: Decimal, low: Decimal, high: Decimal) -> Score | None:
    """The place of a figure between the least and the greatest; None without a better side or without a range."""
    if direction not in ("up", "down") or low == high:
        return None
    made = value - low if direction == "up" else high - value
    return Score(_clipped(ratio(made, high - low, 100, DECIMALS)), "range")


def average(parts: Sequence[Part], percent: int) -> Index:
    """The weighted average of the parts that have a value, with its range when one weight moves by ``percent``.

    >>> average([Part("a", Decimal(80)), Part("b", Decimal(40)), Part("c", None)], 20).value
    Decimal('60.00')
    """
    known = [(part.value, part.weight) for part in parts if part.value is not None and part.weight > 0]
    whole = sum(weight for _, weight in known)
    total = sum((value * weight for value, weight in known), LEAST)
    if not known:
        return Index(None, None, None, 0, len(parts))
    moved = [
        found
        for value, weight in known
        for change in (percent, -percent)
        if (found := ratio(total * 100 + change * weight * value, Decimal(whole * 100 + change * weight), 1, DECIMALS))
        is not None
    ]
    middle = ratio(total, Decimal(whole), 1, DECIMALS)
    assert middle is not None
    return Index(middle, min(*moved, middle), max(*moved, middle), len(known), len(parts))


def contributions(parts: Sequence[Part]) -> dict[str, Fraction]:
    """How many points of the average come from each part; they add up to it, before rounding."""
    whole = sum(part.weight for part in parts if part.value is not None)
    return {
        part.code: Fraction(part.value) * part.weight / whole
        for part in parts
        if part.value is not None and whole > 0
    }


def full_points(parts: Sequence[Part]) -> dict[str, Fraction]:
    """How many points each part would give with a full score: its share of the weights, in per cent."""
    return contributions([Part(part.code, None if part.value is None else MOST, part.weight) for part in parts])


def ranks(
    areas: Mapping[str, Mapping[str, Decimal]], weights: Mapping[str, int], percent: int
) -> dict[str, tuple[int, int, int]]:
    """Area -> (rank, best rank, worst rank) by the overall index; the last two when one domain's weight moves.

    ``areas``: area -> domain -> index. Equal areas share a rank; an area without any index has none.
    """
    found: dict[str, list[int]] = {area: [] for area, values in areas.items() if _overall(values, weights) is not None}
    for changed in _scenarios(weights, percent):
        overall = {area: _overall(areas[area], changed) for area in found}
        for area, own in overall.items():
            above = sum(1 for other in overall.values() if own is not None and other is not None and other > own)
            if own is not None:
                found[area].append(1 + above)
    return {area: (placed[0], min(placed), max(placed)) for area, placed in found.items()}


def _scenarios(weights: Mapping[str, int], percent: int) -> Iterable[dict[str, int]]:
    """The weights as they are, then each in turn moved up and down; in hundredths of thousandths."""
    plain = {domain: weight * 100 for domain, weight in weights.items()}
    yield plain
    for domain, weight in weights.items():
        for change in (percent, -percent):
            yield {**plain, domain: weight * (100 + change)}


def _overall(values: Mapping[str, Decimal], weights: Mapping[str, int]) -> Decimal | None:
    whole = sum(weights[domain] for domain in values)
    return ratio(sum((value * weights[domain] for domain, value in values.items()), LEAST), Decimal(whole), 1, DECIMALS)


def _clipped(value: Decimal | None) -> Decimal:
    """Within 0 and 100, two decimals; what cannot be divided scores 0."""
    held = LEAST if value is None else min(max(value, LEAST), MOST)
    return held.quantize(Decimal("0.01"))
