"""The distance of a value from a goal, of two sides from each other."""

from __future__ import annotations

import pytest

from halfsky.plandoc.source import from_text
from halfsky.reportdoc.checking import check
from tests.reportdoc.held import assert_followed, assert_told

WRONG = [
    ("新生儿访视率97.9%，目标为95%，高出1.9个百分点。", "1.9", "2.9个百分点"),
    ("九年义务教育巩固率96.8%，比全省平均低0.6个百分点，全省平均为96.2%。", "低", "高出"),
    ("女性登记失业率3.1%，低于全区平均水平0.3个百分点，全区平均水平为3.7%。", "0.3", "0.6个百分点"),
    ("健康管理率95.4%，系统管理率94.6%，前者比后者高0.6个百分点。", "0.6", "0.8个百分点"),
    ("村委会主任中女性占9.6%，与10%的目标相差0.6个百分点。", "0.6", "0.4个百分点"),
    ("妇女常见病筛查率78.9%，较目标值80%低2.1个百分点。", "2.1", "1.1个百分点"),
    ("产前检查率98.6%，高出目标值（95%）4.6个百分点。", "4.6", "3.6个百分点"),
    ("纯母乳喂养率为63.4%，高于50%的规划目标14.4个百分点。", "14.4", "13.4个百分点"),
    ("贫血患病率为4.12%，比上年降低0.35个百分点，低于10%的目标6.88个百分点。", "6.88", "5.88个百分点"),
    ("村委会成员女性占比29.1%，距30%目标还差1.9个百分点。", "1.9", "0.9个百分点"),
    ("城镇妇女体检率62.3%，农村妇女体检率48.8%，相差14.5个百分点。", "14.5", "13.5个百分点"),
    ("男性人均预期寿命76.8岁，女性82.1岁，女性比男性高6.3岁。", "6.3", "5.3岁"),
    ("城市和农村管理率分别为95.3%和92.6%，城乡相差3.7个百分点。", "3.7", "2.7个百分点"),
    ("女性与男性平均受教育年限分别为9.46年和10.02年，差距为0.65年。", "0.65", "0.56年"),
    ("在校女大学生6.84万人，占全部在校大学生的52.3%，比男生多5.6个百分点。", "5.6", "4.6个百分点"),
    ("筛查率78.9%，高于目标值80%1.1个百分点。", "高于", "低"),
]  # fmt: skip
RIGHT = [
    "新生儿访视率97.9%，目标为95%，高出2.9个百分点。",
    "九年义务教育巩固率96.8%，比全省平均低0.6个百分点，全省平均为97.4%。",
    "妇女常见病筛查率78.9%，较目标值80%低1.1个百分点。",
    "城镇妇女体检率62.3%，农村妇女体检率48.8%，相差13.5个百分点。",
    "男性人均预期寿命76.8岁，女性82.1岁，女性比男性高5.3岁。",
    "巩固率97.2%，高出全省平均水平（95.9%）1.3个百分点。",
    "城镇居民筛查率为82.4%，农村为74.9%，农村比城镇低7.5个百分点。",
    "在校女大学生6.84万人，占全部在校大学生的52.3%，比男生多4.6个百分点。",
]  # fmt: skip


@pytest.mark.parametrize(("passage", "printed", "right"), WRONG)
def test_what_does_not_follow_is_told_with_the_right_figure(passage: str, printed: str, right: str) -> None:
    assert_told(passage, printed, right)


@pytest.mark.parametrize("passage", RIGHT)
def test_right_passages_are_followed_and_left_alone(passage: str) -> None:
    assert_followed(passage)


@pytest.mark.parametrize("passage", [
    "筛查率78.9%，其中农村74.9%，比上年提高2.0个百分点。",
    "女性占43.2%，与2021年相差不大，男性占56.8%，比目标高3.0个百分点。",
])  # fmt: skip
def test_what_cannot_be_followed_is_left_alone(passage: str) -> None:
    assert check(from_text(passage)).findings == []
