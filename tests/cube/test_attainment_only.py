"""The attainment alone: what is judged is the same, and what nobody asked for is not worked out."""

import pytest

from halfsky.cube import run
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
