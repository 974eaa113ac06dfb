"""``halfsky serve`` keeps a worker: it comes back when it is killed, and nothing outlives the command."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from halfsky.upkeep.jobs import ask, jobs
from tests.office_story import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")]


def children(parent: int) -> dict[int, str]:
    """The living children of a process with their commands."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, ppid = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            if int(ppid) == parent and state != "Z":
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def worker_of(parent: int, other_than: int = 0) -> int:
    for _ in range(300):
        for pid, command in children(parent).items():
            if " worker " in command and pid != other_than:
                return pid
        time.sleep(0.1)
    pytest.fail("no worker was started")


def test_a_killed_worker_comes_back_and_does_the_job(county):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "HALFSKY_HOME": str(county), "LC_ALL": "C.UTF-8",
                   "HALFSKY_PORT": str(port)}
    serve = subprocess.Popen([sys.executable, "-m", "halfsky", "serve", "--workers", "1"], env=environment, cwd=county.parent,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        first = worker_of(serve.pid)
        os.kill(first, signal.SIGKILL)
        second = worker_of(serve.pid, other_than=first)
        ask("prove", {"release": "2024-1"}, "officer")
        for _ in range(600):
            if jobs()[0].state == "done":
                break
            time.sleep(0.1)
        assert jobs()[0].state == "done" and jobs()[0].result["proved"]
    finally:
        serve.send_signal(signal.SIGTERM)
        serve.wait(timeout=40)
    for _ in range(100):
        if not Path(f"/proc/{second}").exists():
            return
        time.sleep(0.1)
    pytest.fail("the worker outlived the command")
