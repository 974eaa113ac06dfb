from decimal import Decimal

import pytest

from halfsky.method.appraisal.gap import change_of_size, gap, worse_side


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
