import numpy as np
import pytest
from scipy import stats

from halfsky.method.outlook.baselines import (
    base_rate,
    drift,
    growth_ratio,
    line,
    straight_line,
    theta,
    told_by,
    walk,
)
from halfsky.method.outlook.cut import Tasks
from tests.method.outlook.known import series

AT = np.array([0.0, 1, 2, 3, 4])
X = np.array([10.0, 12, 11, 15, 16])[:, None]


def tasks(rows, sense, reach, year, met):
    given = series(rows, "level", sense, reach, year)
    return Tasks(given, np.zeros(len(rows)), np.array(met, dtype=float), np.ones(len(rows)), np.arange(len(rows)))


ROW = {2018 + i: float(v) for i, v in enumerate(X[:, 0])}


def test_drift_goes_on_by_the_mean_change():
    centre, scale, df = drift(X, AT, 2)
    spread = np.var([2.0, -1, 4, 1], ddof=1)
    assert centre[0] == 16 + 2 * 1.5 and df == 3
    assert scale[0] == pytest.approx(np.sqrt(spread * 2 * (1 + 2 / 4)))


def test_a_walk_stays():
    centre, scale, df = walk(X, AT, 3)
    assert (centre[0], df) == (16, 4) and scale[0] == pytest.approx(np.sqrt(np.mean([4, 1, 16, 1]) * 3))


def test_a_line_is_least_squares():
    fit = stats.linregress(AT, X[:, 0])
    centre, scale, df = line(X, AT, 2)
    left = X[:, 0] - fit.intercept - fit.slope * AT
    assert centre[0] == pytest.approx(fit.intercept + fit.slope * 6) and df == 3
    assert scale[0] == pytest.approx(np.sqrt((left**2).sum() / 3 * (1 + 1 / 5 + 16 / 10)))


def test_theta_lies_between_staying_and_the_line():
    centre, scale, _ = theta(X, AT, 3)
    assert 15 < centre[0] < line(X, AT, 3)[0][0] and scale[0] > 0


def test_the_probability_is_the_tail_at_the_target():
    p, quantiles = told_by(drift, tasks([ROW], 1, 20.0, 2024, [1]))
    centre, scale, df = drift(X, AT, 2)
    assert p[0] == pytest.approx(stats.t.sf((20 - centre[0]) / scale[0], df), abs=1e-6)
    assert quantiles[0, 3] == pytest.approx(centre[0], abs=1e-3) and (np.diff(quantiles[0]) > 0).all()


def test_yes_or_no_and_frequencies():
    some = tasks([ROW] * 4, [1, 1, -1, 1], [18.0, 40, 40, 17.5], 2024, [1, 0, 1, 0])
    assert straight_line(some)[0].tolist() == [1, 0, 1, 1]
    assert growth_ratio(some)[0].tolist() == pytest.approx([2 / 3, 0, 2 / 3, 2 / 3])
    assert base_rate(some)[0].tolist() == [0.5] * 4
