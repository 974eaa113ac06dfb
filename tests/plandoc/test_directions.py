"""Directions without a number."""

import pytest

from halfsky.plandoc.clause import clause_of
from halfsky.plandoc.directions import RULES, DirectionRule, direction_of, direction_readings


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_example_of_a_direction(rule: DirectionRule) -> None:
    assert direction_of(rule.example) == rule.name


@pytest.mark.parametrize(("words", "wanted"), [
    ("性别结构逐步趋于平衡", "match"), ("消除数字性别鸿沟", "narrow"), ("有效遏制性骚扰", "down"), ("保障机制更加健全", ""),
    ("依法保障财产权益", ""), ("肥胖上升趋势得到有效控制", "curb"), ("女性人数持续增加", "up"), ("生育水平基本稳定", "hold"),
])
def test_phrases(words: str, wanted: str) -> None:
    assert direction_of(words) == wanted


def test_a_phrase_that_gave_a_target_gives_no_direction() -> None:
    clause = clause_of("普及率提高到95%，差距缩小。", [(0, 15)])
    assert [d.direction for d in direction_readings(clause, [(0, 9)])] == ["narrow"]
