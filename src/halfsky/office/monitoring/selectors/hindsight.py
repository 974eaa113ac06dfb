"""Hindsight: what became of past statements. Those really issued, those worked out for past years, the backtest.

The three are kept apart. An issued statement is known once its target year has come, or once a value that was to hold
failed. The others were never issued: they are what the same method says on the figures known in that year, tried on the
line to the target (``cube/hindsight``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import F

from halfsky.formats.outlook_backtest import Tried, backtests
from halfsky.method.outlook.hindsight import Hindsight, Share, hindsight
from halfsky.method.outlook.level import CANNOT, LEVELS, colour
from halfsky.method.wording import outlook as outlook_words
from halfsky.method.wording.warning import chance
from halfsky.office.framework.measure import Measure, measures
from halfsky.office.monitoring.models import OutlookResult, Run, TrackResult
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.selectors.titles import title_of
from halfsky.office.monitoring.services.run import hindsight_path
from halfsky.office.release.models import Figure

AHEAD = (1, 2, 3)
USUAL = 2
WARNED_AT = LEVELS[1:]
SHOWN = 60
CAME_TRUE, NEEDLESS, OPEN, UNKNOWN = "came_true", "needless", "open", "unknown"


@dataclass(frozen=True, slots=True)
class Rate:
    """`3 / 16` with its interval in words; ``percent`` "" where the cases are too few for one."""

    count: int
    whole: int
    percent: str
    interval: str


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level: the misses after statements issued, worked out, and of the backtest."""

    level: str
    name: str
    colour: str
    issued: Rate
    worked: Rate
    tried: str
    tried_count: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One warning of the past and what came: ``outcome`` came_true, needless, open, unknown."""

    indicator: str
    title: str
    origin: int
    result: int
    level: str
    name: str
    colour: str
    chance: str
    asked: str
    value: str
    outcome: str
    now: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the reliability diagram; ``low_y`` and ``high_y`` are the ends of its interval, "" without one."""

    x: str
    y: str
    r: str
    label: str
    low_y: str = ""
    high_y: str = ""


@dataclass(frozen=True, slots=True)
class Diagram:
    """The reliability diagram: ticks as (x, y, label), the backtest's tenths, the county's levels, its sentence."""

    ticks: tuple[tuple[str, str, str], ...]
    tenths: tuple[Dot, ...]
    line: str
    own: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class HindsightView:
    """The page. ``base`` (share met), ``found`` and ``needless`` are (worked out, backtest), to be read side by side."""

    ahead: int
    levels: tuple[LevelRow, ...]
    base: tuple[str, str]
    found: tuple[Rate, str]
    needless: tuple[Rate, str]
    issued: tuple[StatementRow, ...]
    issued_open: int
    earlier: tuple[int, ...]
    worked: tuple[StatementRow, ...]
    worked_more: int
    statements: int
    years: str
    left_out: Mapping[str, int]
    tried: Tried | None
    tenths: tuple[tuple[str, str, str, str], ...]
    diagram: Diagram | None


