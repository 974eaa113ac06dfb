import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from halfsky.cube.errors import ReleaseError
from halfsky.cube.layout import write_release
from halfsky.cube.run import dumps, monitor
from tests.cube.county import county

JUDGED = ("met_early", "met", "expected", "hard", "not_met")


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    path = tmp_path_factory.mktemp("releases") / "2024-1"
    write_release(path, county(indicators=9, breakdowns=5))
    return path


@pytest.fixture(scope="module")
def result(release):
    return monitor(release)


def recount(rows):
    counts = Counter(row["state"] for row in rows)
    judged = sum(counts[state] for state in JUDGED)
    met = counts["met"] + counts["met_early"]
    return counts, judged, round(100 * met / judged, 2) if judged else None


def test_the_counts_agree_with_a_recount_of_the_goals(result):
    goals = result["goals"]
    for place, rows in [(result["all"], goals)] + [
        (domain, [g for g in goals if g["domain"] == domain["slug"]]) for domain in result["domains"]
    ]:
        counts, judged, rate = recount(rows)
        assert place["goals"]["monitorable"] == judged
        assert place["goals"]["rate"] == pytest.approx(rate, abs=0.006)
        for state in (*JUDGED, "not_due", "no_data", "not_monitorable"):
            assert place["goals"][state] == counts[state]


def test_the_domains_add_up_to_the_whole(result):
    for what in ("goals", "indicators"):
        for key in (*JUDGED, "not_due", "no_data", "not_monitorable", "monitorable"):
            assert sum(d[what][key] for d in result["domains"]) == result["all"][what][key]


def test_a_goal_is_as_good_as_the_worst_of_its_tracks(result):
    order = list(JUDGED)
    states = {track["code"]: track["state"] for track in result["tracks"]}
    for goal in result["goals"]:
        judged = [states[code] for code in goal["tracks"] if states[code] in order]
        assert goal["state"] == max(judged, key=order.index)


def test_the_same_release_gives_the_same_bytes_in_any_process(release, result):
    expected = dumps(result)
    code = "import sys; from halfsky.cube.run import *; sys.stdout.buffer.write(dumps(monitor(sys.argv[1], threads=int(sys.argv[2]))))"
    for threads, zone, locale, seed in [(1, "Asia/Shanghai", "C", "1"), (3, "America/New_York", "tr_TR.UTF-8", "2")]:
        env = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONPATH": "src"}
        made = subprocess.run([sys.executable, "-c", code, release, str(threads)], env=env, capture_output=True)
        assert made.stdout == expected, made.stderr


def test_every_result_carries_the_hash_of_its_release(result, release):
    assert result["release"]["hash"] == json.loads((release / "manifest.json").read_text())["content_hash"]
    assert result["release"]["demo"] is True


def test_a_damaged_release_is_refused_by_the_command_with_one_sentence(tmp_path):
    write_release(tmp_path / "r", county(indicators=1, breakdowns=1, goals=1))
    with (tmp_path / "r" / "targets.parquet").open("r+b") as file:
        file.write(b"XXXX")
    with pytest.raises(ReleaseError):
        monitor(tmp_path / "r")
    out = command("--release", str(tmp_path / "r"))
    assert out.returncode == 2
    assert "targets.parquet" in out.stderr and "Traceback" not in out.stderr
    assert len(out.stderr.strip().splitlines()) == 1


def test_the_command_prints_a_table_and_writes_the_result(release, result, tmp_path):
    out = command("--release", str(release), "--json", str(tmp_path / "o.json"))
    assert out.returncode == 0, out.stderr
    assert (tmp_path / "o.json").read_bytes() == dumps(result)
    assert "达标率" in out.stdout and [p.name for p in tmp_path.iterdir()] == ["o.json"]


@pytest.mark.parametrize("given", [(), ("--release", "x", "--year", "2024")])
def test_the_command_wants_one_of_release_and_year(given):
    assert command(*given).returncode == 2


def test_the_command_starts_neither_django_nor_pandas_nor_pyarrow(release):
    code = (
        "import sys; sys.argv = ['halfsky', 'monitor', 'run', '--no-outlook', '--release', sys.argv[1]]\n"
        "from halfsky.cli.entry import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([m for m in ('django', 'pandas', 'pyarrow', 'numpy', 'rich') if m in sys.modules])"
    )
    made = subprocess.run(
        [sys.executable, "-c", code, release], env={**os.environ, "PYTHONPATH": "src"}, capture_output=True, text=True
    )
    assert made.stdout.splitlines()[-1] == "[]", made.stdout + made.stderr


def command(*given: str) -> "subprocess.CompletedProcess[str]":
    env = {**os.environ, "PYTHONPATH": str(Path("src").resolve())}
    return subprocess.run(
        [sys.executable, "-m", "halfsky", "monitor", "run", *given], env=env, capture_output=True, text=True
    )


def test_the_plain_form_and_the_groups_print_the_same(release, tmp_path):
    plain = command("--release", str(release), "--json", str(tmp_path / "a.json"))
    groups = command(f"--release={release}", f"--json={tmp_path / 'b.json'}")
    assert (plain.returncode, groups.returncode) == (0, 0), groups.stderr
    assert plain.stdout == groups.stdout
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_many_areas_are_judged_in_parts_with_the_counts_of_all_and_the_rows_of_the_own_one(tmp_path, monkeypatch):
    from halfsky.cube import run, told_outlook
    from halfsky.cube.simulate import simulate

    simulate(tmp_path / "n", 3)
    for outlook in (False, True):
        whole = monitor(tmp_path / "n", outlook=outlook)
        with monkeypatch.context() as patch:
            patch.setattr(told_outlook, "TOLD_AREAS", 1)
            patch.setattr(run, "SERIES_AT_ONCE", 800)
            parts = monitor(tmp_path / "n", outlook=outlook)
        assert parts["areas"] == whole["areas"] and parts["all"] == whole["all"] and parts["previous"] == whole["previous"]
        home = whole["release"]["area"]
        for name in ("goals", "tracks", "targets", "series"):
            assert parts[name] == [row for row in whole[name] if row["area"] == home], name
