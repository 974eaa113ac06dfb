"""Vega-Lite specs as plain data: every label in them is already formatted, Vega decides no number.

The house's drawing rules: value solid with points; target dashed with its label; pace dotted; base named;
women solid, round, violet; men dashed, square, teal; urban solid square blue; rural dashed triangle ochre;
labels at the lines' ends instead of a legend.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from halfsky.document.drawing import theme
from halfsky.method.wording.number import Unit

Data = list[dict[str, Any]]
WIDE, NARROW, PAGE = "wide", "narrow", "page"
SIZES = {WIDE: (680, 290), NARROW: (350, 230), PAGE: (680, 206)}
STEP = {WIDE: 1.0, NARROW: 1.0, PAGE: 0.76}
"""How high a row of a chart of rows is, beside a wide one: on a printed page a drawing with its caption takes no more than a third."""
SIGN = {
    "met_early": "◎", "met": "○", "expected": "↗", "hard": "△", "not_met": "×", "no_data": "…", "not_due": "—", "not_monitorable": "／",
}  # fmt: skip
"""The sign of each state, which tells it in black and white."""
NAMES = 280
"""What the names of the rows may take of the width."""
INK, SOFT, MUTED, WOMEN = "#1d1a26", "#4f4b5c", "#656172", "#5a3d99"


def frame(size: str, layers: list[dict[str, Any]], height: int | None = None) -> dict[str, Any]:
    """The outer spec: fixed size with padding inside."""
    width, standard = SIZES[size]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height or standard,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 4, "top": 8, "right": 12, "bottom": 4},
        "layer": layers,
    }


def span(values: Sequence[Decimal], floor: Decimal | None = Decimal(0), ceiling: Decimal | None = None) -> tuple[float, float]:
    """The y axis's ends: a tenth of air on both sides, never below `floor` nor above `ceiling`, where the values are not."""
    low, high = min(values), max(values)
    air = (high - low) / 8 or abs(high) / 20 or Decimal(1)
    bottom = low - air
    if floor is not None and low >= floor:
        bottom = max(bottom, floor)
    top = high + air
    if ceiling is not None and high <= ceiling:
        top = min(top, ceiling)
    return float(bottom), float(top)


def ceiling(unit: Unit) -> Decimal | None:
    """A share ends at a hundred."""
    return Decimal(100) if unit.code == "percent" else None


def year_axis(years: Sequence[int], size: str) -> dict[str, Any]:
    """Years as points; a narrow chart labels every second one when there are many."""
    shown = list(years)
    if size == NARROW and len(shown) > 6:
        shown = [year for year in shown if (shown[-1] - year) % 2 == 0]
    return {
        "field": "year",
        "type": "ordinal",
        "scale": {"domain": list(years), "padding": 0.35},
        "axis": {"values": shown, "labelAngle": 0, "labelOverlap": False},
    }


def value_axis(ends: tuple[float, float], decimals: int) -> dict[str, Any]:
    """The measure; ticks by Vega within the given ends."""
    return {
        "field": "v",
        "type": "quantitative",
        "scale": {"domain": list(ends), "nice": True, "zero": False},
        "axis": {"tickCount": 5, "title": None, "format": ",.6~f"},
    }


def line(
    data: Data, x: Any, y: Any, colour: str, dash: Sequence[int] | None = None, width: float = 2.5
) -> Any:
    """A line through the points; a year without a figure breaks it."""
    mark: dict[str, Any] = {"type": "line", "color": colour, "strokeWidth": width}
    mark["invalid"] = "break-paths-show-path-domains"
    if dash:
        mark["strokeDash"] = list(dash)
    return {"data": {"values": data}, "mark": mark, "encoding": {"x": x, "y": y}}


def points(data: Data, x: Any, y: Any, colour: str, shape: str) -> list[Any]:
    """The figures as marks: a filled one for the year's own figure, an open one for a carried figure."""
    layers = []
    for carried in (False, True):
        some = [row for row in data if row["v"] is not None and row["carried"] is carried]
        if some:
            mark = {
                "type": "point",
                "shape": shape,
                "size": 64,
                "filled": True,
                "opacity": 1,
                "fill": "#ffffff" if carried else colour,
                "stroke": colour if carried else "#ffffff",
                "strokeWidth": 2 if carried else 1.5,
            }
            layers.append({"data": {"values": some}, "mark": mark, "encoding": {"x": x, "y": y}})
    return layers


def labels(data: Data, x: Any, y: Any, **mark: Any) -> Any:
    """Text beside the points: each row's `label`."""
    text = {"field": "label", "type": "nominal"}
    return {
        "data": {"values": [row for row in data if row["v"] is not None and row["label"]]},
        "mark": {"type": "text", "fontSize": 12, "color": SOFT, **mark},
        "encoding": {"x": x, "y": y, "text": text},
    }


