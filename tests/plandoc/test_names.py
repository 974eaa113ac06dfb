"""Numbers of names are blanked out, years are sorted by what they are for."""

import pytest

from halfsky.plandoc.clause import clause_of
from halfsky.plandoc.names import RULES, NameRule, without_names, without_years, years
from halfsky.plandoc.numerals import half_width
from halfsky.plandoc.targets import readings


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_example_of_a_name_gives_no_target(rule: NameRule) -> None:
    blanked = without_names(half_width(rule.example))
    assert len(blanked) == len(rule.example)
    assert blanked != half_width(rule.example)
    assert readings(clause_of(rule.example, [(0, len(rule.example))]), 2021, 2025)[0] == []


def test_an_age_that_is_reached_is_kept() -> None:
    assert without_names("人均预期寿命达到80岁") == "人均预期寿命达到80岁"
    assert "80" in without_names("平均初育年龄提高到80岁")
    assert "3" not in without_names("实现3岁以下儿童管理")


@pytest.mark.parametrize(("words", "wanted"), [
    ("到2023年达到", [(2023, "target")]), ("以2020年为基数下降", [(2020, "base")]), ("比2022年提高", [(2022, "base")]),
    ("2021—2025年", [(2025, "other")]), ("从2022年起", [(2022, "other")]), ("二〇二五年达到", [(2025, "target")]),
    ("规划期末达到", [(2025, "target")]), ("2020年为", [(2020, "base")]), ("与2021年相比", [(2021, "base")]),
])
def test_years_and_their_roles(words: str, wanted: list[tuple[int, str]]) -> None:
    found = years(half_width(words), 2021, 2025)
    assert [(year.year, year.role) for year in found] == wanted
    assert len(without_years(words, found)) == len(words)


def test_the_end_of_the_period_needs_the_plans_years() -> None:
    assert years("规划期末达到", None, None) == []
