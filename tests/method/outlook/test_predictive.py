import numpy as np
import pytest

from halfsky.method.outlook.pattern import ahead_of, observed
from halfsky.method.outlook.predictive import ahead, posterior
from tests.method.outlook.known import priors, walk, written
from tests.method.outlook.slow import Slow

YEARS = (0, 1, 2, 4, 5)


@pytest.fixture(scope="module")
def rows():
    return [[v for y, v in enumerate(row.values()) if y in YEARS] for row in walk(3, 40, 6, drift=0.01, noise=0.01)]


@pytest.fixture(scope="module")
def mixture(rows):
    prior = priors().kinds[2]
    told = posterior(np.log(np.array(rows).T), observed(YEARS, prior))
    return ahead(told, ahead_of(YEARS, 3, prior))


def test_the_mixture_is_the_slow_ones(rows, mixture):
    for at in range(0, 40, 7):
        slow = Slow("level", YEARS, rows[at], written("priors")["kinds"]["level"]).mixture(8)
        assert [row[0] for row in slow] == pytest.approx(mixture.weight[:, at], abs=1e-9)
        assert [row[1] for row in slow] == pytest.approx(mixture.location[:, at], abs=1e-9)
        assert [row[2] for row in slow] == pytest.approx(mixture.scale[:, at], rel=1e-9)
        assert slow[0][3] == pytest.approx(mixture.df)


@pytest.mark.parametrize("p", [0.0005, 0.025, 0.1, 0.5, 0.9, 0.975, 0.9995])
def test_a_quantile_is_where_the_probability_is(mixture, p):
    assert mixture.cdf(mixture.quantile(p)) == pytest.approx(p, abs=1e-4)


def test_a_known_variance_of_the_last_value_widens_every_component(rows):
    prior = priors().kinds[2]
    told = posterior(np.log(np.array(rows).T), observed(YEARS, prior))
    made = ahead_of(YEARS, 1, prior)
    plain, wide = ahead(told, made), ahead(told, made, np.full(40, 0.01))
    assert wide.scale**2 - plain.scale**2 == pytest.approx(0.01)


def test_a_series_that_never_moved_still_has_a_spread():
    prior = priors().kinds[2]
    flat = ahead(posterior(np.zeros((4, 2)), observed((0, 1, 2, 3), prior)), ahead_of((0, 1, 2, 3), 2, prior))
    assert (flat.scale > 0).all() and (flat.quantile(0.9) > 0).all()
    assert flat.mean() == pytest.approx(0, abs=1e-12)
