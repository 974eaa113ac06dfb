"""Gaps laid out as rows of the result: between the sides of a dimension, with intervals, and between areas."""

from __future__ import annotations

from typing import Any

from halfsky.method.appraisal.gap import SIDES, interval_of_change, newcombe

Row = dict[str, Any]
DECIMALS = 4
"""Of the limits of an interval: more would say nothing."""


def told_gap(r: Row, area: str, indicator: str, scale: int | None) -> Row:
    """One answer of ``questions/gaps.sql`` as a row of ``gaps``."""
    first, second = SIDES[r["dimension"]]
    based = r["first_base_value"] is not None and r["second_base_value"] is not None
    known = r["difference"] is not None
    now = newcombe(*_counts(r, "")) if known and _counted(r, "") else None
    moved = None
    if now is not None and r["change"] is not None and _counted(r, "base_"):
        moved = interval_of_change(*_counts(r, ""), *_counts(r, "base_"))
    return {
        "area": area,
        "indicator": indicator,
        "dimension": r["dimension"],
        "sides": {first: number(r["first_value"]), second: number(r["second_value"])},
        "carried": bool(r["carried"]),
        "difference": number(r["difference"]),
        "difference_95": _limits(now, scale),
        "parity": None if r["parity"] is None else r["parity"] / 10000,
        "worse": r["worse"],
        "base_sides": {first: number(r["first_base_value"]), second: number(r["second_base_value"])} if based else None,
        "change": number(r["change"]),
        "change_95": _limits(moved, scale),
    }


def told_between(r: Row, areas: dict[int, str], indicators: dict[int, str]) -> Row:
    """One answer of ``questions/between_areas.sql`` as a row of ``area_gaps``."""
    return {
        "area": areas[r["area"]], "parent": areas[r["parent"]], "indicator": indicators[r["indicator"]],
        "value": number(r["value"]), "parent_value": number(r["parent_value"]), "difference": number(r["difference"]),
        "worse": r["worse"],
    }


def number(scaled: int | None) -> int | float | None:
    """Millionths as a number: an int where it is whole, else the nearest float, whose digits are the decimal's."""
    if scaled is None:
        return None
    return scaled / 10**6 if scaled % 10**6 else scaled // 10**6


def _counted(r: Row, when: str) -> bool:
    names = (f"{side}_{when}{what}" for side in ("first", "second") for what in ("numerator", "denominator"))
    return all(r[name] is not None for name in names)


def _counts(r: Row, when: str) -> tuple[tuple[float, float], tuple[float, float]]:
    def side(name: str) -> tuple[float, float]:
        return r[f"{name}_{when}numerator"] / 10**6, r[f"{name}_{when}denominator"] / 10**6

    return side("first"), side("second")


def _limits(interval: tuple[float, float] | None, scale: int | None) -> list[float] | None:
    """The limits in the indicator's unit; None where they are not known."""
    return None if interval is None or scale is None else [round(limit * scale, DECIMALS) for limit in interval]
