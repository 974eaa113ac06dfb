"""The worker as a process: killed at any moment it loses no job; only one works; it ends when asked or when left alone."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from halfsky.office.release.models import Release
from halfsky.office.release.services.freeze import freeze
from halfsky.upkeep import worker
from halfsky.upkeep.jobs import ask, jobs
from tests.cast import CAST
from tests.office_story import ROOT


def started(home, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "HALFSKY_HOME": str(home), "LC_ALL": "C.UTF-8"}
    return subprocess.Popen([sys.executable, "-m", "halfsky", "worker", *arguments], env=environment, cwd=home.parent,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ended(process: subprocess.Popen[bytes]) -> str:
    out, errors = process.communicate(timeout=60)
    assert b"Traceback" not in errors, errors.decode()[-1500:]
    return out.decode()


def status_of(home, number: str) -> tuple[str, str]:
    database = sqlite3.connect(home / "halfsky.sqlite3")
    asked = f"select status, worker_ids from {DBTaskResult._meta.db_table} where id = ?"
    row = database.execute(asked, [number.replace("-", "")]).fetchone()
    database.close()
    return row


@pytest.mark.slow
def test_a_worker_killed_at_its_job_loses_nothing(county):
    number = ask("prove", {"release": "2024-1"}, "officer")
    process = started(county)
    for _ in range(400):
        if status_of(county, number)[0] != "READY":
            break
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert "1 项任务" in ended(started(county, "--once")) or status_of(county, number)[0] == "SUCCESSFUL"
    assert jobs()[0].state == "done" and jobs()[0].result["proved"]


@pytest.mark.slow
def test_only_one_works_and_the_other_waits(county):
    first = started(county)
    time.sleep(3)
    second = started(county, "--once")
    time.sleep(3)
    assert second.poll() is None, "the second waits for the first"
    first.send_signal(signal.SIGTERM)
    ended(first)
    assert "0 项任务" in ended(second)


@pytest.mark.slow
def test_a_worker_ends_with_what_started_it(county):
    code = "import subprocess, sys; p = subprocess.Popen([sys.executable, '-m', 'halfsky', 'worker', '--with-parent']); print(p.pid, flush=True); sys.stdin.read()"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "HALFSKY_HOME": str(county), "LC_ALL": "C.UTF-8"}
    parent = subprocess.Popen([sys.executable, "-c", code], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    child = int(parent.stdout.readline())
    time.sleep(2)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    for _ in range(100):
        try:
            os.kill(child, 0)
            time.sleep(0.1)
        except ProcessLookupError:
            return
    os.kill(child, signal.SIGKILL)
    pytest.fail("the worker outlived its parent")


def test_when_it_starts_it_sweeps_what_was_never_finished(county):
    (county / "releases" / ".part-abc" / "codes").mkdir(parents=True)
    old, young = county / "files" / ".part-old", county / "runs" / ".part-young"
    for part in (old, young):
        part.write_bytes(b"x")
    os.utime(old, (1, 1))
    worker.start()
    assert not (county / "releases" / ".part-abc").exists() and not old.exists() and young.exists()
    assert worker.sweep_parts(county, time.time() + 7200) == 1 and (county / "releases" / "2024-1").is_dir()


def test_by_the_clock_an_embargo_that_is_over_is_noted(county):
    freeze(year=2024, reason="更正", embargo=timezone.now() + timedelta(days=1), by=CAST["officer"], at=timezone.now())
    worker.by_the_clock()
    assert Release.objects.get(name="2024-2").lifted_at is None
    Release.objects.filter(name="2024-2").update(embargo=timezone.now() - timedelta(seconds=1))
    worker.by_the_clock()
    assert Release.objects.get(name="2024-2").lifted_at is not None


def test_once_it_does_what_waits_and_ends(county):
    ask("prove", {"release": "2024-1"}, "officer")
    assert worker.work(once=True) == 1 and worker.work(once=True) == 0
