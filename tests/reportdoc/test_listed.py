"""Lists of parts with their shares of one whole."""

from __future__ import annotations

import pytest

from halfsky.plandoc.source import from_text
from halfsky.reportdoc.listed import check_listed
from halfsky.reportdoc.sentence import sentences


def rights(text: str) -> list[str]:
    return [str(f.params["right"]) for f in check_listed(list(sentences(from_text(text)))).findings]


@pytest.mark.parametrize(("text", "right"), [
    ("可监测的62项，其中已达到的48项，占可监测指标的77.4%；接近的9项，占15.4%；差距较大的5项，占8.1%。", "14.5%"),
    ("89项指标中75项达到目标，占84.3%；11项有望如期实现，占12.4%；3项实现难度较大，占3.7%。", "3.4%"),
    ("床位31.25万张，其中医院23.86万张（占76.4%），基层5.97万张（占19.1%），专业机构1.24万张（占4.9%）。", "4.0%"),
])  # fmt: skip
def test_one_wrong_share_among_right_ones_is_told(text: str, right: str) -> None:
    assert rights(text) == [right]


@pytest.mark.parametrize("text", [
    "床位31.25万张，其中医院23.86万张（占76.4%），基层5.97万张（占19.1%），专业机构1.24万张（占4.0%）。",
    # one right share does not make a list
    "干部100人，其中女干部40人，占40%；科级干部20人，占15%。",
    # a whole of its own
    "参保100万人，其中职工40万人，占40%，居民60万人，占60%；女职工10万人，占职工的25%。",
    # a whole not printed
    "低保586人，其中女性271人，占46.2%，老人200人，占34.1%。\n残疾人186人，占全镇残疾人的61%。",
])  # fmt: skip
def test_right_lists_and_other_wholes_are_left_alone(text: str) -> None:
    assert rights(text) == []


def test_the_whole_may_be_named_two_sentences_before() -> None:
    assert rights("在校生总数58426人。其中小学25617人。女生27358人，占在校生总数的48.6%。") == ["46.8%"]
    assert rights("在校生总数58426人。其中小学25617人。女生27358人，占女性总人口总数的48.6%。") == []
