"""The monitoring run: one release in, one result out, and the same bytes for the same release.

``monitor`` asks the questions in ``questions/*.sql`` and ``told`` lays the answers out as a plain dict whose every
field is described in ``docs/reference/run.schema.json``. Figures are numbers in the indicator's unit, at most six
decimals; null is "not known". Clock, locale and machine do not enter it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from halfsky.cube.choice import DUCKDB
from halfsky.cube.engine import connect, question
from halfsky.cube.layout import FRAMEWORK, Manifest, verify
from halfsky.cube.told import Told
from halfsky.method.scheme import Scheme, scheme_of

Row = dict[str, Any]

UNKNOWN = -(2**63)
"""The 64-bit integer that no stored figure can be (``method.rounding.LARGEST``)."""


def monitor(
    release_dir: Path | str, *, threads: int | None = None, scheme: Scheme | None = None, engine: str = DUCKDB,
    outlook: bool = True,
) -> Row:  # fmt: skip
    """Judge the release in ``release_dir``; ReleaseError when it is damaged, SchemeError when its scheme is.

    The scheme is the one frozen with the release, or ``scheme`` to see what another would say.

    The top level holds the release's own area; ``areas`` holds the counts of every judged area, and every row
    names its area. ``threads`` is the engine's; None chooses by the size of the release. ``engine`` is one of
    ``choice.engine_named``; the result does not depend on it. Without ``outlook`` every interim year is judged by
    pace, and neither outlooks nor warnings are told.
    """
    path = Path(release_dir)
    manifest = verify(path)
    framework = json.loads((path / FRAMEWORK).read_bytes())
    connection = _connect(path, manifest, engine, threads)
    try:
        used = scheme if scheme is not None else scheme_of(framework.get("scheme"))
        told = Told(connection, manifest, framework, used)
        _ask(connection, manifest, framework, told, outlook)
        return told.result()
    finally:
        connection.close()


def _connect(path: Path, manifest: Manifest, engine: str, threads: int | None) -> Any:
    if engine == DUCKDB:
        return connect(path, manifest, threads=threads)
    from halfsky.cube.spark import require

    require(engine)
    from halfsky.cube.spark_tables import connect as connect_spark

    return connect_spark(path, manifest, engine, threads=threads)


def dumps(result: Row) -> bytes:
    """The result as JSON: sorted keys, two spaces, UTF-8, a line break at the end; the same bytes everywhere."""
    import orjson

    return orjson.dumps(result, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _ask(connection: Any, manifest: Manifest, framework: Row, told: Told, outlook: bool) -> None:
    """Ask the questions in their order; those that do not need each other's answer are asked side by side.

    At a county's size an answer takes less time than planning the question, and planning has one thread.
    """
    asked = facts(manifest, framework, told.scheme)
    connection.execute(question("asked", asked))
    if told.home_alone and hasattr(connection, "narrow"):
        _ask_of_all(connection, asked, told, outlook)
        return
    others: list[Row] = []
    if told.home_alone:
        others = _ask_others(connection, asked, told, outlook)
        asked = {**asked, "first_area": told.home, "last_area": told.home}
    beside = connection.cursor()

    def ask(*names: str, by: Any = connection) -> None:
        for name in names:
            by.execute(question(name, asked))

    with _Beside(lambda: _make_ready(outlook)):
        ask("places", "figures")
        with _Beside(lambda: ask("origins", "milestones", by=beside)):
            ask("pooled")
        ask("standing")
        with _Beside(lambda: ask("directions", by=beside)):
            ask("targets")
    look_ahead(connection, asked, told, outlook)
    with _Beside(lambda: told.listen(beside, asked)):
        ask("goals")
        told.listen_to_judgements(connection, asked)
    told.answers["attainment"] += others


AREAS_AT_ONCE = 100
_STANDING = ("places", "figures", "origins", "pooled", "standing")
_JUDGING = (*_STANDING, "targets", "directions", "milestones")


def _ask_others(connection: Any, asked: dict[str, int], told: Told, outlook: bool) -> list[Row]:
    """The counts of every judged area but the own one, some areas at a time: memory is bounded by the part."""
    kept = _tables(connection)
    areas = [ix for (ix,) in connection.execute("select ix from area where judged order by ix").fetchall() if ix != told.home]
    found: list[Row] = []
    for at in range(0, len(areas), AREAS_AT_ONCE):
        some = areas[at : at + AREAS_AT_ONCE]
        part = {**asked, "first_area": some[0], "last_area": some[-1], "beside": 0}
        for name in _JUDGING:
            connection.execute(question(name, part))
        look_ahead(connection, part, told, outlook)
        connection.execute(question("goals", part))
        found += [row for row in told.counts(connection, part) if row["area"] != told.home]
        for table in _tables(connection) - kept:
            connection.execute(f"drop table {table}")
    return found


def _ask_of_all(connection: Any, asked: dict[str, int], told: Told, outlook: bool) -> None:
    """Ask of every judged area at once, of the own one then what is told of it alone.

    Spark keeps its tables on the disk, so memory is bounded without parts; what it judged of the own area is taken
    from there, and only the figures that nobody follows are asked for again.
    """
    counted, own = {**asked, "beside": 0}, {**asked, "first_area": told.home, "last_area": told.home}
    for name in _JUDGING:
        connection.execute(question(name, counted))
    look_ahead(connection, counted, told, outlook)
    connection.execute(question("goals", counted))
    counts = told.counts(connection, counted)
    told.listen_to_areas(connection, counted)
    connection.narrow(told.home)
    for name in _STANDING:
        connection.execute(question(name, own))
    told.listen(connection, own)
    told.listen_to_judgements(connection, own)
    told.answers["attainment"] = counts


def _tables(connection: Any) -> set[str]:
    return {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}


def facts(manifest: Manifest, framework: Row, scheme: Scheme) -> dict[str, int]:
    """The numbers that stand in the questions as ``:name``."""
    plan = framework["plan"]
    return {
        "year": int(manifest.year),
        "base_year": int(plan["base_year"]),
        "end_year": int(plan["end_year"]),
        "pace_percent": scheme.pace_percent,
        "about_percent": scheme.about_percent,
        "watch": round(scheme.watch * 10_000),
        "unknown": UNKNOWN,
        "first_area": 0,
        "last_area": 999_999,
        "beside": 1,
    }


def _make_ready(outlook: bool) -> None:
    """Load what the outlook needs while the engine is at work: loading it takes as long as the county's questions."""
    if outlook:
        from halfsky.cube.outlook import make_ready

        make_ready()


def look_ahead(connection: Any, asked: dict[str, int], told: Told, outlook: bool) -> None:
    """Judge interim years by the outlook where the scheme asks for it, and let it be told; else by pace."""
    if outlook:
        from halfsky.cube.outlook import Held, add

        told.held = told.held or Held()
        add(connection, asked, told.scheme, told.full, told.held)
        told.listen_to_outlook(connection)
        connection.execute(question("interim", asked))
    else:
        from halfsky.cube.unlooked import none

        none(connection)


class _Beside:
    """Runs one piece of work in a second thread while the body runs; an error of either is raised."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.error: BaseException | None = None
        self.thread = threading.Thread(target=self._run, args=(work,))

    def _run(self, work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - handed to the caller, below
            self.error = error

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, kind: object, *_: object) -> None:
        self.thread.join()
        if self.error is not None and kind is None:
            raise self.error
