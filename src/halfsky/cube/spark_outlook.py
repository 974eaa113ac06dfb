"""The outlook on Spark: the arrays of some areas at a time, in the workers, by the function that DuckDB's run calls.

What is asked and the points are brought together by block of areas; each block is one task of Python, and its three
tables come back as one with the number of the table in the column ``made``. A worker that is lost has its block done
again by another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from halfsky.cube import outlook
from halfsky.cube.column import Columns, settled
from halfsky.cube.engine import question
from halfsky.cube.outlook_counts import Counted
from halfsky.method.scheme import Scheme

if TYPE_CHECKING:
    from halfsky.cube.spark_tables import SparkConnection

TABLES = ("chance", "outlook", "fan")
CELLS_AN_AREA = 100_000_000
BLOCKS_A_CORE = 2


def add(connection: SparkConnection, facts: dict[str, int], scheme: Scheme, full: frozenset[int], held: outlook.Held) -> None:
    """Make the tables ``chance``, ``outlook`` and ``fan`` of every judged area, as ``cube.outlook.add`` does."""
    connection.execute(question("followed"))
    things = outlook._Things(connection)
    counts = held.counts(connection, facts, things)
    areas = [ix for (ix,) in connection.execute("select area from place order by area").fetchall()]
    low, high = (areas[0], areas[-1]) if areas else (0, 0)
    most = max(outlook.SERIES_AT_ONCE // max(len(things.frequency), 1), 1)
    shared = -(-(high - low + 1) // (BLOCKS_A_CORE * connection.cores))
    within = {**facts, "low": low, "high": high, "since": facts["year"] - things.back}
    block = Block(things, counts, facts["year"], scheme, full)
    connection.cogroup(
        "ahead",
        [_unordered("outlook_asked", within, "area"), _unordered("outlook_points", within, f"cell // {CELLS_AN_AREA}")],
        low, max(min(most, shared), 1), block, block.example(),
    )  # fmt: skip
    for made, (name, table) in enumerate(zip(TABLES, block.empty(), strict=True)):
        told = made if name != "chance" or scheme.interim != "pace" else -1
        columns = ", ".join(f"{name}_{column} as {column}" for column in table)
        connection.view(name, f"select {columns} from ahead where made = {told}")  # noqa: S608 - the project's own names


def _unordered(name: str, facts: dict[str, int], area: str) -> str:
    """The question without its order, which a block's arrays are given anew, and with the area that it goes by."""
    text = question(name, facts).rpartition("order by")[0]
    return f"select *, {area} as of_area from ({text}) q"  # noqa: S608 - the project's own questions


@dataclass(slots=True)
class Block:
    """What a worker needs to judge a block of areas."""

    things: outlook._Things
    counts: Counted | None
    year: int
    scheme: Scheme
    full: frozenset[int]

    def example(self) -> Any:
        """The table of no areas, with the columns of that of every block."""
        return _joined(self.empty())

    def empty(self) -> tuple[Columns, ...]:
        """The three tables of no areas."""
        whole = ("no", "area", "at_year", "indicator", "breakdown", "reach", "slack", "sense", "hold", "target_year")
        asked = {name: np.zeros(0, dtype=np.int64) for name in whole}
        points = {name: np.zeros(0, dtype=np.int64) for name in ("cell", "year", "value", "numerator", "denominator", "mark")}
        return outlook._part(asked, points, self.things, self.counts, self.year, self.scheme, self.full)

    def __call__(self, asked: Any, points: Any) -> Any:
        """The three tables of the block as one; the rows of both come in any order."""
        if asked.num_rows == 0:
            return self.example()
        mine, seen = _arrays(asked, ("no", "area", "at_year")), _arrays(points, ("cell", "year"))
        return _joined(outlook._part(mine, seen, self.things, self.counts, self.year, self.scheme, self.full))


def _arrays(table: Any, order: tuple[str, ...]) -> Columns:
    found = settled({name: table.column(name).to_numpy() for name in table.column_names})
    by = np.lexsort([found[name] for name in reversed(order)])
    return {name: values[by] for name, values in found.items()}


def _joined(tables: tuple[Columns, ...]) -> Any:
    """One Arrow table of several: ``made`` tells which one a row is of; the columns of the others are null in it."""
    import pyarrow as pa

    named = [{f"{name}_{column}": values for column, values in table.items()} for name, table in zip(TABLES, tables, strict=True)]
    types = {name: pa.from_numpy_dtype(values.dtype) for table in named for name, values in table.items()}
    parts = []
    for made, table in enumerate(named):
        size = len(next(iter(table.values())))
        arrays = [
            pa.array(table[name], from_pandas=True).cast(kind) if name in table else pa.nulls(size, kind)
            for name, kind in types.items()
        ]
        parts.append(pa.table([pa.array(np.full(size, made)), *arrays], names=["made", *types]))
    return pa.concat_tables(parts).combine_chunks()
