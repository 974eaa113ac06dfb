import numpy as np
import pytest
from scipy import special

from halfsky.method.outlook.gamma import at_most, log_gamma, quantile

SHAPES = np.array([0.05, 0.5, 1.0, 2.0, 3.7, 12.0, 55.5, 400.0, 3000.0])


def test_the_log_of_the_gamma_function_is_the_general_routines():
    assert log_gamma(SHAPES) == pytest.approx(special.gammaln(SHAPES), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("times", [0.0, 0.001, 0.3, 0.9, 1.0, 1.2, 3.0, 20.0])
def test_the_distribution_is_the_general_routines(times):
    assert at_most(SHAPES, SHAPES * times) == pytest.approx(special.gammainc(SHAPES, SHAPES * times), abs=1e-11)


@pytest.mark.parametrize("p", [0.001, 0.025, 0.1, 0.5, 0.9, 0.975, 0.999])
def test_a_quantile_is_where_the_probability_is(p):
    found = quantile(p, SHAPES)
    assert at_most(SHAPES, found) == pytest.approx(p, abs=1e-9)
    assert found == pytest.approx(special.gammaincinv(SHAPES, p), rel=1e-8)


def test_the_ends():
    assert at_most(np.array([2.0, 2.0, 2.0]), np.array([-1.0, 0.0, np.inf])).tolist() == [0, 0, 1]
