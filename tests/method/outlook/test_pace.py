import numpy as np
import pytest

from halfsky.method.outlook.pace import pace
from halfsky.method.outlook.window import windows_of
from tests.method.outlook.known import series


def told(rows, sense, reach, year, slack=0.0):
    given = series(rows, "level", sense, reach, year, slack=np.full(len(rows), slack))
    return pace(given, windows_of(given.grid, given.first_year))


def test_what_is_needed_and_what_was_made():
    row = {2018: 40.0, 2019: 44.0, 2020: 45.0, 2021: 46.0, 2022: 49.0}
    found = told([row] * 4, [1, -1, 0, 1], [58.0, 40.0, 46.0, 49.0], 2025)
    assert found.value.tolist() == [49.0] * 4
    assert found.needed.tolist() == [3.0, -3.0, -1.0, 0.0]
    assert found.recent == pytest.approx((49 - 44) / 3)


def test_missing_years_count_by_the_year():
    found = told([{2015: 1.0, 2018: 40.0, 2020: 44.0, 2022: 49.0}, {2021: 5.0, 2022: 6.0}, {2022: 7.0}], 1, 60.0, 2024)
    assert found.recent[0] == pytest.approx(48 / 7) and found.recent[1] == 1 and np.isnan(found.recent[2])


def test_within_the_tolerance_nothing_is_needed_and_after_the_year_it_is_not_told():
    row = {2020: 40.0, 2021: 44.0, 2022: 49.0}
    assert told([row], 0, 50.0, 2025, slack=2.0).needed[0] == 0
    assert np.isnan(told([row], 1, 50.0, 2022).needed[0])
