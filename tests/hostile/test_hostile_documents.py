"""No document hurts: each hostile file goes through the real command, and costs a message, little time, little
memory, and nothing on the disk."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

import halfsky
from tests.hostile.files import READ, REFUSED, Hostile
from tests.hostile.measured import measured

SECONDS, MEGABYTES = 30, 500
SOURCE = str(Path(next(iter(halfsky.__path__))).parent)


@dataclass
class Ran:
    status: int
    out: str
    err: str
    seconds: float
    megabytes: float
    json: Path
    left: list[str]


def run(hostile: Hostile, folder: Path) -> Ran:
    """Read the file by the command, in an empty working folder, with an empty folder for temporary files."""
    given, work, temporary = folder / "given", folder / "work", folder / "temporary"
    for each in (given, work, temporary):
        each.mkdir()
    (given / hostile.name).write_bytes(hostile.make())
    command = [sys.executable, "-m", "halfsky", "plan", "read", str(given / hostile.name), "--json", "o.json"]
    environment = {**os.environ, "PYTHONPATH": SOURCE, "TMPDIR": str(temporary), "HALFSKY_LANG": "zh-hans",
                   "PYTHONDONTWRITEBYTECODE": "1", "HALFSKY_HOME": str(folder / "home")}
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        began = time.monotonic()
        status, megabytes = measured(command, cwd=work, env=environment, stdout=out, stderr=err)
        seconds = time.monotonic() - began
    left = [str(path.relative_to(folder)) for room in (work, temporary, folder / "home") if room.exists()
            for path in room.rglob("*")]
    return Ran(status, (folder / "out").read_text(), (folder / "err").read_text(), seconds,
               megabytes, work / "o.json", left)


def bounded(ran: Ran) -> None:
    assert ran.seconds < SECONDS
    assert ran.megabytes < MEGABYTES - 80  # the peak of one process; the other one is the small one
    assert "Traceback" not in ran.out + ran.err
    assert not Path("/tmp/halfsky-was-here.txt").exists()


@pytest.mark.parametrize("hostile", REFUSED, ids=lambda hostile: hostile.name)
def test_what_is_no_plan_is_refused_by_its_own_message(hostile, tmp_path):
    ran = run(hostile, tmp_path)
    assert ran.err.startswith(f"{hostile.says} "), ran.err
    assert hostile.name in ran.err
    assert ran.status == 2
    assert ran.out == ""
    assert ran.left == []
    bounded(ran)


@pytest.mark.parametrize("hostile", READ, ids=lambda hostile: hostile.name)
def test_what_can_be_read_is_read_with_a_warning(hostile, tmp_path):
    ran = run(hostile, tmp_path)
    assert ran.status == 0, ran.err
    assert hostile.says in ran.out
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert ran.left == ["work/o.json"]
    reading = json.loads(ran.json.read_text(encoding="utf-8"))
    assert len(reading["domains"]) == 8
    assert len(reading["targets"]) == 19
    bounded(ran)


def test_numbers_repeated_and_skipped_are_listed_as_doubts(tmp_path):
    ran = run(next(hostile for hostile in READ if hostile.name == "renumbered.txt"), tmp_path)
    assert json.loads(ran.json.read_text(encoding="utf-8"))["doubts"]


@pytest.mark.parametrize(("name", "says"), [("absent.docx", "F101"), (".", "F102")])
def test_what_is_no_file_is_refused(name, says, tmp_path):
    command = [sys.executable, "-m", "halfsky", "plan", "read", str(tmp_path / name)]
    ran = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": SOURCE}, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith(says)


def test_a_pipe_that_never_ends_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    command = [sys.executable, "-m", "halfsky", "plan", "read", str(tmp_path / "pipe.txt"), "--lang", "en"]
    ran = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": SOURCE},
                         timeout=20, check=False)
    assert (ran.returncode, ran.stderr[:4]) == (2, "F102")
