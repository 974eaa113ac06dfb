"""The release's tables and the questions in Spark, behind the few calls that the run makes of DuckDB's connection.

``execute`` takes the text of a question as it stands in its file. A table that it makes is written as Parquet into the
session's work folder, so that memory stays bounded, a plan stays as long as one question, and a lost worker loses
nothing that was finished; an answer is read with ``fetchall``.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from halfsky.cube.dialect import Statement
from halfsky.cube.dialect import spark as in_spark
from halfsky.cube.engine import table_names
from halfsky.cube.layout import Manifest
from halfsky.cube.spark import Session, asking, fit, session

FEW = frozenset(("asked", "place", "followed", "index_item"))
"""Tables as long as the plan or the list of areas."""
NARROWED = ("target_judged", "direction_judged", "milestone_judged", "track_judged", "goal_judged")
"""Tables by area that are asked again when all areas have been judged."""


def connect(release: Path, manifest: Manifest, engine: str, *, threads: int | None = None) -> SparkConnection:
    """A connection that sees the tables of ``release`` under their names; SparkRefused when Spark cannot be had."""
    rows = manifest.rows["observations"]
    opened, own = session(engine, rows, threads)
    connection = SparkConnection(opened, own)
    try:
        with asking(engine):
            fit(opened.spark, rows)
            for file, name in table_names(manifest).items():
                connection.see(name, release.resolve() / f"{file}.parquet")
    except BaseException:
        connection.close()
        raise
    return connection


class SparkConnection:
    """Answers like a DuckDB connection: ``execute``, ``description``, ``fetchall``, ``cursor``, ``close``."""

    def __init__(self, opened: Session, own: bool, names: set[str] | None = None) -> None:
        self.opened, self.own = opened, own
        self.names = set() if names is None else names
        self.few = False
        self._answer: Any = None

    def see(self, name: str, file: Path) -> None:
        """Show one Parquet file under ``name``. Its columns are read from its footer here, without a Spark job."""
        from pyarrow.parquet import read_schema
        from pyspark.sql.pandas.types import from_arrow_schema

        schema = from_arrow_schema(read_schema(file))
        self._show(name, self.opened.spark.read.schema(schema).parquet(str(file)))

    def execute(self, sql: str, given: list[Any] | None = None) -> SparkConnection:
        """Run the statements of ``sql``, written for DuckDB; the answer of the last one can be fetched."""
        for statement in in_spark(sql):
            with asking(self.opened.engine):
                frame = self.opened.spark.sql(statement.text, args=given or None)
                if statement.makes:
                    self._show(statement.makes, self._stored(statement, frame))
            self._answer = None if statement.makes else frame
        return self

    def _stored(self, statement: Statement, frame: Any) -> Any:
        """The table in its file; one that reads no other table is a constant and stays in the plan."""
        if not statement.reads:
            return frame
        if self.few or statement.makes in FEW:
            return self._held(frame)
        return self._written(statement.makes, frame)

    def _written(self, name: str, frame: Any) -> Any:
        file = str(self.opened.folder / "tables" / name)
        frame.write.mode("overwrite").parquet(file)
        return self.opened.spark.read.schema(frame.schema).parquet(file)

    def _held(self, frame: Any) -> Any:
        """The rows of ``frame`` in the plan itself: the few need neither file nor task."""
        return self.opened.spark.createDataFrame(frame.toArrow(), frame.schema)

    @property
    def cores(self) -> int:
        """How many tasks the session runs at a time."""
        return int(self.opened.spark.sparkContext.defaultParallelism)

    def view(self, name: str, sql: str) -> None:
        """Show the answer of ``sql`` under ``name`` without writing it down."""
        (statement,) = in_spark(sql)
        with asking(self.opened.engine):
            self._show(name, self.opened.spark.sql(statement.text))

    def cogroup(self, name: str, asked: list[str], low: int, size: int, work: Callable[[Any, Any], Any], example: Any) -> None:
        """Make the table ``name`` of what ``work`` makes of the two answers, ``size`` areas (``of_area``) at a time.

        ``work`` runs in the workers and gets Arrow tables; what it gives has the columns of ``example``.
        """
        from pyspark.sql.pandas.types import from_arrow_schema

        with asking(self.opened.engine):
            by = []
            for sql in asked:
                blocks = f"select *, (of_area - {low}) // {size} as block from ({sql}) q"  # noqa: S608 - the project's own
                (statement,) = in_spark(blocks)
                by.append(self.opened.spark.sql(statement.text).groupBy("block"))
            made = by[0].cogroup(by[1]).applyInArrow(lambda one, other: work(one, other), from_arrow_schema(example.schema))
            self._show(name, self._written(name, made))

    def narrow(self, area: int) -> None:
        """Leave of the tables about many areas the rows of one, and take the session for a county's from here on."""
        with asking(self.opened.engine):
            for name in NARROWED:
                self._show(name, self._held(self.opened.spark.sql(f"select * from {name} where area = {area}")))  # noqa: S608
        self.few = True
        fit(self.opened.spark, 0)

    def _show(self, name: str, frame: Any) -> None:
        frame.createOrReplaceTempView(name)
        self.names.add(name)

    @property
    def description(self) -> list[tuple[str]]:
        return [(name,) for name in self._answer.columns]

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The rows of the last answer, whole numbers as int whatever their width."""
        with asking(self.opened.engine):
            table = self._answer.toArrow()
        columns = [_plain(column.to_pylist()) for column in table.columns]
        return list(zip(*columns, strict=True)) if columns else []

    def fetchnumpy(self) -> dict[str, Any]:
        """The columns of the last answer; a whole number that may be null comes as float, null as NaN."""
        with asking(self.opened.engine):
            table = self._answer.toArrow()
        return {name: table.column(name).to_numpy() for name in table.column_names}

    def put(self, name: str, columns: dict[str, Any]) -> None:
        """Make the table ``name`` of numpy columns; NaN becomes null."""
        import pyarrow
        from pyarrow.parquet import write_table

        file = self.opened.folder / "tables" / f"{name}.parquet"
        file.parent.mkdir(parents=True, exist_ok=True)
        arrays = {key: pyarrow.array(values, from_pandas=True) for key, values in columns.items()}
        write_table(pyarrow.table(arrays), file)
        with asking(self.opened.engine):
            self.see(name, file)

    def fetchone(self) -> tuple[Any, ...] | None:
        rows = self.fetchall()
        return rows[0] if rows else None

    def cursor(self) -> SparkConnection:
        """A second connection on the same tables, for another thread."""
        return SparkConnection(self.opened, own=False, names=self.names)

    def close(self) -> None:
        """Forget the tables; end Spark when this connection started it."""
        if self.own:
            self.opened.close()
            return
        with contextlib.suppress(Exception):
            for name in self.names:
                self.opened.spark.catalog.dropTempView(name)
        shutil.rmtree(self.opened.folder / "tables", ignore_errors=True)
        self.names.clear()


def _plain(values: list[Any]) -> list[Any]:
    if any(isinstance(value, Decimal) for value in values):
        return [int(value) if isinstance(value, Decimal) else value for value in values]
    return values
