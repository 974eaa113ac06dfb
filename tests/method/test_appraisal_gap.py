from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfsky.method.appraisal.gap import (
    change_of_size,
    gap,
    interval_of_change,
    newcombe,
    wilson,
    worse_of,
    worse_side,
)


def test_a_gap_says_how_far_what_ratio_and_which_side():
    found = gap("SEX", Decimal("10.5"), Decimal("11.25"), "up")
    assert (found.difference, found.parity, found.worse) == (Decimal("-0.75"), Decimal("0.9333"), "F")


def test_nothing_is_divided_by_a_side_of_zero():
    assert gap("SEX", Decimal(3), Decimal(0), "up").parity is None


@pytest.mark.parametrize(
    ("dimension", "first", "second", "direction", "side"),
    [("SEX", 90, 96, "up", "F"), ("SEX", 90, 96, "down", "M"), ("URBANISATION", 8, 20, "down", "R"),
     ("URBANISATION", 8, 20, "up", "U"), ("SEX", 5, 5, "up", ""), ("SEX", 5, 6, "none", "")],
)  # fmt: skip
def test_which_side_is_worse_off(dimension, first, second, direction, side):
    assert worse_side(dimension, Decimal(first), Decimal(second), direction) == side


def test_a_gap_that_changed_sides_is_compared_by_its_size():
    assert change_of_size(Decimal(2), Decimal(-5)) == -3


#: the eight comparisons of Newcombe (1998), table II, and the limits printed there for method 10
PRINTED = [
    ((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090), ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926), ((0, 10), (0, 20), -0.1611, 0.2775), ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0), ((10, 10), (0, 10), 0.6075, 1.0),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "low", "high"), PRINTED)
def test_the_interval_of_a_gap_is_the_one_printed_by_its_author(first, second, low, high):
    found = newcombe(first, second)
    assert (round(found[0], 4), round(found[1], 4)) == (low, high)


def test_the_interval_of_one_share_is_the_one_printed():
    assert [round(limit, 4) for limit in wilson((81, 263))] == [0.2553, 0.3662]
    assert [round(limit, 4) for limit in wilson((0, 20))] == [0.0, 0.1611]


@pytest.mark.parametrize("count", [(3, 0), (5, 4), (-1, 4)])
def test_what_is_no_share_has_no_interval(count):
    assert wilson(count) is None and newcombe(count, (1, 2)) is None
    assert interval_of_change((1, 2), (1, 2), count, (1, 2)) is None


def test_a_gap_that_narrowed_beyond_chance_and_one_that_may_have_grown():
    low, high = interval_of_change((900, 1000), (920, 1000), (700, 1000), (900, 1000))
    assert low < -0.18 < high < 0
    low, high = interval_of_change((9, 10), (8, 10), (8, 10), (8, 10))
    assert low < 0 < high


def test_the_worse_of_two_figures():
    assert worse_of(Decimal(3), Decimal(5), "up") == 0 and worse_of(Decimal(3), Decimal(5), "down") == 1
    assert worse_of(Decimal(3), Decimal(3), "up") is None and worse_of(Decimal(3), Decimal(5), "none") is None


COUNT = st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@given(COUNT, COUNT)
def test_the_interval_holds_the_gap_and_turns_round_with_it(first, second):
    low, high = newcombe(first, second)
    gap_ = first[0] / first[1] - second[0] / second[1]
    assert -1 <= low <= gap_ + 1e-12 and gap_ - 1e-12 <= high <= 1
    turned = newcombe(second, first)
    assert turned == pytest.approx((-high, -low))


@given(COUNT, COUNT, COUNT, COUNT)
def test_the_interval_of_the_change_holds_the_change(first, second, base_first, base_second):
    low, high = interval_of_change(first, second, base_first, base_second)
    size, base = (abs(a[0] / a[1] - b[0] / b[1]) for a, b in ((first, second), (base_first, base_second)))
    assert low - 1e-9 <= size - base <= high + 1e-9
