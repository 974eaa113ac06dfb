"""The heat table of goals: a row a domain, a cell a goal, its state by tone and by sign, so that it reads without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from halfsky.document import chart_spec, drawing
from halfsky.document.block import Column, Row, Table
from halfsky.document.chart import Chart
from halfsky.document.chart_spec import NARROW, SIGN, STEP, WIDE
from halfsky.method.wording import picture
from halfsky.method.wording.phrase import words
from halfsky.method.wording.piece import Field, named, sentence


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One domain's goals: (number, state) in order. `key` addresses its counts, as in `series.StateBar`."""

    key: str
    name: str
    goals: tuple[tuple[int, str], ...]


def goals(domains: Sequence[GoalRow], lang: str = "zh", size: str = WIDE) -> Chart:
    """Every goal of every domain by its state."""
    scale = drawing.theme()["scales"]["STATE"]
    order = [state for state in scale["order"] if any(state == one for row in domains for _, one in row.goals)]
    word = {state: f"{SIGN[state]} {words(lang, f'state.{state}')}" for state in order}
    cells = [
        {"name": row.name, "no": no, "word": word[state], "sign": SIGN[state], "ink": scale["ink"][state]}
        for row in domains for no, state in row.goals
    ]  # fmt: skip
    names = [row.name for row in domains]
    most = max((no for row in domains for no, _ in row.goals), default=1)
    axis = {"domain": False, "ticks": False, "labelFontSize": 12, "labelColor": chart_spec.INK, "labelAngle": 0, "title": None}
    x = {
        "field": "no", "type": "ordinal", "scale": {"domain": list(range(1, most + 1)), "paddingInner": 0.08, "paddingOuter": 0},
        "axis": {**axis, "orient": "top"},
    }  # fmt: skip
    y = {"field": "name", "type": "nominal", "sort": names, "scale": {"paddingInner": 0.14}, "axis": {**axis, "labelLimit": 260}}
    columns = chart_spec.legend_columns([word[one] for one in order], size)
    colour = {
        "field": "word", "type": "nominal",
        "scale": {"domain": [word[one] for one in order], "range": [scale["color"][one] for one in order]},
        "legend": {
            "orient": "bottom", "direction": "horizontal", "columns": columns, "symbolType": "square", "title": None,
            "labelFontSize": 12, "symbolStrokeWidth": 0,
        },
    }  # fmt: skip
    layers: list[Any] = []
    if cells:
        layers = [
            {"data": {"values": cells}, "mark": {"type": "rect", "cornerRadius": 2}, "encoding": {"x": x, "y": y, "color": colour}},
            {
                "data": {"values": cells}, "mark": {"type": "text", "fontSize": 13},
                "encoding": {
                    "x": x, "y": y, "text": {"field": "sign", "type": "nominal"}, "color": {"field": "ink", "type": "nominal", "scale": None},
                },
            },
        ]  # fmt: skip
    height = round(70 + 28 * STEP[size] * len(names)) + (40 if size == NARROW else 20 * chart_spec.legend_rows([word[one] for one in order], size))
    spec = chart_spec.frame(size, layers, height)
    alt = picture.goals_alt([(row.key, row.name, _counts(row)) for row in domains], lang)
    width, _ = chart_spec.SIZES[size]
    return Chart(spec, drawing.chart_key(spec), alt, _table(domains, lang), width, height)


def _counts(row: GoalRow) -> list[tuple[str, int]]:
    states = [state for _, state in row.goals]
    return [(state, states.count(state)) for state in SIGN if state in states]


def _table(domains: Sequence[GoalRow], lang: str) -> Table:
    heads = ("col.domain", "col.no", "col.state")
    columns = tuple(Column(sentence(words(lang, head)), "left") for head in heads)
    rows = tuple(
        Row((
            sentence(named(f"{row.key}:name", row.name)), (Field(f"{row.key}:{no}:no", str(no)),),
            (Field(f"{row.key}:{no}:state", words(lang, f"state.{state}")),),
        ))
        for row in domains for no, state in row.goals
    )  # fmt: skip
    return Table(sentence(words(lang, "col.state")), columns, rows)
