"""The reliability diagram: how often targets were met against the probability that was told.

Each point is a tenth of the probabilities, as large as it has tasks; on the diagonal the outlook was right as often
as it said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from halfsky.document import chart_spec
from halfsky.document.chart_spec import WIDE
from halfsky.method.outlook.score import Bin

WORDS = {
    "zh": ("给出的达标概率", "实际达标的比例", "说得准时的位置", "{count}项"),
    "en": ("Probability told", "Share that was met", "where it is right", "{count}"),
}


def reliability(bins: Sequence[Bin], lang: str = "zh", size: str = WIDE) -> dict[str, Any]:
    """The spec of the diagram for ``drawing.svg``; labels are the counts of tasks."""
    told, met, right, count = WORDS["en" if lang.startswith("en") else "zh"]
    rows = [{"x": b.told, "v": b.met, "n": b.count, "label": count.format(count=b.count)} for b in bins]
    x = {**_axis(told), "field": "x"}
    y = {**_axis(met), "field": "v"}
    ends = [{"x": 0, "v": 0}, {"x": 1, "v": 1}]
    mark = {"data": {"values": [{"x": 0.9, "v": 0.9, "label": right}]}, "encoding": {"x": x, "y": y, "text": {"field": "label"}}}
    area = {"field": "n", "type": "quantitative", "legend": None, "scale": {"range": [40, 320]}}
    layers = [
        {"data": {"values": ends}, "mark": {"type": "line", "color": chart_spec.MUTED, "strokeDash": [4, 4], "strokeWidth": 1.5},
         "encoding": {"x": x, "y": y}},
        {**mark, "mark": {"type": "text", "align": "right", "dx": -6, "dy": -10, "fontSize": 12, "color": chart_spec.MUTED}},
        {"data": {"values": rows}, "mark": {"type": "line", "color": chart_spec.WOMEN, "strokeWidth": 2.5}, "encoding": {"x": x, "y": y}},
        {"data": {"values": rows}, "mark": {"type": "point", "filled": True, "opacity": 1, "color": chart_spec.WOMEN},
         "encoding": {"x": x, "y": y, "size": area}},
        {"data": {"values": rows},
         "mark": {"type": "text", "align": "left", "dx": 12, "dy": 12, "fontSize": 11, "color": chart_spec.SOFT},
         "encoding": {"x": x, "y": y, "text": {"field": "label", "type": "nominal"}}},
    ]  # fmt: skip
    return chart_spec.frame(size, layers, 420 if size == WIDE else 320)


def _axis(title: str) -> dict[str, Any]:
    """Nought to one in per cent."""
    scale = {"domain": [0, 1], "nice": False}
    axis = {"title": title, "format": ".0%", "values": [0, 0.2, 0.4, 0.6, 0.8, 1]}
    return {"type": "quantitative", "scale": scale, "axis": axis}
