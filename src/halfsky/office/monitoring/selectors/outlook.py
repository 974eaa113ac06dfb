"""An indicator's outlook as its page shows it: probability in words and number, the fan, the pace, "what if"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from halfsky.formats.outlook_backtest import backtests
from halfsky.method.wording import number
from halfsky.method.wording import outlook as outlook_words
from halfsky.method.wording.warning import Scale, chance
from halfsky.office.framework.measure import Measure
from halfsky.office.monitoring.models import OutlookResult, WarningEntry
from halfsky.office.monitoring.selectors.fan import FanView, fan_view
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.selectors.warning import Counts, aim_of, counts_of, data_of
from halfsky.office.monitoring.words import pick
from halfsky.office.release.selectors import Seen

FAN_YEARS = 10
VERDICTS = {
    "met": ("达到要求", "meets it"), "met_hold": ("各年都守住", "holds in every year"), "short": ("还差 {n}", "{n} short"),
    "off": ("偏离 {n}", "{n} off"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One yearly step and where a straight line with it ends; ``verdict`` in words."""

    step: str
    value: str
    met: bool
    verdict: str
    inside: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a page needs to move the line: numbers as plain text, and a few steps worked out for those without."""

    value: str
    years: int
    start: str
    low: str
    high: str
    by: str
    reach: str
    slack: str
    hold: bool
    sense: str
    fan_low: str
    fan_high: str
    decimals: int
    top: str
    bottom: str
    unit: str
    point_unit: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class OutlookView:
    """The outlook of one track. ``why`` says in words why there is none; ``right`` how often such a statement
    was; ``warned`` is the warning of the track and its level."""

    code: str
    level: str
    likely: str
    chance: str
    why: str
    target: str
    target_year: int
    hold: bool
    slack: str
    pace_needed: str
    pace_recent: str
    reached: bool
    data: tuple[str, ...]
    fan: FanView | None
    what_if: WhatIf | None
    counts: Counts | None
    right: tuple[str, str, str] | None
    warned: tuple[int, str] | None


def outlooks_of(stand: Standing, indicator: str, measure: Measure, lang: str, seen: Sequence[Seen]) -> dict[str, OutlookView]:
    """The outlooks of an indicator by track (two queries; ``seen`` are its released figures)."""
    if stand.run is None:
        return {}
    warned = {
        code: (pk, level)
        for code, pk, level in WarningEntry.objects.filter(run_id=stand.run, warning__indicator=indicator).exclude(level="")
        .values_list("warning__code", "warning_id", "level")
    }
    return {
        row.code: _view(row, measure, lang, [one for one in seen if one.breakdown == row.breakdown], stand.year, warned.get(row.code))
        for row in OutlookResult.objects.filter(run_id=stand.run, indicator=indicator)
    }


def _view(row: OutlookResult, measure: Measure, lang: str, seen: Sequence[Seen], year: int, warned: tuple[int, str] | None) -> OutlookView:
    scale = Scale(measure.unit, measure.decimals, lang, direction=row.kind == "direction")
    target = aim_of(row, measure, lang)
    own = sorted(
        (one.year, one.value) for one in seen
        if one.value is not None and one.status != "I" and year - FAN_YEARS < one.year <= year
    )
    small = row.model == "counts"
    fan = None if small else fan_view(own, row.fan, row.reach, target, measure, lang)
    return OutlookView(
        code=row.code, level=row.level, likely=outlook_words.level(row.level, lang), chance=chance(row.p_met, lang),
        why=outlook_words.why(row.why, lang) if row.why else "", target=target, target_year=row.target_year or 0, hold=row.hold,
        slack=measure.difference(row.slack) if row.slack else "",
        pace_needed=scale.step(row.pace_needed) if row.pace_needed is not None else "",
        pace_recent=scale.step(row.pace_recent) if row.pace_recent is not None else "", reached=row.pace_needed == 0,
        data=data_of(row, [one.version for one in seen if one.value is not None], lang), fan=fan,
        what_if=_what_if(row, own, measure, scale) if fan is not None else None,
        counts=counts_of(row.counts, _pooled(row, seen), measure, lang) if small else None, right=_right(row, lang), warned=warned,
    )


def _pooled(row: OutlookResult, seen: Sequence[Seen]) -> Decimal | None:
    """The pooled rate of a rare event in the indicator's unit, whose scale a figure with its counts tells."""
    known = next((one for one in seen if one.value and one.numerator and one.denominator), None)
    if known is None or known.value is None or known.numerator is None or known.denominator is None or not (row.counts or {}).get("exposure"):
        return None
    scale = known.value * known.denominator / known.numerator
    return Decimal(str(row.counts["events"])) / Decimal(str(row.counts["exposure"])) * scale


