"""The figures of a release as one tidy table for anyone's tools: a row a figure, codes and labels, never all in memory.

The columns are those of ``questions/tidy/observations.sql``, in their order; docs/method/tidy-table.md describes each.
``SEX``, ``URBANISATION`` and ``AGE`` are written as the dimensions they are, ``_T`` being all. Value, numerator and
denominator are exact decimals in CSV; a spreadsheet and Parquet hold them as numbers. Rows stand in the order of the
release, so the same release gives the same table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from halfsky.cube.engine import QUESTIONS, connect
from halfsky.cube.layout import FRAMEWORK, Manifest, verify
from halfsky.formats.catalogue import load
from halfsky.formats.long_table import csv_file, xlsx_file
from halfsky.formats.whole import being_written
from halfsky.formats.workbook import Cell
from halfsky.method.errors import HalfskyError

FORMS = (".csv", ".xlsx", ".parquet")
FIGURES = ("value", "numerator", "denominator")
BATCH = 50_000
MOST_SHEET_ROWS = 1_048_575
"""A sheet of XLSX has 1,048,576 rows, one of them the header."""


class TidyRefused(HalfskyError):
    """A table that cannot be written as asked."""

    messages = {
        "form": (
            "不认识文件类型“{suffix}”，请把文件名写成 .csv、.xlsx 或 .parquet 结尾。",
            "The kind of file {suffix!r} is not known; end the name in .csv, .xlsx or .parquet.",
        ),
        "too_many": (
            "发布版有 {rows:,} 行，一张 Excel 工作表最多放 {most:,} 行。请改存 .csv 或 .parquet。",
            "The release has {rows:,} rows, and a sheet of Excel holds {most:,}. Write .csv or .parquet.",
        ),
    }


def write_tidy(release: Path | str, out: Path) -> int:
    """Write the figures of the release folder to ``out`` by its ending and return how many there are.

    ReleaseError when the release is damaged, TidyRefused when the file cannot be of this kind; an old file stays then.
    """
    suffix = out.suffix.lower()
    if suffix not in FORMS:
        raise TidyRefused("form", suffix=suffix or out.name)
    path = Path(release)
    manifest = verify(path)
    rows = manifest.rows["observations"]
    if suffix == ".xlsx" and rows > MOST_SHEET_ROWS:
        raise TidyRefused("too_many", rows=rows, most=MOST_SHEET_ROWS)
    connection = connect(path, manifest, threads=1)
    try:
        _prepare(connection, path, manifest)
        question = (QUESTIONS / "tidy" / "observations.sql").read_text(encoding="utf-8")
        if suffix == ".parquet":
            _parquet(connection.sql(question).to_arrow_reader(BATCH), out)
        else:
            cursor = connection.execute(question)
            header = [column[0] for column in cursor.description]
            lines = _lines(cursor, [header.index(name) for name in FIGURES])
            if suffix == ".csv":
                csv_file(out, header, lines)
            else:
                xlsx_file(out, header, lines, title=f"{manifest.identity}", created=manifest.created_at)
    finally:
        connection.close()
    return rows


def _prepare(connection: Any, path: Path, manifest: Manifest) -> None:
    """The small tables of labels and of the release itself."""
    catalogue = load()
    labels = {(code.list, code.code): (code.label_zh, code.label_en) for code in catalogue.codes}
    labels |= {("unit", unit.code): (unit.label_zh, unit.label_en) for unit in catalogue.units}
    framework = json.loads((path / FRAMEWORK).read_bytes())
    for unit, told in framework.get("units", {}).items():
        labels["unit", str(unit)] = (str(told.get("label_zh", "")), str(told.get("label_en", "")))
    connection.execute("create table label (kind varchar, code varchar, zh varchar, en varchar)")
    connection.executemany("insert into label values (?, ?, ?, ?)", [(*key, *words) for key, words in sorted(labels.items())])
    signer = manifest.signer or {}
    connection.execute("create table facts (release varchar, demo boolean, released_by varchar, signer_role varchar)")
    connection.execute(
        "insert into facts values (?, ?, ?, ?)",
        [manifest.identity, manifest.demo, signer.get("body_name", ""), signer.get("role", "")],
    )
    connection.execute(f"create view body as from read_parquet('{_quoted(path)}/codes/body.parquet')")


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("'", "''")


def _lines(cursor: Any, figures: list[int]) -> Iterator[list[Cell]]:
    while batch := cursor.fetchmany(BATCH):
        for row in batch:
            line = ["" if cell is None else int(cell) if isinstance(cell, bool) else cell for cell in row]
            for at in figures:
                line[at] = _figure(row[at])
            yield line


def _figure(scaled: int | None) -> int | Decimal | None:
    """Millionths as an exact number."""
    if scaled is None:
        return None
    whole, rest = divmod(scaled, 10**6)
    return whole if rest == 0 else Decimal(scaled).scaleb(-6).normalize()


def _parquet(reader: Any, out: Path) -> None:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    fields = [pa.field(f.name, pa.float64() if f.name in FIGURES else f.type) for f in reader.schema]
    schema = pa.schema(fields)
    with being_written(out) as aside, pq.ParquetWriter(aside, schema, compression="zstd", store_schema=False) as writer:
        for batch in reader:
            columns = [
                pc.divide(pc.cast(batch.column(at), pa.float64(), safe=False), 1e6) if field.name in FIGURES else batch.column(at)
                for at, field in enumerate(fields)
            ]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))
