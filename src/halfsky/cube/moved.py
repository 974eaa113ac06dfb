"""What moved between two sets of rows, two frameworks, two monitoring runs. Plain dicts in, plain dicts out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = dict[str, Any]

FRAMEWORK_PARTS = {"domains": "slug", "goals": "code", "measures": "code", "division": "of"}
LEVELS = ("", "blue", "yellow", "orange", "red")
"""Of a warning, from none to the gravest."""


def keyed_moves(old: Mapping[str, Row], new: Mapping[str, Row]) -> Row:
    """Rows by key: which are only in one, and which fields differ in the others; all sorted."""
    changed = [
        {"code": key, "field": field, "old": old[key].get(field), "new": new[key].get(field)}
        for key in sorted(set(old) & set(new))
        for field in sorted({*old[key], *new[key]})
        if old[key].get(field) != new[key].get(field)
    ]
    return {"added": sorted(set(new) - set(old)), "removed": sorted(set(old) - set(new)), "changed": changed}


def framework_moves(old: Mapping[str, Any], new: Mapping[str, Any]) -> Row:
    """The parts of two frameworks that are shown but not judged; a row is named ``part:code``."""

    def rows(framework: Mapping[str, Any]) -> dict[str, Row]:
        found = {"plan:": dict(framework.get("plan", {}))}
        for part, key in FRAMEWORK_PARTS.items():
            found |= {f"{part}:{row[key]}": dict(row) for row in framework.get(part, ())}
        return found | {f"units:{unit}": dict(row) for unit, row in framework.get("units", {}).items()}

    return keyed_moves(rows(old), rows(new))


def moved(old: Row, new: Row) -> Row:
    """What moved in the judgements, the warnings and the index of two runs (``halfsky/run/2``)."""
    titles = {(row["area"], row["code"]): row for run in (old, new) for row in run["goals"]}
    goals = [
        {"area": area, "code": code, "domain": titles[area, code]["domain"], "no": titles[area, code]["no"],
         "title_zh": titles[area, code]["title_zh"], "title_en": titles[area, code]["title_en"], "old": was, "new": now}
        for (area, code), was, now in _beside(_states(old["goals"]), _states(new["goals"]))
    ]
    return {
        "judgements": {
            "attainment": {"old": _attainment(old), "new": _attainment(new)},
            "goals": goals,
            "targets": _rows_moved(old["targets"], new["targets"], "state", ("value", "reach")),
            "outlooks": _rows_moved(old.get("outlooks", ()), new.get("outlooks", ()), "level", ("p_met",)),
        },
        "warnings": _rows_moved(old.get("warnings", ()), new.get("warnings", ()), "level", ("p_met", "kind")),
        "index": {"old": _index(old), "new": _index(new)},
    }


def direction(was: str | None, now: str | None) -> str:
    """How a warning moved: new, cleared, raised, eased.

    >>> direction(None, "red"), direction("orange", "yellow")
    ('new', 'eased')
    """
    if not was:
        return "new"
    if not now:
        return "cleared"
    return "raised" if LEVELS.index(now) > LEVELS.index(was) else "eased"


def _states(rows: Sequence[Row], field: str = "state") -> dict[tuple[str, str], Any]:
    return {(row["area"], row["code"]): row[field] for row in rows}


def _beside(
    old: Mapping[tuple[str, str], Any], new: Mapping[tuple[str, str], Any]
) -> list[tuple[tuple[str, str], Any, Any]]:
    """Keys whose two values differ, None where one has no value."""
    return [(key, old.get(key), new.get(key)) for key in sorted({*old, *new}) if old.get(key) != new.get(key)]


def _rows_moved(old: Sequence[Row], new: Sequence[Row], field: str, more: tuple[str, ...]) -> list[Row]:
    before = {(row["area"], row["code"]): row for row in old}
    after = {(row["area"], row["code"]): row for row in new}
    found = []
    for (area, code), was, now in _beside(_states(old, field), _states(new, field)):
        one = after.get((area, code)) or before[area, code]
        sides = {}
        for name, rows, value in (("old", before, was), ("new", after, now)):
            row = rows.get((area, code))
            sides[name] = None if row is None else {field: value, **{key: row.get(key) for key in more}}
        place = {key: one.get(key, "") for key in ("goal", "domain", "indicator", "breakdown")}
        found.append({"area": area, "code": code, **place, **sides})
    return found


def _attainment(run: Row) -> Row:
    return {
        "all": run["all"],
        "domains": [{"slug": row["slug"], "goals": row["goals"], "indicators": row["indicators"]} for row in run["domains"]],
    }


def _index(run: Row) -> Any:
    index = run.get("index")
    return index.get("overall") if isinstance(index, dict) else None
