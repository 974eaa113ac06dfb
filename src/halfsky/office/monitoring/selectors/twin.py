"""Two sides as two lines in a drawing of the page's own: for an opened area, which has no drawn charts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from halfsky.method.wording import number
from halfsky.office.framework.measure import Measure
from halfsky.office.monitoring.selectors.fan import BOTTOM, TOP, Known, ends
from halfsky.office.monitoring.words import breakdown_word, pick
from halfsky.office.release.selectors import Seen, main_column

SIZE = (350, 230, 34, 84)
"""Width, height, room on the left for the scale, room on the right for the sides' names."""
SIDES = {"sex": ("SEX=F", "SEX=M", "f", "m"), "urban": ("URBANISATION=U", "URBANISATION=R", "u", "ru")}
APART = 15


@dataclass(frozen=True, slots=True)
class Line:
    """One side: the style of its line, its points, and its name with the newest figure at the line's end."""

    style: str
    points: str
    marks: tuple[tuple[str, str], ...]
    name: str
    value: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class TwinView:
    """The drawing and the sentence for those who do not see it."""

    width: int
    height: int
    left: str
    right: str
    foot: str
    grid: tuple[tuple[str, str], ...]
    years: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]
    alt: str


def twins(seen: Sequence[Seen], measure: Measure, lang: str) -> dict[str, TwinView]:
    """Women beside men and town beside country, by ``sex`` and ``urban``, where each side has two figures or more.

    Town and country are those of the column that the page is about (of women, where the target is on women).
    """
    column, made = main_column(list(seen)), {}
    for key, (one, other, *styles) in SIDES.items():
        before = f"{column};" if key == "urban" and column and "URBANISATION" not in column else ""
        sides = [_known(seen, before + part) for part in (one, other)]
        if all(len(side) > 1 for side in sides):
            made[key] = _view(sides, styles, [breakdown_word(part, lang) for part in (one, other)], measure, lang)
    return made


def _known(seen: Sequence[Seen], breakdown: str) -> Known:
    return sorted((row.year, row.value) for row in seen if row.breakdown == breakdown and row.value is not None and row.status != "I")


def _view(sides: Sequence[Known], styles: Sequence[str], names: Sequence[str], measure: Measure, lang: str) -> TwinView:
    width, height, left, room = SIZE
    every = [point for side in sides for point in side]
    low, high, step = ends([float(value) for _, value in every], measure.unit.group == "share")
    first, last = min(year for year, _ in every), max(year for year, _ in every)
    dx, dy = (width - left - 14 - room) / max(last - first, 1), (height - TOP - BOTTOM) / ((high - low) or 1.0)

    def x(year: int) -> str:
        return f"{left + 14 + (year - first) * dx:.1f}"

    def y(value: object) -> float:
        return height - BOTTOM - (float(str(value)) - low) * dy

    places = max(0, -math.floor(math.log10(step) + 1e-9)) if step < 1 else (1 if step % 1 else 0)
    at = [y(side[-1][1]) for side in sides]
    near = 2 * APART - abs(at[0] - at[1])
    moved = [(near / 2 if mine >= theirs else -near / 2) if near > 0 else 0.0 for mine, theirs in (at, at[::-1])]
    if near > 0 and at[0] == at[1]:
        moved = [-near / 2, near / 2]
    lines = tuple(
        Line(style, " ".join(f"{x(year)},{y(value):.1f}" for year, value in side), tuple((x(year), f"{y(value):.1f}") for year, value in side),
             name, measure.bare(side[-1][1]), x(side[-1][0]), f"{place + by:.1f}")
        for side, style, name, place, by in zip(sides, styles, names, at, moved, strict=True)
    )
    told = [pick(("{n}{y} 年 {v}", "{n} {v} in {y}"), lang).format(n=name, y=side[-1][0], v=measure.text(side[-1][1])) for side, name in zip(sides, names, strict=True)]
    return TwinView(
        width, height, str(left), f"{width - room}", f"{height - BOTTOM}",
        tuple((f"{y(low + i * step):.1f}", number.digits(Decimal(str(low + i * step)), places)) for i in range(round((high - low) / step) + 1)),
        tuple((x(year), year) for year in range(first, last + 1) if (last - year) % 3 == 0), lines, pick(("，", ", "), lang).join(told),
    )
