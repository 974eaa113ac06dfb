"""Reasons of warnings: each key a whole sentence, figures as published, nothing said that is not known."""

import pytest

from halfsky.method.wording.number import UNITS
from halfsky.method.wording.outlook import WHY
from halfsky.method.wording.warning import ENDS, Scale, chance, sentence

ZH, EN = Scale(UNITS["percent"], 1, "zh"), Scale(UNITS["percent"], 1, "en")
PARAMS = {
    "value": 59.4, "value_year": 2024, "reach": 65, "target_year": 2025, "pace_recent": -0.6, "pace_needed": 5.6,
    "low": 56.1, "high": 62.3, "points": 5, "carried": 0, "sense": "at_least",
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("moving_away", "2024 年为 59.4%，2025 年要求达到 65.0% 以上；近年平均每年下降0.6个百分点，方向与要求相反，达标需每年提高5.6个百分点。"),
        ("standstill", "2024 年为 59.4%，2025 年要求达到 65.0% 以上；近年基本没有变化，达标需每年提高5.6个百分点。"),
        ("swing_up", "2024 年为 59.4%，高于按往年数据预计的 56.1% 至 62.3%，波动异常，请核实数据。"),
    ],
)  # fmt: skip
def test_a_sentence_in_chinese(key, said):
    assert sentence(key, PARAMS, ZH) == said


def test_a_direction_is_told_against_the_base_year():
    scale = Scale(UNITS["percent"], 1, "zh", direction=True)
    assert "2025 年要求高于基期的 65.0%" in sentence("pace_short", PARAMS, scale)
    assert "现不差于基期" in sentence("reached_unsure", PARAMS, scale) and "现已达到" in sentence("reached_unsure", PARAMS, ZH)


def test_a_rare_event_is_told_by_counts_and_pooled_rate():
    params = {"value": 96.8, "value_year": 2024, "reach": 12.5, "low": 25.7, "high": 188, "events": 2, "from": 2020}
    said = sentence("cases", params, Scale(UNITS["per_100k"], 1, "zh"), "at_most")
    assert said == (
        "2020 年至 2024 年共 2 例，多年合并 96.8/10万（80% 区间 25.7 至 188.0），目标不高于 12.5/10万，"
        "例数少，不按单年的率预警，请开展个案评审。"
    )


@pytest.mark.parametrize("key", [*ENDS, *WHY])
@pytest.mark.parametrize("scale", [ZH, EN], ids=["zh", "en"])
def test_every_key_is_a_whole_sentence(key, scale):
    said = sentence(key, PARAMS, scale)
    assert said.endswith("." if scale.lang == "en" else "。") and "{" not in said and "?" not in said
    assert sentence(key, {}, scale)


def test_a_small_step_is_never_written_as_nothing():
    assert Scale(UNITS["years"], 1, "en").step(0.04) == "+0.04 years"
    assert ZH.step(0) == "提高0.0个百分点" and ZH.step(-1.25, signed=False) == "1.3个百分点"


def test_an_unknown_key_says_nothing():
    assert sentence("no_such", PARAMS, ZH) == ""


def test_chances_at_the_ends():
    assert [chance(p, "zh") for p in (0, 0.01, 0.5, 0.99, 1)] == ["低于 1%", "1%", "50%", "99%", "高于 99%"]
