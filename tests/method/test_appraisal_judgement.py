from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfsky.method.appraisal.judgement import JUDGED, judge_target
from halfsky.method.observation import Standing
from halfsky.method.target import OPERATORS, Target


def stands(value):
    return Standing(None, None, missing="no_data", why="not_reported") if value is None else Standing(Decimal(value), 2024)


def judge(operator, value, now, base, year=2024, direction="up", comparator=None, **more):
    target = Target(operator, None if value is None else Decimal(value), 2025, 2020, change="once", basis="points", **more)
    return judge_target(target, direction, year, stands(now), stands(base), comparator)


@pytest.mark.parametrize(
    ("operator", "value", "now", "base", "year", "expected"),
    [
        (">=", "95", "95", "90", 2024, ("met_early", "reached_early")),
        (">=", "95", "95", "90", 2025, ("met", "reached")),
        (">=", "95", "94", "90", 2024, ("expected", "on_pace")),
        (">=", "95", "93", "90", 2024, ("hard", "behind_pace")),
        (">=", "95", "94.9", "90", 2025, ("not_met", "missed")),
        (">=", "95", "94", None, 2024, ("hard", "no_base_for_pace")),
        (">=", "95", None, "90", 2024, ("no_data", "not_reported")),
        ("hold>=", "95", "95", "90", 2022, ("met", "held")),
        ("hold>=", "95", "94.9", "90", 2022, ("not_met", "not_held")),
        ("delta>=", "2", "11", None, 2024, ("no_data", "no_base")),
        ("delta>=", "2", "12", "10", 2024, ("met_early", "reached_early")),
        (">=", None, "12", "10", 2024, ("not_due", "target_not_assigned")),
    ],
)
def test_judging_a_year(operator, value, now, base, year, expected):
    found = judge(operator, value, now, base, year)
    assert (found.state, found.reason) == expected


def test_against_another_indicator_of_the_same_year():
    assert judge(">=", None, "27", "20", comparator=stands("26"), compared=True).state == "met_early"
    assert judge(">=", None, "27", "20", comparator=stands(None), compared=True).reason == "no_comparator"
    assert judge(">=", None, "27", "20", compared=True).state == "not_monitorable"


NUMBERS = st.decimals(min_value=0, max_value=100, places=2)


@given(st.sampled_from(OPERATORS), st.sampled_from(["up", "down"]), NUMBERS, NUMBERS, NUMBERS, NUMBERS,
       st.integers(2020, 2026))  # fmt: skip
def test_a_better_value_is_never_judged_worse(operator, direction, value, base, one, other, year):
    sense = Target(operator, value, 2025, 2020, change="once", basis="points").sense(direction)
    better, worse = (max(one, other), min(one, other)) if sense == 1 else (min(one, other), max(one, other))
    good = judge(operator, value, better, base, year, direction).state
    bad = judge(operator, value, worse, base, year, direction).state
    assert JUDGED.index(good) <= JUDGED.index(bad)


@given(st.sampled_from([">=", "<=", "~", "hold~", "ratio>="]), NUMBERS, NUMBERS, NUMBERS, st.integers(1, 1000))
def test_scaling_never_changes_a_judgement(operator, value, base, now, factor):
    aim = value if operator == "ratio>=" else value * factor
    assert judge(operator, value, now, base) == judge(operator, aim, now * factor, base * factor)
