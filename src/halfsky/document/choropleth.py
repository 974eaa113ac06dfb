"""A map of areas shaded by the share of goals met, in five classes, over boundaries that the user supplies.

Light is little, dark is much; an area that has no rate is grey. The classes and the mark of invented figures stand in
words below the title, so that the map is read without colour too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from halfsky.document import chart_spec
from halfsky.formats.boundaries import Shape

STEPS = (20.0, 40.0, 60.0, 80.0)
SHADES = ("#efeaf7", "#cdbfe6", "#a58ccf", "#7a5bb3", "#4a2c85")
UNKNOWN = "#e3e2e6"
WORDS = {
    "zh": ("不足{high:.0f}%", "{low:.0f}%—{high:.0f}%", "{low:.0f}%及以上", "无数据", "演示数据，均为虚构"),
    "en": ("below {high:.0f}%", "{low:.0f}%–{high:.0f}%", "{low:.0f}% and more", "no data", "demo figures, all invented"),
}


def choropleth(
    shapes: Sequence[Shape], rates: Mapping[str, float | None], title: str, *, demo: bool, lang: str = "zh"
) -> dict[str, Any]:
    """The spec for ``drawing.svg``. ``rates``: share of goals met in per cent by area code. Figures marked ``demo`` say so."""
    labels = class_labels(lang)
    rows = [
        {"type": "Feature", "geometry": shape.geometry, "properties": {}, "shade": labels[class_of(rates.get(shape.code))]}
        for shape in shapes
    ]
    words = WORDS["en" if lang.startswith("en") else "zh"]
    colour = {
        "field": "shade", "type": "nominal", "sort": None, "scale": {"domain": labels, "range": [*SHADES, UNKNOWN]},
        "legend": {"title": None, "orient": "bottom", "direction": "horizontal", "symbolType": "square", "symbolSize": 180},
    }  # fmt: skip
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "width": 680, "height": 520,
        "title": {"text": title, **({"subtitle": words[4]} if demo else {})},
        "projection": {"type": "identity", "reflectY": True}, "data": {"values": rows},
        "mark": {"type": "geoshape", "stroke": chart_spec.MUTED, "strokeWidth": 0.4}, "encoding": {"color": colour},
    }  # fmt: skip


def class_of(rate: float | None) -> int:
    """The position of the class that ``rate`` is in; the last one where it is not known."""
    return len(SHADES) if rate is None else sum(rate >= step for step in STEPS)


def class_labels(lang: str) -> list[str]:
    """The classes in words, the unknown last."""
    first, middle, last, none, _ = WORDS["en" if lang.startswith("en") else "zh"]
    pairs = pairwise(STEPS)
    return [first.format(high=STEPS[0]), *(middle.format(low=a, high=b) for a, b in pairs), last.format(low=STEPS[-1]), none]
