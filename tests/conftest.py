"""Every test runs in a data folder of its own, away from any installation; with HALFSKY_REQUIRE_ALL=1 none is skipped."""

import os
import tempfile

import pytest

_HOME = tempfile.TemporaryDirectory(prefix="halfsky-test-")
os.environ["HALFSKY_HOME"] = _HOME.name
os.environ.setdefault("HALFSKY_LANG", "zh-hans")


def _counted(report):
    """A skip is a failure where everything is required, so that a missing part of the computer is seen."""
    if os.environ.get("HALFSKY_REQUIRE_ALL") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"HALFSKY_REQUIRE_ALL=1 and yet {reason}"
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item, call):
    return _counted((yield))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(collector):
    return _counted((yield))
