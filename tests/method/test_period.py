from datetime import date

import pytest

from halfsky.method.period import is_due, may_stand_for, reference_dates


@pytest.mark.parametrize(
    ("year", "frequency", "anchor", "due"),
    [(2024, 1, 2020, True), (2024, 5, 2020, False), (2025, 5, 2020, True), (2015, 5, 2020, True),
     (2026, 5, 2021, True), (2024, 0, 2020, True), (2023, 2, 2020, False)],
)  # fmt: skip
def test_an_indicator_comes_due_in_its_own_years(year, frequency, anchor, due):
    assert is_due(year, frequency, anchor) is due


def test_a_figure_stands_for_later_years_only_and_only_as_long_as_allowed():
    assert may_stand_for(2021, 2024, 4)
    assert not may_stand_for(2021, 2024, 2)
    assert not may_stand_for(2024, 2024, 4)
    assert not may_stand_for(2023, 2024, 0)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("maternal_year", date(2023, 10, 1), date(2024, 9, 30)),
        ("school_year", date(2024, 9, 1), date(2025, 8, 31)),
        ("calendar", date(2024, 1, 1), date(2024, 12, 31)),
        ("census", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_the_year_of_a_figure_is_not_always_the_calendars(period, first, last):
    assert reference_dates(period, 2024) == (first, last)
