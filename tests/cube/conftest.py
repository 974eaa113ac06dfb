import os

import pytest

collect_ignore = [] if os.environ.get("HALFSKY_SOAK") else ["test_spark_worker_lost.py"]
"""A cluster that loses an executor takes a minute: it is left to the soak. A lost worker of Python is always tried."""


@pytest.fixture(scope="session")
def spark_can_start():
    """Without Java or Spark its tests are skipped, or fail where all is required."""
    from halfsky.cube import spark

    refused = spark.lacking("local")
    if refused is not None and os.environ.get("HALFSKY_REQUIRE_ALL") == "1":
        pytest.fail(str(refused))
    if refused is not None:
        pytest.skip(str(refused))
    yield
    spark.end_kept()


@pytest.fixture
def spark_here(spark_can_start):
    """One Spark on this computer for all tests of a process: starting it takes seconds."""
    from halfsky.cube import spark

    return spark.kept("local") or spark.keep("local", cores=2)
