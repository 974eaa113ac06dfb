"""kill -9 at random moments: afterwards the trail is whole, no half release is there, and the command works again.

A killed process says nothing about a power cut; that the database syncs before it answers is held by
``tests/office/test_connections.py``. With HALFSKY_SOAK=1 many more moments are tried.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from halfsky.cube.layout import verify as verify_release
from halfsky.formats.catalogue import shipped
from tests.office.figures import row, sheet
from tests.office_story import ROOT, living_in

MOMENTS = 60 if os.environ.get("HALFSKY_SOAK") == "1" else 3
pytestmark = pytest.mark.slow


def started(home: Path, *arguments: object) -> subprocess.Popen[bytes]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "HALFSKY_HOME": str(home), "LC_ALL": "C.UTF-8"}
    return subprocess.Popen([sys.executable, "-m", "halfsky", *map(str, arguments)], env=environment, cwd=home.parent,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finished(home: Path, *arguments: object) -> float:
    """Let the command run to its end; gives how long it took."""
    begun = time.monotonic()
    process = started(home, *arguments)
    _out, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors.decode()[-1500:]
    return time.monotonic() - begun


def killed(home: Path, moment: float, *arguments: object) -> None:
    process = started(home, *arguments)
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)


def moments(whole: float, seed: int) -> list[float]:
    """Random moments of a command that takes ``whole`` seconds, most of them in its second half, where it writes."""
    chance = random.Random(seed)
    return [whole * chance.uniform(0.4, 1.05) for _ in range(MOMENTS)]


def whole(home: Path) -> None:
    """What must be true of a data folder after any crash, before anything is mended."""
    database = sqlite3.connect(home / "halfsky.sqlite3")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    taken, written = database.execute(
        "SELECT (SELECT coalesce(sum(taken), 0) FROM collection_batch), (SELECT count(*) FROM collection_observation)").fetchone()
    assert taken == written
    contents = database.execute("SELECT digest FROM files_storedfile").fetchall()
    named = {name for name, in database.execute("SELECT name FROM release_release")}
    database.close()
    assert all((home / "files" / digest[:2] / digest).is_file() for digest, in contents)
    for name in named:
        verify_release(home / "releases" / name)
    for folder in (home / "releases").glob("[!.]*"):
        verify_release(folder)  # a folder that has its name is whole


@pytest.fixture
def trail_is_whole(django_db_blocker, tmp_path):
    def check(home: Path) -> None:
        from halfsky.office.trail.selectors import verify

        copy = tmp_path / "look"
        with django_db_blocker.unblock(), living_in(home, copy):
            assert verify().ok
        shutil.rmtree(copy)

    return check


def test_an_import_that_was_killed_is_there_whole_or_not_at_all(county_home, tmp_path, trail_is_whole):
    home = tmp_path / "home"
    shutil.copytree(county_home, home)
    figures = sheet(tmp_path, *(
        row("security.injury_insured", year=year, breakdown=part, value=year + extra)
        for extra, part in enumerate(("", "SEX=F", "SEX=M")) for year in range(1990, 2015)))
    trial = tmp_path / "trial"
    shutil.copytree(county_home, trial)
    for moment in moments(finished(trial, "import", "figures", figures), seed=1):
        killed(home, moment, "import", "figures", figures)
        whole(home)
        trail_is_whole(home)
    finished(home, "import", "figures", figures)
    whole(home)


def test_a_freeze_that_was_killed_leaves_no_half_release(county_home, tmp_path, trail_is_whole):
    home = tmp_path / "home"
    shutil.copytree(county_home, home)
    trial = tmp_path / "trial"
    shutil.copytree(county_home, trial)
    for moment in moments(finished(trial, "release", "freeze", "--year", "2024", "--reason", "更正"), seed=2):
        killed(home, moment, "release", "freeze", "--year", "2024", "--reason", "更正")
        whole(home)
        trail_is_whole(home)
    finished(home, "release", "freeze", "--year", "2024", "--reason", "更正")
    whole(home)
    database = sqlite3.connect(home / "halfsky.sqlite3")
    rows = database.execute("SELECT name, content_hash FROM release_release").fetchall()
    database.close()
    assert len({content for _name, content in rows}) == 1
    assert {path.name for path in (home / "releases").iterdir()} == {name for name, _content in rows}


BUILD = """
import os, django; django.setup()
from pathlib import Path
from django.conf import settings
from django.utils import timezone
settings.PASSWORD_HASHERS = ["tests.quick.QuickArgon2"]
from halfsky.upkeep.demo_county import run_year
for step in run_year(document=Path(os.environ["PLAN"]), year=2024, at=timezone.now()):
    pass
"""


def build(home: Path, moment: float | None) -> None:
    """Build the county up to the run (drawing and the report take most of the time and have tests of their own)."""
    plan = shipped() / "plans" / "kelan-women-2021" / "document" / "kelan-women-2021.docx"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "HALFSKY_HOME": str(home), "PLAN": str(plan),
                   "DJANGO_SETTINGS_MODULE": "halfsky.config.settings"}
    process = subprocess.Popen([sys.executable, "-c", BUILD], env=environment, stderr=subprocess.PIPE)
    if moment is not None:
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        return
    _out, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors.decode()[-1500:]


def test_a_demo_county_killed_again_and_again_is_finished_by_building_it_again(county_home, tmp_path, trail_is_whole):
    home = tmp_path / "home"
    chance = random.Random(3)
    for _ in range(MOMENTS):
        build(home, chance.uniform(0.8, 6))
        if (home / "halfsky.sqlite3").exists():
            database = sqlite3.connect(home / "halfsky.sqlite3")
            tables = {name for name, in database.execute("SELECT name FROM sqlite_master")}
            database.close()
            if {"release_release", "collection_observation", "files_storedfile"} <= tables:
                whole(home)
    build(home, None)
    whole(home)
    trail_is_whole(home)
    mine, other = (
        sqlite3.connect(folder / "halfsky.sqlite3").execute("SELECT count(*) FROM collection_observation").fetchone()
        for folder in (home, county_home))
    assert mine == other
    accounts = (home / "accounts.txt").read_text(encoding="utf-8").splitlines()
    database = sqlite3.connect(home / "halfsky.sqlite3")
    logins = {login for login, in database.execute("SELECT login FROM people_account")}
    database.close()
    assert {line.split("\t")[0] for line in accounts} == logins  # nobody is there whose password was never told
