"""The charts of one family: trend with target, women and men, town and country, attainment by domain.

Each comes as a spec (drawn by `drawing.svg`), a key (`drawing.chart_key`), a sentence for those who do not
see it, and a table of the same data. Wide is 680 x 290 for a screen or a page, narrow 350 x 230 for a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from halfsky.document import chart_spec, drawing
from halfsky.document.block import Block, Column, Figure, Row, Table
from halfsky.document.chart_spec import NARROW, PAGE, WIDE
from halfsky.document.series import Point, Series, StateBar, Twin
from halfsky.method.wording import comparison, number, picture
from halfsky.method.wording.attainment import JUDGED
from halfsky.method.wording.phrase import phrase, words
from halfsky.method.wording.piece import Field, Sentence, named, plain, sentence

GROUPS = {"SEX": ("F", "M"), "URBANISATION": ("U", "R")}
MILLIMETRES = 152.0
"""The width of a wide chart on the official page."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart, not drawn yet. `width` and `height` in units of the SVG."""

    spec: dict[str, Any]
    key: str
    alt: Sentence
    table: Table
    width: int
    height: int


def trend(series: Series, lang: str = "zh", size: str = WIDE) -> Chart:
    """One indicator over the years, with its base, its target (dashed) and the pace it needs (dotted)."""
    if series.cases:
        return _cases(series, lang, size)
    known = series.known
    years = _years(series.points, series.aim.year if series.aim else 0)
    levels = [point.value for point in known if point.value is not None]
    if series.reach is not None:
        levels.append(series.reach)
    layers: list[Any] = []
    if levels and years:
        x = chart_spec.year_axis(years, size)
        y = chart_spec.value_axis(chart_spec.span(levels, ceiling=chart_spec.ceiling(series.unit)), series.decimals)
        rows = _rows(series, size)
        colour = chart_spec.WOMEN
        if series.reach is not None and series.aim is not None:
            base = series.base
            mark = picture.aim_mark(series.key, series.aim, series.unit, series.decimals, lang)
            label = plain(phrase(lang, "chart.target", aim=mark))
            above = not known or (known[0].value or Decimal(0)) <= series.reach
            reach = float(series.reach)
            layers += chart_spec.target_rule(reach, label, y, years, x, above)
            if base is not None and _needs_pace(series.aim.operator, base, series.reach):
                layers.append(chart_spec.pace(_pace(series, base, series.reach), x, y))
        layers.append(chart_spec.line(rows, x, y, colour))
        layers += chart_spec.points(rows, x, y, colour, "circle")
        below = series.reach is not None and bool(levels) and series.reach >= levels[0]
        for row in rows:
            if row["year"] == series.base_year and row["v"] is not None:
                shown = row["label"] or number.digits(Decimal(str(row["v"])), series.decimals)
                row["label"] = f"{words(lang, 'chart.base')} {shown}"
        layers.append(chart_spec.labels(rows[:-1], x, y, dy=16 if below else -14))
        layers.append(chart_spec.labels(rows[-1:], x, y, dy=16 if below else -14, color=chart_spec.INK))
    pairs = [(point.year, point.value) for point in known if point.value is not None]
    alt = picture.trend_alt(series.key, series.name, pairs, series.aim, series.unit, series.decimals, lang)
    return _chart(chart_spec.frame(size, layers), alt, _series_table(series, lang), size)


def marks(series: Series) -> tuple[str, ...]:
    """What a trend draws besides its line and calls for a word: `target`, `pace`, `carried`."""
    if series.cases:
        return ()
    found = []
    if series.reach is not None and series.aim is not None:
        found.append("target")
        if series.base is not None and _needs_pace(series.aim.operator, series.base, series.reach):
            found.append("pace")
    if any(point.carried and point.value is not None for point in series.points):
        found.append("carried")
    return tuple(found)


