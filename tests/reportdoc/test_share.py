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
    "男性12人、女性8人，女性占40%。",  # two sides, no whole
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