@lru_cache(maxsize=4)
def worked_out(result_hash: str) -> Mapping[str, Any]:
    """What ``cube/hindsight`` gave for the run; empty when its bytes are not there."""
    path = hindsight_path(result_hash)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def hindsight_view(stand: Standing, ahead: int, lang: str) -> HindsightView:
    """What became of statements made ``ahead`` years before (six queries)."""
    known, past = measures(lang), worked_out(stand.result_hash)
    statements = [row for row in past.get("statements", ()) if row["ahead"] == ahead]
    worked = hindsight((row["level"], row["met"]) for row in statements)
    issued, earlier = _issued(stand, known, lang)
    real = hindsight((row.level, row.outcome == NEEDLESS) for row in issued if row.outcome in (CAME_TRUE, NEEDLESS))
    tried = next(iter(backtests()), None)
    warned = sorted((row for row in statements if row["level"] in WARNED_AT), key=_order)
    years = [row["origin"] for row in statements]
    rows = tuple(_statement(row, known[row["indicator"]], lang) for row in warned[:SHOWN] if row["indicator"] in known)
    shown = [row for row in issued if row.level in WARNED_AT]
    return HindsightView(
        ahead=ahead, levels=_levels(real, worked, tried, lang),
        base=(_met(worked), _percent(sum(row.count * row.met for row in tried.levels) / tried.count) if tried else ""),
        found=(_rate(worked.found, lang), _percent(tried.found) if tried else ""),
        needless=(_rate(worked.needless, lang), _percent(tried.needless) if tried else ""),
        issued=tuple(shown), issued_open=sum(row.outcome == OPEN for row in shown), earlier=earlier, worked=rows,
        worked_more=len(warned) - len(rows), statements=len(statements), years=f"{min(years)}–{max(years)}" if years else "",
        left_out=past.get("left_out") or {}, tried=tried, tenths=_tenths(tried), diagram=_diagram(tried, statements) if tried else None,
    )


def _order(row: Mapping[str, Any]) -> tuple[int, int, str]:
    return -int(row["result"]), -LEVELS.index(row["level"]), str(row["code"])


def _percent(part: float) -> str:
    return f"{100 * part:.0f}%"


def _met(worked: Hindsight) -> str:
    """The share of all statements whose figure met its mark."""
    whole = worked.found.whole + worked.needless.whole
    return _percent(worked.needless.whole / whole) if whole else ""


def _rate(of: Share, lang: str) -> Rate:
    ends = "" if of.low is None or of.high is None else f"{100 * of.low:.0f}%–{100 * of.high:.0f}%"
    return Rate(of.count, of.whole, _percent(of.count / of.whole) if of.enough else "", ends)


def _levels(real: Hindsight, worked: Hindsight, tried: Tried | None, lang: str) -> tuple[LevelRow, ...]:
    rows = []
    for (level, one), (_, other) in zip(real.missed, worked.missed, strict=True):
        there = tried.of(level) if tried else None
        rows.append(LevelRow(
            level, outlook_words.level(level, lang), colour(level, ""), _rate(one, lang), _rate(other, lang),
            _percent(1 - there.met) if there else "", f"{there.count:,}" if there else "",
        ))  # fmt: skip
    return tuple(rows)


def _asked(sense: str, mark: Decimal, measure: Measure) -> str:
    return {"at_least": "≥", "at_most": "≤"}.get(sense, "≈") + measure.text(mark)


def _statement(row: Mapping[str, Any], measure: Measure, lang: str) -> StatementRow:
    value = None if row["value"] is None else Decimal(str(row["value"]))
    return StatementRow(
        row["indicator"], title_of(measure, row["breakdown"], lang), row["origin"], row["result"], row["level"],
        outlook_words.level(row["level"], lang), colour(row["level"], ""), chance(Decimal(str(row["p_met"])), lang),
        _asked(row["sense"], Decimal(str(row["mark"])), measure), measure.text(value), NEEDLESS if row["met"] else CAME_TRUE, "",
    )


