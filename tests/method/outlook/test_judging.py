import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from halfsky.method.outlook.judging import Series, judge
from halfsky.method.outlook.level import WHY, levels
from halfsky.method.outlook.priors import IDENTITY, KINDS
from halfsky.method.scheme import Scheme
from tests.method.outlook.known import priors, recalibration, series, walk, written
from tests.method.outlook.slow import Slow

CASES = [
    ("share", {2018: 61.0, 2019: 63.5, 2020: 64.0, 2021: 66.1, 2022: 66.0}, 70.0, 2025),
    ("share", {2016: 97.2, 2017: 98.0, 2019: 98.4, 2020: 99.1, 2021: 98.9, 2022: 99.3}, 99.5, 2023),
    ("rate", {2019: 8.1, 2020: 7.5, 2021: 6.9, 2022: 7.2}, 6.0, 2026),
    ("rate", {2019: 0.0, 2020: 12.0, 2022: 3.0}, 6.0, 2026),
    ("level", {2013 + i: 100.0 * 1.05**i for i in range(10)}, 190.0, 2025),
    ("count", {2019: 4.0, 2020: 5.0, 2021: 9.0, 2022: 7.0}, 12.0, 2027),
    ("other", {2019: -4.0, 2020: 1.0, 2021: 2.0, 2022: 0.5}, 1.0, 2024),
]


@pytest.mark.parametrize(("kind", "row", "reach", "year"), CASES)
def test_small_cases_are_the_slow_ones(kind, row, reach, year):
    slow = Slow(kind, list(row), list(row.values()), written("priors")["kinds"][kind])
    for sense, expected in ((1, 1 - slow.below(reach, year)), (-1, slow.below(reach, year))):
        given_ = series([row], kind, sense, reach, year)
        assert judge(given_, priors(), IDENTITY).p[0] == pytest.approx(expected, abs=1e-6)
    about = series([row], kind, 0, reach, year, slack=np.array([0.5]))
    expected = slow.below(reach + 0.5, year) - slow.below(reach - 0.5, year)
    assert judge(about, priors(), IDENTITY).p[0] == pytest.approx(expected, abs=1e-6)


def test_recalibration_is_the_curve_between_its_points():
    kind, row, reach, year = CASES[0]
    below = Slow(kind, list(row), list(row.values()), written("priors")["kinds"][kind]).below(reach, year)
    curve = written("recalibration")["kinds"][kind]["5"]["3"]
    expected = 1 - np.interp(below, np.linspace(0, 1, 41), curve)
    assert judge(series([row], kind, 1, reach, year), priors(), recalibration()).p[0] == pytest.approx(expected, abs=1e-6)


def test_quantiles_are_where_the_probability_is():
    for kind, row, _, year in CASES:
        q = judge(series([row], kind, 1, 1.0, year), priors(), recalibration(), (0.1, 0.5, 0.9)).quantiles[0]
        assert q[0] < q[1] < q[2]
        for value, p in zip(q, (0.1, 0.5, 0.9), strict=True):
            below = judge(series([row], kind, -1, value, year), priors(), recalibration()).p[0]
            assert below == pytest.approx(p, abs=3e-4)


def any_rows(seed):
    rng = np.random.default_rng(seed)
    rows = walk(seed, 30, 12, first=2011, step=0.05, noise=0.02, start=30.0)
    rows = [{y: v for y, v in row.items() if rng.random() < 0.9} or row for row in rows]
    kinds = [KINDS[rng.integers(0, 3)] for _ in rows]
    return rows, kinds, rng.choice([-1, 0, 1], 30), 30.0 + 10 * rng.random(30), rng.integers(2022, 2029, 30), rng


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_order_and_company_never_matter(seed):
    rows, kinds, sense, reach, year, rng = any_rows(seed)
    whole = series(rows, kinds, sense, reach, year, slack=np.full(30, 1.0))
    order = rng.permutation(30)[:11]
    found, some = (judge(s, priors(), recalibration(), (0.1, 0.9)) for s in (whole, whole.take(order)))
    assert np.array_equal(found.p[order], some.p, equal_nan=True)
    assert np.array_equal(found.quantiles[order], some.quantiles, equal_nan=True)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.floats(1e-4, 1e5))
def test_the_unit_of_a_level_never_matters(seed, times):
    rows, _, sense, reach, year, _ = any_rows(seed)
    for kind in ("level", "rate", "other"):
        lift = -25.0 if kind == "other" else 0.0
        plain = [{y: v + lift for y, v in row.items()} for row in rows]
        scaled = [{y: v * times for y, v in row.items()} for row in plain]
        slack = np.full(30, 1.0)
        one = judge(series(plain, kind, sense, reach + lift, year, slack=slack), priors(), recalibration())
        other = judge(series(scaled, kind, sense, (reach + lift) * times, year, slack=slack * times), priors(), recalibration())
        assert np.array_equal(one.windows.why, other.windows.why)
        assert other.p == pytest.approx(one.p, abs=1e-7, nan_ok=True)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.1, 5))
