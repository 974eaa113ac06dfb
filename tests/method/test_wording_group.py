"""Groups in words, in both languages."""

from __future__ import annotations

import pytest

from halfsky.method.breakdown import BreakdownError
from halfsky.method.wording.group import group_words
from halfsky.method.wording.piece import plain


@pytest.mark.parametrize(("key", "zh", "en"), [
    ("", "合计", "Total"), ("SEX=F", "女性", "Women"), ("SEX=M;URBANISATION=R", "农村男性", "Rural Men"),
    ("AGE=Y_GE60", "60岁及以上", "aged 60 and over"), ("AGE=Y_LE5", "5岁及以下", "aged up to 5"),
    ("SEX=F;AGE=Y35T45", "女性35—45岁", "Women aged 35-45"),
])  # fmt: skip
def test_group_words(key, zh, en):
    assert plain(group_words(key, "zh")) == zh
    assert plain(group_words(key, "en")) == en


def test_what_names_no_group_is_refused():
    with pytest.raises(BreakdownError):
        group_words("SEX=X", "zh")
