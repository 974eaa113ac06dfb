import numpy as np
import pytest

from halfsky.method.outlook.cut import Table
from halfsky.method.outlook.fit import (
    fit_priors,
    fit_recalibration,
    longest_run,
    plain_priors,
    plain_recalibration,
)
from halfsky.method.outlook.judging import judge
from halfsky.method.outlook.priors import KINDS, priors_of, recalibration_of
from tests.method.outlook.known import series, walk


def table(count, step, noise, drift_spread=0.0, seed=1, source="a"):
    rng = np.random.default_rng(seed)
    rows = []
    for i in range(count):
        rows += walk(seed * 1000 + i, 1, 15, first=2000, step=step, noise=noise, drift=drift_spread * rng.standard_normal())
    given = series(rows)
    return Table(tuple(f"{source}{i}" for i in range(count)), (source,) * count, given.kind, given.grid, given.first_year)


def shares(prior):
    weight = sum(c.weight for c in prior.components)
    noise = sum(c.weight * c.nu for c in prior.components) / weight
    drift = sum(c.weight * (1 - c.nu) * c.kappa for c in prior.components) / weight
    return noise, drift


def test_what_series_are_made_of_is_found_again():
    noisy, _ = shares(fit_priors(table(120, 0.001, 0.05)).kinds[2])
    walking, _ = shares(fit_priors(table(120, 0.05, 0.0)).kinds[2])
    _, drifting = shares(fit_priors(table(120, 0.005, 0.0, drift_spread=0.05)).kinds[2])
    assert noisy > 0.7 > 0.3 > walking and drifting > 0.6


def test_the_variance_of_the_prior_is_that_of_the_series():
    prior = fit_priors(table(200, 0.05, 0.0)).kinds[2]
    assert prior.b / prior.a == pytest.approx(0.05**2, rel=0.15) and prior.a > 5


def test_kinds_without_series_borrow_and_what_is_written_can_be_read():
    found = fit_priors(table(40, 0.05, 0.01))
    assert len(set(found.kinds)) == 1
    assert priors_of(plain_priors(found, "test")) == found
    curves = fit_recalibration(table(40, 0.05, 0.01), found)
    assert recalibration_of(plain_recalibration(curves, "test")) == curves
    assert curves.curve(KINDS.index("count"), 5, 2) == curves.curve(KINDS.index("level"), 5, 2)


def test_the_fit_rests_on_the_series_and_not_on_their_order():
    whole = table(60, 0.05, 0.02)
    turned = whole.take(np.ones(60, dtype=bool))
    order = np.random.default_rng(3).permutation(60)
    turned = Table(tuple(whole.names[i] for i in order), whole.sources, whole.kind, whole.grid[:, order], whole.first_year)
    one, other = fit_priors(whole).kinds[2], fit_priors(turned).kinds[2]
    assert one.a == pytest.approx(other.a, rel=1e-4)
    assert [c.weight for c in one.components] == pytest.approx([c.weight for c in other.components], abs=2e-4)


def test_the_recalibration_makes_intervals_hold_what_they_say():
    seen, new = table(150, 0.05, 0.03, seed=2), table(150, 0.05, 0.03, seed=5)
    prior = fit_priors(table(150, 0.03, 0.01, seed=2))
    curves = fit_recalibration(seen, prior)
    grid = new.grid[5:12]
    given = series([{2000 + y: float(v) for y, v in enumerate(column)} for column in grid.T], target_year=2008)
    held = {}
    for name, curve in (("plain", recalibration_of({})), ("recalibrated", curves)):
        q = judge(given, prior, curve, (0.1, 0.9)).quantiles
        actual = new.grid[13]
        held[name] = ((actual >= q[:, 0]) & (actual <= q[:, 1])).mean()
    assert held["plain"] < 0.72 < held["recalibrated"] < 0.88


def test_sources_count_alike():
    big, small = table(200, 0.05, 0.0, seed=2), table(30, 0.05, 0.06, seed=9, source="b")
    both = Table(
        (*big.names, *small.names), (*big.sources, *small.sources), np.concatenate((big.kind, small.kind)),
        np.concatenate((big.grid, small.grid), axis=1), big.first_year,
    )
    prior = fit_priors(big)
    one, other, mixed = (fit_recalibration(t, prior).curve(2, 5, 1) for t in (big, small, both))
    assert mixed[4] == pytest.approx((one[4] + other[4]) / 2, abs=1e-3)


def test_the_longest_run_is_the_latest_of_equals():
    nan = np.nan
    assert longest_run(np.array([1.0, 2, nan, 3, 4, nan, 5])).tolist() == [3, 4]
    assert longest_run(np.array([nan, nan])).tolist() == []


def test_series_that_never_move_do_not_stop_the_fit():
    grid = np.concatenate((table(30, 0.05, 0.0).grid, np.full((15, 3), 7.0), np.zeros((15, 2))), axis=1)
    found = fit_priors(Table(tuple(map(str, range(35))), ("a",) * 35, np.full(35, 2), grid, 2000))
    assert all(np.isfinite(c.weight) for c in found.kinds[2].components)
