from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfsky.method.appraisal.composite import (
    Index,
    Part,
    Score,
    average,
    contributions,
    full_points,
    ranks,
    score_range,
    score_target,
    thousandths,
)
from halfsky.method.target import meets

D = Decimal


@pytest.mark.parametrize(
    ("sense", "hold", "value", "base", "reach", "slack", "score", "how"),
    [
        (1, False, "86", "80", "90", "0", "60.00", "way"),
        (1, False, "95", "80", "90", "0", "100.00", "way"),
        (1, False, "78", "80", "90", "0", "0.00", "way"),
        (1, False, "89.5", "80", "90", "0.5", "100.00", "way"),
        (-1, False, "15", "20", "10", "0", "50.00", "way"),
        (0, False, "44", "40", "45", "0", "80.00", "way"),
        (1, False, "90", "97", "95", "0", "94.74", "ratio"),
        (1, False, "90", None, "95", "0", "94.74", "ratio"),
        (1, True, "99.90", "90", "99.95", "0", "99.95", "ratio"),
        (-1, True, "5", "3", "4", "0", "80.00", "ratio"),
        (-1, True, "0", "3", "4", "0", "100.00", "ratio"),
        (0, True, "60", "50", "50", "0", "80.00", "ratio"),
        (1, True, "-1", None, "0", "0", "0.00", "ratio"),
        (0, True, "1", None, "0", "0", "0.00", "ratio"),
    ],
)  # fmt: skip
def test_a_figure_against_the_figure_to_reach(sense, hold, value, base, reach, slack, score, how):
    found = score_target(sense, hold, D(value), None if base is None else D(base), D(reach), D(slack))
    assert found == Score(D(score), how)


def test_a_figure_in_its_range_is_reversed_for_an_inverse_indicator():
    assert score_range("up", D(3), D(2), D(6)) == Score(D("25.00"), "range")
    assert score_range("down", D(3), D(2), D(6)) == Score(D("75.00"), "range")
    assert score_range("up", D(9), D(2), D(6)) == Score(D("100.00"), "range")
    assert score_range("up", D(2), D(2), D(2)) is None
    assert score_range("about", D(3), D(2), D(6)) is None


def test_the_average_leaves_out_what_has_no_score_and_says_so():
    parts = [Part("a", D(80), 2000), Part("b", D(50), 1000), Part("c", None, 9000)]
    assert average(parts, 20) == Index(D("70.00"), D("68.46"), D("71.43"), 2, 3)
    assert average([Part("a", None)], 20) == Index(None, None, None, 0, 1)
    assert average([Part("a", D(80), 0)], 20).value is None
    assert contributions(parts) == {"a": Fraction(160, 3), "b": Fraction(50, 3)}
    assert full_points(parts) == {"a": Fraction(200, 3), "b": Fraction(100, 3)}


def test_a_weight_that_cannot_move_the_average_gives_no_range():
    assert average([Part("a", D(80))], 20) == Index(D("80.00"), D("80.00"), D("80.00"), 1, 1)
    assert average([Part("a", D(80)), Part("b", D(50))], 0).low == D("65.00")


def test_ranks_move_only_as_far_as_a_weight_can_move_them():
    areas = {
        "ahead": {"health": D(90), "law": D(90)}, "steep": {"health": D(80), "law": D(40)},
        "flat": {"health": D(59), "law": D(60)}, "blind": {},
    }  # fmt: skip
    found = ranks(areas, {"health": 1000, "law": 1000}, 20)
    assert found == {"ahead": (1, 1, 1), "steep": (2, 2, 3), "flat": (3, 2, 3)}
    assert ranks(areas, {"health": 1000, "law": 1000}, 0)["steep"] == (2, 2, 2)


def test_equal_areas_share_a_rank_and_a_missing_domain_leaves_the_average():
    areas = {"a": {"health": D(50)}, "b": {"health": D(50), "law": D(50)}, "c": {"law": D(10)}}
    assert {area: placed[0] for area, placed in ranks(areas, {"health": 1, "law": 1}, 20).items()} == {"a": 1, "b": 1, "c": 3}


def test_weights_are_whole_thousandths():
    assert thousandths(1) == 1000 and thousandths(0.5) == 500 and thousandths(1.2345) == 1234


FIGURES = st.decimals(min_value=-500, max_value=500, places=2)


@given(st.sampled_from([1, -1]), st.booleans(), FIGURES, FIGURES, st.one_of(st.none(), FIGURES), FIGURES)
def test_a_better_figure_never_scores_less_and_what_is_met_scores_all(sense, hold, one, other, base, reach):
    better, worse = (max(one, other), min(one, other)) if sense == 1 else (min(one, other), max(one, other))
    high, low = score_target(sense, hold, better, base, reach), score_target(sense, hold, worse, base, reach)
    assert D(0) <= low.value <= high.value <= D(100)
    if meets(sense, better, reach):
        assert high.value == 100


@given(st.sampled_from([1, -1, 0]), st.booleans(), FIGURES, st.one_of(st.none(), FIGURES), FIGURES, st.integers(1, 1000))
def test_scaling_a_level_does_not_change_its_score(sense, hold, value, base, reach, factor):
    scaled = score_target(sense, hold, value * factor, None if base is None else base * factor, reach * factor)
    assert score_target(sense, hold, value, base, reach) == scaled


PARTS = st.lists(
    st.builds(
        Part, st.uuids().map(str), st.one_of(st.none(), st.decimals(min_value=0, max_value=100, places=2)),
        st.integers(1, 5000),
    ),
    min_size=1, max_size=9,
)  # fmt: skip


@given(PARTS, st.integers(0, 100), st.randoms())
def test_the_average_lies_among_its_parts_whatever_their_order_and_its_parts_add_up(parts, percent, random):
    found = average(parts, percent)
    shuffled = list(parts)
    random.shuffle(shuffled)
    assert average(shuffled, percent) == found
    known = [part.value for part in parts if part.value is not None]
    if not known:
        assert found.value is None
        return
    assert min(known) <= found.low <= found.value <= found.high <= max(known)
    assert abs(sum(contributions(parts).values()) - Fraction(found.value)) <= Fraction(1, 200)
