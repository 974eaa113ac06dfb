import copy

import pytest

from halfsky.method.wording.moved import PARTS, moves

NOTHING = {"added": [], "removed": [], "changed": []}
COUNTS = {"old": {"all": {"goals": {"rate": 61.9}}}, "new": {"all": {"goals": {"rate": None}}}}
PLACE = {"area": "1", "goal": "health.goal.1", "domain": "health", "indicator": "health.deaths", "breakdown": ""}
EMPTY = {
    "old": {"id": "2024-1", "area": "1"}, "new": {"id": "2024-2", "area": "1"},
    "observations": {"added": 0, "removed": 0, "changed": 0, "status": 0, "words": 0, "rows": []},
    **dict.fromkeys(("targets", "tracks", "indicators", "milestones", "milestone_states", "areas", "bodies", "framework"), NOTHING),
    "scheme": [], "judgements": {"attainment": COUNTS, "goals": [], "targets": [], "outlooks": []}, "warnings": [],
    "labels": {
        "indicators": {"health.deaths": {"name_zh": "孕产妇死亡率", "name_en": "Maternal mortality", "unit": "per_100k", "decimals": 2}},
        "domains": {"health": {"name_zh": "健康", "name_en": "Health"}},
    },
}


def side(value=None, status="A", reason="", numerator=None, denominator=None):
    return {"value": value, "numerator": numerator, "denominator": denominator, "status": status, "reason": reason}


def told(lang="zh", **parts):
    return moves({**copy.deepcopy(EMPTY), **parts}, lang)


def lines(found, key):
    return next((part.lines for part in found.parts if part.key == key), ())


def figures(*rows):
    return {"added": 1, "removed": 2, "changed": 3, "status": 1, "words": 0, "rows": [{**PLACE, "year": 2023, **row} for row in rows]}


def test_nothing_that_moved_leaves_the_headline_alone():
    found = told()
    assert found.parts == ()
    assert found.headline == (
        "2024-2 与 2024-1 相比：数据新增 0 个、删去 0 个、更改 0 个；0 项目标的判断有变动，0 条预警有变动；目标达标率 61.90% → —。")


@pytest.mark.parametrize(("old", "new", "zh"), [
    ({"value": 90.54}, {"value": 86.8}, ("总指数：90.54 → 86.80",)), (None, {"value": 3}, ("总指数：— → 3.00",)),
    ({"value": 90.5401}, {"value": 90.54}, ()), (None, None, ()),
])
def test_the_index_is_told_where_it_moved(old, new, zh):
    assert lines(told(index={"old": old, "new": new}), "index") == zh


def test_the_headline_counts_figures_whose_status_changed_as_changed():
    assert "added, 2 removed, 4 changed" in told("en", observations=figures()).headline


@pytest.mark.parametrize(("row", "zh", "en"), [
    ({"kind": "changed", "old": side(33.123), "new": side(0)}, "孕产妇死亡率 2023 年：33.12/10万 → 0.00/10万",
     "Maternal mortality 2023: 33.12 per 100,000 → 0.00 per 100,000"),
    ({"kind": "added", "old": None, "new": side(1)}, "孕产妇死亡率 2023 年：无 → 1.00/10万", "Maternal mortality 2023: none → 1.00 per 100,000"),
    ({"kind": "changed", "old": side(None, "O", "not_reported"), "new": side(1)}, "孕产妇死亡率 2023 年：未报送 → 1.00/10万",
     "Maternal mortality 2023: not reported → 1.00 per 100,000"),
    ({"kind": "status", "old": side(1, "P"), "new": side(1, "A")}, "孕产妇死亡率 2023 年：初步 → 正常", "Maternal mortality 2023: provisional → normal"),
    ({"kind": "changed", "breakdown": "SEX=F;AGE=Y35T45", "old": side(1), "new": side(2)},
     "孕产妇死亡率（女、AGE=Y35T45） 2023 年：1.00/10万 → 2.00/10万", "Maternal mortality (women, AGE=Y35T45) 2023: 1.00 per 100,000 → 2.00 per 100,000"),
])
def test_a_figure_is_told_with_its_unit_and_both_values(row, zh, en):
    assert lines(told(observations=figures(row)), "observations") == (zh,)
    assert lines(told("en", observations=figures(row)), "observations") == (en,)


