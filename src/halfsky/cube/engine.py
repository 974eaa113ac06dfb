"""The analysis engine, locked down: it reads the one release folder and nothing else, and it cannot be unlocked.

``connect`` gives a DuckDB connection with the release's tables as views; ``question`` the text of one SQL file.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from halfsky.cube.beside import Beside
from halfsky.cube.counted import counted
from halfsky.cube.layout import Manifest
from halfsky.cube.rules import macros

THREADS = 1
"""A county's questions are planned for longer than they are answered; more threads only cost."""
MANY_ROWS = 200_000
MEMORY_LIMIT = "1GB"
_MOST_PARSED = 100
_MAKES = re.compile(r"^create (table|view) ", re.MULTILINE)
QUESTIONS = Path(__file__).parent / "questions"
_FACT = re.compile(r"(?<![:\w]):([a-z_]+)\b")
_NAMES = {
    "codes/area": "area",
    "codes/indicator": "indicator",
    "codes/breakdown": "breakdown",
    "codes/body": "body",
    "codes/goal": "goal",
}
_OFTEN = ("codes/area", "codes/indicator", "codes/breakdown", "targets", "tracks")
"""Read by several questions and taken into memory; the others are read where they are asked for."""
_UNASKED = ("codes/body",)
_LEFT_OUT = (
    "statistics_propagation,self_join_aggregate,late_materialization,regex_range,reorder_filter,join_filter_pushdown,"
    "unnest_rewriter,top_n,top_n_window_elimination,type_pushdown,join_elimination,common_subplan,redundant_order_keys,"
    "grouping_sets,aggregate_function_rewriter,window_rewriter,window_self_join,sampling_pushdown,remote_pushdown,"
    "limit_pushdown,row_group_pruner,compressed_materialization,partial_aggregate_pushdown,partitioned_execution,"
    "common_subexpressions,common_aggregate,duplicate_groups,outer_join_simplification,scalar_fn_pushdown,"
    "projection_placement,projection_pullup,aggregate_reuse,distinct_aggregate_rewrite,extension,in_clause,"
    "cte_filter_pusher,empty_result_pullup,filter_pullup,materialized_cte"
)
"""What the engine would try on every plan, and what is not worth the trying in any of these questions. An engine of
another version that does not know all of these names leaves out nothing."""


def connect(
    release: Path, manifest: Manifest, *, threads: int | None = None, memory_limit: str = MEMORY_LIMIT
) -> Any:
    """A connection in memory that sees the tables of ``release`` under their names and no other file."""
    import duckdb

    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": threads_for(manifest, threads),
            "memory_limit": memory_limit,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
        },
    )
    with contextlib.suppress(duckdb.Error):
        connection.execute(f"set disabled_optimizers = '{_LEFT_OUT}'")
    folder = str(release.resolve()).replace("'", "''")
    connection.execute(
        f"set allowed_directories = ['{folder}/']; set temp_directory = ''; set enable_external_access = false; "
        "set enable_progress_bar = false; set lock_configuration = true;\n"
    )
    made = {
        file: f"create {'table' if file in _OFTEN else 'view'} {name} as from read_parquet('{folder}/{file}.parquet');\n"
        for file, name in table_names(manifest).items()
    }
    beside = connection.cursor()
    first = [made.pop(file) for file in _OFTEN if file in made and file != "codes/breakdown"]
    with Beside(lambda: beside.execute(macros() + "".join(made.values()))):
        connection.execute("".join(first))
    return connection


def threads_for(manifest: Manifest, threads: int | None = None) -> int:
    """How many threads a release of that size is worth; ``threads`` where it is given."""
    return threads or (THREADS if is_small(manifest) else os.cpu_count() or 1)


def is_small(manifest: Manifest) -> bool:
    """Whether the release is of a county's size: its questions take longer to plan than to answer."""
    return manifest.rows["observations"] < MANY_ROWS


class Practised:
    """A connection that parses a question once a process: a county's are parsed for as long as they are answered."""

    parsed: ClassVar[dict[str, Any]] = {}

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def execute(self, sql: str, *given: Any) -> Any:
        if given:
            return self._connection.execute(sql, *given)
        statements = self.parsed.get(sql)
        if statements is None:
            statements = self._connection.extract_statements(sql)
            if len(self.parsed) >= _MOST_PARSED:
                self.parsed.clear()
            self.parsed[sql] = statements
        for statement in statements:
            self._connection.execute(statement)
        return self._connection

    def cursor(self) -> Practised:
        return Practised(self._connection.cursor())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


class Aside:
    """A second hand at the same release: it sees the tables of the first, and those that it makes are its own.

    ``counting`` says that nothing but counts is told of the areas it looks at.
    """

    def __init__(self, connection: Any, counting: bool = False) -> None:
        self._cursor, self._counting = connection.cursor(), counting

    def execute(self, sql: str, *given: Any) -> Any:
        return self._cursor.execute(_MAKES.sub(r"create temp \1 ", counted(sql) if self._counting else sql), *given)

    def cursor(self) -> Aside:
        return self

    def register(self, name: str, given: Any) -> Any:
        return self._cursor.register(name, given)

    def close(self) -> None:
        self._cursor.close()


def table_names(manifest: Manifest) -> dict[str, str]:
    """The tables that questions are asked of: file without its ending -> name."""
    return {file: _NAMES.get(file, file) for file in manifest.rows if file not in _UNASKED}


def question(name: str, facts: Mapping[str, int] | None = None) -> str:
    """The SQL of ``questions/<name>.sql``, each ``:fact`` in it replaced by its number."""
    text = (QUESTIONS / f"{name}.sql").read_text(encoding="utf-8")
    return text if facts is None else _FACT.sub(lambda fact: str(int(facts[fact[1]])), text)
