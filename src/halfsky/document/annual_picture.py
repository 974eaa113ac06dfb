"""The annual report's pictures of many results at once: goals by state, women and men, town and country, the outlook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from halfsky.document import annual_domain, chart, chart_fan, chart_goals, chart_sides, chart_spec
from halfsky.document.block import Block
from halfsky.document.reading import Reading, Row, number_or_none
from halfsky.document.series import Twin
from halfsky.document.template import Template
from halfsky.method.wording.phrase import words
from halfsky.method.wording.piece import Field, judged, named, sentence

Drawn = Mapping[str, tuple[chart.Chart, bytes]]
SIDES = 10
"""The most indicators in a chart of two groups: those furthest apart."""
APART = 1
"""Percentage points from which two groups are told apart here."""
FANS = 2
"""The most outlooks drawn: those least likely to reach their target."""
FEWEST = 3
OPEN = ("watch", "at_risk", "off_track")


def charts_of(found: Reading) -> dict[str, chart.Chart]:
    """The charts, not drawn: `goals`, `sides:SEX`, `sides:URBANISATION` where there is enough to show, `fan:<track>`."""
    made = {"goals": chart_goals.goals(_goals(found), found.lang, chart_spec.PAGE)}
    for dimension in chart.GROUPS:
        pairs = _pairs(found, dimension)
        if len(pairs) >= FEWEST:
            made[f"sides:{dimension}"] = chart_sides.sides(pairs, found.year, found.lang, chart_spec.PAGE)
    for row in _weakest(found):
        made[f"fan:{row['code']}"] = _fan(found, row)
    return made


def goals(found: Reading, form: Template, charts: Drawn) -> list[Block]:
    """The heat table of goals."""
    made, svg = charts["goals"]
    year = Field("release:year", str(found.year))
    return [chart.drawn_figure(made, svg, form.say("heat_caption", year=year), form.say("heat_note"), chart.MILLIMETRES)]


def sides(found: Reading, form: Template, charts: Drawn) -> list[Block]:
    """Women and men, town and country, of the indicators in which they are furthest apart."""
    out: list[Block] = []
    for dimension in chart.GROUPS:
        drawn = charts.get(f"sides:{dimension}")
        if drawn is None:
            continue
        year = Field("release:year", str(found.year))
        said = form.say("sides_caption", year=year, **_group_names(found, dimension))
        caption = sentence(said, judged(f"all:sides:{dimension}", "drawn"))
        out.append(chart.drawn_figure(*drawn, caption, form.say("sides_note"), chart.MILLIMETRES))
    return out


def fans(found: Reading, form: Template, charts: Drawn) -> list[Block]:
    """The outlook of the targets that are least likely to be reached."""
    out: list[Block] = []
    for row in _weakest(found):
        drawn = charts.get(f"fan:{row['code']}")
        if drawn is None:
            continue
        code, breakdown = str(row["indicator"]), str(row.get("breakdown") or "")
        key = f"track:{row['code']}"
        name = found.name(code, breakdown)
        said = form.say(
            "fan_caption", name=named(f"{key}:name", name[:1].upper() + name[1:]),
            unit=named(f"{key}:unit", annual_domain.unit_words(found.unit(code), found.lang)),
        )  # fmt: skip
        caption = sentence(said, judged(f"outlook:{row['code']}:fan", "drawn"))
        out.append(chart.drawn_figure(*drawn, caption, form.say("fan_note"), chart.MILLIMETRES))
    return out


def _group_names(found: Reading, dimension: str) -> dict[str, str]:
    first, second = chart.GROUPS[dimension]
    low = str.lower if found.lang == "en" else str
    return {"first": low(words(found.lang, f"col.{first}")), "second": low(words(found.lang, f"col.{second}"))}


def _goals(found: Reading) -> list[chart_goals.GoalRow]:
    area = found.result["release"].get("area")
    rows = [row for row in found.result["goals"] if not area or row.get("area", area) == area]
    return [
        chart_goals.GoalRow(
            f"domain:{slug}:goals", name,
            tuple(sorted((int(str(row["code"]).rpartition(".")[2]), str(row["state"])) for row in rows if row["domain"] == slug)),
        )
        for slug, name in found.domains()
    ]  # fmt: skip


def _pairs(found: Reading, dimension: str) -> list[Twin]:
    """The indicators in per cent that both groups have a figure of this year for, the furthest apart first."""
    seen: dict[str, tuple[Decimal, Twin]] = {}
    for row in found.tracks:
        subject = found.subject(row)
        code = str(row.get("indicator") or "")
        pair = None if subject is None else subject.sexes if dimension == "SEX" else subject.places
        if subject is None or pair is None or code in seen or subject.unit.zh != "%" or subject.pool is not None:
            continue
        if abs(pair.first - pair.second) < APART:
            continue
        twin = found.twin(code, str(row.get("breakdown") or ""), dimension)
        name = found.words(found.indicator(code), "name")
        alike = replace(twin, first=replace(twin.first, name=name), second=replace(twin.second, name=name))
        seen[code] = (abs(pair.first - pair.second), alike)
    ranked = sorted(seen.items(), key=lambda one: (-one[1][0], one[0]))
    return [twin for _, (_, twin) in ranked[:SIDES]]


def _weakest(found: Reading) -> list[Row]:
    judged_ = [
        (float(seen["p_met"]), str(row["code"]), row) for row in found.tracks
        if (seen := found.outlooks.get(str(row["code"]), {})).get("kind") == "target" and seen.get("p_met") is not None
        and seen["level"] in OPEN and seen.get("fan") and row["state"] in ("expected", "hard")
    ]  # fmt: skip
    return [row for _, _, row in sorted(judged_, key=lambda one: one[:2])[:FANS]]


def _fan(found: Reading, row: Row) -> chart.Chart:
    series = found.series(str(row["indicator"]), str(row.get("breakdown") or ""), row)
    steps = [
        chart_fan.Step(int(one["year"]), *(number_or_none(one[name]) or Decimal(0) for name in ("q10", "q50", "q90")))
        for one in found.outlooks[str(row["code"])]["fan"]
    ]
    return chart_fan.fan(series, steps, str(row["code"]), found.lang, chart_spec.PAGE)
