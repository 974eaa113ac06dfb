"""How often past statements came true: counted apart by level, with an interval instead of a per cent of few cases."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfsky.method.outlook.hindsight import ENOUGH, hindsight, marks, meets, share
from halfsky.method.outlook.level import CANNOT, LEVELS

STATEMENTS = st.lists(st.tuples(st.sampled_from(LEVELS), st.booleans()), max_size=60)


def test_rates_are_per_level_and_of_what_was_missed_and_met():
    told = hindsight([("off_track", False), ("off_track", False), ("at_risk", True), ("watch", False), ("on_track", True), (CANNOT, True)])
    assert {level: (one.count, one.whole) for level, one in told.missed} == {
        "on_track": (0, 1), "watch": (1, 1), "at_risk": (0, 1), "off_track": (2, 2),
    }  # fmt: skip
    assert (told.found.count, told.found.whole) == (2, 3) and (told.needless.count, told.needless.whole) == (1, 2)


@given(STATEMENTS, st.randoms())
def test_the_order_of_the_statements_never_matters_and_none_is_lost(rows, random):
    other = rows[:]
    random.shuffle(other)
    told = hindsight(rows)
    assert told == hindsight(other)
    assert told.found.whole + told.needless.whole == len(rows) == sum(one.whole for _, one in told.missed)


def test_few_cases_have_an_interval_and_no_per_cent():
    few, many = share(3, 4), share(30, 40)
    assert (round(few.low, 4), round(few.high, 4)) == (0.3006, 0.9544)
    assert not few.enough and many.enough and not share(0, ENOUGH - 1).enough and share(0, ENOUGH).enough
    assert few.high - few.low > many.high - many.low
    none = share(0, 0)
    assert none.low is None and none.plain() == {"count": 0, "of": 0, "low_95": None, "high_95": None}


def test_the_mark_is_on_the_line_and_never_beyond_the_target():
    base, reach, sense = np.array([80.0, 98.0, 20.0, 80.0, np.nan]), np.array([90.0, 95.0, 10.0, 90.0, 90.0]), np.array([1, 1, -1, 1, 1])
    hold = np.array([False, False, False, True, False])
    found = marks(base, reach, sense, hold, 2, np.array([5.0] * 5))
    assert found[:4] == pytest.approx([84.0, 95.0, 16.0, 90.0]) and np.isnan(found[4])
    assert not np.isnan(marks(np.array([np.nan]), np.array([9.0]), np.array([1]), np.array([True]), 1, np.array([5.0])))


def test_a_value_meets_its_mark_in_the_sense_of_its_target():
    value = np.array([84.0, 83.9, 16.0, 17.0, 30.4, 32.0, np.nan])
    mark, sense = np.array([84.0, 84.0, 16.0, 16.0, 30.0, 30.0, 1.0]), np.array([1, 1, -1, -1, 0, 0, 1])
    assert meets(value, mark, np.full(7, 0.5), sense).tolist() == [True, True, True, False, True, False, False]
    assert meets(value, mark, np.zeros(7), sense).tolist() == [True, False, True, False, False, False, False]
