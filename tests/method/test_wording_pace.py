from decimal import Decimal

import pytest

from halfsky.method.wording.number import UNITS, unit_of
from halfsky.method.wording.pace import pace_words

D = Decimal


@pytest.mark.parametrize(
    ("share", "needed", "unit", "decimals", "zh", "en"),
    [
        ("80.0", "0.52", "percent", 2, "时间已过80%，每年还须提高0.52个百分点", "80% of the time has passed, up by 0.52 percentage points a year needed"),
        ("66.7", "-3.1", "per_100k", 1, "时间已过66.7%，每年还须降低3.1/10万", "66.7% of the time has passed, down by 3.1 per 100,000 a year needed"),
        (None, "12", "person", 0, "每年还须增加12人", "12 people more needed a year"),
        (None, "-12", "person", 0, "每年还须减少12人", "12 people fewer needed a year"),
        ("100.0", None, "percent", 1, "时间已过100%", "100% of the time has passed"),
        (None, "0.02", "percent", 1, "每年还须提高0.02个百分点", "up by 0.02 percentage points a year needed"),
        (None, None, "percent", 1, "", ""),
        (None, "0", "percent", 1, "", ""),
    ],
)  # fmt: skip
def test_time_passed_and_pace_needed(share, needed, unit, decimals, zh, en):
    given = (None if share is None else D(share), None if needed is None else D(needed), unit_of(unit), decimals)
    assert pace_words(*given, "zh") == zh
    assert pace_words(*given, "en") == en


def test_a_share_never_moves_by_per_cent():
    for unit in UNITS.values():
        words = pace_words(None, D(5), unit, 1, "zh")
        assert ("百分点" in words) == (unit.group == "share") and not words.endswith("%")
