"""The results of a run over any number of areas as one Parquet file for anyone's tools, written part by part.

``kind`` says what a row is: ``track`` (judgement, gap to the target, outlook and warning of one track in one area) or
``attainment`` (how many goals or indicators of one area and domain stand in each state; domain "" is all). The columns
are described in docs/reference/results.md. Memory is bounded by the part: quantiles are told in the run itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from halfsky.cube.choice import DUCKDB
from halfsky.cube.engine import question
from halfsky.cube.layout import Manifest, read_manifest
from halfsky.cube.rules import STATES
from halfsky.cube.run import monitor
from halfsky.formats.whole import being_written
from halfsky.method.errors import HalfskyError
from halfsky.method.outlook.level import LEVELS, WHY

Row = dict[str, Any]
TEXT = (
    "kind", "area", "area_zh", "area_en", "area_level", "domain", "goal", "track", "track_kind", "target", "indicator", "breakdown", "title_zh",
    "title_en", "state", "reason", "level", "previous_level", "why_not_judged", "warning", "warning_kind", "counted",
)  # fmt: skip
NUMBER = ("value", "base_value", "target_value", "gap_to_target", "p_met", "pace_needed", "pace_recent", "rate")
COUNT = ("target_year", "points", *(f"n_{state}" for state in STATES[1:]), "n_judged")
NAMED = ["area", "area_zh", "area_en", "area_level"]
SCHEMA = pa.schema(
    [("release", pa.string()), ("demo", pa.bool_()), ("year", pa.int64())]
    + [(name, pa.string()) for name in TEXT]
    + [(name, pa.float64()) for name in NUMBER]
    + [(name, pa.int64()) for name in COUNT]
)


class ResultsRefused(HalfskyError):
    """Results that cannot be written as asked."""

    messages = {
        "engine": (
            "结果文件只能由 DuckDB 写出。请去掉环境变量 HALFSKY_ENGINE 后重新运行。",
            "The file of results is written by DuckDB alone. Unset HALFSKY_ENGINE and run again.",
        ),
        "outlook": (
            "结果文件含达标概率，不能与 --no-outlook 同用。",
            "The file of results holds the outlook; it does not go with --no-outlook.",
        ),
        "form": ("结果文件名应以 .parquet 结尾：{path}", "End the name of the file of results in .parquet: {path}"),
    }


def run_to(release: Path | str, out: Path, *, engine: str = DUCKDB, outlook: bool = True, **given: Any) -> Row:
    """Run the monitoring (``run.monitor``), write the results of every area to ``out`` and return the run's own.

    Whole or not at all; ResultsRefused when they cannot be written as asked.
    """
    if engine != DUCKDB:
        raise ResultsRefused("engine")
    if not outlook:
        raise ResultsRefused("outlook")
    if out.suffix.lower() != ".parquet":
        raise ResultsRefused("form", path=out)
    manifest = read_manifest(release)
    with being_written(out) as aside:
        results = Results(aside, manifest)
        told = monitor(release, each=results.part, **given)
        results.close(told["areas"])
    return told


class Results:
    """The file ``out`` while the run is made; ``part`` is called after each part, ``close`` at the end."""

    def __init__(self, out: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        self._names: dict[str, Row] = {}
        facts = {"halfsky:release": manifest.identity, "halfsky:hash": manifest.content_hash, "halfsky:demo": str(manifest.demo).lower()}
        self._writer = pq.ParquetWriter(out, SCHEMA.with_metadata(facts), compression="zstd", version="2.6")

    def part(self, connection: Any, asked: Mapping[str, int]) -> None:
        """Write the tracks of the areas that are judged now."""
        quoted = [", ".join(f"'{word}'" for word in words) for words in (STATES, LEVELS, WHY)]
        words = "(select [{}] as states, [{}] as levels, [{}] as whys) words".format(*quoted)
        sql = question("results/tracks", asked).replace("cross join words", f"cross join {words}")
        found = connection.sql(sql).to_arrow_reader(100_000).read_all()
        named = found.select(NAMED).group_by(NAMED).aggregate([]).to_pylist()
        self._names |= {row["area"]: row for row in named}
        self._write(found)

    def close(self, areas: list[Row]) -> None:
        """Write the counts of every area (``areas`` of the result) and end the file."""
        self._write(pa.Table.from_pylist([row for area in areas for row in _attainment(area, self._names[area["area"]])]))
        self._writer.close()

    def _write(self, found: pa.Table) -> None:
        size = found.num_rows
        head = {"release": self.manifest.identity, "demo": self.manifest.demo, "year": int(self.manifest.year)}
        columns = []
        for field in SCHEMA:
            if field.name in head:
                columns.append(pa.array([head[field.name]] * size, field.type))
            elif field.name in found.column_names:
                columns.append(found.column(field.name).cast(field.type))
            else:
                columns.append(pa.nulls(size, field.type))
        self._writer.write_table(pa.Table.from_arrays(columns, schema=SCHEMA))


def _attainment(area: Row, names: Row) -> list[Row]:
    places = [("", area["all"]), *((domain["slug"], domain) for domain in area["domains"])]
    return [
        {
            "kind": "attainment", **names, "domain": slug, "counted": what, "rate": counts["rate"],
            "n_judged": counts["monitorable"], **{f"n_{state}": counts[state] for state in STATES[1:]},
        }
        for slug, told in places
        for what in ("goals", "indicators")
        for counts in (told[what],)
    ]  # fmt: skip