def test_counts_that_changed_under_the_same_value_are_told():
    row = {"kind": "changed", "old": side(50, numerator=1, denominator=2), "new": side(50, numerator=2, denominator=4)}
    assert lines(told(observations=figures(row)), "observations") == ("孕产妇死亡率 2023 年：50.00/10万（1 / 2） → 50.00/10万（2 / 4）",)


def test_another_area_and_an_unknown_indicator_are_told_by_code():
    row = {"kind": "changed", "area": "2", "indicator": "law.x", "old": side(1), "new": side(2.5)}
    assert lines(told(observations=figures(row)), "observations") == ("2 law.x 2023 年：1 → 2.5",)


def test_figures_whose_words_alone_changed_are_not_listed():
    assert lines(told(observations=figures({"kind": "words", "old": side(1), "new": side(1)})), "observations") == ()


def test_judgements_and_warnings_are_told_with_both_words():
    judged = {"attainment": COUNTS,
              "goals": [{**PLACE, "code": "health.goal.1", "no": 1, "title_zh": "保障安全", "title_en": "", "old": "met", "new": None}],
              "targets": [{**PLACE, "code": "t1", "old": {"state": "met"}, "new": {"state": "hard"}}],
              "outlooks": [{**PLACE, "code": "t1", "old": None, "new": {"level": "at_risk", "p_met": 0.3456}}]}
    warnings = [{**PLACE, "code": "t1", "old": None, "new": {"level": "orange"}}, {**PLACE, "code": "t2", "old": {"level": "red"}, "new": None}]
    found = told(judgements=judged, warnings=warnings)
    assert lines(found, "goals") == ("健康目标 1 保障安全：已达标 → 没有",)
    assert lines(found, "targets") == ("健康目标 1 孕产妇死亡率：已达标 → 达标困难",)
    assert lines(found, "outlooks") == ("健康目标 1 孕产妇死亡率：没有 → 达标困难（35%）",)
    assert lines(found, "warnings") == ("孕产妇死亡率：无 → 橙色", "孕产妇死亡率：红色 → 无")
    assert [part.key for part in found.parts] == ["warnings", "goals", "targets", "outlooks"]
    english = told("en", judgements=judged, warnings=warnings)
    assert lines(english, "goals") == ("Health, goal 1: health.goal.1: met → none",)
    assert lines(english, "warnings")[0] == "Maternal mortality: none → orange"


def test_targets_framework_and_scheme_are_told_by_field():
    change = {"code": "t1", "field": "value", "old": 60, "new": None}
    found = told(targets={"added": ["t2"], "removed": [], "changed": [change]}, bodies={**NOTHING, "removed": ["court"]},
                 framework={**NOTHING, "changed": [{"code": "goals:g", "field": "title_zh", "old": "长" * 99, "new": "短"}]},
                 scheme=[{"field": "pace_percent", "old": 95, "new": 90}, {"field": "version", "old": 0, "new": 1}])
    assert lines(found, "plan_targets") == ("t1 value：60 → 空",)
    assert lines(found, "framework")[:2] == ("新增 t2", "删去 court") and "…" in lines(found, "framework")[2]
    assert lines(found, "scheme") == ("进度门槛（%）：95 → 90",)


def test_a_long_part_is_cut_and_says_how_much_is_left():
    rows = [{"kind": "changed", "old": side(n), "new": side(n + 1)} for n in range(60)]
    part = moves({**EMPTY, "observations": figures(*rows)}, "zh", most=50).parts[0]
    assert len(part.lines) == 50 and part.more == 10


def test_every_part_has_a_title_in_both_languages():
    assert all(zh and en for zh, en in PARTS.values())
