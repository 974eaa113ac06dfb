import numpy as np
import pytest

from halfsky.method.outlook.fan import fan
from halfsky.method.outlook.judging import judge
from tests.method.outlook.known import priors, recalibration, series, walk


def test_the_fan_ends_in_the_target_year_and_widens_on_the_way():
    given = series(walk(2, 6, 6), "level", 1, 55.0, [2021, 2022, 2023, 2024, 2025, 2026])
    judged = judge(given, priors(), recalibration(), (0.1, 0.5, 0.9))
    told = fan(given, judged.windows, judged.ahead, priors(), recalibration())
    for at in range(5):
        assert told.values[at, at] == pytest.approx(judged.quantiles[at])
        assert told.p[at, at] == judged.p[at]
        assert np.isnan(told.values[at + 1 :, at]).all()
        width = told.values[: at + 1, at, 2] - told.values[: at + 1, at, 0]
        assert (np.diff(width) > 0).all()
    assert np.isnan(told.values[:, 5]).all()
