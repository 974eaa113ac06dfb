import numpy as np

from halfsky.method.outlook.cut import LAGS, Table, newest, origins_of, tasks_of
from tests.method.outlook.known import series, walk


def table(count=60, seed=4):
    rows = walk(seed, count, 14, first=2005, drift=0.02)
    given = series(rows)
    names = tuple(f"s{i:03}" for i in range(count))
    return Table(names, ("a",) * count, given.kind, given.grid, given.first_year)


def test_an_origin_knows_its_past_and_not_its_future():
    found = origins_of(table(3))
    assert found.past.shape[0] == LAGS and set(found.year) == set(range(2007, 2019))
    at = int(np.flatnonzero((found.series == 1) & (found.year == 2010))[0])
    grid = table(3).grid[:, 1]
    assert found.past[-6:, at].tolist() == grid[:6].tolist() and np.isnan(found.past[:-6, at]).all()
    assert found.future[:, at].tolist() == grid[6:11].tolist()


def test_only_the_newest_points_are_left():
    past = np.array([[1.0, np.nan], [2.0, 1.0], [3.0, 2.0], [4.0, 3.0]])
    assert np.array_equal(newest(past, np.array([2, 3]))[:, 0], [np.nan, np.nan, 3, 4], equal_nan=True)


def test_tasks_are_the_same_in_any_order_of_series():
    whole = table()
    order = np.random.default_rng(0).permutation(60)
    turned = Table(tuple(whole.names[i] for i in order), whole.sources, whole.kind[order], whole.grid[:, order], whole.first_year)
    one, other = tasks_of(whole), tasks_of(turned)
    key = sorted(zip(one.series.reach, one.actual, one.met, strict=True))
    assert key == sorted(zip(other.series.reach, other.actual, other.met, strict=True))


def test_targets_look_like_plans():
    made = tasks_of(table(400))
    last = made.series.grid[-1]
    step = made.series.reach - last
    held = np.abs(step) < made.step / 5
    assert 0.2 < held.mean() < 0.4 and 0.3 < made.met.mean() < 0.6
    assert (np.sign(step[~held]) == made.series.sense[~held]).mean() > 0.95
    ahead = made.series.target_year - (LAGS - 1)
    assert ahead.min() == 1 and ahead.max() == 5
    points = (~np.isnan(made.series.grid)).sum(axis=0)
    assert points.min() == 3 and points.max() == 10
    up = made.series.sense > 0
    assert made.met.tolist() == np.where(up, made.actual >= made.series.reach, made.actual <= made.series.reach).tolist()


def test_some_series_can_be_left_out():
    part = table(5).take(np.array([True, False, True, False, False]))
    assert part.names == ("s000", "s002") and part.grid.shape[1] == 2
