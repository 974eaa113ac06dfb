import numpy as np
import pytest

from halfsky.method.outlook.level import WHY
from halfsky.method.outlook.window import windows_of
from tests.method.outlook.known import series


def why(years, broken=0):
    grid = series([dict.fromkeys(years, 1.0)]).grid
    found = windows_of(grid, min(years), np.array([broken]))
    return WHY[found.why[0]]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([2020, 2021], "too_few_points"),
        ([2020, 2021, 2022], ""),
        ([2018, 2020, 2022], ""),
        ([2017, 2018, 2021], ""),
        ([2017, 2018, 2022], "years_missing"),
        ([2000, 2010, 2020], "years_missing"),
        ([2000, *range(2013, 2023)], ""),
    ],
)
def test_at_most_two_years_may_be_missing_among_the_last_ten_points(years, expected):
    assert why(years) == expected


def test_a_break_starts_the_series_anew():
    assert why(range(2012, 2023), broken=2019) == ""
    assert why(range(2012, 2023), broken=2021) == "definition_broken"
    assert why([2021, 2022], broken=2021) == "too_few_points"


def test_only_the_last_ten_points_count():
    rows = [{y: float(y) for y in range(2005, 2023)}, {y: float(y) for y in (2010, 2012, *range(2014, 2022))}]
    found = windows_of(series(rows).grid, 2005)
    assert found.points.tolist() == [10, 10]
    assert found.first.tolist() == [2013, 2010] and found.last.tolist() == [2022, 2021]
    assert found.missing.tolist() == [0, 2]
    assert found.lowest.tolist() == [2013, 2010] and found.highest.tolist() == [2022, 2021]


def test_series_are_parted_by_their_pattern_of_years():
    rows = [{2018: 1.0, 2019: 1.0, 2020: 1.0}, {2018: 1.0, 2020: 1.0, 2021: 1.0}, {2019: 1.0, 2020: 1.0, 2021: 1.0}]
    found = windows_of(series(rows).grid, 2018)
    parts = {years: rows.tolist() for rows, years, _ in found.patterns(np.arange(3), np.zeros(3, dtype=int))}
    assert parts == {(0, 1, 2): [0, 2], (0, 2, 3): [1]}
    assert list(found.patterns(np.array([], dtype=int), np.array([], dtype=int))) == []


def test_an_empty_series_is_told_as_such():
    found = windows_of(np.full((5, 2), np.nan), 2018)
    assert [WHY[w] for w in found.why] == ["too_few_points"] * 2 and found.last.tolist() == [0, 0]
