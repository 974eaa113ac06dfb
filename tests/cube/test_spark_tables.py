"""The same release, the other engine: the same bytes."""

import hashlib
import os
from functools import partial

import pytest

from halfsky.cube.layout import read_manifest, write_release
from halfsky.cube.run import dumps, monitor
from halfsky.cube.spark import SparkRefused
from halfsky.cube.spark_tables import connect
from tests.cube.county import county
from tests.cube.many import city
from tests.cube.test_rules import any_release

pytestmark = pytest.mark.slow

SOAK = bool(os.environ.get("HALFSKY_SOAK"))
RELEASES = {
    "more areas than are told in full": lambda: city(52, indicators=1, breakdowns=3, goals=1),
    **{f"odd {seed}": partial(any_release, seed) for seed in (range(12) if SOAK else (11,))},
}
if SOAK:  # a smaller one is judged on both engines in test_spark_outlook.py
    RELEASES["city"] = lambda: city(14, indicators=3, breakdowns=5, goals=3)


@pytest.mark.parametrize("name", RELEASES)
def test_both_engines_give_the_same_bytes(name, tmp_path, spark_here):
    write_release(tmp_path / "r", RELEASES[name]())
    here, there = monitor(tmp_path / "r"), monitor(tmp_path / "r", engine="local")
    for part in here:
        assert there[part] == here[part], part
    assert hashlib.sha256(dumps(there)).hexdigest() == hashlib.sha256(dumps(here)).hexdigest()


def test_attainment_alone_is_the_same_on_both_engines(tmp_path, spark_here):
    write_release(tmp_path / "r", city(3, indicators=1, breakdowns=3, goals=1))
    here, there = (monitor(tmp_path / "r", engine=engine, attainment_only=True) for engine in ("duckdb", "local"))
    assert dumps(there) == dumps(here)


@pytest.fixture
def connection(tmp_path, spark_here):
    write_release(tmp_path / "r", county(indicators=1, breakdowns=2, goals=1))
    made = connect(tmp_path / "r", read_manifest(tmp_path / "r"), "local")
    yield made
    made.close()


def test_a_table_is_seen_by_a_second_cursor_and_forgotten_on_close(connection, spark_here):
    connection.execute("create table x as select 5 as a; create table y as select a, count(*) as n from x group by all")
    assert connection.cursor().execute("select * from y where a = ?", [5]).fetchall() == [(5, 1)]
    assert (spark_here.folder / "tables" / "y").is_dir()
    connection.close()
    assert not (spark_here.folder / "tables").exists()
    with pytest.raises(SparkRefused):
        connection.execute("select * from y")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("round_div(-5, 2)", -3), ("round_div(5, 2)", 3), ("round_div(7, 0)", None), ("-7 // 2", -3), ("mod(-7, 3)", -1),
        ("cast(9223372036854775807 as hugeint) * 100 // 1000", 922337203685477580), ("7 / nullif(0, 0)", None),
    ],
)  # fmt: skip
def test_arithmetic_is_duckdbs(connection, expression, value):
    import duckdb

    from halfsky.cube.rules import macros

    there = duckdb.connect()
    there.execute(macros())
    asked = f"select {expression} as x"
    assert connection.execute(asked).fetchone() == there.execute(asked).fetchone() == (value,)


def test_an_overflow_is_an_error_and_not_another_number(connection):
    with pytest.raises(SparkRefused, match="overflow"):
        connection.execute("select cast(9223372036854775807 as bigint) + ix as x from indicator where ix = 1").fetchall()