def twin(pair: Twin, lang: str = "zh", size: str = WIDE) -> Chart:
    """Two groups over the years, the band between them shaded, each named at its line's end."""
    codes = GROUPS[pair.dimension]
    both = (pair.first, pair.second)
    years = _years((*pair.first.points, *pair.second.points), 0)
    levels = [point.value for one in both for point in one.known if point.value is not None]
    layers: list[Any] = []
    if levels:
        x = chart_spec.year_axis(years, size)
        y = chart_spec.value_axis(chart_spec.span(levels, ceiling=chart_spec.ceiling(pair.first.unit)), pair.first.decimals)
        layers.append(_band(pair, x, y))
        scale = drawing.theme()["scales"][pair.dimension]
        last = [_last(one) for one in both]
        higher = 0 if last[0] >= last[1] else 1
        for place, (code, series) in enumerate(zip(codes, both, strict=True)):
            at = scale["color"]["domain"].index(code)
            colour, shape = scale["color"]["range"][at], scale["shape"]["range"][at]
            dash = scale["strokeDash"]["range"][at]
            rows = _rows(series, size, ends_only=True)
            layers.append(chart_spec.line(rows, x, y, colour, None if dash == [1, 0] else dash))
            layers += chart_spec.points(rows, x, y, colour, shape)
            up = place == higher
            layers.append(chart_spec.labels(rows, x, y, dy=-14 if up else 16, color=colour))
            known = [row for row in rows if row["v"] is not None]
            name = [{**row, "label": words(lang, f"chart.{code}")} for row in known[-1:]]
            layers.append(
                chart_spec.labels(name, x, y, dx=12, dy=-1 if up else 1, align="left", color=colour)
            )
    return _chart(chart_spec.frame(size, layers), _twin_alt(pair, lang), _twin_table(pair, lang), size)


def attainment(domains: Sequence[StateBar], lang: str = "zh", size: str = WIDE) -> Chart:
    """The goals of each domain by state, stacked, with the rate and its fraction behind each bar."""
    names = [domain.name for domain in domains]
    total = max((sum(count for _, count in domain.by_state) for domain in domains), default=1)
    ink = drawing.theme()["scales"]["STATE"]["ink"]
    rows: list[dict[str, Any]] = []
    ends: list[dict[str, Any]] = []
    for domain in domains:
        start = 0
        for state, count in _ordered(domain):
            if count:
                rows.append(
                    {
                        "name": domain.name,
                        "state": state,
                        "word": f"{chart_spec.SIGN[state]} {words(lang, f'state.{state}')}" if size == PAGE else words(lang, f"state.{state}"),
                        "start": start,
                        "end": start + count,
                        "middle": start + count / 2,
                        "label": f"{chart_spec.SIGN[state]} {count}" if size == PAGE else str(count),
                        "ink": ink[state],
                    }
                )
            start += count
        rate = number.in_percent(domain.rate, 1) if domain.rate is not None else ""
        label = f"{rate}  {domain.attained}/{domain.monitorable}" if domain.monitorable else "—"
        ends.append({"name": domain.name, "end": start, "label": label})
    layers = chart_spec.bars(rows, names, size, total + 3) if rows else []
    if rows:
        layers.append(chart_spec.bar_ends(ends, names, total + 3))
    known = list(dict.fromkeys(str(row["word"]) for row in rows))
    height = round(60 + 32 * chart_spec.STEP[size] * len(names)) + (40 if size == NARROW else 20 * chart_spec.legend_rows(known, size))
    alt = picture.attainment_alt([(d.key, d.name, d.monitorable, d.attained) for d in domains], lang)
    spec = chart_spec.frame(size, layers, height)
    return _chart(spec, alt, _attainment_table(domains, lang), size)


def _cases(series: Series, lang: str, size: str) -> Chart:
    """A small count: the events of each year as bars, no yearly rate."""
    rows = [
        {"year": year, "v": float(count), "label": number.digits(count, 0)} for year, count in series.cases
    ]
    layers = chart_spec.counts(rows, [year for year, _ in series.cases], size)
    alt = picture.cases_alt(series.key, series.name, series.cases, lang)
    heads = (("col.year", "left"), ("col.cases", "right"))
    columns = tuple(Column(sentence(words(lang, head)), align) for head, align in heads)
    table = tuple(
        Row(
            (
                (Field(f"{series.key}:{year}:year", str(year)),),
                (Field(f"{series.key}:{year}:cases", number.digits(count, 0)),),
            )
        )
        for year, count in reversed(series.cases)
    )
    caption = sentence(named(f"{series.key}:name", series.name))
    return _chart(chart_spec.frame(size, layers), alt, Table(caption, columns, table), size)


