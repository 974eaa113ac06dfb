from decimal import Decimal

import pytest

from halfsky.method.wording.change import amount_words, between, phrase_key, table_words
from halfsky.method.wording.number import UNITS
from halfsky.method.wording.phrase import phrase
from halfsky.method.wording.piece import Field, plain


def told(now, before, code, decimals, lang="zh", direction="up"):
    found = between(Decimal(now), Decimal(before), UNITS[code], decimals, direction)
    return plain(phrase(lang, phrase_key(found), amount=Field("k", amount_words(found, lang))))


@pytest.mark.parametrize(
    ("now", "before", "code", "decimals", "zh", "en"),
    [
        ("92.3", "90.9", "percent", 1, "提高1.4个百分点", "up 1.4 percentage points"),
        ("88.0", "92.4", "percent", 1, "下降4.4个百分点", "down 4.4 percentage points"),
        ("90.04", "90.01", "percent", 1, "持平", "was unchanged"),
        ("11.0", "12.0", "per_100k", 1, "下降8.3%", "down 8.3%"),
        ("5.5", "5.0", "permille", 1, "上升10.0%", "up 10.0%"),
        ("2384", "2306", "person", 0, "增加3.4%", "up 3.4%"),
        ("5", "3", "count", 0, "增加2个", "up 2"),
        ("5", "0", "count", 0, "增加5个", "up 5"),
        ("74801", "70434", "yuan", 0, "增长6.2%", "up 6.2%"),
        ("80.4", "79.8", "years", 1, "提高0.6岁", "up 0.6 years"),
        ("2.5", "2.7", "hours", 1, "减少0.2小时", "down 0.2 hours"),
    ],
)
def test_each_unit_moves_in_its_own_measure(now, before, code, decimals, zh, en):
    assert told(now, before, code, decimals) == zh
    assert told(now, before, code, decimals, "en") == en


def test_a_share_never_moves_by_per_cent_and_a_rate_never_by_points():
    share = between(Decimal(27), Decimal(25), UNITS["percent"], 0)
    rate = between(Decimal(27), Decimal(25), UNITS["per_100k"], 0)
    assert share.kind == "points"
    assert rate.kind == "percent"


@pytest.mark.parametrize(
    ("now", "before", "direction", "better"),
    [
        (2, 1, "up", True),
        (1, 2, "up", False),
        (2, 1, "down", False),
        (1, 1, "up", None),
        (2, 1, "about", None),
    ],
)
def test_better_depends_on_the_direction(now, before, direction, better):
    assert between(Decimal(now), Decimal(before), UNITS["percent"], 0, direction).better is better


def test_a_table_cell_carries_the_sign():
    found = between(Decimal("88"), Decimal("92.4"), UNITS["percent"], 1)
    assert table_words(found, "zh") == "-4.4百分点"
    assert table_words(found, "en") == "-4.4 pp"
