"""The dumbbell: many indicators at once, women and men (or town and country) as two marks joined by a bar."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from halfsky.document import chart_spec, drawing
from halfsky.document.block import Column, Row, Table
from halfsky.document.chart import GROUPS, Chart
from halfsky.document.chart_spec import WIDE
from halfsky.document.series import Series, Twin
from halfsky.method.wording import number, picture
from halfsky.method.wording.phrase import paragraph, words
from halfsky.method.wording.piece import Field, Sentence, named, sentence

WHOLE = 100
"""Shares end at a hundred: the axis leaves room for a label there and no more."""


def sides(pairs: Sequence[Twin], year: int, lang: str = "zh", size: str = WIDE) -> Chart:
    """One row an indicator, both groups' figures of ``year``. The indicators share one unit; what lacks a side is left out."""
    shown = [(one, first, second) for one in pairs if None not in (first := _at(one.first, year), second := _at(one.second, year))]
    rows = [(one, first, second) for one, first, second in shown if first is not None and second is not None]
    layers: list[Any] = []
    if rows:
        scale = drawing.theme()["scales"][rows[0][0].dimension]
        names = [one.first.name for one, _, _ in rows]
        levels = [value for _, first, second in rows for value in (first, second)]
        low, high = chart_spec.span(levels)
        high = min(high, 108.0) if max(levels) <= WHOLE else high
        x = {
            "field": "v", "type": "quantitative", "scale": {"domain": [low, high], "nice": False, "zero": False},
            "axis": {"values": _ticks(low, high), "title": None, "format": ",.6~f"},
        }  # fmt: skip
        y = {
            "field": "name", "type": "nominal", "sort": names, "title": None,
            "axis": {"domain": False, "ticks": False, "labelLimit": 270, "labelFontSize": 12, "labelColor": chart_spec.INK},
        }  # fmt: skip
        bars = [{"name": one.first.name, "v": float(first), "w": float(second)} for one, first, second in rows]
        layers.append({
            "data": {"values": bars}, "mark": {"type": "rule", "strokeWidth": 3, "color": "#b8b3c6"},
            "encoding": {"y": y, "x": x, "x2": {"field": "w"}},
        })  # fmt: skip
        for place, code in enumerate(GROUPS[rows[0][0].dimension]):
            at = scale["color"]["domain"].index(code)
            colour, shape = scale["color"]["range"][at], scale["shape"]["range"][at]
            marks = [_mark(one, (first, second), place, words(lang, f"chart.{code}")) for one, first, second in rows]
            layers.append({
                "data": {"values": marks},
                "mark": {"type": "point", "shape": shape, "size": 90, "filled": True, "opacity": 1, "stroke": "#ffffff", "strokeWidth": 1},
                "encoding": {"y": y, "x": x, "color": {
                    "field": "group", "type": "nominal", "scale": {"domain": [marks[0]["group"]], "range": [colour]},
                    "legend": {"orient": "top", "title": None, "symbolType": shape, "labelFontSize": 12},
                }},
            })  # fmt: skip
            for side, align, dx in (("left", "right", -9), ("right", "left", 9)):
                some = [mark for mark in marks if mark["side"] == side]
                layers.append({
                    "data": {"values": some}, "mark": {"type": "text", "fontSize": 11, "align": align, "dx": dx, "color": colour},
                    "encoding": {"y": y, "x": x, "text": {"field": "label", "type": "nominal"}},
                })  # fmt: skip
    height = round(64 + 26 * chart_spec.STEP[size] * max(len(rows), 1))
    spec = {**chart_spec.frame(size, layers, height), "resolve": {"scale": {"color": "independent"}}}
    width, _ = chart_spec.SIZES[size]
    told = [
        picture.twin_alt(
            one.first.key, one.first.name, GROUPS[one.dimension], (first, second), year, one.first.unit, one.first.decimals, lang
        )
        for one, first, second in rows
    ]  # fmt: skip
    alt: Sentence = paragraph(lang, told)
    return Chart(spec, drawing.chart_key(spec), alt, _table(rows, year, lang), width, height)


def _ticks(low: float, high: float) -> list[int]:
    """Round numbers within the axis, some five of them, never past a hundred where shares end there."""
    step = next(one for one in (1, 2, 5, 10, 20, 50, 100, 1000, 10_000, 100_000, 10**9) if (high - low) / one <= 6)
    return [tick for tick in range(0, int(high) + 1, step) if low <= tick and (tick <= WHOLE or high > 108)]


def _at(series: Series, year: int) -> Decimal | None:
    return next((point.value for point in series.points if point.year == year), None)


def _mark(one: Twin, values: tuple[Decimal, Decimal], place: int, group: str) -> dict[str, Any]:
    value, other = values[place], values[1 - place]
    left = value < other or (value == other and place == 0)
    return {
        "name": one.first.name, "v": float(value), "group": group, "side": "left" if left else "right",
        "label": number.digits(value, one.first.decimals),
    }  # fmt: skip


def _table(rows: Sequence[tuple[Twin, Decimal, Decimal]], year: int, lang: str) -> Table:
    codes = GROUPS[rows[0][0].dimension] if rows else GROUPS["SEX"]
    heads = ("col.indicator", f"col.{codes[0]}", f"col.{codes[1]}")
    columns = tuple(Column(sentence(words(lang, head)), "left" if n == 0 else "right") for n, head in enumerate(heads))
    made = tuple(
        Row((
            sentence(named(f"{one.first.key}:name", one.first.name)),
            *((Field(f"{side.key}:{year}:value", number.digits(value, side.decimals)),) for side, value in ((one.first, first), (one.second, second))),
        ))
        for one, first, second in rows
    )  # fmt: skip
    return Table(sentence(words(lang, "col.indicator")), columns, made)
