"""Answers as numpy columns and numpy columns as tables, on either engine; no Python object a row.

A column of whole numbers without nulls comes as int64, any other number as float64 with NaN for null.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Columns = dict[str, np.ndarray[Any, Any]]


def columns(connection: Any, sql: str) -> Columns:
    """The answer of ``sql`` by column."""
    return settled(connection.execute(sql).fetchnumpy())


def settled(answer: Columns) -> Columns:
    """The columns of an answer, each as it is told above."""
    found: Columns = {}
    for name, given in answer.items():
        if given.dtype.kind == "O":
            found[name] = np.asarray(given)
        elif np.ma.isMaskedArray(given) and given.mask.any():
            found[name] = np.where(given.mask, np.nan, given.data.astype(np.float64))
        else:
            plain = np.asarray(given)
            found[name] = plain.astype(np.int64) if plain.dtype.kind in "iu" else plain
    return found


def put(connection: Any, name: str, given: Columns) -> None:
    """Make the table ``name`` of ``given``; NaN becomes null."""
    if not hasattr(connection, "register"):
        connection.put(name, given)
        return
    connection.register(f"{name}_columns", given)
    connection.execute(f"create table {name} as select * from {name}_columns")  # noqa: S608 - fixed names
    connection.unregister(f"{name}_columns")
