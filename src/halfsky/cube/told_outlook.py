"""The outlooks and warnings of a run, laid out as rows of its result."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from halfsky.method.outlook.level import CANNOT, LEVELS, SWINGS, WHY, colour
from halfsky.method.outlook.reason import reason

if TYPE_CHECKING:
    from halfsky.cube.told import Told

Row = dict[str, Any]
SENSES = {1: "at_least", -1: "at_most", 0: "about"}
NAMES = (*LEVELS, CANNOT)
TOLD_AREAS = 50
"""Judged areas up to which every one is told in full; with more, the release's own area is, and the table
``outlook`` holds the others."""


def full_areas(connection: Any, home: int) -> frozenset[int]:
    """The areas that are told in full."""
    judged = [ix for (ix,) in connection.execute("select ix from area where judged order by ix").fetchall()]
    return frozenset(judged) if len(judged) <= TOLD_AREAS else frozenset((home,))


def listen(connection: Any, full: frozenset[int]) -> list[Row]:
    """The rows of the tables ``outlook`` and ``fan`` of the areas ``full``."""
    areas = ", ".join(map(str, sorted(full)))
    rows = _dicts(
        connection,
        "select f.code, f.what, f.source, f.domain, f.goal, f.indicator, f.breakdown, f.better, o.* "  # noqa: S608 - numbers
        f"from outlook o join followed f on f.no = o.no where o.area in ({areas}) order by o.area, o.no",
    )
    fans: dict[tuple[int, int], list[Row]] = {}
    told = _dicts(connection, f"select * from fan where area in ({areas}) order by area, no, year")  # noqa: S608 - numbers
    for row in told:
        step = {"year": row["year"], **{q: _figure(row[q]) for q in ("q10", "q50", "q90")}}
        fans.setdefault((row["area"], row["no"]), []).append(step)
    return [{**row, "fan": fans.get((row["area"], row["no"]), [])} for row in rows]


def outlooks(told: Told, rows: list[Row]) -> list[Row]:
    """The list ``outlooks`` of the result, by area and code."""
    return [_outlook(told, row) for row in rows]


def warnings(told: Told, rows: list[Row]) -> list[Row]:
    """The list ``warnings``: those of the outlooks that call for work."""
    return [warned for row in rows if (warned := _warning(told, row)) is not None]


def _outlook(told: Told, r: Row) -> Row:
    low, high = _known(r["low"]), _known(r["high"])
    judged = WHY[r["why"]] == ""
    return {
        **_place(told, r),
        "kind": r["what"],
        "sense": SENSES[r["sense"]],
        "reach": _figure(r["reach"]),
        "target_year": r["target_year"],
        "hold": r["hold"],
        "model": ("counts" if r["small"] else "mixture") if judged else "",
        "points": r["points"],
        "first_year": r["first_year"] or None,
        "last_year": r["last_year"] or None,
        "p_met": _known(r["p"]),
        "level": NAMES[r["level"]],
        "previous_level": NAMES[r["previous"]],
        "why": WHY[r["why"]],
        "pace_needed": _figure(r["pace_needed"]),
        "pace_recent": _figure(r["pace_recent"]),
        "spread": None if low is None or high is None else _figure((high - low) / 2),
        "carried_dropped": r["carried_dropped"],
        "years_missing": r["years_missing"],
        "fan": r["fan"],
        "swing": SWINGS[r["swing"]],
        "swing_low": _figure(r["swing_low"]),
        "swing_high": _figure(r["swing_high"]),
        "counts": _counts(r),
    }


def _counts(r: Row) -> Row | None:
    if not r["small"] or _known(r["events"]) is None:
        return None
    intervals = ("low_80", "high_80", "low_95", "high_95")
    return {
        "events": _figure(r["events"]),
        "exposure": _figure(r["exposure"]),
        "from": int(r["from_year"]),
        "to": int(r["to_year"]),
        **{name: _figure(r[name]) for name in intervals},
        "next_low": int(r["next_low"]),
        "next_high": int(r["next_high"]),
    }


def _warning(told: Told, r: Row) -> Row | None:
    """The warning that a row calls for. A rare event opens a case review when there was a case this year or the
    pooled rate misses its target, never for one year's rate."""
    level = NAMES[r["level"]]
    if r["small"]:
        value, reach = _known(r["value"]), _known(r["reach"])
        short = value is not None and reach is not None and r["sense"] * (reach - value) > 0
        case = r["fresh"] > 0 and r["better"] == "down"
        if not (case or short) or value is None:
            return None
        found = colour(level, "" if not case else "watch")
    else:
        found = colour(level, SWINGS[r["swing"]])
    if not found:
        return None
    kind = "case_review" if r["small"] else "target" if level in LEVELS[1:] else "volatility"
    key = reason(
        level=level, swing=SWINGS[r["swing"]], place=_known(r["place"]), hold=r["hold"],
        needed=_known(r["pace_needed"]), recent=_known(r["pace_recent"]), counts=r["small"],
    )  # fmt: skip
    return {
        **_place(told, r),
        "kind": kind,
        "level": found,
        "outlook_level": level,
        "previous": colour(NAMES[r["previous"]], SWINGS[r["previous_swing"]]),
        "p_met": _known(r["p"]),
        "reason": {"key": key, "params": _params(r, volatile=kind == "volatility")},
    }


def _params(r: Row, *, volatile: bool) -> Row:
    """The numbers of a sentence: where it stands, what it needs, what it made, what is expected, on what data."""
    low, high = ("swing_low", "swing_high") if volatile else ("low_80", "high_80") if r["small"] else ("low", "high")
    known = {
        "value": _figure(r["value"]), "value_year": r["last_year"] or None, "reach": _figure(r["reach"]),
        "target_year": r["target_year"], "pace_recent": _figure(r["pace_recent"]), "pace_needed": _figure(r["pace_needed"]),
        "low": _figure(r[low]), "high": _figure(r[high]), "points": r["points"], "carried": r["carried_dropped"],
        "events": _figure(r["events"]), "from": None if not r["small"] else int(r["from_year"]), "sense": SENSES[r["sense"]],
    }  # fmt: skip
    return {name: value for name, value in known.items() if value is not None}


def _place(told: Told, r: Row) -> Row:
    return {
        "code": r["code"],
        "area": told.area[r["area"]],
        "goal": r["goal"],
        "domain": r["domain"],
        "target": r["source"] if r["what"] == "target" else "",
        "indicator": told.indicator[r["indicator"]],
        "breakdown": told.breakdown[r["breakdown"]],
    }


def _known(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def _figure(value: float | None) -> int | float | None:
    """A figure with at most six decimals, an int where it is whole; None when it is not known."""
    if value is None or math.isnan(value):
        return None
    rounded = round(float(value), 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _dicts(connection: Any, sql: str) -> list[Row]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
