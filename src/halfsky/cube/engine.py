"""The analysis engine, locked down: it reads the one release folder and nothing else, and it cannot be unlocked.

``connect`` gives a DuckDB connection with the release's tables as views; ``question`` the text of one SQL file.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from halfsky.cube.layout import Manifest
from halfsky.cube.rules import macros

THREADS = 1
"""A county's questions are planned for longer than they are answered; more threads only cost."""
MANY_ROWS = 1_000_000
MEMORY_LIMIT = "1GB"
_FOLDER = Path(__file__).parent / "questions"
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


def connect(
    release: Path, manifest: Manifest, *, threads: int | None = None, memory_limit: str = MEMORY_LIMIT
) -> Any:
    """A connection in memory that sees the tables of ``release`` under their names and no other file."""
    import duckdb

    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": threads or (THREADS if manifest.rows["observations"] < MANY_ROWS else os.cpu_count() or 1),
            "memory_limit": memory_limit,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
        },
    )
    folder = str(release.resolve()).replace("'", "''")
    views = "".join(
        f"create {'table' if name in _OFTEN else 'view'} {_NAMES.get(name, name)} as "
        f"from read_parquet('{folder}/{name}.parquet');\n"
        for name in manifest.rows
        if name not in _UNASKED
    )
    lock = (
        f"set allowed_directories = ['{folder}/']; set temp_directory = ''; set enable_external_access = false; "
        "set lock_configuration = true;\n"
    )
    connection.execute(lock + views + macros())
    return connection


def question(name: str) -> str:
    """The SQL of ``questions/<name>.sql``."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
