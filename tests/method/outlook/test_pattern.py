import numpy as np
import pytest

from halfsky.method.outlook.pattern import ahead_of, covariance, observed
from halfsky.method.outlook.priors import Component, KindPrior

WALK = KindPrior(0.3, 1e-3, (Component(0.0, 0.0, 0.0, 1.0),))
DRIFT = KindPrior(0.3, 1e-3, (Component(0.0, 1.0, 1.0, 1.0),))
NOISE = KindPrior(0.3, 1e-3, (Component(0.6, 0.0, 0.0, 0.5), Component(0.25, 0.5, 0.8, 0.5)))


def test_a_walk_grows_with_the_years_and_a_drift_with_their_square():
    assert covariance((0, 1, 2), 3, WALK)[0] == pytest.approx(np.diag([1.0, 1.0, 3.0]))
    assert covariance((0, 1, 2), 3, DRIFT)[0] == pytest.approx(np.outer([1, 1, 3], [1, 1, 3]))


def test_noise_ties_neighbouring_differences():
    found = covariance((0, 1, 2), 1, NOISE)[0]
    assert found[0, 1] == pytest.approx(-0.3)
    assert np.diag(found) == pytest.approx([0.6 + 0.4] * 3)


def test_a_missing_year_is_the_sum_of_two_changes():
    whole = covariance((0, 1, 2, 3), 2, NOISE)
    gap = covariance((0, 1, 3), 2, NOISE)
    add = np.array([[1, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1]])
    assert gap == pytest.approx(add @ whole @ add.T)


def test_whitening_and_lead_solve_the_same_covariance():
    whole = covariance((0, 2, 3, 4), 2, NOISE)
    made, on = observed((0, 2, 3, 4), NOISE), ahead_of((0, 2, 3, 4), 2, NOISE)
    for k in range(2):
        inner, c, v = whole[k, :-1, :-1], whole[k, :-1, -1], whole[k, -1, -1]
        assert made.whiten[k] @ inner @ made.whiten[k].T == pytest.approx(np.eye(3))
        assert inner @ on.lead[k] == pytest.approx(c)
        assert on.left[k] == pytest.approx(v - c @ np.linalg.inv(inner) @ c)
        assert made.log_prior[k] == pytest.approx(np.log(0.5) - np.linalg.slogdet(inner)[1] / 2)


def test_a_pattern_is_made_once():
    assert observed((0, 1, 2), WALK) is observed((0, 1, 2), WALK)
