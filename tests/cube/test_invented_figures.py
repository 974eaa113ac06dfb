import numpy as np
import pytest

from halfsky.cube.invented import BREAKDOWNS, YEARS, kind_of
from halfsky.cube.invented_figures import MILLION, REASON, STATUSES, area

KINDS = [kind_of(n) for n in range(300)]
PLACE = {key: n for n, key in enumerate(BREAKDOWNS)}


@pytest.fixture(scope="module")
def made():
    return area(KINDS, 1, 600_101)


def test_the_same_seed_and_area_give_the_same_figures(made):
    again, other, later = area(KINDS, 1, 600_101), area(KINDS, 1, 600_102), area(KINDS, 2, 600_101)
    assert np.array_equal(made.value, again.value) and np.array_equal(made.status, again.status)
    assert not np.array_equal(made.value, other.value) and not np.array_equal(made.value, later.value)


def test_a_figure_is_there_or_a_reason_and_never_both(made):
    gone = made.reason != 0
    assert 0.03 < gone.mean() < 0.12
    assert (made.value[gone] == -1).all() and (made.value[~gone] >= 0).all()
    missing = [STATUSES.index(code) for code in "OLM"]
    assert np.isin(made.status[gone], missing).all() and not np.isin(made.status[~gone], missing).any()
    assert {"not_reported", "hard_to_obtain", "no_sex_split", "not_due"} <= {REASON[code] for code in np.unique(made.reason)}


def test_the_parts_add_up_to_the_whole(made):
    whole = [PLACE[key] for key in ("", "SEX=F", "SEX=M")]
    known = (made.reason[:, whole] == 0).all(axis=1) & (made.numerator[:, 0] >= 0)
    for figures in (made.numerator, made.denominator):
        total, women, men = (figures[:, at][known] for at in whole)
        assert known.sum() > 2000 and (women + men == total).all()


def test_a_share_is_its_count_over_its_base_rounded_half_up(made):
    at = [n for n, kind in enumerate(KINDS) if kind.kind == "share" and kind.frequency == 1]
    known = made.reason[at] == 0
    top, bottom, value = (figures[at][known] for figures in (made.numerator, made.denominator, made.value))
    assert (2 * np.abs(value * bottom - top * 100 * MILLION) <= bottom).all()
    assert value.max() <= 100 * MILLION


def test_small_counts_are_small_and_bare_counts_have_no_base(made):
    small = [n for n, kind in enumerate(KINDS) if kind.small]
    bare = [n for n, kind in enumerate(KINDS) if kind.scale is None]
    deaths = made.numerator[small, 0]
    assert np.median(deaths[deaths >= 0]) < 10 * MILLION
    assert (made.denominator[bare] == -1).all() and (made.value[bare] % (MILLION // 10) == 0)[made.reason[bare] == 0].all()


def test_between_two_censuses_there_is_nothing_or_a_copy(made):
    census = [n for n, kind in enumerate(KINDS) if kind.frequency == 5]
    between = [n for n, year in enumerate(YEARS) if year % 5]
    assert (made.value[census][:, :, between] == -1).all()
    copies = [n for n, kind in enumerate(KINDS) if kind.copies]
    marked = made.status == STATUSES.index("I")
    assert marked[copies].any() and not np.delete(marked, copies, axis=0).any()
    i, b, y = np.argwhere(marked)[0]
    assert made.value[i, b, y] == made.value[i, b, y - 1]
