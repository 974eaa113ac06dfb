import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfsky.method.outlook.level import CANNOT, LEVELS, colour, expected, level, levels
from halfsky.method.scheme import Scheme


@pytest.mark.parametrize(
    ("p", "found"),
    [(1, "on_track"), (0.8, "on_track"), (0.7999, "watch"), (0.5, "watch"), (0.4999, "at_risk"), (0.2, "at_risk"),
     (0.1999, "off_track"), (0, "off_track"), (None, CANNOT), (float("nan"), CANNOT)],
)  # fmt: skip
def test_levels_are_those_of_the_page(p, found):
    assert level(p, Scheme()) == found


@pytest.mark.parametrize(
    ("p", "previous", "found"),
    [(0.78, "on_track", "on_track"), (0.76, "on_track", "on_track"), (0.74, "on_track", "watch"), (0.84, "watch", "watch"),
     (0.85, "watch", "on_track"), (0.24, "off_track", "off_track"), (0.25, "off_track", "at_risk"),
     (0.3, "on_track", "at_risk"), (0.47, "on_track", "watch"), (0.9, "off_track", "on_track"), (0.52, CANNOT, "watch"),
     (0.75, "on_track", "watch")],
)  # fmt: skip
def test_a_level_changes_only_past_the_threshold(p, previous, found):
    assert level(p, Scheme(), previous) == found


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from([*LEVELS, None]))
def test_a_likelier_target_is_never_at_a_worse_level(p, q, previous):
    low, high = sorted((p, q))
    assert LEVELS.index(level(high, Scheme(), previous)) <= LEVELS.index(level(low, Scheme(), previous))


@given(st.floats(0, 1), st.sampled_from(LEVELS))
def test_a_level_once_given_stays_on_the_same_probability(p, previous):
    first = level(p, Scheme(), previous)
    assert level(p, Scheme(), first) == first


@given(st.lists(st.tuples(st.floats(0, 1) | st.just(float("nan")), st.integers(-1, 3)), min_size=1))
def test_many_at_once_are_the_same_as_one_by_one(rows):
    p, before = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    names = (*LEVELS, CANNOT)
    assert [names[i] for i in levels(p, Scheme())] == [level(x, Scheme()) for x in p]
    assert [names[i] for i in levels(p, Scheme(), before)] == [level(x, Scheme(), names[i]) for x, i in rows]


def test_colours():
    assert [colour(name, "") for name in (*LEVELS, CANNOT)] == ["", "yellow", "orange", "red", ""]
    assert [colour(name, "flag") for name in (*LEVELS, CANNOT)] == ["blue", "yellow", "orange", "red", "blue"]


def test_thresholds_are_the_schemes():
    strict = Scheme(on_track=0.9, watch=0.6, at_risk=0.3)
    assert level(0.85, strict) == "watch" and not expected(0.55, strict) and expected(0.6, strict)


def test_the_module_is_cheap():
    env = {"PYTHONPATH": str(Path(__file__).parents[3] / "src"), "PATH": "/usr/bin"}
    code = "import halfsky.method.outlook.level, sys; print([m for m in ('numpy', 'scipy') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env).stdout.strip() == "[]"
