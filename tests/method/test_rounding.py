from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfsky.method.rounding import StoredRangeError, divided, from_scaled, half_up, ratio, to_scaled


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [("2.675", 2, "2.68"), ("0.285", 2, "0.29"), ("1.005", 2, "1.01"), ("-2.5", 0, "-3"), ("2.4", 0, "2")],
)
def test_a_tie_goes_away_from_zero(value, decimals, expected):
    assert half_up(Decimal(value), decimals) == Decimal(expected)


@pytest.mark.parametrize(
    ("numerator", "denominator", "decimals", "expected"),
    [
        (100, 371, 1, "27.0"),  # women among delegates, published as the standing committee's share
        (44, 54, 1, "81.5"),
        (35, 36, 2, "97.22"),
        (88, 94, 1, "93.6"),
        (88, 92, 1, "95.7"),
        (-1, 3, 2, "-33.33"),
        (1, -3, 2, "-33.33"),
        (1, 8, 2, "12.50"),
        (1, 16, 2, "6.25"),
    ],
)
def test_published_shares_are_rounded_once_from_the_counts(numerator, denominator, decimals, expected):
    assert ratio(Decimal(numerator), Decimal(denominator), 100, decimals) == Decimal(expected)


def test_nothing_is_divided_by_zero():
    assert ratio(Decimal(3), Decimal(0)) is None


@given(st.integers(-(10**17), 10**17))
def test_scaled_integers_lose_nothing(scaled):
    assert to_scaled(from_scaled(scaled)) == scaled


@pytest.mark.parametrize("value", ["1E13", "-1E13", "NaN", "Infinity"])
def test_what_cannot_be_stored_is_refused(value):
    with pytest.raises(StoredRangeError):
        to_scaled(Decimal(value))


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**4), st.integers(0, 4))
def test_a_ratio_is_within_half_a_unit_of_the_true_one(numerator, denominator, decimals):
    rounded = ratio(Decimal(numerator), Decimal(denominator), 1, decimals)
    assert rounded is not None
    assert abs(rounded * denominator - numerator) * 2 * 10**decimals <= denominator


@given(st.integers(-(10**20), 10**20), st.integers(-(10**9), 10**9))
def test_whole_numbers_are_divided_as_decimals_are(numerator, denominator):
    whole = ratio(Decimal(numerator), Decimal(denominator), 1, 0)
    assert divided(numerator, denominator) == (None if whole is None else int(whole))
