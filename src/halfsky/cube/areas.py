"""The areas of a release, by code: a small table, read without the engine and without proving the rest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq


@dataclass(frozen=True, slots=True)
class Area:
    """One area of a release; ``judged`` when the plan's targets are judged for it."""

    code: str
    name_zh: str
    name_en: str
    level: str
    parent: str
    judged: bool


def areas_of(release: Path | str) -> list[Area]:
    """Every area that the release in this folder lists, by code."""
    rows = pq.read_table(Path(release) / "codes/area.parquet").to_pylist()
    return [Area(row["code"], row["name_zh"], row["name_en"], row["level"], row["parent"], row["judged"]) for row in rows]
