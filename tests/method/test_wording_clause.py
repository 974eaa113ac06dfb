"""What a statistician can read and correct: a result, and the sentence it must give."""

from dataclasses import replace
from decimal import Decimal

import pytest

from halfsky.method.wording.clause import Aim, Subject, both_moved, clauses_of, moved, times
from halfsky.method.wording.comparison import Pair
from halfsky.method.wording.number import UNITS
from halfsky.method.wording.piece import plain
from halfsky.method.wording.telling import describe

D = Decimal
BASE = Subject(
    "track:x.goal.1.track.1", "养老保险参保率", UNITS["percent"], 1, "up", 2024, "expected",
    value=D("92.3"), last=D("90.9"), base=D("86.4"), base_year=2020, aim=Aim(">=", D(95), 2025, 2020),
)  # fmt: skip

CASES = [
    (
        {},
        "养老保险参保率为92.3%，比上年提高1.4个百分点，比2020年提高5.9个百分点，达到应有进度，可望如期实现2025年不低于95%的目标。",
    ),
    (
        {"state": "hard", "short": D("2.7")},
        "养老保险参保率为92.3%，距2025年不低于95%的目标还差2.7个百分点，慢于应达进度，比上年提高1.4个百分点，比2020年提高5.9个百分点。",
    ),
    (
        {"state": "met_early", "value": D("95.5")},
        "养老保险参保率为95.5%，提前实现2025年不低于95%的目标，比上年提高4.6个百分点，比2020年提高9.1个百分点。",
    ),
    (
        {"state": "met", "aim": Aim("hold>=", D(92), 2025), "last": D("92.3")},
        "养老保险参保率为92.3%，符合每年保持在92%以上的要求，与上年持平，比2020年提高5.9个百分点。",
    ),
    (
        {"state": "not_met", "aim": Aim("hold>=", D(95), 2025), "short": D("2.7")},
        "养老保险参保率为92.3%，比每年保持在95%以上的目标低2.7个百分点，未达标，比上年提高1.4个百分点，比2020年提高5.9个百分点。",
    ),
    (
        {"last": D("93.0"), "state": "expected"},
        "养老保险参保率为92.3%，比上年下降0.7个百分点，达到应有进度，可望如期实现2025年不低于95%的目标，比2020年提高5.9个百分点。",
    ),
    (
        {"value": None, "state": "no_data", "reason": "hard_to_obtain"},
        "养老保险参保率2024年数据难以取得。",
    ),
    ({"value": None, "state": "not_due", "reason": "not_due"}, "养老保险参保率2024年未到统计期。"),
    (
        {"observed_year": 2021, "aim": None, "state": "met", "base": None},
        "养老保险参保率2024年无新的调查或统计，沿用2021年数据，为92.3%。",
    ),
    (
        {"provisional": True, "aim": None, "state": "met", "base": None},
        "养老保险参保率初步统计为92.3%，比上年提高1.4个百分点。",
    ),
    (
        {"aim": None, "directional": True, "state": "hard", "last": D("92.3"), "base": D("92.3")},
        "养老保险参保率为92.3%，与上年、2020年均持平，尚未改善。",
    ),
    (
        {"aim": Aim("~", D(45), 2025), "value": D("45.3"), "state": "met_early", "last": None, "base": None},
        "养老保险参保率为45.3%，提前实现2025年45%左右的目标。",
    ),
    (
        {
            "aim": Aim("delta<=", D(20), 2025, 2020, "percent"),
            "state": "expected",
            "last": None,
            "base": None,
        },
        "养老保险参保率为92.3%，达到应有进度，可望如期实现2025年比2020年降低20%以上的目标。",
    ),
    (
        {"aim": Aim("ratio>=", D(2), 2025, 2020), "state": "expected", "last": None, "base": None},
        "养老保险参保率为92.3%，达到应有进度，可望如期实现2025年达到2020年的2倍以上的目标。",
    ),
]


@pytest.mark.parametrize(("change", "told"), CASES)
def test_a_result_gives_its_sentence(change, told):
    assert plain(describe(replace(BASE, **change), "zh")) == told


def test_a_small_number_is_told_by_its_pooled_rate_and_its_cases():
    subject = replace(
        BASE, name="孕产妇死亡率", unit=UNITS["per_100k"], state="hard", value=D("119.118"), short=D("106.618"),
        last=None, base=None, aim=Aim("<=", D("12.5"), 2025), pool=(2020, 2024), cases=D(0),
    )  # fmt: skip
    assert plain(describe(subject, "zh")) == (
        "孕产妇死亡率因人数少、年度间起伏大，按2020—2024年合并计算，为119.1/10万，"
        "比2025年不高于12.5/10万的目标高106.6/10万，慢于应达进度，2024年未报告个案。"
    )
    assert "2024年未报告死亡病例" in plain(describe(replace(subject, deaths=True), "zh"))
    assert "In 2024, 1 death was reported." in plain(describe(replace(subject, deaths=True, cases=D(1)), "en"))


def test_a_widening_gap_between_women_and_men_is_told_in_the_first_sentence():
    wide = Pair(D("92.3"), D("95.2"), D("92.0"), D("93.0"), 2020)
    subject = replace(BASE, sexes=wide, women=True)
    assert clauses_of(subject)[1] == "sex"
    assert "差距比2020年扩大1.9个百分点。该指标比上年" in plain(describe(subject, "zh"))


def test_in_english():
    assert plain(describe(replace(BASE, name="pension coverage"), "en")) == (
        "Pension coverage was 92.3%, up 1.4 percentage points on the previous year and 5.9 percentage points "
        "on 2020. It is on or ahead of the pace needed, so the 2025 target of at least 95% can be expected to be met."
    )


def test_two_changes_of_a_kind_are_one_clause_and_opposite_ones_are_told_so():
    assert plain(both_moved(BASE, "en")) == "up 1.4 percentage points on the previous year and 5.9 percentage points on 2020"
    assert plain(both_moved(replace(BASE, last=D("93.0")), "zh")) == "比上年下降0.7个百分点，但比2020年提高5.9个百分点"
    assert both_moved(replace(BASE, last=D("92.3")), "zh") == both_moved(replace(BASE, last=None), "zh") == ()


def test_a_count_that_began_small_is_told_in_pieces_against_both_years():
    families = replace(BASE, name="最美家庭数", unit=UNITS["count"], decimals=0, value=D(126), last=D(114), base=D(92), aim=None)
    assert plain(describe(families, "zh")) == "最美家庭数为126个，比上年增加12个，比2020年增加34个。"
    last = moved(families, "last")
    assert last is not None and last.kind == "absolute"
    assert times(replace(families, value=D(300)), "last") == D("2.6")


def test_a_fall_of_less_than_a_tenth_of_a_point_takes_no_place_of_its_own():
    assert clauses_of(replace(BASE, last=D("92.4")))[1] == "last" and clauses_of(replace(BASE, state="met", last=D("92.4")))[1] == "last"
    two = replace(BASE, state="met", decimals=2, last=D("92.34"))
    assert clauses_of(two)[1] == "state"


def test_equal_groups_that_were_equal_are_not_told():
    same = Pair(D("92.3"), D("92.3"), D("90.0"), D("90.0"), 2020)
    assert "分性别看" not in plain(describe(replace(BASE, sexes=same), "zh"))
    assert "差距（3.0个百分点）已消除" in plain(describe(replace(BASE, sexes=replace(same, before_second=D("93.0"))), "zh"))
