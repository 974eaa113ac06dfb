"""The fan: an indicator's line, and where the years up to the target's are expected: the median and four years of five."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from halfsky.document import chart_spec, drawing
from halfsky.document.block import Column, Row, Table
from halfsky.document.chart import Chart, trend
from halfsky.document.chart_spec import WIDE
from halfsky.document.series import Point, Series
from halfsky.method.wording import number, picture
from halfsky.method.wording.phrase import paragraph, phrase, words
from halfsky.method.wording.piece import Field, plain, sentence

RECENT = 7
"""Years drawn before the outlook: the newest ones, so that the fan is large enough to read."""


@dataclass(frozen=True, slots=True)
class Step:
    """One year ahead: the median and the ends of the 80 % interval, in the indicator's unit."""

    year: int
    low: Decimal
    middle: Decimal
    high: Decimal


def fan(series: Series, steps: Sequence[Step], code: str, lang: str = "zh", size: str = WIDE) -> Chart:
    """The trend with its outlook. ``code`` is the track's, which addresses the outlook's figures."""
    base = trend(series, lang, size)
    known = series.known[-RECENT:]
    if not steps or not known:
        return base
    last = known[-1]
    assert last.value is not None
    levels = [value for step in steps for value in (step.low, step.high)] + [p.value for p in known if p.value is not None]
    if series.reach is not None:
        levels.append(series.reach)
    years = list(range(known[0].year, max(steps[-1].year, series.aim.year if series.aim else 0) + 1))
    x = chart_spec.year_axis(years, size)
    y = chart_spec.value_axis(chart_spec.span(levels, ceiling=chart_spec.ceiling(series.unit)), series.decimals)
    start = {"year": last.year, "v": float(last.value), "w": float(last.value), "m": float(last.value)}
    band = [start, *({"year": s.year, "v": float(s.low), "w": float(s.high), "m": float(s.middle)} for s in steps)]
    style = drawing.theme()["config"]["style"]
    layers: list[Any] = [{
        "data": {"values": band},
        "mark": {"type": "area", "fill": style["fan80"]["fill"], "opacity": style["fan80"]["fillOpacity"] * 1.6, "line": False},
        "encoding": {"x": x, "y": y, "y2": {"field": "w"}},
    }]  # fmt: skip
    if series.reach is not None and series.aim is not None:
        mark = picture.aim_mark(series.key, series.aim, series.unit, series.decimals, lang)
        label = plain(phrase(lang, "chart.target", aim=mark))
        layers += chart_spec.target_rule(float(series.reach), label, y, years, x, (known[0].value or Decimal(0)) <= series.reach)
    rows = [{"year": p.year, "v": float(p.value), "label": "", "carried": p.carried} for p in known if p.value is not None]
    layers.append(chart_spec.line(rows, x, y, chart_spec.WOMEN))
    layers += chart_spec.points(rows, x, y, chart_spec.WOMEN, "circle")
    ahead = style["outlook"]
    layers.append({
        "data": {"values": [{"year": row["year"], "v": row["m"]} for row in band]},
        "mark": {"type": "line", "color": ahead["stroke"], "strokeWidth": ahead["strokeWidth"], "strokeDash": ahead["strokeDash"]},
        "encoding": {"x": x, "y": y},
    })  # fmt: skip
    end = steps[-1]
    low, middle, high = (number.digits(value, series.decimals) for value in (end.low, end.middle, end.high))
    below = series.reach is not None and series.reach >= end.middle
    told_end = [{"year": end.year, "v": float(end.low if below else end.high), "label": f"{middle}（{low}—{high}）" if lang == "zh" else f"{middle} ({low}–{high})"}]
    layers.append(chart_spec.labels(told_end, x, y, align="right", dx=22, dy=44 if below else -42, color=chart_spec.INK))
    layers.append(chart_spec.labels([{**rows[-1], "label": number.digits(last.value, series.decimals)}], x, y, dy=16 if below else -14, dx=-24, color=chart_spec.SOFT))
    spec = chart_spec.frame(size, layers)
    told = [(step.year, step.low, step.middle, step.high) for step in steps[-1:]]
    alt = paragraph(lang, [base.alt, picture.fan_alt(f"outlook:{code}", told, series.unit, series.decimals, lang)])
    return replace(base, spec=spec, key=drawing.chart_key(spec), alt=alt, table=_table(series, steps, code, lang))


def _table(series: Series, steps: Sequence[Step], code: str, lang: str) -> Table:
    heads = ("col.year", "col.value", "col.low", "col.high")
    columns = tuple(Column(sentence(words(lang, head)), "left" if n == 0 else "right") for n, head in enumerate(heads))
    none = sentence(words(lang, "cell.none"))

    def past(point: Point) -> Row:
        value = none if point.value is None else (Field(f"{series.key}:{point.year}:value", number.digits(point.value, series.decimals)),)
        return Row(((Field(f"{series.key}:{point.year}:year", str(point.year)),), value, none, none))

    def ahead(step: Step) -> Row:
        cells = tuple(
            (Field(f"outlook:{code}:{step.year}:{name}", number.digits(value, series.decimals)),)
            for name, value in (("q50", step.middle), ("q10", step.low), ("q90", step.high))
        )
        return Row(((Field(f"outlook:{code}:{step.year}:year", str(step.year)),), *cells))

    rows = (*(ahead(step) for step in reversed(steps)), *(past(point) for point in reversed(series.points)))
    return Table(sentence(words(lang, "col.year")), columns, rows)
