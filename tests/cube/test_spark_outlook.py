"""The outlook in Spark's workers: the same bytes as in this process, whatever becomes of a worker."""

import os
import signal

import numpy as np
import pytest

from halfsky.cube import spark_outlook, spark_tables
from halfsky.cube.layout import write_release
from halfsky.cube.run import dumps, monitor
from halfsky.cube.simulate import simulate
from tests.cube.many import city

pytestmark = pytest.mark.slow


def test_a_worker_killed_over_a_block_has_it_done_by_another(tmp_path, spark_here, monkeypatch):
    write_release(tmp_path / "r", city(6, indicators=2, breakdowns=5, goals=2))
    expected = monitor(tmp_path / "r")
    died, done = tmp_path / "died", tmp_path / "done"
    cogroup = spark_tables.SparkConnection.cogroup

    def deadly(self, name, asked, low, size, work, example):
        def first_dies(one, other):
            try:
                os.close(os.open(died, os.O_CREAT | os.O_EXCL))
                os.kill(os.getpid(), signal.SIGKILL)
            except FileExistsError:
                (done.parent / f"done{os.getpid()}").touch()
            return work(one, other)

        cogroup(self, name, asked, low, size, first_dies, example)

    monkeypatch.setattr(spark_tables.SparkConnection, "cogroup", deadly)
    result = monitor(tmp_path / "r", engine="local")
    assert died.exists()
    workers = {int(path.name.removeprefix("done")) for path in tmp_path.glob("done*")}
    assert workers and os.getpid() not in workers
    assert expected["outlooks"] and expected["warnings"]
    assert dumps(result) == dumps(expected)


if os.environ.get("HALFSKY_SOAK"):  # half a minute

    def test_a_simulated_city_has_the_same_outlook_and_warnings_on_both_engines(tmp_path, spark_here):
        simulate(tmp_path / "city", 14)
        here, there = monitor(tmp_path / "city"), monitor(tmp_path / "city", engine="local")
        assert here["outlooks"] and here["warnings"]
        assert dumps(there) == dumps(here)


def test_a_block_without_areas_has_the_columns_of_the_others():
    from halfsky.method.scheme import Scheme

    class Nothing:
        kind = frequency = anchor = scale = np.zeros(0, dtype=np.int64)
        small = np.zeros(0, dtype=np.bool_)
        back = 22

    block = spark_outlook.Block(Nothing(), None, 2024, Scheme(), frozenset())
    example = block.example()
    assert example.num_rows == 0
    assert {name.partition("_")[0] for name in example.column_names} == {"made", *spark_outlook.TABLES}
    assert block(example, example).schema == example.schema
