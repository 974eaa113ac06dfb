"""What a report says of its figures comes from the plan at hand, and names nothing that is not in it."""

from halfsky.document import reading, scope
from halfsky.method.wording.piece import plain
from tests.document import county


def noted(lang="zh", result=None, **periods):
    framework = county.framework()
    for row in framework["indicators"]:
        row["period"] = periods.get(row["code"].split(".")[1], "calendar")
    found = reading.read(result or county.result(), framework, county.figures(), lang)
    return {name: plain(one) for name, one in scope.notes(found).items()}


def test_only_the_periods_of_the_plans_indicators_are_explained():
    assert noted()["periods"] == ""
    told = noted(maternal_mortality="maternal_year", congress="term")["periods"]
    assert told == "孕产妇健康指标的统计年度为上年10月至当年9月，任职类指标只在换届时变动。"
    assert "October of the year before to September" in noted("en", maternal_mortality="maternal_year")["periods"]


def test_rare_events_and_carried_figures_are_named_where_there_are_any():
    assert noted()["rare"] == "孕产妇死亡率发生例数少，年度间起伏大，不以一年的比率作评价，按多年合并计算并列出例数。标“沿用”的数据为按规定沿用的以前年度数据。"
    result = county.result()
    result["tracks"] = [row for row in result["tracks"] if row["indicator"] == "health.screening"]
    assert noted(result=result)["rare"] == ""


def test_held_targets_are_named():
    result = county.result()
    assert noted()["held"] == ""
    for row in result["tracks"]:
        if row["indicator"] == "security.pension_coverage":
            row["operator"] = "hold>="
    assert noted(result=result)["held"] == "，其中女性基本养老保险参保率为每年保持的水平"


def test_the_indicators_used_are_those_the_goals_are_followed_by():
    found = reading.read(county.result(), county.framework(), county.figures(), "zh")
    assert len(scope.used(found)) == 5


def test_a_plan_bound_to_no_indicator_says_so_and_prints_no_other_plans_tables():
    from halfsky.document import annual, yearbook_table

    result = county.result()
    result["tracks"] = []
    found = reading.read(result, county.framework(), county.figures(), "zh")
    assert yearbook_table.indicators_of(found, "health") == []
    said = " ".join(plain(one.pieces) for one in annual.annual_report(result, county.framework(), county.figures()) if hasattr(one, "pieces"))
    assert "4项主要目标，尚未确定监测指标。" in said and "监测指标0个" not in said
