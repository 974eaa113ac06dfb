"""Which part and whole a share belongs to, and when that cannot be told."""

from __future__ import annotations

import pytest

from halfsky.plandoc.source import from_text
from halfsky.reportdoc.sentence import sentences
from halfsky.reportdoc.share import check_shares


def claims(text: str) -> int:
    return check_shares(list(sentences(from_text(text)))).claims


def test_two_shares_in_one_sentence_take_their_own_pairs() -> None:
    assert claims("科级干部300名，女干部75名，占25%，处级30名，其中女干部6名，占20%。") == 2


@pytest.mark.parametrize("text", [
    "全县12个乡镇，女干部8名，占66.7%。",  # counted in different units
    "全县干部371名，其中女干部约100名，占27%。",  # about
    "女党员1234名，占党员总数的23.4%。",  # no whole in the text
])  # fmt: skip
def test_what_cannot_be_told_is_no_claim(text: str) -> None:
    assert claims(text) == 0


def test_the_sentence_before_serves_only_another_name() -> None:
    wrong = "县人大代表371名，其中女代表100名。人大常委会女性比例27.0%。"
    unrelated = "县人大代表371名，其中女代表100名。女性识字率27.0%。"
    assert len(check_shares(list(sentences(from_text(wrong)))).findings) == 1
    assert check_shares(list(sentences(from_text(unrelated)))).claims == 0


def test_a_change_is_no_share() -> None:
    assert claims("破获案件21起，去年同期为19起，同比上升10.5%。") == 0


@pytest.mark.parametrize(("text", "right"), [
    ("应查21460人，实查19872人，筛查率92.6%，其中查出患病4173人，患病率为23.0%。", "21.0%"),
    ("在校女生1.86万人，男生1.52万人，女生占54.0%。", "55.0%"),
    ("2个评估组深入6个县，发放问卷1200份，收回问卷1164份，有效回收率为97.5%。", "97.0%"),
    ("培训1850人次，其中女性1012人次，占58.7%。", "54.7%"),
])  # fmt: skip
def test_the_whole_is_found_among_other_counts(text: str, right: str) -> None:
    assert [f.params["right"] for f in check_shares(list(sentences(from_text(text)))).findings] == [right]


@pytest.mark.parametrize("text", [
    "公立医院床位24.78万张，民营医院床位7.17万张，公立医院床位占医院床位的77.6%。",
    "城镇女性1536.8万人，农村女性847.8万人，城镇女性占女性人口的64.4%。",
    "次均费用312.6元，同比上涨9.7元，涨幅3.2%。",
])  # fmt: skip
def test_two_counts_side_by_side_are_no_whole_and_part(text: str) -> None:
    assert check_shares(list(sentences(from_text(text)))).findings == []
