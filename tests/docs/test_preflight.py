"""tools/preflight.sh names what a computer lacks, in both languages, and installs nothing by itself."""

import subprocess
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

PREFLIGHT = ROOT / "tools" / "preflight.sh"


def _run(folder, *arguments, programs, **environment):
    """Run it where only ``programs`` (name -> script) can be found."""
    for name, script in programs.items():
        file = folder / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
    return subprocess.run(
        ["/bin/bash", str(PREFLIGHT), *arguments], env={"PATH": str(folder), **environment},
        capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )


OLD = 'case "$2" in *version_info*) exit 1;; *) echo 3.9.2;; esac'
NO_VENV = 'case "$2" in *ensurepip*) exit 1;; *) exit 0;; esac'
GOOD = "exit 0"


@pytest.mark.parametrize(
    ("programs", "zh", "en"),
    [
        ({"make": GOOD}, "缺少 Python", "Python is missing"),
        ({"make": GOOD, "python3": OLD}, "Python 版本过旧：python3 是 3.9.2", "too old: python3 is 3.9.2"),
        ({"make": GOOD, "python3": NO_VENV}, "apt-get install python3-venv", "venv module is missing"),
        ({"python3": GOOD}, "缺少 make", "make is missing"),
    ],
    ids=["no python", "old python", "no venv", "no make"],
)
def test_what_is_missing_is_named(tmp_path, programs, zh, en):
    run = _run(tmp_path, programs=programs)
    assert run.returncode == 1
    assert zh in run.stderr
    assert en in run.stderr


def test_a_ready_computer_hears_nothing(tmp_path):
    run = _run(tmp_path, programs={"make": GOOD, "python3": GOOD})
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


@pytest.mark.parametrize(("required", "status"), [("0", 0), ("1", 1)])
def test_missing_test_parts_fail_only_where_all_is_required(tmp_path, required, status):
    programs = {"make": GOOD, "python3": GOOD, "id": "echo 1000"}
    run = _run(tmp_path, "test", programs=programs, HALFSKY_REQUIRE_ALL=required)
    assert run.returncode == status
    assert "chromium" in run.stderr
    assert "libreoffice-writer-nogui" in run.stderr
    assert "-jre-headless" in run.stderr


@pytest.mark.parametrize(("version", "missing"), [("1.8.0_402", True), ("11.0.22", True), ("17.0.15", False), ("21", False)])
def test_java_must_be_as_new_as_spark_wants_it(tmp_path, version, missing):
    programs = {"make": GOOD, "python3": GOOD, "id": "echo 1000", "java": f'echo \'openjdk version "{version}"\' >&2'}
    assert ("-jre-headless" in _run(tmp_path, "test", programs=programs).stderr) is missing


@pytest.mark.skipif(not Path("/etc/debian_version").exists(), reason="only Debian installs by itself")
def test_root_on_debian_gets_the_test_parts_installed_without_a_question(tmp_path):
    asked = tmp_path / "asked"
    programs = {"make": GOOD, "python3": GOOD, "id": "echo 0", "apt-get": f'echo "$DEBIAN_FRONTEND $*" >> {asked}'}
    run = _run(tmp_path, "test", programs=programs)
    assert "noninteractive install -y" in asked.read_text()
    assert "chromium" in asked.read_text()
    assert run.returncode == 0


def test_a_plain_call_never_installs(tmp_path):
    asked = tmp_path / "asked"
    programs = {"python3": NO_VENV, "make": GOOD, "id": "echo 0", "apt-get": f"echo $* >> {asked}"}
    _run(tmp_path, programs=programs)
    assert not asked.exists()
