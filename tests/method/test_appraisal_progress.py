from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from halfsky.method.appraisal.progress import (
    on_pace,
    pace_expected,
    pace_needed,
    progress,
    share_of_time,
    time_passed,
)


def test_time_passed_stays_within_the_plan():
    assert time_passed(2023, 2020, 2025) == (3, 5)
    assert time_passed(2019, 2020, 2025) == (0, 5)
    assert time_passed(2030, 2020, 2025) == (5, 5)
    assert time_passed(2024, 2025, 2020) == (0, 0)
    assert share_of_time(2023, 2020, 2025) == Decimal("60.0")
    assert share_of_time(2023, 2025, 2025) is None


def test_the_line_from_base_to_target():
    assert pace_expected(Decimal(80), Decimal(90), 3, 5) == 86
    assert pace_expected(Decimal(20), Decimal(10), 1, 3) == Decimal("16.666667")
    assert pace_expected(Decimal(20), Decimal(10), 0, 0) is None


@pytest.mark.parametrize(
    ("sense", "base", "value", "reach", "percent"),
    [(1, 80, 86, 90, "60.0"), (-1, 20, 15, 10, "50.0"), (1, 80, 78, 90, "-20.0"), (0, 40, 44, 45, "80.0"),
     (1, 95, 90, 90, None)],
)  # fmt: skip
def test_progress_is_the_share_of_the_way(sense, base, value, reach, percent):
    found = progress(sense, Decimal(base), Decimal(value), Decimal(reach))
    assert found == (None if percent is None else Decimal(percent))


def test_the_pace_has_its_tolerance_of_five_per_cent():
    way = {"base": Decimal(80), "reach": Decimal(90), "passed": 4, "span": 5}
    assert on_pace(1, value=Decimal("87.6"), **way)
    assert not on_pace(1, value=Decimal("87.59"), **way)
    assert on_pace(1, value=Decimal("84"), **way, pace_percent=50)


def test_a_base_that_was_already_there_gives_no_pace_to_a_fall():
    assert not on_pace(1, Decimal(96), Decimal("94.9"), Decimal(95), 4, 5)


def test_the_pace_needed_is_what_is_missing_over_the_years_left():
    assert pace_needed(Decimal("8.2"), Decimal("12.0"), 1) == Decimal("3.8")
    assert pace_needed(Decimal(20), Decimal(10), 3) == Decimal("-3.333333")
    assert pace_needed(Decimal(20), Decimal(10), 0) is None


NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=3)


@given(st.sampled_from([1, -1]), NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.integers(0, 5))
def test_a_better_value_is_never_behind_when_a_worse_one_is_on_pace(sense, base, value, other, reach, passed):
    better, worse = (max(value, other), min(value, other)) if sense == 1 else (min(value, other), max(value, other))
    assume(on_pace(sense, base, worse, reach, passed, 5))
    assert on_pace(sense, base, better, reach, passed, 5)


@given(st.sampled_from([1, -1, 0]), NUMBERS, NUMBERS, NUMBERS, st.integers(0, 5), st.integers(1, 1000))
def test_scale_does_not_change_the_pace(sense, base, value, reach, passed, factor):
    scaled = on_pace(sense, base * factor, value * factor, reach * factor, passed, 5)
    assert on_pace(sense, base, value, reach, passed, 5) == scaled
