"""The fences, each on its own; that they hold together is tested in test_intake_guard."""

import subprocess
import sys
from pathlib import Path

import pytest

import halfsky
from halfsky.formats.intake.limits import LIMITS

SOURCE = str(Path(next(iter(halfsky.__path__))).parent)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="resource limits are POSIX")


def run(program, folder):
    head = f"import sys; sys.path.insert(0, {SOURCE!r})\nfrom halfsky.formats.intake import confine\nfrom halfsky.formats.intake.limits import Limits\n"
    return subprocess.run([sys.executable, "-c", head + program], capture_output=True, text=True, cwd=folder, check=False)


def test_every_limit_can_be_set_here_and_holds(tmp_path):
    ran = run("print(confine.resource_limits(Limits()))\nimport resource\nprint(resource.getrlimit(resource.RLIMIT_AS)[0])", tmp_path)
    assert ran.stdout.split() == ["[]", str(LIMITS.memory_bytes)]


def test_where_there_are_no_limits_they_are_named(tmp_path):
    ran = run("sys.modules['resource'] = None\nprint(len(confine.resource_limits(Limits())))", tmp_path)
    assert ran.stdout.strip() == "3"


def test_the_hook_lets_read_and_refuses_to_write(tmp_path):
    (tmp_path / "a").write_text("x")
    ran = run("confine.audit_hook()\nprint(open('a').read())\nopen('a', 'a')", tmp_path)
    assert ran.stdout.strip() == "x"
    assert "Forbidden: open" in ran.stderr


def test_what_a_library_prints_does_not_reach_the_pipe(tmp_path):
    ran = run("import os\npipe = confine.pipe_only()\nos.write(1, b'noise')\nos.write(2, b'noise')\nos.write(pipe, b'answer')", tmp_path)
    assert (ran.stdout, ran.stderr) == ("answer", "")