def test_a_harder_target_is_never_likelier_and_p_is_a_probability(seed, more):
    rows, kinds, _, reach, year, _ = any_rows(seed)
    for sense in (1, -1):
        easy = judge(series(rows, kinds, sense, reach, year), priors(), recalibration()).p
        hard = judge(series(rows, kinds, sense, reach + sense * more, year), priors(), recalibration()).p
        judged = ~np.isnan(easy)
        assert (hard[judged] <= easy[judged] + 1e-12).all() and ((easy[judged] >= 0) & (easy[judged] <= 1)).all()


def test_hold_is_the_smallest_yearly_probability():
    row = {2018: 80.0, 2019: 81.0, 2020: 80.5, 2021: 81.2, 2022: 80.8}
    yearly = [judge(series([row], "share", 1, 80.0, y), priors(), recalibration()).p[0] for y in range(2023, 2027)]
    held = judge(series([row], "share", 1, 80.0, 2026, hold=np.array([True])), priors(), recalibration()).p[0]
    assert held == min(yearly)


def test_why_a_series_is_not_judged():
    row = {y: 50.0 + y % 3 for y in range(2015, 2023)}
    rows = [row, row, row, {2022: 1.0}, row]
    given_ = series(rows, "share", 1, [np.nan, 60, 60, 60, 60], [2025, 2022, 2028, 2025, 2027])
    found = judge(given_, priors(), recalibration(), (0.5,))
    assert [WHY[w] for w in found.windows.why] == ["no_target_yet", "target_year_past", "too_far", "too_few_points", ""]
    assert np.isnan(found.p).tolist() == [True] * 4 + [False]
    assert np.isnan(found.quantiles[:, 0]).tolist() == [True] * 4 + [False]


def test_few_cases_behind_the_last_value_widen_the_outlook():
    row = {2018: 60.0, 2019: 61.0, 2020: 62.0, 2021: 61.0, 2022: 62.5}
    plain = judge(series([row], "share", 1, 70, 2023), priors(), IDENTITY, (0.1, 0.9)).quantiles[0]
    known = {"events": np.array([25.0]), "exposure": np.array([40.0])}
    few = judge(series([row], "share", 1, 70, 2023, **known), priors(), IDENTITY, (0.1, 0.9)).quantiles[0]
    assert few[0] < plain[0] - 2 and few[1] > plain[1] + 2
    share = 25.5 / 41
    z = 100**2 * share * (1 - share) / 40 * (1 / 63.0 + 1 / 38.0) ** 2
    slow = Slow("share", list(row), list(row.values()), written("priors")["kinds"]["share"], extra=z)
    assert judge(series([row], "share", 1, 70, 2023, **known), priors(), IDENTITY).p[0] == pytest.approx(
        1 - slow.below(70, 2023), abs=1e-6
    )
    many = {"events": np.array([125.0]), "exposure": np.array([200.0])}
    assert (judge(series([row], "share", 1, 70, 2023, **many), priors(), IDENTITY, (0.1, 0.9)).quantiles[0] == plain).all()


def test_targets_that_cannot_be_missed_or_met():
    row = {2018: 0.0, 2019: 1.0, 2020: 2.0, 2021: 1.0}
    assert judge(series([row], "level", 1, -3.0, 2023), priors(), IDENTITY).p[0] == 1
    assert judge(series([row], "level", -1, -3.0, 2023), priors(), IDENTITY).p[0] == 0


def test_constant_and_empty_series_are_judged_without_a_warning():
    rows = [dict.fromkeys(range(2018, 2023), 0.0), dict.fromkeys(range(2018, 2023), 7.0)]
    for kind in KINDS:
        p = judge(series(rows, kind, 1, [5.0, 6.9], 2024), priors(), recalibration()).p
        assert p[0] < 0.5 < p[1]
    assert judge(series(rows).take(np.array([], dtype=int)), priors(), recalibration()).p.shape == (0,)


def test_how_rarely_a_better_newest_value_is_told_a_worse_level_is_what_the_page_says():
    """A jump for the better also makes the series look less steady; the page of the method states how often that wins."""
    rng = np.random.default_rng(3)
    steps = worse = 0
    for n in (3, 4, 6, 8):
        drift = rng.normal(0, 0.02, 300)
        x = np.clip(50 * np.exp(np.cumsum(rng.normal(drift, 0.03, (n, 300)), axis=0)), 1, 99)
        reach = np.clip(x[-1] * np.exp(rng.normal(0, 0.06, 300)), 1, 99.5)
        before = None
        for up in np.linspace(-0.3, 0.3, 13):
            grid = x.copy()
            grid[-1] = x[-1] * np.exp(up)
            asked = Series(grid, 0, np.full(300, 2), np.ones(300, dtype=int), reach, np.full(300, n + 1))
            level = levels(judge(asked, priors(), recalibration()).p, Scheme())
            if before is not None:
                steps, worse = steps + 300, worse + int((level > before).sum())
            before = level
    assert 0 < worse / steps < 0.006
