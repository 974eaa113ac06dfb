import numpy as np
import pytest
from scipy import stats

from halfsky.method.outlook.counts import ASSUMED, Pool, judged, pool, posterior, shape_of
from halfsky.method.pooling import gamma_interval, probability_at_most

NAN = np.nan


def pooled(events, exposure):
    events, exposure = np.atleast_1d(np.asarray(events, float)), np.atleast_1d(np.asarray(exposure, float))
    n = len(events)
    years = np.full(n, 5)
    return Pool(events, exposure, years, np.full(n, 2018), np.full(n, 2022), exposure / 5)


def test_the_last_five_years_since_a_break_are_pooled():
    events = np.array([[9, 9, 9], [1, 1, NAN], [0, 0, NAN], [2, 2, NAN], [0, NAN, 1], [1, 1, 1]], dtype=float)
    exposure = np.full((6, 3), 300.0)
    found = pool(events, exposure, 2017, np.array([0, 2020, 0]), 2022)
    assert found.events.tolist() == [4, 3, 2] and found.years.tolist() == [5, 2, 2]
    assert found.exposure.tolist() == [1500, 600, 600] and found.first.tolist() == [2018, 2020, 2021]
    assert judged(found).tolist() == [True, False, False] and found.newest.tolist() == [300] * 3


def test_the_rate_is_the_conjugate_one():
    upper = 12e-5
    rate = posterior(pooled([0, 3], [1600, 1600]), np.full(2, upper), np.full(2, 2.0))
    for at, events in enumerate((0, 3)):
        for level in (0.8, 0.95):
            low, high = rate.interval(level)
            assert (low[at], high[at]) == pytest.approx(gamma_interval(events, 1600, upper, level, 2.0), rel=1e-8)
        expected = probability_at_most(12.5e-5, events, 1600, upper, 2.0)
        assert rate.at_most(np.array([12.5e-5, 12.5e-5]))[at] == pytest.approx(expected, abs=1e-9)


def test_without_an_upper_level_the_prior_hardly_draws():
    rate = posterior(pooled([4], [2000]), np.array([NAN]), np.array([2.0]))
    assert rate.shape[0] == 4.5 and rate.rate[0] == 2000


def test_next_years_count_is_negative_binomial():
    rate = posterior(pooled([3, 0, 40], [1500, 1500, 1500]), np.full(3, 0.002), np.full(3, 2.0))
    low, high = rate.next_count(np.full(3, 300.0), 0.9)
    for at in range(3):
        chance = rate.rate[at] / (rate.rate[at] + 300)
        assert high[at] == stats.nbinom.ppf(0.95, rate.shape[at], chance)
        assert low[at] == stats.nbinom.ppf(0.05, rate.shape[at], chance)


@pytest.mark.parametrize("k", [0.7, 2.0, 10.0])
def test_how_much_siblings_differ_is_found(k):
    rng = np.random.default_rng(11)
    found = []
    for _ in range(40):
        exposure = rng.uniform(1000, 4000, 100)
        events = rng.poisson(rng.gamma(k, 0.003 / k, 100) * exposure)
        found.append(shape_of(events.astype(float), exposure, 0.003))
    assert np.median(found) == pytest.approx(k, rel=0.2)


def test_a_handful_of_siblings_says_nothing_and_equal_ones_say_a_large_k():
    assert shape_of(np.ones(4), np.full(4, 1000.0), 0.001) is None
    assert shape_of(np.full(30, 3.0), np.full(30, 1000.0), 0.003) > 50
    assert ASSUMED == 2.0


def test_the_interval_leans_on_the_assumed_shape():
    """With a true k of 0.7 an "80 %" interval under k = 2 covers far less: the page says so."""
    rng = np.random.default_rng(3)
    upper, exposure = 12e-5, 1500.0
    true = rng.gamma(0.7, upper / 0.7, 4000)
    rate = posterior(pooled(rng.poisson(true * exposure), np.full(4000, exposure)), np.full(4000, upper), np.full(4000, 2.0))
    low, high = rate.interval(0.8)
    assert 0.45 < ((low <= true) & (true <= high)).mean() < 0.66
