"""The attainment alone: what is judged is the same, and what nobody asked for is not worked out."""

import duckdb
import pytest

from halfsky.cube import run
from halfsky.cube.engine import Aside
from halfsky.cube.errors import ReleaseError
from halfsky.cube.layout import write_release
from halfsky.cube.run import dumps, monitor
from halfsky.cube.simulate import simulate
from tests.cube.county import county


@pytest.mark.parametrize("outlook", [False, True])
@pytest.mark.parametrize("areas", [1, 3])
def test_what_is_judged_is_the_same_as_in_the_whole_run(tmp_path, areas, outlook):
    if areas == 1:
        write_release(tmp_path / "r", county(indicators=9, breakdowns=5))
    else:
        simulate(tmp_path / "r", areas)
    whole = monitor(tmp_path / "r", outlook=outlook)
    only = monitor(tmp_path / "r", outlook=outlook, attainment_only=True)
    home = whole["release"]["area"]
    for name in ("all", "domains", "previous", "areas", "interim"):
        assert only[name] == whole[name]
    for name in ("goals", "tracks", "targets", "outlooks", "warnings"):
        assert only[name] == [row for row in whole[name] if row["area"] == home]
    assert len(only["areas"]) == (1 if areas == 1 else 4)


def test_gaps_index_and_decomposition_are_left_out_and_the_followed_cells_alone_told(tmp_path):
    write_release(tmp_path / "r", county(indicators=9, breakdowns=5))
    whole, only = monitor(tmp_path / "r"), monitor(tmp_path / "r", attainment_only=True)
    assert only["only"] == "attainment" and "only" not in whole
    assert only["gaps"] == only["area_gaps"] == only["decomposition"] == [] and only["index"] is None
    followed = {(row["indicator"], row["breakdown"]) for row in only["targets"]}
    cells = {(row["indicator"], row["breakdown"]) for row in only["series"]}
    assert followed <= cells and len(only["series"]) < len(whole["series"])
    assert all(row in whole["series"] for row in only["series"])


@pytest.mark.parametrize("outlook", [False, True])
def test_many_areas_in_several_parts_give_the_same_as_in_one(tmp_path, monkeypatch, outlook):
    simulate(tmp_path / "r", 5)
    at_once = dumps(monitor(tmp_path / "r", outlook=outlook, attainment_only=True))
    monkeypatch.setattr(run, "SERIES_AT_ONCE", 800)
    assert dumps(monitor(tmp_path / "r", outlook=outlook, attainment_only=True)) == at_once


@pytest.mark.parametrize("whole", [False, True])
def test_several_hands_give_the_same_as_one(tmp_path, monkeypatch, whole):
    simulate(tmp_path / "r", 5)
    alone = dumps(monitor(tmp_path / "r", outlook=False, attainment_only=not whole, threads=1))
    monkeypatch.setattr(run, "AREAS_A_HAND", 2)
    used = []
    monkeypatch.setattr(run, "Aside", lambda *given: used.append(Aside(*given)) or used[-1])
    assert dumps(monitor(tmp_path / "r", outlook=False, attainment_only=not whole, threads=3)) == alone
    assert len(used) == (0 if whole else 3)
    monkeypatch.setattr(run, "SERIES_AT_ONCE", 3)
    assert dumps(monitor(tmp_path / "r", outlook=False, attainment_only=not whole, threads=3)) == alone
    assert len(used) == (0 if whole else 9), "more parts than hands"


def test_an_error_of_one_hand_is_raised(tmp_path, monkeypatch):
    simulate(tmp_path / "r", 5)
    monkeypatch.setattr(run, "AREAS_A_HAND", 2)
    asked = run.question
    monkeypatch.setattr(run, "question", lambda name, facts=None: "select no_such" if name == "milestones" else asked(name, facts))
    with pytest.raises(duckdb.Error, match="no_such"):
        monitor(tmp_path / "r", outlook=False, attainment_only=True, threads=2)


def test_a_damaged_file_is_named_although_it_is_being_opened(tmp_path):
    simulate(tmp_path / "r", 2)
    file = tmp_path / "r" / "observations.parquet"
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-2000])
    with pytest.raises(ReleaseError, match=r"observations\.parquet"):
        monitor(tmp_path / "r", outlook=False, attainment_only=True)
