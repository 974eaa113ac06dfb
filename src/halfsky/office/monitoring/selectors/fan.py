"""The fan chart of an outlook as positions in a drawing: years so far, the band to the target year, the target.

Two drawings are made, a wide one and a narrow one for phones. The band is the 80 % interval, the dashed line its
median. ``scale`` lets the page move a line of its own over the same drawing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from halfsky.method.wording import number
from halfsky.office.framework.measure import Measure
from halfsky.office.monitoring.words import pick

Known = Sequence[tuple[int, Decimal]]
SIZES = {"wide": (680, 250, 44, 96), "narrow": (350, 230, 34, 92)}
"""Width, height, room on the left for the scale, room on the right for the words at the lines' ends."""
TOP, BOTTOM, TICKS = 14, 26, 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure at its place: x, y and its label ("" for none)."""

    x: str
    y: str
    label: str
    label_y: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One rendering. ``left``/``right`` are the ends of the plot, ``foot`` its bottom; ``scale`` is ``x0 dx y0 dy``."""

    name: str
    width: int
    height: int
    left: str
    right: str
    foot: str
    grid: tuple[tuple[str, str], ...]
    years: tuple[tuple[str, int], ...]
    band: str
    line: str
    median: str
    marks: tuple[Mark, ...]
    end: Mark | None
    interval_y: str
    target_y: str
    target_label_y: str
    scale: str
    last_x: str
    last_y: str
    end_x: str


@dataclass(frozen=True, slots=True)
class FanView:
    """The chart, its sentence for those who do not see it, and its table (year, low, middle, high, target)."""

    drawings: tuple[Drawing, ...]
    alt: str
    target: str
    interval: str
    rows: tuple[tuple[int, str, str, str], ...]
    last_year: int
    end_year: int


def fan_view(known: Known, fan: Sequence[Mapping[str, Any]], reach: Decimal | None, target: str, measure: Measure, lang: str) -> FanView | None:
    """The fan of yearly figures and an outlook's steps; None when there is nothing to look ahead to."""
    steps = [row for row in fan if row["q50"] is not None]
    if not known or not steps:
        return None
    last = steps[-1]
    interval = pick(("{low} 至 {high}", "{low} to {high}"), lang).format(low=_bare(last["q10"], measure), high=_bare(last["q90"], measure))
    (first, then), (year, now) = known[0], known[-1]
    words = (
        "{a} 年 {v}，{b} 年 {w}；{c} 年预计 {m}，80% 区间 {i}{t}", "{v} in {a}, {w} in {b}; {m} expected in {c}, 80 % interval {i}{t}",
    )
    aim = pick(("，要求 {t}", ", asked for {t}"), lang).format(t=target) if target else ""
    return FanView(
        drawings=tuple(_drawing(name, known, steps, reach, measure) for name in SIZES),
        alt=pick(words, lang).format(
            a=first, v=measure.text(then), b=year, w=measure.text(now), c=last["year"], m=_text(last["q50"], measure), i=interval, t=aim,
        ),
        target=target, interval=interval, last_year=year, end_year=last["year"],
        rows=tuple((row["year"], *(_bare(row[q], measure) for q in ("q10", "q50", "q90"))) for row in steps),
    )


def trend_view(known: Known, measure: Measure, lang: str) -> FanView | None:
    """The yearly figures alone as a drawing, for an indicator that nothing is foreseen of; None for fewer than two."""
    if len(known) < 2:
        return None
    (first, then), (year, now) = known[0], known[-1]
    words = ("{a} 年 {v}，{b} 年 {w}", "{v} in {a}, {w} in {b}")
    return FanView(
        drawings=tuple(_drawing(name, known, [], None, measure) for name in SIZES),
        alt=pick(words, lang).format(a=first, v=measure.text(then), b=year, w=measure.text(now)), target="", interval="", rows=(),
        last_year=year, end_year=year,
    )


def _bare(value: object, measure: Measure) -> str:
    return measure.bare(Decimal(str(value)))


