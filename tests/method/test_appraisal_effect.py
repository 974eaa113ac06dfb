import copy

from halfsky.method.appraisal.effect import effect, nothing_moves

HOME, OTHER = "140929000000", "140930000000"


def result(version, **states):
    def rows(name, more):
        return [
            {"area": HOME, "code": code, "state": state, "domain": code.split(".")[0], **more}
            for code, state in states.get(name, {}).items()
        ]

    return {
        "release": {"id": "2024-1", "area": HOME}, "year": 2024, "scheme": {"version": version},
        "all": {"goals": {"rate": states.get("rate", 50.0)}, "indicators": {"rate": 40.0}},
        "domains": [{"slug": "health", "goals": {"rate": states.get("rate", 50.0)}}],
        "goals": [*rows("goals", {}), {"area": OTHER, "code": "health.goal.1", "state": states.get("other", "met")}],
        "tracks": rows("tracks", {"goal": "health.goal.1", "indicator": "health.x", "kind": "quantitative"}),
        "warnings": [
            {"area": HOME, "code": code, "goal": "health.goal.1", "indicator": "health.x", "level": level}
            for code, level in states.get("warnings", {}).items()
        ],
        "index": {"overall": {"value": states.get("index")}, "domains": [{"slug": "health", "value": states.get("index")}]},
    }


def test_what_changes_is_told_and_what_stays_is_not():
    before = result(
        0, goals={"health.goal.1": "hard", "health.goal.2": "met"}, tracks={"health.goal.1.track.1": "hard"},
        warnings={"a": "yellow", "b": "red", "c": "blue"}, index=60.0,
    )  # fmt: skip
    after = result(
        1, goals={"health.goal.1": "expected", "health.goal.2": "met"}, tracks={"health.goal.1.track.1": "expected"},
        warnings={"a": "orange", "b": "red", "d": "yellow"}, index=62.5, rate=55.0,
    )  # fmt: skip
    found = effect(before, after)
    assert found["goals"] == [{"code": "health.goal.1", "domain": "health", "before": "hard", "after": "expected"}]
    assert [(row["code"], row["indicator"], row["after"]) for row in found["tracks"]] == [
        ("health.goal.1.track.1", "health.x", "expected")
    ]
    assert [(row["code"], row["before"], row["after"]) for row in found["warnings"]] == [
        ("a", "yellow", "orange"), ("c", "blue", ""), ("d", "", "yellow"),
    ]
    assert found["rates"]["goals"] == [50.0, 55.0] and found["index"] == [60.0, 62.5]
    assert found["domains"] == [{"slug": "health", "rate": [50.0, 55.0], "index": [60.0, 62.5]}]
    assert found["counts"] == {"goals": 1, "tracks": 1, "warnings": 3} and found["schemes"] == [0, 1]
    assert not nothing_moves(found)


def test_another_area_is_not_compared_and_nothing_is_nothing():
    before = result(0, goals={"health.goal.1": "met"}, other="met")
    after = result(1, goals={"health.goal.1": "met"}, other="hard")
    assert nothing_moves(effect(before, after))


def test_a_result_without_index_and_warnings_can_be_compared():
    bare = {key: value for key, value in result(0, goals={"health.goal.1": "met"}).items() if key not in ("index", "warnings")}
    found = effect(bare, copy.deepcopy(bare))
    assert nothing_moves(found) and found["index"] == [None, None]
