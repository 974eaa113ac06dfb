"""Ratios to one, averages a head."""

from __future__ import annotations

import pytest

from halfsky.plandoc.source import from_text
from halfsky.reportdoc.ratio import check_ratios
from halfsky.reportdoc.sentence import sentences


def rights(text: str) -> list[str]:
    return [str(f.params["right"]) for f in check_ratios(list(sentences(from_text(text)))).findings]


@pytest.mark.parametrize(("text", "right"), [
    ("参保职工1341万人，离退休人员521万人，职工与离退休人员之比为2.75:1。", "2.57:1"),
    ("城镇居民人均可支配收入44817元，增长5.4%；农村居民人均可支配收入24630元，增长7.6%。城乡居民人均可支配收入比为1.92:1。", "1.82:1"),
    ("办理案件12.6万件，涉案金额27.8亿元，案均涉案金额2.41万元。", "2.21万元"),
    ("为2.6万名劳动者追发工资3.9亿元，人均1.8万元。", "1.5万元"),
])  # fmt: skip
def test_what_does_not_add_up_is_told(text: str, right: str) -> None:
    assert rights(text) == [right]


@pytest.mark.parametrize("text", [
    "参保职工1341万人，离退休人员521万人，职工与离退休人员之比为2.57:1。",
    "城镇居民人均可支配收入44817元；农村居民人均可支配收入24630元。城乡居民人均可支配收入比为1.82:1，比上年缩小0.04。",
    "教育总投入186亿元，在校生112万人，人均公用经费1200元。",
    "发放贷款1.86亿元，扶持创业2315人，户均贷款约8万元。",
    "医护比为1:1.06。",
])  # fmt: skip
def test_what_is_right_or_cannot_be_followed_is_left_alone(text: str) -> None:
    assert rights(text) == []
