"""What another scheme would have said: two results of one release compared, judgement by judgement.

Both results are those of a monitoring run (``docs/reference/run.schema.json``) on the same release; only the area of
the release itself is compared. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]


def effect(before: Row, after: Row) -> dict[str, Any]:
    """The differences: rates and index of all and by domain, then goals, tracks and warnings that change.

    Each change holds ``code``, what it is about, ``before`` and ``after``; a warning that is new or gone has "" on
    the other side. ``counts`` says how many of each there are.
    """
    area = before["release"]["area"]
    goals = _states(before, after, "goals", area, ("domain",))
    tracks = _states(before, after, "tracks", area, ("goal", "domain", "indicator", "kind"))
    warnings = _warnings(before, after, area)
    return {
        "release": before["release"]["id"],
        "year": before["year"],
        "schemes": [before["scheme"]["version"], after["scheme"]["version"]],
        "rates": {what: [one["all"][what]["rate"] for one in (before, after)] for what in ("goals", "indicators")},
        "index": [_index(one) for one in (before, after)],
        "domains": _domains(before, after),
        "goals": goals,
        "tracks": tracks,
        "warnings": warnings,
        "counts": {"goals": len(goals), "tracks": len(tracks), "warnings": len(warnings)},
    }


def nothing_moves(found: Row) -> bool:
    """Whether no rate, index, judgement or warning differs."""
    pairs = [*found["rates"].values(), found["index"]]
    pairs += [pair for row in found["domains"] for pair in (row["rate"], row["index"])]
    return not any(found["counts"].values()) and all(before == after for before, after in pairs)


def _of(result: Row, name: str, area: str) -> dict[str, Row]:
    rows: Iterable[Row] = result.get(name) or ()
    return {row["code"]: row for row in rows if row["area"] == area}


def _states(before: Row, after: Row, name: str, area: str, about: tuple[str, ...]) -> list[dict[str, Any]]:
    then, now = _of(before, name, area), _of(after, name, area)
    return [
        {"code": code, **{key: now[code].get(key) or "" for key in about}, "before": then[code]["state"], "after": row["state"]}
        for code, row in now.items()
        if code in then and then[code]["state"] != row["state"]
    ]


def _warnings(before: Row, after: Row, area: str) -> list[dict[str, Any]]:
    then, now = _of(before, "warnings", area), _of(after, "warnings", area)
    found = []
    for code in sorted({*then, *now}):
        old, new = then.get(code), now.get(code)
        levels = [row["level"] if row is not None else "" for row in (old, new)]
        row = new if new is not None else old
        assert row is not None
        if levels[0] != levels[1]:
            found.append({
                "code": code, "goal": row["goal"], "indicator": row["indicator"], "before": levels[0], "after": levels[1],
            })
    return found


def _index(result: Row, domain: str = "") -> float | None:
    index = result.get("index") or {}
    row = index.get("overall") if not domain else next((d for d in index.get("domains", ()) if d["slug"] == domain), None)
    value: float | None = row["value"] if row else None
    return value


def _domains(before: Row, after: Row) -> list[dict[str, Any]]:
    then = {row["slug"]: row for row in before["domains"]}
    return [
        {
            "slug": row["slug"],
            "rate": [then[row["slug"]]["goals"]["rate"], row["goals"]["rate"]],
            "index": [_index(before, row["slug"]), _index(after, row["slug"])],
        }
        for row in after["domains"]
        if row["slug"] in then
    ]