def _right(row: OutlookResult, lang: str) -> tuple[str, str, str] | None:
    """(level in words, how many such statements, how many in a hundred were met) in the backtest that ships."""
    tried = backtests()
    found = tried[0].of(row.level) if tried and row.model == "mixture" else None
    if found is None:
        return None
    return outlook_words.level(row.level, lang), f"{found.count:,}", f"{number.rounded(Decimal(str(found.met)) * 100, 0)}%"


def _what_if(row: OutlookResult, own: Sequence[tuple[int, Decimal]], measure: Measure, scale: Scale) -> WhatIf | None:
    if row.reach is None or not row.target_year or row.target_year <= own[-1][0]:
        return None
    last_year, value = own[-1]
    years, end = row.target_year - last_year, row.fan[-1]
    needed, recent, spread = (abs(one) if one is not None else Decimal(0) for one in (row.pace_needed, row.pace_recent, row.spread))
    by = Decimal(1).scaleb(-measure.decimals)
    widest = max(needed, recent, spread / years, by * 5)
    widest = number.rounded(widest * 2, measure.decimals)
    share = measure.unit.group == "share"
    bottom = Decimal(0) if min(value for _, value in own) >= 0 else None
    top = Decimal(100) if share and max(value for _, value in own) <= 100 else None
    start = number.rounded(row.pace_recent or Decimal(0), measure.decimals)
    needs = number.rounded(row.pace_needed or Decimal(0), measure.decimals)
    chosen: list[Decimal] = []
    for one in (needs, start, Decimal(0), number.rounded(-widest / 2, measure.decimals), number.rounded(widest / 2, measure.decimals), needs * 2):
        if len(chosen) < 5 and all(abs(one - other) > widest / 10 for other in chosen):
            chosen.append(one)
    chosen.sort()
    steps = tuple(_step(one, row, value, years, measure, scale, (bottom, top)) for one in chosen)
    zh = scale.lang == "zh"
    unit = measure.unit.zh if zh else measure.unit.en
    points = ("个百分点" if zh else " percentage points") if share else unit
    return WhatIf(
        value=str(value), years=years, start=str(start), low=str(-widest), high=str(widest), by=str(by), reach=str(row.reach),
        slack=str(row.slack), hold=row.hold, sense=row.sense, fan_low=str(end["q10"]), fan_high=str(end["q90"]), decimals=measure.decimals, top="" if top is None else str(top),
        bottom="" if bottom is None else str(bottom), unit=unit, point_unit=points, steps=steps,
    )


def short_of(value: Decimal, reach: Decimal, slack: Decimal, sense: str) -> Decimal:
    """By how much a value misses the figure to reach; 0 when it meets it within the target's tolerance."""
    off = abs(value - reach) if sense == "about" else reach - value if sense == "at_least" else value - reach
    return Decimal(0) if off <= slack else off


def _step(
    step: Decimal, row: OutlookResult, value: Decimal, years: int, measure: Measure, scale: Scale,
    ends: tuple[Decimal | None, Decimal | None],
) -> Step:
    """The target year's value on a straight line, and, for a figure to hold, the worst year on the way (the first or the last)."""

    def at(year: int) -> Decimal:
        there = value + step * year
        for end, pick_ in zip(ends, (max, min), strict=True):
            there = there if end is None else pick_(there, end)
        return number.rounded(there, measure.decimals)

    there, reach, slack = at(years), row.reach or Decimal(0), row.slack or Decimal(0)
    short = max(short_of(at(year), reach, slack, row.sense) for year in ((1, years) if row.hold else (years,)))
    words = VERDICTS["met_hold" if row.hold else "met"] if not short else VERDICTS["off" if row.sense == "about" else "short"]
    low, high = (Decimal(str(row.fan[-1][q])) for q in ("q10", "q90"))
    inside = ("区间内", "inside") if low <= there <= high else ("高于区间", "above") if there > high else ("低于区间", "below")
    return Step(
        scale.step(number.rounded(step, measure.decimals)), measure.text(there), not short,
        pick(words, scale.lang).format(n=measure.difference(short)), pick(inside, scale.lang),
    )