def target_rule(value: float, label: str, y: Any, years: Sequence[int], x: Any, above: bool) -> list[Any]:
    """The target: a dashed rule over the whole width with its label at its left end."""
    row = [{"v": value, "year": years[0], "label": label}]
    style = theme()["config"]["style"]["target"]
    rule = {
        "type": "rule",
        "color": style["stroke"],
        "strokeWidth": style["strokeWidth"],
        "strokeDash": style["strokeDash"],
    }
    text = {
        "type": "text",
        "align": "left",
        "dx": -14,
        "dy": -8 if above else 14,
        "fontSize": 12,
        "color": INK,
    }
    y_only = {key: part for key, part in y.items() if key != "axis"} | {"axis": y["axis"]}
    return [
        {"data": {"values": row}, "mark": rule, "encoding": {"y": y_only}},
        {
            "data": {"values": row},
            "mark": text,
            "encoding": {"x": x, "y": y, "text": {"field": "label", "type": "nominal"}},
        },
    ]


def pace(rows: Data, x: Any, y: Any) -> Any:
    """The pace the target needs: dotted from the base to the target's year."""
    style = theme()["config"]["style"]["pace"]
    mark = {
        "type": "line",
        "color": style["stroke"],
        "strokeWidth": style["strokeWidth"],
        "strokeDash": style["strokeDash"],
        "strokeCap": "round",
    }
    return {"data": {"values": rows}, "mark": mark, "encoding": {"x": x, "y": y}}


def legend_columns(texts: Sequence[str], size: str) -> int:
    """In how many columns a legend of states stands: as many as fit beside the names of the rows."""
    wide = [28 + sum(12 if ord(sign) > 0x2E7F else 6.8 for sign in text) for text in texts]
    room = SIZES[size][0] - NAMES
    fitting = (n for n in (len(texts), 4) if n and sum(max(wide[at::n], default=0) for at in range(n)) <= room)
    return 3 if size == NARROW else next(fitting, 3)


def legend_rows(texts: Sequence[str], size: str) -> int:
    """The rows that the legend takes beyond its first."""
    return max(-(-len(texts) // legend_columns(texts, size)) - 1, 0) if texts else 0


def bars(rows: Data, names: Sequence[str], size: str, limit: int) -> list[Any]:
    """Stacked states by domain: a row is `name`, `state`, `start`, `end`, `label`, `ink`."""
    scale = theme()["scales"]["STATE"]
    order = [state for state in scale["order"] if any(row["state"] == state for row in rows)]
    word = {row["state"]: row["word"] for row in rows}
    y = {
        "field": "name",
        "type": "nominal",
        "sort": list(names),
        "axis": {"labelLimit": 260, "domain": False, "labelFontSize": 12, "labelColor": INK},
        "title": None,
    }
    x = {
        "field": "start",
        "type": "quantitative",
        "scale": {"domain": [0, limit], "nice": False},
        "axis": None,
    }
    colour = {
        "field": "word",
        "type": "nominal",
        "scale": {"domain": [word[one] for one in order], "range": [scale["color"][one] for one in order]},
        "legend": {
            "orient": "top",
            "direction": "horizontal",
            "columns": legend_columns([word[one] for one in order], size),
            "symbolType": "square",
            "title": None,
            "labelFontSize": 12,
            "symbolStrokeWidth": 0,
        },
    }
    bar = {
        "data": {"values": rows},
        "mark": {"type": "bar", "stroke": "#ffffff", "strokeWidth": 1.5, "height": {"band": 0.72}},
        "encoding": {"y": y, "x": x, "x2": {"field": "end"}, "color": colour},
    }
    text = {
        "data": {"values": rows},
        "mark": {"type": "text", "fontSize": 12},
        "encoding": {
            "y": y,
            "x": {**x, "field": "middle"},
            "text": {"field": "label", "type": "nominal"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }
    return [bar, text]


def bar_ends(rows: Data, names: Sequence[str], limit: int) -> Any:
    """What stands behind each bar: the rate with numerator and denominator."""
    y = {"field": "name", "type": "nominal", "sort": list(names)}
    x = {"field": "end", "type": "quantitative", "scale": {"domain": [0, limit], "nice": False}, "axis": None}
    return {
        "data": {"values": rows},
        "mark": {"type": "text", "align": "left", "dx": 8, "fontSize": 12, "color": SOFT},
        "encoding": {"y": y, "x": x, "text": {"field": "label", "type": "nominal"}},
    }


def counts(rows: Data, years: Sequence[int], size: str) -> list[Any]:
    """Events by year as bars, each with its number; a year without any keeps its zero."""
    x = year_axis(years, size)
    x = {**x, "scale": {"domain": list(years), "paddingInner": 0.4, "paddingOuter": 0.3}}
    most = max((row["v"] for row in rows), default=0)
    y = {
        "field": "v",
        "type": "quantitative",
        "scale": {"domain": [0, max(most * 1.25, 4)], "nice": False},
        "axis": {"tickMinStep": 1, "tickCount": 4, "title": None, "format": "d"},
    }
    bar = {
        "data": {"values": rows},
        "mark": {"type": "bar", "color": WOMEN, "width": {"band": 0.9}},
        "encoding": {"x": x, "y": y},
    }
    return [bar, labels(rows, x, y, dy=-10, color=INK)] if rows else []
