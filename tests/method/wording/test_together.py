"""Indicators that read alike stand in one sentence; what calls for a word of its own does not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from halfsky.method.wording.clause import Aim, Subject
from halfsky.method.wording.comparison import Pair
from halfsky.method.wording.number import UNITS
from halfsky.method.wording.piece import Field, plain
from halfsky.method.wording.together import likeness, together, told

D = Decimal
FLAT = Subject(
    "track:a", "县政府领导班子成员中女性比例", UNITS["percent"], 2, "up", 2024, "hard",
    value=D(25), last=D(25), base=D(25), base_year=2020, directional=True,
)  # fmt: skip
UP = replace(FLAT, key="track:r", name="筛查率", state="met", value=D("66.50"), last=D("64.50"), base=D("61.00"))


def said(*subjects: Subject, lang: str = "zh") -> list[str]:
    return [plain(one) for one in told(subjects, lang, "domain:x")]


def test_three_that_did_not_move_are_told_in_one_sentence_and_what_their_names_end_with_once() -> None:
    some = [FLAT, replace(FLAT, key="track:b", name="部门正职中女性比例", value=D(16), last=D(16), base=D(16)),
            replace(FLAT, key="track:c", name="董事会成员中女性比例", value=D("22.22"), last=D("22.22"), base=D("22.22"))]  # fmt: skip
    assert said(*some) == ["县政府领导班子成员、部门正职和董事会成员中女性比例分别为25.00%、16.00%和22.22%，均与上年、2020年持平，尚未改善。"]


def test_gains_are_told_against_the_base_year_one_by_one_with_the_point_named_once() -> None:
    other = replace(UP, key="track:s", name="落实率", value=D("91.11"), last=D("88.44"), base=D("82.90"))
    assert said(UP, other) == ["筛查率和落实率分别为66.50%和91.11%，均比上年提高，比2020年分别提高5.50和8.21个百分点。"]
    assert said(replace(UP, said="screening coverage"), replace(other, said="service coverage"), lang="en") == [
        "Screening coverage and service coverage were 66.50% and 91.11%, each up on the previous year and up 5.50 and 8.21 percentage points on 2020."
    ]


def test_a_far_gain_since_the_base_year_is_said_first() -> None:
    far = [replace(UP, key=key, name=key, base=D("40.00")) for key in ("甲率", "乙率")]
    assert said(*far) == ["甲率和乙率均为66.50%，比2020年均提高26.50个百分点，比上年也均有提高。"]


def test_a_small_loss_and_a_gain_since_the_base_year_are_set_against_each_other() -> None:
    some = [replace(UP, key=key, name=f"{key}中的女性比例", last=D("66.55"), aim=Aim("~", D(60), 2025)) for key in "甲乙"]
    assert said(*some) == [
        "甲和乙中的女性比例均为66.50%，均达到60%左右的目标，均比上年略有下降，但比2020年均提高5.50个百分点。"
    ]


def test_groups_on_the_same_side_are_compared_together_and_named_where_not_all_know_them() -> None:
    pair = Pair(D(68), D(65), D(60), D(55), 2020)
    some = [replace(UP, places=pair), replace(UP, key="track:s", name="落实率", places=replace(pair, first=D(70)))]
    assert said(*some)[0].endswith("分城乡看，城镇分别比农村高3.00和5.00个百分点。")
    assert said(some[0], replace(some[1], places=None))[0].endswith("分城乡看，筛查率城镇比农村高3.00个百分点，差距比2020年缩小。")
    count = replace(UP, unit=UNITS["person"], decimals=0, value=D(2384), last=D(2300), base=D(2200), sexes=Pair(D(2384), D(3576)))
    assert "女性均比男性少1,192人" in said(count, replace(count, key="track:n", name="人数"))[0]


@pytest.mark.parametrize("change", [
    {"unit": UNITS["yuan"]}, {"value": None}, {"pool": (2020, 2024)}, {"provisional": True}, {"rank": (1, 5)}, {"last": D(70)}, {"last": D(50)},
    {"state": "hard", "directional": False}, {"sexes": Pair(D(60), D(70), D(60), D(61), 2020)},
    {"state": "expected", "aim": Aim(">=", D(80), 2025)}, {"state": "hard", "aim": Aim(">=", D(80), 2025), "chance": D("0.4"), "level": "at_risk"},
])  # fmt: skip
def test_what_calls_for_its_own_word_stands_alone(change: dict[str, object]) -> None:
    assert likeness(UP) is not None
    assert likeness(replace(UP, **change)) is None  # type: ignore[arg-type]


def test_no_more_than_three_stand_together_and_the_first_of_each_keeps_its_place() -> None:
    five = [replace(UP, key=f"track:{name}", name=f"{name}率") for name in "甲乙丙丁戊"]
    mixed = [five[0], FLAT, *five[1:]]
    assert [one[:2] for one in said(*mixed)] == ["甲率", "县政", "丁率"]


def test_a_sentence_on_several_is_bound_to_each_and_to_their_choice() -> None:
    pieces = together([UP, replace(UP, key="track:s", name="落实率")], "zh", "domain:x")
    keys = [one.key for one in pieces if isinstance(one, Field)]
    assert {"track:r:value", "track:s:value=66.50%", "domain:x:set=track:r,track:s", "track:s:change.last=up"} <= set(keys)
