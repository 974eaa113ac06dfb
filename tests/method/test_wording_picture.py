from decimal import Decimal

from halfsky.method.wording.clause import Aim
from halfsky.method.wording.number import UNITS
from halfsky.method.wording.picture import aim_mark, attainment_alt, trend_alt, twin_alt
from halfsky.method.wording.piece import plain

SHARE = UNITS["percent"]
RISING = [(2020, Decimal("86.4")), (2024, Decimal("92.3"))]


def test_a_trend_in_words():
    aim = Aim(">=", Decimal(95), 2025)
    told = plain(trend_alt("k", "参保率", RISING, aim, SHARE, 1, "zh"))
    assert told == "参保率，2020年至2024年由86.4%升至92.3%，2025年目标≥95%。"
    assert plain(trend_alt("k", "参保率", [], None, SHARE, 1, "zh")) == "参保率，没有可画的数据。"
    assert plain(trend_alt("k", "参保率", RISING[:1], None, SHARE, 1, "zh")) == "参保率，2020年为86.4%。"


def test_two_groups_in_words():
    pair = (Decimal("92.3"), Decimal("95.2"))
    told = plain(twin_alt("k", "coverage", ("F", "M"), pair, 2024, SHARE, 1, "en"))
    assert told == "Coverage in 2024: women 92.3%, men 95.2%, a difference of 2.9 percentage points."


def test_domains_in_words():
    told = plain(attainment_alt([("d", "妇女与健康", 9, 6)], "zh"))
    assert told == "各领域目标达标情况：妇女与健康可监测9项，达标6项。"


def test_a_held_target_is_marked_like_the_plain_one():
    assert plain(aim_mark("k", Aim("hold~", Decimal(45), 2025), SHARE, 1, "zh")) == "45%左右"
