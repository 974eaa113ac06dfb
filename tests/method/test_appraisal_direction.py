from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfsky.method.appraisal.direction import (
    bound_of,
    judge_change,
    judge_match,
    measure,
    missing_of,
    too_few,
)
from halfsky.method.observation import Standing


@pytest.mark.parametrize(
    ("direction", "better", "now", "base", "expected"),
    [
        ("up", "up", 5, 4, ("met", "better")), ("up", "up", 4, 4, ("hard", "same")), ("up", "up", 3, 4, ("not_met", "worse")),
        ("down", "down", 3, 4, ("met", "better")), ("down", "down", 5, 4, ("not_met", "worse")),
        ("narrow", "down", 3, -4, ("met", "narrowed")), ("narrow", "down", 5, 4, ("not_met", "widened")),
        ("narrow", "down", -4, 4, ("hard", "same")), ("narrow", "down", 0, 0, ("met", "no_gap")),
        ("hold", "up", 4, 4, ("met", "kept")), ("hold", "up", 3, 4, ("not_met", "not_kept")),
        ("hold", "down", 3, 4, ("met", "kept")), ("hold", "down", 5, 4, ("not_met", "not_kept")),
        ("hold", "about", 105, 100, ("met", "kept")), ("hold", "none", 106, 100, ("not_met", "not_kept")),
    ],
)  # fmt: skip
def test_better_level_and_worse_than_the_base_year(direction, better, now, base, expected):
    found = judge_change(direction, better, Decimal(now), Decimal(base), since_base=4)
    assert (found.state, found.reason) == expected


@pytest.mark.parametrize(
    ("subject", "kind", "direction", "figure", "expected"),
    [
        ("value", "share", "up", 100, ("met", "at_bound")), ("value", "share", "up", 99, ("hard", "same")),
        ("value", "share", "down", 0, ("met", "at_bound")), ("value", "rate", "down", 0, ("met", "at_bound")),
        ("value", "rate", "up", 100, ("hard", "same")), ("value", "other", "down", 0, ("hard", "same")),
        ("gap:SEX", "share", "down", 0, ("met", "at_bound")), ("compare", "share", "up", 100, ("hard", "same")),
    ],
)  # fmt: skip
def test_what_cannot_be_better_and_was_so_in_the_base_year_is_met(subject, kind, direction, figure, expected):
    bound = bound_of(subject, kind, direction)
    found = judge_change(direction, direction, Decimal(figure), Decimal(figure), since_base=4, bound=bound)
    assert (found.state, found.reason) == expected


def test_falling_from_the_ceiling_is_not_met():
    assert judge_change("up", "up", Decimal(99), Decimal(100), since_base=4, bound=Decimal(100)).state == "not_met"


def test_held_about_reads_the_schemes_tolerance():
    loose = judge_change("hold", "about", Decimal(106), Decimal(100), since_base=4, about_percent=6)
    assert (loose.state, loose.reason) == ("met", "kept")


@pytest.mark.parametrize(
    ("now", "base", "prior", "expected"),
    [
        (14, 10, 0, ("met", "curbed")), (18, 10, 0, ("hard", "same_pace")), (19, 10, 0, ("not_met", "not_curbed")),
        (9, 10, None, ("met", "not_rising")), (11, 10, None, ("no_data", "no_earlier_pace")),
    ],
)  # fmt: skip
def test_a_rise_is_curbed_when_it_is_slower_than_before(now, base, prior, expected):
    prior = None if prior is None else Decimal(prior)
    found = judge_change("curb", "down", Decimal(now), Decimal(base), prior=prior, since_base=4)
    assert (found.state, found.reason) == expected


def test_the_base_year_itself_and_a_missing_base_are_not_judged():
    assert judge_change("up", "up", Decimal(1), Decimal(1)).state == "not_due"
    assert judge_change("up", "up", Decimal(1), None, since_base=4, no_base="series_break").reason == "series_break"


@pytest.mark.parametrize(
    ("better", "now", "base", "expected"),
    [("up", 0, -3, "met"), ("up", -1, -3, "hard"), ("up", -3, -3, "not_met"), ("up", -3, None, "not_met"),
     ("down", -1, 3, "met"), ("down", 1, 3, "hard")],
)  # fmt: skip
def test_keeping_step_with_another_figure(better, now, base, expected):
    assert judge_match(better, Decimal(now), None if base is None else Decimal(base)).state == expected


def test_the_number_a_track_is_about():
    women, men = Decimal("88.44"), Decimal("91.05")
    assert measure("value", women, None, 1) == Decimal("88.4")
    assert measure("gap:SEX", women, men, 1) == Decimal("2.6")
    assert measure("gap:SEX", women, men, 1, signed=True) == Decimal("-2.6")
    assert measure("compare", women, men, 2) == Decimal("-2.61")


def test_of_two_missing_sides_no_data_is_named_first():
    here = Standing(Decimal(1), 2024)
    due = Standing(None, None, missing="not_due", why="period_not_come")
    data = Standing(None, None, missing="no_data", why="no_sex_split")
    assert missing_of(here, None) is None
    found = missing_of(due, data)
    assert found is not None and found.reason == "no_sex_split"


NUMBERS = st.decimals(min_value=-100, max_value=100, places=2)


@given(st.sampled_from(["up", "down"]), NUMBERS, NUMBERS, NUMBERS)
def test_a_better_value_is_never_judged_worse(direction, base, one, other):
    order = ["met", "hard", "not_met"]
    better, worse = (max(one, other), min(one, other)) if direction == "up" else (min(one, other), max(one, other))
    good, bad = (judge_change(direction, direction, v, base, since_base=1).state for v in (better, worse))
    assert order.index(good) <= order.index(bad)


@pytest.mark.parametrize(
    ("small", "cases", "few"),
    [(True, (0, 2), True), (True, (5, 4), True), (True, (5, 5), False), (True, (None, 9), True), (False, (0, 2), False)],
)
def test_a_gap_of_a_rare_event_needs_ten_cases(small, cases, few):
    sides = [Standing(Decimal(1), 2024, numerator=None if count is None else Decimal(count)) for count in cases]
    assert too_few(small, *sides) is few
    assert not too_few(small, sides[0]), "one side alone is no gap"


@given(st.sampled_from(["up", "down"]), st.integers(0, 100), st.integers(0, 100), st.integers(0, 100))
def test_a_better_share_is_never_judged_worse_also_at_its_bound(direction, base, one, other):
    bound = bound_of("value", "share", direction)
    better, worse = (max(one, other), min(one, other)) if direction == "up" else (min(one, other), max(one, other))
    states = [
        judge_change(direction, direction, Decimal(now), Decimal(base), since_base=4, bound=bound).state for now in (better, worse)
    ]
    order = ("met", "hard", "not_met")
    assert order.index(states[0]) <= order.index(states[1])
