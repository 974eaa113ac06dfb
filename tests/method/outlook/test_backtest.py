import numpy as np
import pytest

from halfsky.method.outlook.backtest import backtest, leave_one_out
from halfsky.method.outlook.cut import Table
from halfsky.method.scheme import Scheme
from tests.method.outlook.known import priors, recalibration, series, walk


def table(sources=("a", "b"), count=80):
    rows, of = [], []
    for at, source in enumerate(sources):
        for i in range(count):
            rng = np.random.default_rng(at * 1000 + i)
            move = [{"step": 0.03}, {"step": 0.005, "noise": 0.05}, {"step": 0.005, "drift": 0.03 * rng.standard_normal()}][i % 3]
            rows += walk(at * 1000 + i, 1, 14, first=2003, **move)
            of.append(source)
    given = series(rows)
    return Table(tuple(f"{s}{i}" for i, s in enumerate(of)), tuple(of), given.kind, given.grid, given.first_year)


def test_the_outlook_beats_what_is_in_use():
    found = backtest(table(), priors(), recalibration(), Scheme())
    assert set(found.scores) == {"outlook", "drift", "walk", "theta", "line", "growth", "yes_no", "base"}
    ours = found.scores["outlook"]
    assert all(ours.brier < other.brier for name, other in found.scores.items() if name != "outlook")
    assert 74 < ours.cover[1] < 90
    assert sum(b.count for b in found.bins) == sum(b.count for b in found.levels) == ours.count
    assert [b.low for b in found.levels] == [0.8, 0.5, 0.2, 0.0]
    assert found.found > 0.6 > found.needless and found.swing_watch >= found.swing_flag


def test_each_source_is_scored_by_the_others():
    asked = []
    found = leave_one_out(table(count=40), Scheme(), asked.append)
    assert asked == ["a", "b"] and list(found) == ["", "a", "b"]
    assert found[""].scores["outlook"].count == sum(found[s].scores["outlook"].count for s in "ab")


def test_one_source_cannot_be_left_out_and_short_series_cannot_be_tried():
    with pytest.raises(ValueError, match="one source"):
        leave_one_out(table(("a",)), Scheme())
    given = series([{2020: 1.0, 2021: 2.0}])
    with pytest.raises(ValueError, match="no task"):
        backtest(Table(("x",), ("a",), given.kind, given.grid, 2020), priors(), recalibration(), Scheme())
