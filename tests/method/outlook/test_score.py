import numpy as np
import pytest

from halfsky.method.outlook.score import auc, reliability, score

P = np.array([0.9, 0.8, 0.3, 0.2])
MET = np.array([1.0, 0.0, 1.0, 0.0])


def test_scores_by_hand():
    found = score(P, MET)
    assert found.brier == pytest.approx((0.01 + 0.64 + 0.49 + 0.04) / 4)
    assert found.log == pytest.approx(-np.log([0.9, 0.2, 0.3, 0.8]).mean())
    assert found.auc == 0.75 and found.count == 4 and found.cover == ()


def test_a_sure_mistake_costs_much_and_not_everything():
    assert score(np.array([0.0]), np.array([1.0])).log == pytest.approx(-np.log(0.005))


def test_ties_count_half_and_one_sided_tasks_have_no_auc():
    assert auc(np.array([0.5, 0.5]), np.array([1.0, 0.0])) == 0.5
    assert np.isnan(auc(P, np.ones(4)))


def test_coverage_of_the_three_intervals():
    quantiles = np.tile(np.array([-3.0, -2, -1, 0, 1, 2, 3]), (4, 1))
    assert score(P, MET, quantiles, np.array([0.5, 1.5, 2.5, 3.5])).cover == (25.0, 50.0, 75.0)


def test_reliability_counts_every_task_once():
    p = np.linspace(0, 1, 101)
    bins = reliability(p, (p > 0.5).astype(float))
    assert sum(b.count for b in bins) == 101 and len(bins) == 10
    assert bins[0].met == 0 and bins[-1].met == 1 and bins[2].told == pytest.approx(0.245)
    assert [b.count for b in reliability(p, p, (0.0, 0.2, 1.0))] == [20, 81]


def test_nothing_to_score():
    assert score(np.array([]), np.array([])).count == 0
