"""What the how-to promises of HALFSKY_REQUIRE_ALL: nothing is passed over in silence."""

import os
import subprocess
import sys

from tests.docs.pages import ROOT

SKIPS = """
import pytest

@pytest.mark.skipif(True, reason="needs a part that is not there")
def test_marked(): ...

def test_while_running():
    pytest.skip("nor this")

@pytest.mark.xfail(reason="known")
def test_known(): assert False
"""
WHOLE_FILE = "import pytest\npytest.importorskip('no_such_module')\n"


def _outcome(folder, text, required):
    (folder / "test_parts.py").write_text(text)
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}", "HALFSKY_REQUIRE_ALL": required}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", "-p", "no:django", "-p", "no:xdist",
         "--rootdir", str(folder), "-c", os.devnull, str(folder)],
        cwd=folder, env=environment, capture_output=True, text=True,
    ).stdout


def test_a_skip_is_a_skip_by_itself(tmp_path):
    assert "2 skipped, 1 xfailed" in _outcome(tmp_path, SKIPS, "0")


def test_a_skip_fails_where_all_is_required(tmp_path):
    assert "1 failed, 1 xfailed, 1 error" in _outcome(tmp_path, SKIPS, "1")


def test_a_file_that_is_passed_over_fails_too(tmp_path):
    assert "1 error" in _outcome(tmp_path, WHOLE_FILE, "1")
