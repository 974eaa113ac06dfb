"""Which engine answers the questions: DuckDB inside this process, or Spark.

``HALFSKY_ENGINE`` is ``duckdb`` (the default), ``local`` (Spark on this computer) or ``spark://host:port`` (the master
of a Spark cluster). The result is the same bytes whichever answers; docs/how-to/nation.md says when to take which.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from halfsky.method.errors import HalfskyError

VARIABLE = "HALFSKY_ENGINE"
DUCKDB = "duckdb"
LOCAL = "local"
EXPECTED = "duckdb, local or spark://host:port"
_MASTER = re.compile(r"spark://(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9][A-Za-z0-9.-]*):([0-9]{1,5})")


class EngineRefused(HalfskyError, ValueError):
    """The name of an engine that there is not."""

    messages = {
        "S004": (
            "S004 环境变量 {name} 的值“{value}”不能用：应为 duckdb、local 或 spark://主机:端口。请改正后重新运行。",
            'S004 environment variable {name} has the value "{value}", which cannot be used: '
            "expected {expected}. Correct it and run again.",
        ),
    }


def engine_named(text: str) -> str:
    """The engine that ``text`` names; EngineRefused (S004) when it names none."""
    name = text.strip()
    if name in (DUCKDB, LOCAL):
        return name
    master = _MASTER.fullmatch(name)
    if master is None or not 1 <= int(master[2]) <= 65535:
        raise EngineRefused("S004", name=VARIABLE, value=text, expected=EXPECTED)
    return name


def engine_of(environ: Mapping[str, str]) -> str:
    """The engine that the environment asks for, read without starting the pages' framework."""
    return engine_named(environ.get(VARIABLE, DUCKDB))
