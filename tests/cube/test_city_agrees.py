"""SQL and the pure functions of ``method`` agree on a city of 14 counties: every track, goal and count, in parts too."""

from __future__ import annotations

import pytest

from halfsky.cube import run
from halfsky.cube.layout import write_release
from halfsky.cube.rules import STATES
from tests.cube.many import city
from tests.cube.oracle import Oracle


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    content = city(14, indicators=4, breakdowns=3, goals=4)
    path = tmp_path_factory.mktemp("city") / "2024-1"
    write_release(path, content)
    return path, content, Oracle(content, outlook=False), run.monitor(path, outlook=False)


def test_every_track_and_goal_of_every_county_is_judged_alike(told):
    _, content, oracle, result = told
    tracks = {track.code: track for track in content.tracks}
    assert len({row["area"] for row in result["tracks"]}) == 15
    for row in result["tracks"]:
        judged = oracle.track(tracks[row["code"]], row["area"], content.year)
        assert row["state"] == judged.state, (row["code"], row["area"])
    for area in {row["area"] for row in result["goals"]}:
        goals = {row["code"]: (row["state"], row["partial"]) for row in result["goals"] if row["area"] == area}
        assert goals == oracle.goals(area, content.year)


def test_the_counts_of_every_county_are_alike_in_one_part_and_in_many(told, monkeypatch):
    path, content, oracle, result = told
    monkeypatch.setattr("halfsky.cube.told_outlook.TOLD_AREAS", 3)
    monkeypatch.setattr(run, "SERIES_AT_ONCE", 1)
    assert run.monitor(path, outlook=False)["areas"] == result["areas"]
    for row in result["areas"]:
        states = [state for state, _ in oracle.goals(row["area"], content.year).values()]
        assert {state: row["all"]["goals"][state] for state in STATES[1:]} == {state: states.count(state) for state in STATES[1:]}
