"""The monitoring run: one release in, one result out, and the same bytes for the same release.

``monitor`` asks the questions in ``questions/*.sql`` and ``told`` lays the answers out as a plain dict whose every
field is described in ``docs/reference/run.schema.json``. Figures are numbers in the indicator's unit, at most six
decimals; null is "not known". Clock, locale and machine do not enter it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from halfsky.cube.beside import Beside, Then, shared
from halfsky.cube.choice import DUCKDB
from halfsky.cube.engine import Aside, Practised, connect, is_small, question, threads_for
from halfsky.cube.layout import FRAMEWORK, Manifest, read_manifest, verify
from halfsky.cube.told import Told
from halfsky.method.scheme import Scheme, scheme_of

Row = dict[str, Any]

UNKNOWN = -(2**63)
"""The 64-bit integer that no stored figure can be (``method.rounding.LARGEST``)."""


def monitor(
    release_dir: Path | str, *, threads: int | None = None, scheme: Scheme | None = None, engine: str = DUCKDB,
    outlook: bool = True, attainment_only: bool = False, each: Callable[[Any, dict[str, int]], None] | None = None,
) -> Row:  # fmt: skip
    """Judge the release in ``release_dir``; ReleaseError when it is damaged, SchemeError when its scheme is.

    The scheme is the one frozen with the release, or ``scheme`` to see what another would say.

    The top level holds the release's own area; ``areas`` holds the counts of every judged area, and every row
    names its area. ``threads`` is the engine's; None chooses by the size of the release. ``engine`` is one of
    ``choice.engine_named``; the result does not depend on it. Without ``outlook`` every interim year is judged by
    pace, and neither outlooks nor warnings are told. With ``attainment_only`` only what is followed is looked at:
    targets, tracks and goals of the release's own area and the counts of every judged area are the same as else;
    ``series`` has the followed cells of the own area, and gaps, index and decomposition are left out. ``each`` is
    called with the connection after every part of the areas, while its tables are there (DuckDB; ``results``).
    """
    path = Path(release_dir)
    manifest = read_manifest(path)
    hands = threads_for(manifest, threads) if engine == DUCKDB and each is None and not outlook else 1
    with _Checked(path):
        connection = _connect(path, manifest, engine, 1 if hands > 1 else threads)
        try:
            framework = json.loads((path / FRAMEWORK).read_bytes())
            used = scheme if scheme is not None else scheme_of(framework.get("scheme"))
            told = Told(connection, manifest, framework, used, attainment_only=attainment_only)
            told.each = each
            told.hands = hands
            _ask(connection, manifest, framework, told, outlook)
            return told.result()
        finally:
            connection.close()


class _Checked:
    """Checks the files of a release while the body reads them; its ReleaseError comes before any other, and before
    anything that was found is given out.
    """

    def __init__(self, path: Path) -> None:
        self._beside = Beside(lambda: verify(path))

    def __enter__(self) -> None:
        self._beside.__enter__()

    def __exit__(self, *_: object) -> None:
        self._beside.__exit__(None)


def _connect(path: Path, manifest: Manifest, engine: str, threads: int | None) -> Any:
    if engine == DUCKDB:
        connection = connect(path, manifest, threads=threads)
        return Practised(connection) if is_small(manifest) else connection
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
    asked = {**facts(manifest, framework, told.scheme), "home": told.home}
    if told.home_alone and not told.attainment_only and hasattr(connection, "narrow"):
        connection.execute(question("asked", asked))
        _ask_of_all(connection, asked, told, outlook)
        return
    others: list[tuple[Any, ...]] = []
    if told.home_alone:
        others = _ask_in_parts(connection, asked, told, outlook)
        asked = {**asked, "first_area": told.home, "last_area": told.home}
        if told.attainment_only:
            told.answers["attainment"] = others
            return
    with Beside(lambda: _make_ready(outlook)):
        _judge(connection, asked)
    look_ahead(connection, asked, told, outlook)
    beside = connection.cursor()
    with Beside(lambda: told.listen(beside, asked)):
        connection.execute(question("goals", asked))
        told.listen_to_judgements(connection, asked)
    if told.each is not None and not told.home_alone:
        told.each(connection, asked)
    told.answers["attainment"] += [row for row in others if row[0] != told.home]


def _judge(connection: Any, asked: dict[str, int], together: Any = None, *, known: bool = False) -> None:
    """What stands, and what targets, directions and milestones make of it. ``together`` runs two pieces of work;
    ``known`` says that it was asked already which cells are looked at.
    """
    together = together or Beside
    beside = connection.cursor()

    def ask(*names: str, by: Any = connection) -> None:
        by.execute("".join(question(name, asked) for name in names))

    ask("places", *([] if known else ["asked"]), "figures")
    with together(lambda: ask("origins", by=beside)):
        ask("pooled")
    with together(lambda: ask("milestones", by=beside)):
        ask("standing")
    with together(lambda: ask("targets", by=beside)):
        ask("directions")


_STANDING = ("places", "figures", "origins", "pooled", "standing")
SERIES_AT_ONCE = 400_000
"""Followed series whose figures are in memory at one time."""
AREAS_A_HAND = 30
"""Fewer areas are sooner looked at than the questions are planned a second time."""


def _ask_in_parts(connection: Any, asked: dict[str, int], told: Told, outlook: bool) -> list[tuple[Any, ...]]:
    """The counts of every judged area, some areas at a time: memory is bounded by the part. Only what a target or a
    track follows is looked at. The rows of the own area are taken when nothing else will be asked of it.

    Spark keeps its tables on the disk, so it is asked of all at once.
    """
    spark = hasattr(connection, "narrow")
    kept = {} if told.attainment_only else _tables(connection)
    asked = {**asked, "beside": 0, "back": int(outlook)}
    areas = told.judged
    followed = max(told.manifest.rows["targets"] + told.manifest.rows["tracks"], 1)
    hands = min(told.hands, len(areas) // AREAS_A_HAND + 1)
    most = len(areas) if spark else max(SERIES_AT_ONCE // hands // followed, 1)
    head = min(most, -(-len(areas) * (9 if told.attainment_only else 10) // 10 // hands)) if hands > 1 else 0
    at_once = max(min(most, -(-(len(areas) - head) // max(hands - 1, 1))), 1)
    parts = [areas[:head]] * bool(head) + [areas[at : at + at_once] for at in range(head, len(areas), at_once)]
    if len(parts) > 1:
        connection.execute(question("asked", asked))
    through = _tables(connection) if len(parts) > 1 and hands == 1 else kept
    together: Any = Then if hands > 1 else Beside

    def look(at: int) -> list[tuple[Any, ...]]:
        some = parts[at]
        part = {**asked, "first_area": some[0], "last_area": some[-1]}
        is_told = told.attainment_only and told.home in some
        own = Aside(connection, not is_told) if hands > 1 else connection
        _judge(own, part, together, known=len(parts) > 1)
        look_ahead(own, part, told, outlook)
        home = {**asked, "first_area": told.home, "last_area": told.home}
        beside = own.cursor()
        with together(lambda: told.listen_to_home(beside, home) if is_told else None):
            own.execute(question("goals", part))
        with together(lambda: told.take(beside, home, ("track", "goal")) if is_told else None):
            counts = told.counts(own, part)
        if told.each is not None:
            told.each(own, part)
        if hands > 1:
            own.close()
        elif some is not parts[-1]:
            _drop_but(connection, through)
        return counts

    found = [row for counts in shared(look, len(parts), hands) for row in counts]
    if not told.attainment_only:
        _drop_but(connection, kept)
    return found


def _ask_of_all(connection: Any, asked: dict[str, int], told: Told, outlook: bool) -> None:
    """Ask of every judged area at once, of the own one then what is told of it alone.

    Spark keeps its tables on the disk, so memory is bounded without parts; what it judged of the own area is taken
    from there, and only the figures that nobody follows are asked for again.
    """
    counted, own = {**asked, "beside": 0}, {**asked, "first_area": told.home, "last_area": told.home}
    _judge(connection, counted, known=True)
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


def _drop_but(connection: Any, kept: dict[str, str]) -> None:
    """Drop the tables and views that are not in ``kept``."""
    for name, kind in _tables(connection).items():
        if name not in kept:
            connection.execute(f"drop {kind} {name}")


def _tables(connection: Any) -> dict[str, str]:
    """The tables and views made so far, by name."""
    made = (
        "select table_name, 'table' from duckdb_tables() "
        "union all select view_name, 'view' from duckdb_views() where not internal"
    )
    return dict(connection.execute(made).fetchall())


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
        "back": 1,
        "home": 0,
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

        if hasattr(connection, "cogroup"):
            from halfsky.cube.spark_outlook import add

        told.held = told.held or Held()
        add(connection, asked, told.scheme, told.full, told.held)
        told.listen_to_outlook(connection)
        connection.execute(question("interim", asked))
    else:
        from halfsky.cube.unlooked import none

        none(connection)
