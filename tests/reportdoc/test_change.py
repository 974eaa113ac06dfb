"""Changes recomputed from printed values, as wide as their rounding."""

from __future__ import annotations

import pytest

from halfsky.plandoc.source import from_text
from halfsky.reportdoc.change import check_changes
from halfsky.reportdoc.sentence import sentences


def kinds(text: str) -> list[str]:
    return [f.kind for f in check_changes(list(sentences(from_text(text)))).findings]


@pytest.mark.parametrize(("text", "found"), [
    ("由20.04%提高到25.1%，提高5.1个百分点。", []),  # 5.06 rounds to 5.1
    ("由20.0%提高到25.1%，提高5.2个百分点。", []),  # both ends rounded: 5.0 to 5.2
    ("由20.0%提高到25.1%，提高5.4个百分点。", ["change"]),
    ("孕产妇死亡率8.9/10万，比2022年的11.2/10万下降2.3个百分点。", ["point_of_rate"]),
    ("婴儿死亡率为3.1‰，比上年的3.6‰下降0.5个百分点。", ["point_of_rate"]),
    ("婴儿死亡率为3.1‰，比上年的3.6‰下降0.5个千分点。", []),
    ("婴儿死亡率为3.1‰，比上年的3.6‰下降0.05个百分点。", []),
    ("床位由120张增加到180张，增长50%。", []),
    ("床位由120张增加到180张，增加70张。", ["change"]),
    ("由100人增加到250人，增长1.5倍。", []),
    ("由100人增加到250人，增长2.5倍。", ["change"]),
    ("由25%下降到30%。", ["direction"]),
    ("立案48起，同比下降14.3%，比上年减少8起。", []),
    ("立案48起，同比下降12.7%，比上年减少8起。", ["change"]),
    ("参加培训230人，比上年增长15%，同比增加30人。", []),
    ("参加培训230人，比上年增长12%，同比增加30人。", ["change"]),
    ("产值120亿元，同比增长5.8%，比上年增加9亿元。", []),  # growth at constant prices
    ("在园230人，比2020年增长15%，比上年增加3人。", []),  # against two years
    ("由2020年的20%提高到25%，年均提高1个百分点。", []),
])  # fmt: skip
def test_changes(text: str, found: list[str]) -> None:
    assert kinds(text) == found


@pytest.mark.parametrize(("text", "right"), [
    ("伤害死亡率为9.7/10万，比2020年的12.1/10万下降2.4个十万分点，下降24.8%。", "19.8%"),
    ("死亡率从9.8‰下降到4.1‰，降幅达68.2%。", "58.2%"),
    ("女性6729.2万人，占41.3%，比2022年的6766.4万人减少37.2万人，下降0.9%。", "0.5%"),
    ("参保15.27万人，减少0.63万人，下降4.9%。", "4.0%"),
    ("案件217件，同比减少23件，下降10.6%。", "9.6%"),
])  # fmt: skip
def test_amounts_and_rates_of_a_change_agree(text: str, right: str) -> None:
    assert [f.params["right"] for f in check_changes(list(sentences(from_text(text)))).findings] == [right]


def test_the_gap_between_the_highest_and_the_lowest() -> None:
    assert kinds("11个市中最高92.7%，最低71.8%，相差21.9个百分点。") == ["change"]
    assert kinds("11个市中最高92.7%，最低71.8%，相差20.9个百分点。") == []
