from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from halfsky.method.pooling import (
    Count,
    gamma_interval,
    gamma_quantile,
    poisson_interval,
    pool,
    probability_at_most,
    regularised_gamma,
)


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [
        (0, 0.0, 3.6889), (1, 0.0253, 5.5716), (2, 0.2422, 7.2247), (3, 0.6187, 8.7673), (4, 1.0899, 10.2416),
        (5, 1.6235, 11.6683), (10, 4.7954, 18.3904), (20, 12.2165, 30.8884), (50, 37.1110, 65.9188),
        (100, 81.3640, 121.6268),
    ],
)  # fmt: skip
def test_the_exact_interval_is_the_published_tables(events, low, high):
    found = poisson_interval(events, 1)
    assert found[0] == pytest.approx(low, abs=6e-5)
    assert found[1] == pytest.approx(high, abs=6e-5)


@pytest.mark.parametrize(
    ("p", "df", "value"),
    [(0.95, 1, 3.841459), (0.95, 10, 18.307038), (0.05, 10, 3.940299), (0.99, 2, 9.210340), (0.975, 30, 46.979242),
     (0.005, 1, 0.00003927), (0.95, 100, 124.342113)],
)  # fmt: skip
def test_chi_square_quantiles_are_the_tables(p, df, value):
    assert 2 * gamma_quantile(p, df / 2) == pytest.approx(value, rel=1e-4 if value < 0.01 else 1e-7)


@settings(deadline=None)
@given(st.floats(1e-4, 0.9999), st.floats(0.05, 400))
def test_a_quantile_is_where_the_probability_is(p, shape):
    assert regularised_gamma(shape, gamma_quantile(p, shape)) == pytest.approx(p, abs=1e-10)


def test_the_ends_and_the_impossible():
    assert gamma_quantile(0, 3) == 0
    assert regularised_gamma(2, 0) == 0
    for p, shape in ((1, 2), (-0.1, 2), (0.5, 0)):
        with pytest.raises(ValueError, match="p must lie"):
            gamma_quantile(p, shape)


def test_a_prior_draws_the_rate_towards_the_upper_level():
    rate = 12e-5
    low, high = gamma_interval(0, 1600, rate)
    assert 0 < low < high < poisson_interval(0, 1600)[1]
    assert probability_at_most(12.5e-5, 0, 1600, rate) > 0.5 > probability_at_most(12.5e-5, 2, 1600, rate)
    assert probability_at_most(high, 0, 1600, rate) == pytest.approx(0.975, abs=1e-9)


def test_three_to_five_years_are_pooled_and_the_latest_count():
    rows = [Count(y, Decimal(1), Decimal(400)) for y in range(2018, 2025)]
    five = pool(rows, Decimal(100_000))
    assert five is not None
    assert (five.rate, five.years, five.first_year, five.last_year) == (250, 5, 2020, 2024)
    assert pool(rows[:2], Decimal(1)) is None
    assert pool([*rows[:2], Count(2024, Decimal(0), Decimal(0))], Decimal(1)) is None
