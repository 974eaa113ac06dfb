"""A cluster loses a worker while it works, and the result is the same."""

import signal
import threading
import time

import pytest

from halfsky.cube import spark, spark_tables
from halfsky.cube.layout import write_release
from halfsky.cube.run import dumps, monitor
from tests.cube.cluster import Cluster, send
from tests.cube.many import city

pytestmark = pytest.mark.slow


@pytest.fixture
def cluster(tmp_path, spark_can_start):
    spark.end_kept()
    made = Cluster(tmp_path)
    yield made
    spark.end_kept()
    made.close()


def test_a_worker_killed_while_it_works_changes_nothing_and_a_driver_killed_is_told(cluster, tmp_path, monkeypatch):
    write_release(tmp_path / "r", city(6, indicators=2, breakdowns=5, goals=2))
    expected = dumps(monitor(tmp_path / "r"))
    monkeypatch.setattr(spark, "ROWS_A_PART", 500)
    seen = {}

    def strike(session):
        """Hold the first worker's process until it has a task that it cannot finish, then kill it and its worker."""
        context = session.spark.sparkContext
        end = time.monotonic() + 60
        while time.monotonic() < end and not seen.get("held"):
            running = list(context._jsc.sc().statusTracker().getExecutorInfos())
            seen["held"] = sum(info.numRunningTasks() > 0 for info in running) > 1
        for pid in (cluster.processes[1].pid, *cluster.executors(0)):
            send(pid, signal.SIGKILL)

    stored = spark_tables.SparkConnection._stored

    def store(self, statement, frame):
        if statement.makes == "standing":
            for pid in cluster.executors(0):
                send(pid, signal.SIGSTOP)
            seen["thread"] = threading.Thread(target=strike, args=(self.opened,))
            seen["thread"].start()
        return stored(self, statement, frame)

    monkeypatch.setattr(spark_tables.SparkConnection, "_stored", store)
    session = spark.keep(cluster.url)
    result = dumps(monitor(tmp_path / "r", engine=cluster.url))
    seen["thread"].join()
    left = session.spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size()
    assert seen["held"]
    assert left == 2  # the driver and the worker that is left
    assert result == expected

    session._gateway.proc.kill()
    with pytest.raises(spark.SparkRefused, match="stopped before the end"):
        monitor(tmp_path / "r", engine=cluster.url)
    session.close()
    assert not session.folder.exists()
