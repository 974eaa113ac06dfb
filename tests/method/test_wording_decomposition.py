from decimal import Decimal

import pytest

from halfsky.method.appraisal.decomposition import KINDS
from halfsky.method.wording.decomposition import kind_word, push_words, summary_words

D = Decimal


def test_a_fall_with_what_made_it():
    pieces = [("fell_back", D("-1.49")), ("fell_back", D("-1.50")), ("became_met", D("1.49")), ("left_met", D("-0.42"))]
    assert summary_words("goals", D("64.61"), D("62.69"), pieces, "zh") == (
        "目标达标率由64.61%降到62.69%，下降1.92个百分点：1项新达标，拉高1.49个百分点；2项不再达标，拉低2.99个百分点；"
        "1项退出分母，上年已达标，拉低0.42个百分点。"
    )
    assert summary_words("goals", D("64.61"), D("62.69"), pieces[:1], "en") == (
        "The attainment rate of goals fell from 64.61% to 62.69%, by 1.92 percentage points: "
        "1 no longer met, lowers it by 1.49 percentage points."
    )


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ("80", "81", "指标达标率由80.00%升到81.00%，提高1.00个百分点。"), ("80", "80", "指标达标率与上年持平，为80.00%。"),
        (None, "80", ""), ("80", None, ""),
    ],
)  # fmt: skip
def test_a_rise_a_standstill_and_a_year_without_a_rate(before, now, words):
    given = [None if rate is None else D(rate) for rate in (before, now)]
    assert summary_words("indicators", *given, [], "zh") == words


def test_a_rate_moves_by_percentage_points_and_every_kind_has_words():
    assert push_words(D("1.00"), "en") == "raises it by 1.00 percentage point"
    assert push_words(D("-0.42"), "zh") == "拉低0.42个百分点" and push_words(D(0), "zh") == "不影响达标率"
    assert all(kind_word(kind, lang) for kind in KINDS for lang in ("zh", "en"))
