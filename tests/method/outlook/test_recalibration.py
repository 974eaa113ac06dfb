import numpy as np
import pytest

from halfsky.method.outlook.recalibration import GRID, curve_of, original, recalibrated


def test_without_a_curve_nothing_changes():
    p = np.array([0.0, 0.3, 1.0])
    assert (recalibrated(p, None) == p).all() and original(0.3, None) == 0.3


def test_intervals_that_were_too_narrow_are_widened():
    pit = np.random.default_rng(0).beta(0.5, 0.5, 20000)
    curve = curve_of(pit)
    assert recalibrated(np.array([0.1]), curve)[0] > 0.15
    assert original(0.1, curve) < 0.06
    assert curve[0] == 0 and curve[-1] == 1 and np.all(np.diff(curve) >= 0)


@pytest.mark.parametrize("q", [0.0, 0.01, 0.1, 0.5, 0.93, 1.0])
def test_the_way_back_is_the_way_there(q):
    curve = curve_of(np.random.default_rng(1).beta(0.7, 0.6, 3000))
    assert recalibrated(np.array([original(q, curve)]), curve)[0] == pytest.approx(q, abs=1e-12)


def test_a_few_values_hardly_move_the_identity():
    assert np.abs(np.array(curve_of(np.array([0.5, 0.5]))) - GRID).max() < 0.011
