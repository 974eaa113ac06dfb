"""Releases that a county could have had: the demo's rows changed by a seed, and a children's plan of other domains.

``release(content, kind, seed)`` gives the rows, ``run`` what is printed from them; equal arguments give equal releases.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from halfsky.cube.content import IndicatorRow, ObservationRow, ReleaseContent
from halfsky.cube.layout import write_release
from halfsky.cube.run import monitor

BASE = 2020
LIMITS = {"percent": Decimal(100)}
CHILDREN = (
    ("health", "儿童与健康", "Children and health"),
    ("safety", "儿童与安全", "Children and safety"),
    ("education", "儿童与教育", "Children and education"),
    ("welfare", "儿童与福利", "Children and welfare"),
    ("family", "儿童与家庭", "Children and family"),
)
TURNED = {"health": "health", "economy": "safety", "education": "education", "security": "welfare", "family": "family"}
PLAN = {"title_zh": "岢岚县儿童发展规划（2021—2030年）", "title_en": "岢岚县儿童发展规划（2021—2030年）", "end_year": 2030, "code": "kelan-children-2021"}


def release(content: ReleaseContent, kind: str, seed: int = 0) -> ReleaseContent:
    """``content`` changed as its ``kind`` (`KINDS`) says; the chance in it comes from ``seed``."""
    return KINDS[kind](content, random.Random(f"{kind}{seed}"))


def run(content: ReleaseContent, folder: Path) -> tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]]]:
    """The run of a release written below ``folder``, its framework and its figures, as a report is made from them."""
    write_release(folder / content.identity, content)
    result = monitor(folder / content.identity)
    return result, dict(content.framework), [asdict(row) for row in content.observations if row.area == content.area]


def _rows(content: ReleaseContent, change: Callable[[ObservationRow, IndicatorRow], ObservationRow | None]) -> ReleaseContent:
    indicators = {row.code: row for row in content.indicators}
    kept = (change(row, indicators[row.indicator]) if row.area == content.area else row for row in content.observations)
    return replace(content, observations=tuple(row for row in kept if row is not None))


def _valued(row: ObservationRow, indicator: IndicatorRow, value: Decimal) -> ObservationRow:
    """The row with another value, its numerator following where there is one."""
    value = min(max(value, Decimal(0)), LIMITS.get(indicator.unit, value))
    if row.denominator and indicator.scale:
        counted = (value * row.denominator / indicator.scale).to_integral_value()
        return replace(row, numerator=counted, value=(counted * indicator.scale / row.denominator).quantize(Decimal("0.000001")))
    if indicator.kind == "count" or row.numerator is not None:
        value = value.to_integral_value()
    return replace(row, value=value.quantize(Decimal("0.000001")))


def _values(content: ReleaseContent, chance: random.Random) -> ReleaseContent:
    """Every figure another: an eighth of them by a fifth, the rest by a little."""
    def change(row: ObservationRow, indicator: IndicatorRow) -> ObservationRow:
        if row.value is None:
            return row
        far = Decimal("0.2") if chance.random() < 0.125 else Decimal("0.02")
        return _valued(row, indicator, row.value * (1 + far * Decimal(str(round(chance.uniform(-1, 1), 4)))))

    return _rows(content, change)


def _no_splits(content: ReleaseContent, chance: random.Random) -> ReleaseContent:
    """Half the indicators without figures by sex or by place, another tenth of the figures not reported."""
    unsplit = {row.code for row in content.indicators if chance.random() < 0.5}

    def change(row: ObservationRow, _: IndicatorRow) -> ObservationRow | None:
        if row.breakdown and row.indicator in unsplit:
            return None
        if row.year == content.year and chance.random() < 0.1:
            return replace(row, value=None, numerator=None, denominator=None, status="O", reason=chance.choice(["not_reported", "not_surveyed"]))
        return row

    return _rows(content, change)


def _carried(content: ReleaseContent, chance: random.Random) -> ReleaseContent:
    """Two fifths of the indicators carried on from the year before; a tenth provisional."""
    kind = {row.code: chance.random() for row in content.indicators}
    before = {(row.indicator, row.breakdown): row for row in content.observations if row.year == content.year - 1 and row.area == content.area}

    def change(row: ObservationRow, _: IndicatorRow) -> ObservationRow:
        old = before.get((row.indicator, row.breakdown))
        if row.year != content.year or row.value is None or old is None or old.value is None:
            return row
        if kind[row.indicator] < 0.4:
            return replace(old, year=row.year, status="I")
        return replace(row, status="P") if kind[row.indicator] < 0.5 else row

    carrying = tuple(replace(row, carry_years=max(row.carry_years, 3)) for row in content.indicators)
    return _rows(replace(content, indicators=carrying), change)


def _rare(content: ReleaseContent, chance: random.Random) -> ReleaseContent:
    """Rates of a handful of cases a year, and one case or none where there were dozens."""
    few = {row.code for row in content.indicators if row.small_count or (row.scale and row.kind in {"rate", "share"} and row.direction == "down")}

    def change(row: ObservationRow, indicator: IndicatorRow) -> ObservationRow:
        if row.indicator not in few or row.value is None or not row.denominator or not indicator.scale:
            return row
        cases = Decimal(chance.choice([0, 0, 1, 1, 2, 3]))
        base = max(row.denominator, cases)
        return replace(row, numerator=cases, denominator=base, value=(cases * indicator.scale / base).quantize(Decimal("0.000001")))

    marked = tuple(replace(row, small_count=row.code in few) for row in content.indicators)
    return _framed(_rows(replace(content, indicators=marked), change))


def _equal(content: ReleaseContent, _: random.Random) -> ReleaseContent:
    """All years and groups of an indicator show what its total showed in the base year."""
    first: dict[str, ObservationRow] = {}
    for row in content.observations:
        if row.area == content.area and row.value is not None:
            first.setdefault(row.indicator, row)

    def change(row: ObservationRow, indicator: IndicatorRow) -> ObservationRow:
        known = first.get(row.indicator)
        return row if row.value is None or known is None or known.value is None else _valued(row, indicator, known.value)

    return _rows(content, change)


def _towards(content: ReleaseContent, good: bool) -> ReleaseContent:
    """Every figure rises (or falls) from the base year on, to the good side of its direction or to the other."""
    states = tuple(replace(row, state="done" if good else "none") for row in content.milestone_states)

    def change(row: ObservationRow, indicator: IndicatorRow) -> ObservationRow:
        if row.value is None:
            return row
        up = (indicator.direction != "down") is good
        aimed = Decimal(100) if indicator.unit == "percent" and up else row.value * (Decimal("1.4") if up else Decimal("0.6"))
        share = Decimal(min(max(row.year - BASE, 0), 2)) / 2
        return _valued(row, indicator, row.value + (aimed - row.value) * share * Decimal("0.95"))

    return replace(_rows(content, change), milestone_states=states)


def _few(content: ReleaseContent, chance: random.Random) -> ReleaseContent:
    """Hardly any figures: one indicator in fifteen has any, and no milestone was reported."""
    known = {row.code for row in content.indicators if chance.random() < 1 / 15}
    return replace(_rows(content, lambda row, _: row if row.indicator in known else None), milestone_states=())


def _children(content: ReleaseContent, chance: random.Random) -> ReleaseContent:
    """A children's plan: five domains to 2030, other codes and names, some figures changed."""
    def code(old: str) -> str:
        head, _, rest = old.partition(".")
        return f"{TURNED[head]}.{rest}" if rest else old

    def named(text: str) -> str:
        return text.replace("妇女", "儿童").replace("women", "children").replace("Women", "Children")

    def kept(rows: Iterable[Any], **more: Callable[[Any], Any]) -> tuple[Any, ...]:
        return tuple(
            replace(row, **{name: made(getattr(row, name)) for name, made in more.items()}) for row in rows
            if (getattr(row, "domain", "") or str(getattr(row, "code", "") or getattr(row, "indicator", "")).partition(".")[0]) in TURNED
        )

    def other(text: str) -> str:
        return code(text) if text.partition(".")[0] in TURNED else ""

    indicators = kept(content.indicators, code=code, name_zh=named, name_en=named)
    inside = {row.code for row in indicators}
    tracks = kept(
        content.tracks, code=code, domain=TURNED.__getitem__, goal=code, title_zh=named, title_en=named, target=other, indicator=other,
        compare_indicator=other,
    )
    targets = kept(content.targets, code=code, domain=TURNED.__getitem__, goal=code, indicator=other, compare_indicator=other, year=lambda _: 2030)
    frame = content.framework
    goals = [
        {**row, "code": code(row["code"]), "domain": TURNED[row["domain"]], "title_zh": named(row["title_zh"]), "title_en": named(row["title_en"])}
        for row in frame["goals"] if row["domain"] in TURNED
    ]
    division = [{**row, "of": code(row["of"])} for row in frame["division"] if row["of"].partition(".")[0] in TURNED and "measure" not in row["of"]]
    changed = replace(
        content, plan=str(PLAN["code"]), indicators=indicators, targets=targets, tracks=tracks,
        milestones=kept(content.milestones, code=code, track=code),
        milestone_states=tuple(replace(row, milestone=code(row.milestone)) for row in content.milestone_states if row.milestone.partition(".")[0] in TURNED),
        observations=tuple(
            replace(row, indicator=code(row.indicator)) for row in content.observations
            if row.indicator.partition(".")[0] in TURNED and code(row.indicator) in inside
        ),
        framework={
            **frame, "plan": {**frame["plan"], **PLAN}, "goals": goals, "division": division, "measures": [],
            "domains": [{"slug": slug, "name_zh": zh, "name_en": en} for slug, zh, en in CHILDREN],
        },
    )  # fmt: skip
    return _values(_framed(changed), chance)


def _framed(content: ReleaseContent) -> ReleaseContent:
    """The framework's own copy of the rows, as they are now."""
    def plain(rows: Iterable[Any]) -> list[dict[str, Any]]:
        return [{key: str(value) if isinstance(value, Decimal) else value for key, value in asdict(row).items()} for row in rows]

    frame = {**content.framework, "indicators": plain(content.indicators), "targets": plain(content.targets), "tracks": plain(content.tracks)}
    return replace(content, framework=frame)


KINDS: dict[str, Callable[[ReleaseContent, random.Random], ReleaseContent]] = {
    "values": _values, "no_splits": _no_splits, "carried": _carried, "rare": _rare, "equal": _equal,
    "all_met": lambda content, _: _towards(content, True), "none_met": lambda content, _: _towards(content, False),
    "few": _few, "children": _children,
}  # fmt: skip