def figure(chart: Chart, caption: Sentence, note: Sentence = (), width: float = MILLIMETRES) -> Figure:
    """The chart drawn, as a block. Drawing takes some 80 ms."""
    return drawn_figure(chart, drawing.svg(chart.spec), caption, note, width)


def drawn_figure(chart: Chart, svg: bytes, caption: Sentence, note: Sentence, width: float) -> Figure:
    """A block from a chart drawn before; an empty `svg` gives the words without a drawing."""
    height = width * chart.height / chart.width
    return Figure(svg, caption, plain(chart.alt), width, height, note, key=chart.key)


def undrawn(charts: Mapping[str, Chart], drawn: Mapping[str, bytes]) -> dict[str, tuple[Chart, bytes]]:
    """Each chart with its drawing where there is one by its key, with none otherwise."""
    return {name: (one, drawn.get(one.key, b"")) for name, one in charts.items()}


def complete(blocks: Sequence[Block], charts: Iterable[Chart], drawn: Mapping[str, bytes], processes: int = 2) -> tuple[Block, ...]:
    """The blocks with the drawings that they show and ``drawn`` has not: what stands in no block is not drawn."""
    specs = {one.key: one.spec for one in charts}
    missing = list(dict.fromkeys(one.key for one in blocks if isinstance(one, Figure) and one.key in specs and one.key not in drawn))
    made = dict(zip(missing, drawing.draw_all([specs[key] for key in missing], processes), strict=True))
    return tuple(replace(one, svg=made[one.key]) if isinstance(one, Figure) and one.key in made else one for one in blocks)


def _chart(spec: dict[str, Any], alt: Sentence, table: Table, size: str) -> Chart:
    width, _ = chart_spec.SIZES[size]
    return Chart(spec, drawing.chart_key(spec), alt, table, width, spec["height"])


def _years(points: Sequence[Point], until: int) -> list[int]:
    known = [point.year for point in points if point.value is not None]
    if not known:
        return []
    return list(range(min(known), max(max(known), until) + 1))


def _rows(series: Series, size: str, ends_only: bool = False) -> chart_spec.Data:
    known = series.known
    shown = {point.year for point in known}
    if known and (ends_only or len(known) > (5 if size == NARROW else 7)):
        opening = known[0].year if ends_only or series.base_year not in shown else series.base_year
        shown = {opening, known[-1].year}
    return [
        {
            "year": point.year,
            "v": None if point.value is None else float(point.value),
            "label": number.digits(point.value, series.decimals)
            if point.value is not None and point.year in shown
            else "",
            "carried": point.carried,
        }
        for point in series.points
        if known and known[0].year <= point.year <= known[-1].year
    ]


def _needs_pace(operator: str, base: Decimal, reach: Decimal) -> bool:
    """Whether there is a way to go: not for a level to be held, nor where the base is beyond the target."""
    if operator.startswith("hold") or base == reach:
        return False
    return base > reach if operator.endswith("<=") else base < reach


def _pace(series: Series, base: Decimal, reach: Decimal) -> chart_spec.Data:
    assert series.aim is not None
    years = max(series.aim.year - series.base_year, 1)
    step = (reach - base) / years
    return [{"year": series.base_year + n, "v": float(base + step * n)} for n in range(years + 1)]


def _band(pair: Twin, x: Any, y: Any) -> Any:
    second = {point.year: point.value for point in pair.second.points}
    rows = [
        {"year": point.year, "v": float(point.value), "w": float(other)}
        for point in pair.first.points
        if point.value is not None and (other := second.get(point.year)) is not None
    ]
    style = drawing.theme()["config"]["style"]["gap"]
    mark = {"type": "area", "fill": style["fill"], "opacity": style["fillOpacity"], "line": False}
    return {"data": {"values": rows}, "mark": mark, "encoding": {"x": x, "y": y, "y2": {"field": "w"}}}


