import json

from halfsky.cube.layout import write_release
from halfsky.cube.run import monitor
from halfsky.method.scheme import Scheme
from tests.cube.county import county
from tests.cube.oracle import Oracle


def test_without_the_outlook_an_interim_year_is_judged_by_pace(tmp_path):
    content = county(indicators=9, breakdowns=3)
    write_release(tmp_path / "r", content)
    bare, whole = monitor(tmp_path / "r", outlook=False), monitor(tmp_path / "r")
    assert bare["interim"] == "pace" and bare["outlooks"] == bare["warnings"] == []
    assert whole["interim"] == "outlook" and len(whole["outlooks"]) == len(content.targets)
    oracle = Oracle(content, outlook=False)
    for row in bare["targets"]:
        judged = oracle.target(oracle.targets[row["code"]], row["area"], 2024)
        assert (row["state"], row["reason"]["key"]) == (judged.state, judged.reason)
    assert {r["reason"]["key"] for r in bare["targets"]} & {"on_pace", "behind_pace"}
    judged = {r["target"] for r in whole["outlooks"] if r["p_met"] is not None}
    paced = {r["code"] for r in whole["targets"] if r["reason"]["key"] in ("on_pace", "behind_pace")}
    assert paced and not paced & judged and len(judged) > 50


def test_a_scheme_of_pace_judges_by_pace_and_still_tells_the_outlook(tmp_path):
    write_release(tmp_path / "r", county(indicators=9, breakdowns=3))
    bare, pace = monitor(tmp_path / "r", outlook=False), monitor(tmp_path / "r", scheme=Scheme(interim="pace"))
    assert pace["interim"] == "pace" and pace["outlooks"]
    assert json.dumps(pace["targets"]) == json.dumps(bare["targets"]) and pace["all"] == bare["all"]
