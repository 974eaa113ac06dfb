"""Averages for each, for a year, and yearly changes over a span that is printed."""

from __future__ import annotations

import pytest

from halfsky.plandoc.source import from_text
from halfsky.reportdoc.checking import check
from tests.reportdoc.held import assert_followed, assert_told

WRONG = [
    ("送法下乡184场，覆盖妇女3.68万人次，场均220人次。", "220", "200人次"),
    ("普通高中32所，在校生58240人，校均1920人。", "1920", "1820人"),
    ("开展妇女技能培训36期，培训妇女2160人次，平均每期66人次。", "66", "60人次"),
    ("发放妇女创业担保贷款126笔2268万元，平均每笔16万元。", "16万", "18万元"),
    ("举办宣传活动246场次；发放宣传资料8.2万份，平均每场433份。", "433", "333份"),
    ("五年来全县累计投入专项经费4120万元，年均投入842万元。", "842", "824万元"),
    ("女性就业人员由2020年的8.62万人增加到2025年的10.35万人，五年年均增长4.7%。", "4.7%", "3.7%"),
    ("就业人员由2021年的21.36万人增加到2024年的23.14万人，三年累计增加1.78万人，年均增加0.69万人，年均增长2.7%。", "0.69", "0.59万人"),
    ("比例从81.6%提高至97.2%，十年累计提高15.6个百分点，平均每年提高1.66个百分点。", "1.66", "1.56个百分点"),
]  # fmt: skip
RIGHT = [
    "送法下乡184场，覆盖妇女3.68万人次，场均200人次。",
    "普通高中32所，在校生58240人，校均1820人。",
    "开展妇女技能培训36期，培训妇女2160人次，平均每期60人次。",
    "发放妇女创业担保贷款126笔2268万元，平均每笔18万元。",
    "女性就业人员由2020年的8.62万人增加到2025年的10.35万人，五年年均增长3.7%。",
    "女性就业人员由2020年的8.62万人增加到2025年的10.35万人，五年年均增长4.0%。",
    "比例从81.6%提高至97.2%，十年累计提高15.6个百分点，平均每年提高1.56个百分点。",
]  # fmt: skip


@pytest.mark.parametrize(("passage", "printed", "right"), WRONG)
def test_what_does_not_follow_is_told_with_the_right_figure(passage: str, printed: str, right: str) -> None:
    assert_told(passage, printed, right)


@pytest.mark.parametrize("passage", RIGHT)
def test_right_passages_are_followed_and_left_alone(passage: str) -> None:
    assert_followed(passage)


@pytest.mark.parametrize("passage", [
    "开展培训36期，比上年增加4期，培训妇女2160人次，平均每期比上年多6人次。",
    "女性参保18320人，比2020年增加2450人，年均增长9.9%。",
])  # fmt: skip
def test_what_cannot_be_followed_is_left_alone(passage: str) -> None:
    assert check(from_text(passage)).findings == []