def _last(series: Series) -> Decimal:
    known = series.known
    return (known[-1].value if known else None) or Decimal(0)


def _ordered(domain: StateBar) -> list[tuple[str, int]]:
    found = dict(domain.by_state)
    return [(state, found.get(state, 0)) for state in drawing.theme()["scales"]["STATE"]["order"]]


def _cell(series: Series, point: Point | None, lang: str) -> Sentence:
    if point is None or point.value is None:
        return sentence(words(lang, "cell.none"))
    key = f"{series.key}:{point.year}:value"
    value = Field(key, number.digits(point.value, series.decimals))
    return phrase(lang, "cell.carried", value=value) if point.carried else (value,)


def _series_table(series: Series, lang: str) -> Table:
    columns = (
        Column(sentence(words(lang, "col.year")), "left"),
        Column(sentence(words(lang, "col.value")), "right"),
    )
    rows = tuple(
        Row(((Field(f"{series.key}:{p.year}:year", str(p.year)),), _cell(series, p, lang)))
        for p in sorted(series.points, key=lambda one: -one.year)
    )
    return Table(sentence(named(f"{series.key}:name", series.name)), columns, rows)


def _twin_table(pair: Twin, lang: str) -> Table:
    codes = GROUPS[pair.dimension]
    heads = ("col.year", f"col.{codes[0]}", f"col.{codes[1]}", "col.gap")
    columns = tuple(
        Column(sentence(words(lang, head)), "left" if place == 0 else "right")
        for place, head in enumerate(heads)
    )
    second = {point.year: point for point in pair.second.points}
    rows = []
    for point in sorted(pair.first.points, key=lambda one: -one.year):
        other = second.get(point.year)
        gap: Sentence = sentence(words(lang, "cell.none"))
        if point.value is not None and other is not None and other.value is not None:
            decimals = pair.first.decimals
            found = comparison.gap(comparison.Pair(point.value, other.value), decimals)
            gap = (Field(f"{pair.first.key}:{point.year}:gap", number.digits(found.amount, decimals)),)
        year = (Field(f"{pair.first.key}:{point.year}:year", str(point.year)),)
        rows.append(Row((year, _cell(pair.first, point, lang), _cell(pair.second, other, lang), gap)))
    return Table(sentence(named(f"{pair.first.key}:name", pair.first.name)), columns, tuple(rows))


def _twin_alt(pair: Twin, lang: str) -> Sentence:
    second = {point.year: point.value for point in pair.second.known}
    name = pair.first.name
    for point in reversed(pair.first.known):
        other = second.get(point.year)
        if point.value is not None and other is not None:
            return picture.twin_alt(
                pair.first.key,
                name,
                GROUPS[pair.dimension],
                (point.value, other),
                point.year,
                pair.first.unit,
                pair.first.decimals,
                lang,
            )
    return phrase(lang, "alt.none", name=named(f"{pair.first.key}:name", name))


def _attainment_table(domains: Sequence[StateBar], lang: str) -> Table:
    states = (*JUDGED, "no_data", "not_due", "not_monitorable")
    heads = ["col.domain", *(f"state.{state}" for state in states), "col.monitorable", "col.rate"]
    columns = tuple(
        Column(sentence(words(lang, head)), "left" if place == 0 else "right")
        for place, head in enumerate(heads)
    )
    rows = []
    for domain in domains:
        found = dict(domain.by_state)
        cells: list[Sentence] = [sentence(named(f"{domain.key}:name", domain.name))]
        cells += [(Field(f"{domain.key}:{state}", str(found.get(state, 0))),) for state in states]
        cells.append((Field(f"{domain.key}:monitorable", str(domain.monitorable)),))
        rate = "" if domain.rate is None else number.in_percent(domain.rate, 2)
        cells.append((Field(f"{domain.key}:rate", rate),) if rate else sentence(words(lang, "cell.none")))
        rows.append(Row(tuple(cells)))
    return Table(sentence(words(lang, "col.rate")), columns, tuple(rows))
