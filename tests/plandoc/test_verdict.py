"""A refusal has its reason."""

from halfsky.plandoc.items import Item
from halfsky.plandoc.outline import Region
from halfsky.plandoc.source import from_text
from halfsky.plandoc.verdict import REASONS, at_end, at_sight

GOAL = Item(1, 2, [(0, 1)], (0, 1))


def test_at_sight() -> None:
    assert at_sight(from_text("妇女发展规划" + "促进妇女全面发展" * 20)) is None
    refused = at_sight(from_text(""))
    assert refused is not None
    assert refused.sentence() == REASONS["empty"][0]


def test_at_end() -> None:
    region = Region("妇女与健康", 1, (0, 1), 1)
    assert at_end("望川县妇女发展规划", [], [region], paired=False).why == "no_goals"
    assert at_end("", ["监测报告"], [], paired=False).why == "report"
    assert at_end("", ["其他"], [], paired=False).why == "no_domains"


def test_a_report_that_names_the_plan_above_itself_is_no_plan() -> None:
    region = Region("妇女与健康", 1, (0, 1), 1, goals=[GOAL])
    title = "望川县妇女发展“十四五”规划"
    for line in ("2024年度监测报告", "中期评估报告（草稿）", "终期统计监测报告"):
        assert at_end(title, [title, line], [region], paired=False).why == "report"
        assert at_end(title, [title, line], [region], paired=True).is_plan
    assert at_end(title, [title, "建立年度监测报告制度，每年公布一次。"], [region], paired=False).is_plan


def test_a_few_words_are_told_from_another_language() -> None:
    assert at_sight(from_text("红烧肉：五花肉五百克，焯水，炒糖色，炖一小时，收汁。")).why == "short"
    assert at_sight(from_text("A recipe of pork belly with sugar and soy. " * 5 + "红烧肉")).why == "not_chinese"
