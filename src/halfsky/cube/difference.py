"""What is not the same in two releases: figures, targets, framework, scheme; and what that moved in the judgements.

``compare`` reads two release folders, runs the monitoring on both and lays the differences out as a plain dict,
schema ``halfsky/difference/1``. The same two releases give the same bytes. Figures are numbers in the indicator's unit;
null is "not known" or "not there".

    observations  counts {added, removed, changed, status, words} and the rows themselves, sorted by cell
    targets, tracks, indicators, milestones, milestone_states, areas, bodies
                  {added, removed: codes; changed: [{code, field, old, new}]}
    framework     the same for plan, domains, goals, measures, division, units, with "part:code" as code
    scheme        [{field, old, new}]
    judgements    attainment {old, new}, goals, targets and outlooks whose state or level moved
    warnings      those that are new, gone, or stand at another level
    index         {old, new} of the composite index, null where there is none
    labels        {indicators: code -> {name_zh, name_en, unit, decimals} of those named above,
                   domains: slug -> {name_zh, name_en}}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from halfsky.cube.engine import MANY_ROWS, MEMORY_LIMIT, QUESTIONS, table_names
from halfsky.cube.layout import FRAMEWORK, Manifest, verify
from halfsky.cube.moved import framework_moves, keyed_moves, moved
from halfsky.cube.run import monitor
from halfsky.cube.told import number
from halfsky.method.scheme import scheme_of

SCHEMA = "halfsky/difference/1"
KINDS = ("added", "removed", "changed", "status", "words")
#: table -> the columns that name a row; columns that number codes are turned into the codes first
KEYS: dict[str, tuple[str, ...]] = {
    "targets": ("code",),
    "tracks": ("code",),
    "indicators": ("code",),
    "milestones": ("code",),
    "milestone_states": ("milestone", "area", "year"),
    "areas": ("code",),
    "bodies": ("code",),
}
FILES = {"indicators": "indicator", "areas": "area", "bodies": "body"}
SCALED = frozenset({"value", "tolerance", "start", "weight"})
WORKED_OUT = frozenset({
    "ix", "multiplier", "start", "sense", "hold", "assigned", "about", "reference", "lowest", "highest", "cell",
    "compare_cell", "better", "matched_on", "grain", "bound", "rare",
})  # fmt: skip
"""Columns that follow from the others, or number rows in one release only."""

Row = dict[str, Any]


def compare(old: Path | str, new: Path | str) -> Row:
    """What differs between the release folders ``old`` and ``new``; ReleaseError when one is damaged."""
    paths = (Path(old), Path(new))
    manifests = (verify(paths[0]), verify(paths[1]))
    frameworks = [json.loads((path / FRAMEWORK).read_bytes()) for path in paths]
    connection = _connect(paths, manifests)
    try:
        observations = _observations(connection)
        sides = {name: (_rows(connection, "old", name), _rows(connection, "new", name)) for name in KEYS}
    finally:
        connection.close()
    tables = {name: keyed_moves(*both) for name, both in sides.items()}
    changes = moved(monitor(paths[0]), monitor(paths[1]))
    schemes = [scheme_of(framework.get("scheme")).plain() for framework in frameworks]
    return {
        "schema": SCHEMA,
        "old": _named(manifests[0]),
        "new": _named(manifests[1]),
        "observations": observations,
        **tables,
        "framework": framework_moves(*frameworks),
        "scheme": [
            {"field": name, "old": schemes[0].get(name), "new": schemes[1].get(name)}
            for name in sorted({*schemes[0], *schemes[1]}) if schemes[0].get(name) != schemes[1].get(name)
        ],
        **changes,
        "labels": {
            "indicators": _labels(observations, changes, *sides["indicators"]),
            "domains": {
                str(domain["slug"]): {"name_zh": str(domain["name_zh"]), "name_en": str(domain["name_en"])}
                for framework in frameworks for domain in framework["domains"]
            },
        },
    }


def _labels(observations: Row, changes: Row, old: Mapping[str, Row], new: Mapping[str, Row]) -> Row:
    """Names of the indicators that are named in the difference, as the later release has them."""
    judged = changes["judgements"]
    rows = [*observations["rows"], *judged["targets"], *judged["outlooks"], *changes["warnings"]]
    fields = ("name_zh", "name_en", "unit", "decimals")
    known = {**old, **new}
    return {
        code: {field: known[code][field] for field in fields}
        for code in sorted({row["indicator"] for row in rows if row["indicator"]}) if code in known
    }


def _named(manifest: Manifest) -> Row:
    return {
        "id": manifest.identity, "hash": manifest.content_hash, "year": manifest.year, "area": manifest.area,
        "plan": manifest.plan, "demo": manifest.demo,
    }


def _connect(paths: tuple[Path, Path], manifests: tuple[Manifest, Manifest]) -> Any:
    """A connection that sees the tables of both releases, ``old_…`` and ``new_…``, and no other file."""
    import duckdb

    many = max(manifest.rows["observations"] for manifest in manifests) >= MANY_ROWS
    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": 2 if many else 1,
            "memory_limit": "4GB" if many else MEMORY_LIMIT,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
        },
    )
    folders = [str(path.resolve()).replace("'", "''") for path in paths]
    allowed = ", ".join(f"'{folder}/'" for folder in folders)
    views = "".join(
        f"create view {side}_{name} as from read_parquet('{folder}/{file}.parquet');\n"
        for side, folder, manifest in zip(("old", "new"), folders, manifests, strict=True)
        for file, name in {**table_names(manifest), "codes/body": "body"}.items()
    )
    lock = (
        f"set allowed_directories = [{allowed}]; set temp_directory = ''; set enable_external_access = false; "
        "set lock_configuration = true;\n"
    )
    connection.execute(lock + views)
    return connection


def _observations(connection: Any) -> Row:
    cursor = connection.execute((QUESTIONS / "between" / "observations.sql").read_text(encoding="utf-8"))
    names = [column[0] for column in cursor.description]
    rows = [_observation(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
    return {**{kind: sum(row["kind"] == kind for row in rows) for kind in KINDS}, "rows": rows}


def _observation(r: Row) -> Row:
    def side(name: str, there: bool) -> Row | None:
        if not there:
            return None
        figures = {field: number(r[f"{name}_{field}"]) for field in ("value", "numerator", "denominator")}
        return {**figures, "status": r[f"{name}_status"], "reason": r[f"{name}_reason"]}

    return {
        "area": r["area"], "indicator": r["indicator"], "breakdown": r["breakdown"], "year": r["year"], "kind": r["kind"],
        "old": side("old", r["kind"] != "added"), "new": side("new", r["kind"] != "removed"),
    }


def _rows(connection: Any, side: str, name: str) -> Mapping[str, Row]:
    """The rows of a table by their key, with codes in the place of numbers."""
    cursor = connection.execute(f"select * from {side}_{FILES.get(name, name)}")  # noqa: S608 - fixed names
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    codes = {
        "indicator": dict(connection.execute(f"select ix, code from {side}_indicator").fetchall()),  # noqa: S608
        "breakdown": dict(connection.execute(f"select ix, key from {side}_breakdown").fetchall()),  # noqa: S608
    }
    rows = {}
    for row in found:
        plain = {
            field: _plain(field, value, codes) for field, value in row.items()
            if field not in WORKED_OUT and not field.startswith(("first_", "second_"))
        }
        rows[" ".join(str(plain[field]) for field in KEYS[name])] = plain
    return rows


def _plain(field: str, value: Any, codes: Mapping[str, Mapping[int, str]]) -> Any:
    kind = field.rpartition("_")[2]
    if kind in codes and not isinstance(value, str):
        return codes[kind].get(value, "")
    return number(value) if field in SCALED else value
