"""The child is started with next to nothing, is bounded, and is believed no further than its answer."""

import subprocess
import sys
from pathlib import Path

import pytest

from halfsky.formats.intake import guard
from halfsky.formats.intake.limits import MEGABYTE, Limits
from halfsky.formats.intake.refusal import IntakeRefused

HEAD = "import json,os,sys\n"


@pytest.fixture
def child(monkeypatch, tmp_path):
    """Let another program stand in for the child; gives a function that opens a file with it."""

    def stand_in(program, limits=Limits()):  # noqa: B008
        (tmp_path / "intake_stand_in.py").write_text(HEAD + program, encoding="utf-8")
        (tmp_path / "甲.txt").write_text("规划", encoding="utf-8")
        original = guard._environment
        monkeypatch.setattr(guard, "_CHILD", "intake_stand_in")
        monkeypatch.setattr(guard, "_environment", lambda folder: {**original(folder), "PYTHONPATH": str(tmp_path)})
        return guard.open_in_child("plan", tmp_path / "甲.txt", limits=limits)

    return stand_in


def refused_by(child, program, limits=Limits()):  # noqa: B008
    with pytest.raises(IntakeRefused) as refused:
        child(program, limits)
    assert refused.value.params["name"] == "甲.txt"
    return refused.value.key


def test_a_result_comes_back(child):
    assert child('print(json.dumps({"result": {"read": sys.stdin.read()}}))') == {"read": "规划"}


def test_the_environment_and_the_folder_are_bare(child, monkeypatch):
    monkeypatch.setenv("HALFSKY_SECRET", "x")
    seen = child('print(json.dumps({"result": {"env": sorted(os.environ), "cwd": os.getcwd(), "files": os.listdir()}}))')
    assert "HALFSKY_SECRET" not in seen["env"]
    assert "PATH" not in seen["env"]
    assert seen["files"] == []
    assert not Path(seen["cwd"]).exists()


@pytest.mark.parametrize(
    ("program", "key"),
    [
        ("sys.exit(3)", "child.broke"), ("os.abort()", "child.broke"), ("print('no json')", "child.broke"),
        ("print('[]')", "child.broke"), ("print(json.dumps({'result': 5}))", "child.broke"), ("print('{}')", "child.broke"),
        ("print(json.dumps({'refused': 'file.blank', 'params': {}}))", "file.blank"),
        ("os.kill(os.getpid(), 9)", "child.time"),
    ],
)
def test_whatever_the_child_does_is_a_keyed_refusal(child, program, key):
    assert refused_by(child, program) == key


def test_a_child_that_hangs_is_ended(child):
    assert refused_by(child, "import time\ntime.sleep(60)", Limits(wall_seconds=0.5)) == "child.time"


def test_a_child_that_talks_too_much_is_ended(child):
    program = "while True: sys.stdout.write('x' * 65536)"
    assert refused_by(child, program, Limits(output_bytes=MEGABYTE)) == "child.output"


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits are POSIX")
@pytest.mark.parametrize(
    ("act", "limits", "key"),
    [
        ("bytearray(300 * 2**20)", {"memory_bytes": 200 * MEGABYTE}, "child.memory"),
        ("[0 for _ in iter(int, 1)]", {"cpu_seconds": 1}, "child.time"),
        ("open('here.txt', 'w')", {}, "child.broke"),
        ("os.open('here.txt', os.O_CREAT | os.O_WRONLY)", {}, "child.broke"),
        ("__import__('socket').create_connection(('127.0.0.1', 9))", {}, "child.broke"),
        ("os.system('true')", {}, "child.broke"),
        ("os.remove('/tmp/nothing')", {}, "child.broke"),
    ],
)
def test_the_real_fences_hold_inside_the_child(child, monkeypatch, act, limits, key):
    """The stand-in builds the same fences as the child and then misbehaves."""
    source = Path(guard.__file__).parents[3]
    program = (
        f"sys.path.insert(0, {str(source)!r})\nfrom halfsky.formats.intake import child\n"
        f"def act(data, suffix, limits):\n    {act}\n    return {{'warnings': []}}\n"
        "child.TASKS['plan'] = act\nchild.main()\n"
    )
    assert refused_by(child, program, Limits(**limits)) == key


def test_without_the_fences_the_same_acts_do_harm(tmp_path):
    """Sabotage: what the fences stop does happen without them."""
    subprocess.run([sys.executable, "-c", "open('here.txt', 'w').write('x'); bytearray(300 * 2**20)"], cwd=tmp_path, check=True)
    assert (tmp_path / "here.txt").exists()


def test_no_file_no_permission_no_size(tmp_path):
    for name, make, key in (("a", None, "file.missing"), ("b", b"", "file.empty"), ("c", b"xxxx", "file.too_big")):
        if make is not None:
            (tmp_path / name).write_bytes(make)
        with pytest.raises(IntakeRefused) as refused:
            guard.open_in_child("plan", tmp_path / name, limits=Limits(file_bytes=3))
        assert refused.value.key == key