def _text(value: object, measure: Measure) -> str:
    return measure.text(Decimal(str(value)))


def ends(levels: Sequence[float], share: bool) -> tuple[float, float, float]:
    """The scale's ends and step: round numbers around all levels; a share stays within 0 and 100.

    >>> ends([55.2, 61.0, 65.0], True)
    (54.0, 66.0, 3.0)
    """
    low, high = min(levels), max(levels)
    air = (high - low) * 0.08 or abs(high) * 0.05 or 1.0
    low, high = (max(low - air, 0.0) if low >= 0 else low - air), high + air
    if share:
        high = min(high, 100.0) if high - air <= 100 else high
    rough = (high - low) / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next((power * k for k in (1, 2, 2.5, 3, 5, 10) if power * k >= rough - 1e-12), power * 10)
    bottom, top = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    return round(bottom, 9), round(top, 9), round(step, 9)


def _drawing(name: str, known: Known, steps: Sequence[Mapping[str, Any]], reach: Decimal | None, measure: Measure) -> Drawing:
    width, height, left, room = SIZES[name]
    levels = [float(value) for _, value in known] + [float(row[q]) for row in steps for q in ("q10", "q90")]
    levels += [float(reach)] if reach is not None else []
    low, high, step = ends(levels, measure.unit.group == "share")
    first, last = known[0][0], steps[-1]["year"] if steps else known[-1][0]
    x0, dx = left + 14, (width - left - 14 - room) / max(last - first, 1)
    dy = (height - TOP - BOTTOM) / ((high - low) or 1.0)

    def x(year: int) -> str:
        return f"{x0 + (year - first) * dx:.1f}"

    def y(value: object) -> str:
        return f"{height - BOTTOM - (float(str(value)) - low) * dy:.1f}"

    newest, end = known[-1], steps[-1] if steps else None
    around = [f"{x(r['year'])} {y(r['q90'])}" for r in steps] + [f"{x(r['year'])} {y(r['q10'])}" for r in reversed(steps)]
    places = max(0, -math.floor(math.log10(step) + 1e-9)) if step < 1 else (1 if step % 1 else 0)
    shown = {known[0][0], newest[0]}
    if name == "wide" and len(known) <= 8:
        shown = {year for year, _ in known}
    above = reach is None or float(reach) <= float(newest[1])
    marks = tuple(
        Mark(x(year), y(value), measure.bare(value) if year in shown else "", f"{float(y(value)) + (-11 if above else 20):.1f}")
        for year, value in known
    )
    every = range(first, last + 1)
    labelled = [year for year in every if (last - year) % (2 if len(every) > (12 if name == "wide" else 6) else 1) == 0]
    target_y = "" if reach is None else y(reach)
    return Drawing(
        name=name, width=width, height=height, left=str(left), right=f"{width - room:.1f}", foot=f"{height - BOTTOM}",
        grid=tuple((y(low + i * step), number.digits(Decimal(str(low + i * step)), places)) for i in range(round((high - low) / step) + 1)),
        years=tuple((x(year), year) for year in labelled), band=f"M{x(newest[0])} {y(newest[1])}L{'L'.join(around)}Z" if steps else "",
        line=" ".join(f"{x(year)},{y(value)}" for year, value in known),
        median=" ".join([f"{x(newest[0])},{y(newest[1])}", *(f"{x(r['year'])},{y(r['q50'])}" for r in steps)]), marks=marks,
        end=Mark(x(end["year"]), y(end["q50"]), _bare(end["q50"], measure), f"{float(y(end['q50'])) + 4:.1f}") if end else None,
        interval_y=f"{float(y(end['q50'])) + 20:.1f}" if end else "", target_y=target_y,
        target_label_y="" if not target_y else f"{float(target_y) - 6:.1f}",
        scale=f"{x0} {dx:.6f} {height - BOTTOM} {dy:.8f} {first} {low}", last_x=x(newest[0]), last_y=y(newest[1]), end_x=x(end["year"] if end else last),
    )
