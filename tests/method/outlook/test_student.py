import numpy as np
import pytest
from scipy.special import stdtr, stdtrit

from halfsky.method.outlook.student import Student, student


@pytest.mark.parametrize("df", [1.0, 2.35, 2.8, 3.0, 5.17, 9.57, 13.0, 40.0])
def test_the_distribution_is_the_general_routines(df):
    x = np.concatenate([np.linspace(-12, 12, 4001), [-1e300, -1e6, -400.0, -80.0, 80.0, 400.0, 1e300]])
    assert np.abs(Student(df).cdf(x) - stdtr(df, x)).max() < 1e-7


@pytest.mark.parametrize("df", [2.35, 5.17, 13.0])
def test_the_density_is_the_slope(df):
    x = np.linspace(-6, 6, 401)
    at, density = Student(df).cdf_and_density(x)
    assert np.abs(at - stdtr(df, x)).max() < 1e-7
    assert np.abs(density - (stdtr(df, x + 1e-5) - stdtr(df, x - 1e-5)) / 2e-5).max() < 1e-5


@pytest.mark.parametrize("p", [0.001, 0.025, 0.1, 0.5, 0.9, 0.999])
def test_a_quantile_is_near_where_the_probability_is(p):
    found = student(4.3).quantile(p)
    assert stdtr(4.3, found) == pytest.approx(p, abs=1e-5)
    assert found == pytest.approx(stdtrit(4.3, p), rel=2e-3, abs=1e-3)


def test_a_value_has_the_same_figure_in_any_company():
    x = np.random.default_rng(1).standard_normal((7, 513)) * 3
    t = student(3.4)
    assert (t.cdf(x[:, 200:203]) == t.cdf(x)[:, 200:203]).all()
