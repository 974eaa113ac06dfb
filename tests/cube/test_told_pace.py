from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from halfsky.cube.told_pace import told_pace
from halfsky.method.appraisal.progress import pace_expected, pace_needed, progress, share_of_time, time_passed
from halfsky.method.rounding import from_scaled
from halfsky.method.target import shortfall

figures = st.integers(-(10**9), 10**9)


def judged(sense, base, found, reach, year, at_year, *, base_year=2020, hold=False, slack=0):
    passed, span = time_passed(at_year, base_year, year)

    def short_of(value):
        return None if value is None or reach is None else int(shortfall(sense, Decimal(value), Decimal(reach)))

    return {
        "hold": hold, "base_value": base, "reach": reach, "found": found, "way": short_of(base), "short": short_of(found),
        "passed": passed, "span": span, "year": year, "at_year": at_year, "slack": slack,
    }  # fmt: skip


def decimal(value):
    return None if value is None else Decimal(repr(value))


@given(st.sampled_from([-1, 1]), figures, figures, figures, st.integers(2020, 2030), st.integers(2020, 2030))
def test_the_pace_is_the_methods(sense, base, found, reach, year, at_year):
    told = told_pace(judged(sense, base, found, reach, year, at_year))
    passed, span = time_passed(at_year, 2020, year)
    base_, found_, reach_ = (from_scaled(value) for value in (base, found, reach))
    assert decimal(told["share_of_time"]) == share_of_time(at_year, 2020, year)
    assert decimal(told["pace_expected"]) == pace_expected(base_, reach_, passed, span)
    assert decimal(told["progress"]) == progress(sense, base_, found_, reach_)
    needed = pace_needed(found_, reach_, year - at_year) if shortfall(sense, found_, reach_) > 0 else None
    assert decimal(told["pace_needed"]) == needed


def test_a_target_held_every_year_has_no_pace():
    told = told_pace(judged(1, 80_000_000, 79_000_000, 80_000_000, 2025, 2024, hold=True))
    assert set(told.values()) == {None}


def test_what_is_not_known_has_no_pace():
    told = told_pace(judged(1, None, None, 90_000_000, 2025, 2024))
    assert (told["progress"], told["pace_expected"], told["pace_needed"]) == (None, None, None)
    assert told["share_of_time"] == 80
