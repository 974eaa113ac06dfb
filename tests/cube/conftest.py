import os

import pytest


@pytest.fixture(scope="session")
def spark_here():
    """One Spark on this computer for all tests of a process; without it they are skipped, or fail where all is required."""
    from halfsky.cube import spark

    refused = spark.lacking("local")
    if refused is not None:
        if os.environ.get("HALFSKY_REQUIRE_ALL") == "1":
            pytest.fail(str(refused))
        pytest.skip(str(refused))
    kept = spark.keep("local", cores=2)
    yield kept
    kept.close()
