"""The gaps of one indicator in words: between women and men, town and country, and between areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from halfsky.method.appraisal.gap import SIDES
from halfsky.method.wording import number
from halfsky.method.wording.comparison import difference_words
from halfsky.office.framework.measure import Measure
from halfsky.office.monitoring.selectors.kept import kept
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.words import breakdown_word, pick
from halfsky.office.people.selectors import names_of_all


@dataclass(frozen=True, slots=True)
class GapRow:
    """One gap. ``interval`` and ``change_interval`` are "" when the counts are not known."""

    sides: str
    first: str
    second: str
    difference: str
    interval: str
    parity: str
    worse: str
    change: str
    change_tone: str
    change_interval: str
    sure: str
    rare: bool


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area beside the area above it."""

    area: str
    parent: str
    value: str
    parent_value: str
    difference: str
    worse: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of an indicator in the newest run; empty before a run and where there are none."""

    rows: tuple[GapRow, ...] = ()
    areas: tuple[AreaRow, ...] = ()
    base_year: int = 0


def gaps_of(
    stand: Standing, code: str, measure: Measure, area: str, lang: str, *, rare: bool = False, names: Mapping[str, str] | None = None
) -> Gaps:
    """The gaps of an indicator in the area; ``names`` are those of the areas (one query where they are not given).


    Of a rare event (``rare``) a side is called worse only when the interval leaves no doubt, and no change is told.
    """
    if stand.run is None:
        return Gaps()
    told = kept(stand.result_hash)
    rows = [
        _gap(row, measure, lang, rare) for row in told.get("gaps") or ()
        if row["indicator"] == code and row["area"] == area and row["difference"] is not None
    ]
    beside = [row for row in told.get("area_gaps") or () if row["indicator"] == code]
    if names is None:
        names = names_of_all(lang) if beside else {}
    return Gaps(tuple(rows), tuple(_area(row, measure, names, lang) for row in beside), stand.before_plan)


def _gap(row: Mapping[str, Any], measure: Measure, lang: str, rare: bool) -> GapRow:
    dimension = row["dimension"]
    names = [breakdown_word(f"{dimension}={side}", lang) for side in SIDES[dimension]]
    first, second = _printed(row["sides"], dimension, measure)
    difference = first - second
    moved, tone, sure = "", "", ""
    within = row.get("difference_95")
    doubtful = rare and (within is None or within[0] <= 0 <= within[1])
    if row["base_sides"] and not rare:
        base = _printed(row["base_sides"], dimension, measure)
        rounded = abs(difference) - abs(base[0] - base[1])
        words = ("持平", "no change") if rounded == 0 else ("缩小{n}", "{n} narrower") if rounded < 0 else ("扩大{n}", "{n} wider")
        moved = pick(words, lang).format(n=measure.difference(rounded))
        tone = "" if rounded == 0 else "better" if rounded < 0 else "worse"
        limits = row.get("change_95")
        if limits is not None:
            beyond = limits[1] < 0 or limits[0] > 0
            sure = pick(("超出偶然波动", "beyond chance") if beyond else ("可能只是偶然波动", "may be chance"), lang)
    return GapRow(
        sides=pick(("{a}减{b}", "{a} minus {b}"), lang).format(a=names[0], b=names[1]),
        first=measure.text(first), second=measure.text(second),
        difference=_signed(difference, measure), interval=_interval(row.get("difference_95"), measure, lang),
        parity="" if row["parity"] is None or rare else f"{row['parity']:.4f}",
        worse=breakdown_word(f"{dimension}={row['worse']}", lang) if row["worse"] and not doubtful else "",
        change=moved, change_tone=tone, change_interval=_interval(row.get("change_95"), measure, lang), sure=sure,
        rare=rare,
    )


def _area(row: Mapping[str, Any], measure: Measure, names: Mapping[str, str], lang: str) -> AreaRow:
    own, above = (names.get(row[key], row[key]) for key in ("area", "parent"))
    return AreaRow(
        area=own, parent=above, value=measure.text(_number(row["value"])), parent_value=measure.text(_number(row["parent_value"])),
        difference=_signed(Decimal(str(row["difference"])), measure),
        worse={"area": own, "parent": above}.get(row["worse"], ""),
    )


def _printed(sides: Mapping[str, float], dimension: str, measure: Measure) -> list[Decimal]:
    """The two sides as they are printed, so that a reader who subtracts them finds the gap that stands here."""
    return [number.rounded(Decimal(str(sides[side])), measure.decimals) for side in SIDES[dimension]]


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _signed(amount: Decimal, measure: Measure) -> str:
    """A difference with its sign: `+2.8百分点`, `-0.4岁`."""
    sign = "+" if number.rounded(amount, measure.decimals) > 0 else "−" if number.rounded(amount, measure.decimals) < 0 else ""
    return sign + measure.difference(amount)


def _interval(limits: list[float] | None, measure: Measure, lang: str) -> str:
    """`−3.1 至 1.2个百分点`: signed limits, the unit once."""
    if limits is None:
        return ""
    low, high = (number.digits(Decimal(str(limit)), measure.decimals).replace("-", "−") for limit in limits)
    unit = difference_words(Decimal(0), measure.unit, 0, lang).removeprefix("0")
    return pick(("{low} 至 {high}{unit}", "{low} to {high}{unit}"), lang).format(low=low, high=high, unit=unit)
