"""Ranked tables and distributions across areas, out of the results of a run (``results``): questions/ranked/*.sql.

docs/reference/results.md describes the tables. Equal figures share a rank.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from halfsky.cube.engine import QUESTIONS
from halfsky.formats.long_table import csv_file, xlsx_file
from halfsky.formats.workbook import Cell
from halfsky.method.errors import HalfskyError

TABLES = ("attainment", "ranked", "distribution", "domains")
FORMS = ("csv", "xlsx")
BATCH = 10_000
ALL = 10**9


class RankedRefused(HalfskyError):
    """Tables that cannot be made as asked."""

    messages = {
        "form": ("不认识文件类型“{form}”，请用 csv 或 xlsx。", "The kind of file {form!r} is not known; use csv or xlsx."),
        "most": ("--most 应为 0 或正整数：{most}", "--most is 0 or more: {most}"),
        "no_results": (
            "{path} 不是监测结果文件。请先运行 halfsky monitor run --release 目录 --parquet 文件。",
            "{path} is no file of results. Run halfsky monitor run --release DIR --parquet FILE first.",
        ),
        "no_domain": ("{path} 中没有领域“{domain}”。", "{path} has no domain {domain!r}."),
        "cannot_write": ("写不了 {path}（{why}），请核对路径和权限。", "{path} cannot be written ({why}); check the path and the permissions."),
    }


def write_ranked(results: Path | str, out: Path, *, form: str = "csv", most: int = 10) -> dict[str, int]:
    """Write the four tables into the folder ``out`` and return how many rows each has. ``most``: how many areas from either
    end of a target's ranking, 0 for all. RankedRefused when that cannot be."""
    if form not in FORMS:
        raise RankedRefused("form", form=form)
    if most < 0:
        raise RankedRefused("most", most=most)
    connection = _connect(Path(results))
    try:
        return {name: _write(connection, name, out / f"{name}.{form}", most or ALL) for name in TABLES}
    except OSError as problem:
        raise RankedRefused("cannot_write", path=out, why=problem.strerror) from None
    finally:
        connection.close()


def rates(results: Path | str, domain: str = "") -> tuple[int, bool, dict[str, float | None]]:
    """(year, whether the figures are invented, area -> share of goals met in per cent) of ``domain``, "" being all."""
    connection = _connect(Path(results))
    sql = "select year, demo, area, rate from results where kind = 'attainment' and counted = 'goals' and domain = ? order by area"
    try:
        rows = connection.execute(sql, [domain]).fetchall()
    finally:
        connection.close()
    if not rows:
        raise RankedRefused("no_domain", path=results, domain=domain)
    return rows[0][0], any(row[1] for row in rows), {row[2]: row[3] for row in rows}


def _connect(path: Path) -> Any:
    import duckdb

    connection = duckdb.connect(":memory:", config={"threads": 2, "memory_limit": "1GB"})
    quoted = str(path.resolve()).replace("'", "''")
    try:
        connection.execute(f"create view results as from read_parquet('{quoted}')")
        connection.execute("select kind, area_level, gap_to_target, counted from results limit 1")
    except duckdb.Error:
        connection.close()
        raise RankedRefused("no_results", path=path) from None
    return connection


def _write(connection: Any, name: str, file: Path, most: int) -> int:
    sql = (QUESTIONS / "ranked" / f"{name}.sql").read_text(encoding="utf-8")
    cursor = connection.execute(sql, {"most": most} if "$most" in sql else None)
    header = [column[0] for column in cursor.description]
    counted: list[int] = [0]
    lines = _lines(cursor, counted)
    if file.suffix == ".csv":
        csv_file(file, header, lines)
    else:
        xlsx_file(file, header, lines, title=name)
    return counted[0]


def _lines(cursor: Any, counted: list[int]) -> Iterator[list[Cell]]:
    while batch := cursor.fetchmany(BATCH):
        counted[0] += len(batch)
        for row in batch:
            yield [_cell(value) for value in row]


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float):
        rounded = Decimal(repr(round(value, 6)))
        return int(rounded) if rounded == int(rounded) else rounded
    return value  # type: ignore[no-any-return]
