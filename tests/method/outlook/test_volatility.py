import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from halfsky.method.outlook.judging import judge
from halfsky.method.outlook.level import SWINGS
from halfsky.method.outlook.volatility import swings
from halfsky.method.scheme import Scheme
from tests.method.outlook.known import priors, recalibration, series, walk


def found(rows, kind="level", scheme=None):
    return swings(series(rows, kind), priors(), recalibration(), scheme or Scheme())


def test_a_jump_is_a_swing_and_a_step_is_none():
    steady = {2015 + i: 50 + 0.5 * (i % 2) for i in range(7)}
    told = found([{**steady, 2022: 50.3}, {**steady, 2022: 70.0}, {**steady, 2022: 30.0}])
    assert [SWINGS[s] for s in told.swing] == ["", "flag", "flag"]
    assert told.low[1] < 50 < told.high[1] and told.high[1] < 70 and told.low[2] > 30


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["share", "rate", "level", "other"]))
def test_a_year_that_comes_in_at_the_median_raises_no_alarm(seed, kind):
    rows = walk(seed, 40, 3 + seed % 7, step=0.05, start=40.0)
    last = max(rows[0])
    median = judge(series(rows, kind, 1, 1.0, last + 1), priors(), recalibration(), (0.5,)).quantiles[:, 0]
    told = found([{**row, last + 1: float(m)} for row, m in zip(rows, median, strict=True)], kind)
    assert (told.swing == 0).all() and told.place == pytest.approx(0.5, abs=1e-3)


def test_the_interval_is_that_of_the_scheme():
    rows = walk(5, 200, 8, step=0.04)
    wide, narrow = found(rows), found(rows, scheme=Scheme(swing_watch=0.8, swing_flag=0.9))
    assert (wide.low < narrow.low).all() and (wide.high > narrow.high).all()
    assert (narrow.swing > 0).sum() > (wide.swing > 0).sum()
    values = np.array([row[2022] for row in rows])
    outside = (values < wide.low) | (values > wide.high)
    assert (outside == (wide.swing > 0)).mean() > 0.99


def test_too_few_points_before_the_newest_are_no_ground():
    told = found([{2020: 1.0, 2021: 2.0, 2022: 90.0}])
    assert told.swing[0] == 0 and np.isnan(told.place[0])
