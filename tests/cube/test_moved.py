from halfsky.cube.moved import direction, framework_moves, keyed_moves, moved

COUNTS = {"goals": {"met": 1, "rate": 50.0}, "indicators": {"met": 1, "rate": 50.0}}


def run(**parts):
    goal = {"area": "1", "code": "health.goal.1", "domain": "health", "no": 1, "title_zh": "目标", "title_en": "goal"}
    states = parts.pop("goals", {"health.goal.1": "met"})
    empty = {"all": COUNTS, "domains": [], "targets": [], "outlooks": [], "warnings": []}
    return {**empty, "goals": [{**goal, "code": code, "state": state} for code, state in states.items()], **parts}


def warning(level, code="t1", **more):
    return {"area": "1", "code": code, "goal": "health.goal.1", "domain": "health", "indicator": "health.x", "breakdown": "",
            "level": level, "p_met": 0.3, "kind": "target", **more}


def test_rows_are_told_by_key_and_field():
    old, new = {"a": {"x": 1, "y": 2}, "b": {"x": 1}}, {"a": {"x": 1, "y": 3, "z": 4}, "c": {"x": 1}}
    assert keyed_moves(old, new) == {
        "added": ["c"], "removed": ["b"],
        "changed": [{"code": "a", "field": "y", "old": 2, "new": 3}, {"code": "a", "field": "z", "old": None, "new": 4}],
    }


def test_a_framework_is_told_by_part_and_code():
    old = {"plan": {"title_zh": "甲"}, "domains": [{"slug": "health", "name_zh": "健康"}], "units": {"percent": {"label_zh": "%"}}}
    new = {"plan": {"title_zh": "乙"}, "domains": [{"slug": "law", "name_zh": "法律"}], "units": {"percent": {"label_zh": "％"}},
           "division": [{"of": "health.goal.1", "lead": "court"}]}
    found = framework_moves(old, new)
    assert found["added"] == ["division:health.goal.1", "domains:law"] and found["removed"] == ["domains:health"]
    assert [(row["code"], row["new"]) for row in found["changed"]] == [("plan:", "乙"), ("units:percent", "％")]


def test_goals_that_moved_appeared_or_went():
    found = moved(run(goals={"a": "met", "b": "hard", "c": "met"}), run(goals={"a": "not_met", "b": "hard", "d": "met"}))
    assert [(row["code"], row["old"], row["new"]) for row in found["judgements"]["goals"]] == [
        ("a", "met", "not_met"), ("c", "met", None), ("d", None, "met")]


def test_warnings_that_are_new_gone_or_of_another_level():
    old = run(warnings=[warning("yellow", "same"), warning("orange", "up"), warning("blue", "gone")])
    new = run(warnings=[warning("yellow", "same", p_met=0.4), warning("red", "up"), warning("orange", "new")])
    found = {row["code"]: row for row in moved(old, new)["warnings"]}
    assert set(found) == {"up", "gone", "new"} and found["new"]["old"] is None and found["gone"]["new"] is None
    assert found["up"]["old"]["level"] == "orange" and found["up"]["new"] == {"level": "red", "p_met": 0.3, "kind": "target"}
    levels = [(side and side["level"]) for row in found.values() for side in (row["old"], row["new"])]
    assert {direction(*levels[at : at + 2]) for at in range(0, 6, 2)} == {"raised", "cleared", "new"}
    assert direction("red", "blue") == "eased"


def test_targets_outlooks_and_the_index_move_too():
    target = {"area": "1", "code": "t1", "goal": "g", "domain": "d", "indicator": "i", "breakdown": "", "value": 1, "reach": 2}
    old = run(targets=[{**target, "state": "met"}], outlooks=[{**warning(None), "level": "on_track", "p_met": 0.9}],
              index={"overall": 71.2, "domains": []})
    new = run(targets=[{**target, "state": "hard", "value": 3}], outlooks=[{**warning(None), "level": "watch", "p_met": 0.6}])
    found = moved(old, new)
    assert found["judgements"]["targets"][0]["new"] == {"state": "hard", "value": 3, "reach": 2}
    assert found["judgements"]["outlooks"][0]["old"] == {"level": "on_track", "p_met": 0.9}
    assert found["index"] == {"old": 71.2, "new": None}


def test_a_run_without_outlook_or_warnings_is_compared_all_the_same():
    plain = {key: value for key, value in run().items() if key not in ("outlooks", "warnings")}
    assert moved(plain, plain)["warnings"] == []