def _issued(stand: Standing, known: Mapping[str, Measure], lang: str) -> tuple[list[StatementRow], tuple[int, ...]]:
    """What the last run of each earlier year said, and what came of it by the figures of this release."""
    last: dict[int, int] = {}
    runs = Run.objects.filter(release__plan_id=stand.plan, release__origin="", year__lt=stand.year)
    for pk, year in runs.order_by("year", "release__number", "ran_at").values_list("pk", "year"):
        last[year] = pk
    if not last:
        return [], ()
    said = list(OutlookResult.objects.filter(run__in=last.values(), model="mixture").exclude(level=CANNOT).select_related("run"))
    tracks = dict(TrackResult.objects.filter(run_id=stand.run).values_list("code", "state"))
    now = dict(OutlookResult.objects.filter(run_id=stand.run).values_list("code", "level"))
    values: dict[tuple[str, str], dict[int, Decimal]] = {}
    figures = Figure.objects.filter(
        release_id=stand.release, area=F("release__area"), indicator__in={row.indicator for row in said}, value__isnull=False,
        year__gt=min(last), year__lte=stand.year,
    ).exclude(status="I")
    for indicator, breakdown, year, value in figures.values_list("indicator", "breakdown", "year", "value"):
        values.setdefault((indicator, breakdown), {})[year] = value
    rows = []
    for row in said:
        measure = known.get(row.indicator)
        if measure is None or row.reach is None or row.target_year is None:
            continue
        mine = values.get((row.indicator, row.breakdown), {})
        outcome, result, value = _came(row, tracks.get(row.code, ""), mine, stand.year)
        rows.append(StatementRow(
            row.indicator, title_of(measure, row.breakdown, lang), row.run.year, result, row.level, outlook_words.level(row.level, lang),
            colour(row.level, ""), chance(row.p_met, lang), _asked(row.sense, row.reach, measure), measure.text(value), outcome,
            outlook_words.level(now[row.code], lang) if row.code in now and outcome == OPEN else "",
        ))  # fmt: skip
    rows.sort(key=lambda row: (row.outcome == OPEN, -row.origin, -LEVELS.index(row.level), row.title))
    return rows, tuple(sorted(last))


def _came(row: OutlookResult, state: str, values: Mapping[int, Decimal], year: int) -> tuple[str, int, Decimal | None]:
    """(outcome, year that told it, value of that year)."""
    reach, due = row.reach or Decimal(0), row.target_year or 0
    if row.hold and row.sense in ("at_least", "at_most"):
        failed = [at for at, value in sorted(values.items()) if row.run.year < at <= due and (value < reach) == (row.sense == "at_least") and value != reach]
        if failed:
            return CAME_TRUE, failed[0], values[failed[0]]
    if due > year:
        return OPEN, due, None
    told = {"met": NEEDLESS, "met_early": NEEDLESS, "not_met": CAME_TRUE}.get(state, UNKNOWN)
    return told if due == year else UNKNOWN, due, values.get(due)


def _tenths(tried: Tried | None) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(
        (f"{100 * one.low:.0f}%–{100 * one.high:.0f}%", f"{one.count:,}", f"{100 * one.told:.1f}%", f"{100 * one.met:.1f}%")
        for one in (tried.tenths if tried else ())
    )


LEFT, FOOT, SIDE = 46.0, 300.0, 280.0


def _at(x: float, y: float) -> tuple[str, str]:
    return f"{LEFT + SIDE * x:.1f}", f"{FOOT - SIDE * y:.1f}"


def _diagram(tried: Tried, statements: Sequence[Mapping[str, Any]]) -> Diagram:
    """The tenths of the backtest, and the county's own statements by level with their intervals."""
    most = max((one.count for one in tried.tenths), default=1)
    tenths = tuple(Dot(*_at(one.told, one.met), f"{3 + 5 * (one.count / most) ** 0.5:.1f}", "") for one in tried.tenths if one.count)
    own = []
    for level, missed in hindsight((row["level"], row["met"]) for row in statements).missed:
        told = [row["p_met"] for row in statements if row["level"] == level]
        if missed.low is None or missed.high is None:
            continue
        x, y = _at(sum(told) / len(told), 1 - missed.count / missed.whole)
        own.append(Dot(x, y, "5", str(missed.whole), _at(0, 1 - missed.high)[1], _at(0, 1 - missed.low)[1]))
    ticks = tuple((*_at(one, one), f"{100 * one:.0f}%") for one in (0, 0.2, 0.4, 0.6, 0.8, 1))
    return Diagram(ticks, tenths, " ".join(f"{dot.x},{dot.y}" for dot in tenths), tuple(own))


