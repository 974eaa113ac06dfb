"""What a report claims and does not let anyone recompute is listed with the reason, what was recomputed is not."""

from __future__ import annotations

import pytest

from halfsky.plandoc.source import from_text
from halfsky.reportdoc.checking import check


@pytest.mark.parametrize(("passage", "printed", "why"), [
    ("婚前医学检查率为74.8%，比上年提高3.9个百分点。", "3.9个百分点", "no_base"),
    ("女性就业人员3.2亿人，占43.2%。", "43.2%", "no_whole"),
    ("全年培训女农民合计4200人次。", "4200人次", "no_parts"),
    ("女代表占比约27%。", "27%", "rough"),
])  # fmt: skip
def test_left_alone_with_its_reason(passage: str, printed: str, why: str) -> None:
    checked = check(from_text(passage))
    assert [(row.printed, row.why) for row in checked.left] == [(printed, why)]
    assert checked.left[0].reason("zh-hans") and checked.left[0].reason("en").isascii()


@pytest.mark.parametrize("passage", [
    "全县在校生100人，其中女生40人，占40%。",
    "全县在校生100人，其中女生40人，占41%。",
    "孕产妇系统管理率为93.6%。",
    "规划期为2021年至2025年。",
])  # fmt: skip
def test_followed_or_claiming_nothing(passage: str) -> None:
    assert check(from_text(passage)).left == []
