import numpy as np
import pytest

from halfsky.method.outlook.transform import COUNT, LEVEL, OTHER, RATE, SHARE, kinds_followed, scale_of

YEARS = np.arange(4)
NONE = np.array([np.nan])


def column(*values):
    return np.array(values, dtype=float)[:, None]


@pytest.mark.parametrize(
    ("kind", "values"),
    [(SHARE, (0, 20, 55, 100)), (RATE, (3, 4, 5, 6)), (LEVEL, (0, 4, 5, 6)), (COUNT, (0, 1, 7, 3)), (OTHER, (-3, 2, 0, 5))],
)
def test_the_way_back_is_the_way_there(kind, values):
    x = column(*values)
    scale = scale_of(kind, x, YEARS, NONE)
    assert scale.inverse(scale.forward(x)) == pytest.approx(x, abs=1e-9)
    assert (np.diff(scale.forward(np.sort(x, axis=0)), axis=0) > 0).all()


def test_the_scales_are_those_of_the_page():
    assert scale_of(SHARE, column(1, 2, 3), YEARS[:3], NONE).forward(np.array([40.0]))[0] == pytest.approx(np.log(40.5 / 60.5))
    assert scale_of(RATE, column(8, 10, 12), YEARS[:3], NONE).by[0] == 0
    assert scale_of(RATE, column(0, 10, 20), YEARS[:3], NONE).by[0] == pytest.approx(0.5)
    assert scale_of(COUNT, column(0, 10, 20), YEARS[:3], NONE).by[0] == 0.5
    assert scale_of(OTHER, column(-1, 3, 1), np.array([0, 1, 3]), NONE).by[0] == pytest.approx((4 + 1) / 2)


def test_a_share_is_clipped_and_a_value_below_the_end_is_the_lowest():
    share = scale_of(SHARE, column(1, 2, 3), YEARS[:3], NONE)
    assert share.forward(np.array([105.0])) == share.forward(np.array([100.0]))
    assert share.inverse(np.array([900.0]))[0] == 100
    assert scale_of(LEVEL, column(5, 6, 7), YEARS[:3], NONE).forward(np.array([-1.0]))[0] < -1e200


def test_where_nothing_moves_or_all_is_zero_the_target_gives_the_size():
    assert scale_of(OTHER, column(-2, -2, -2), YEARS[:3], np.array([7.0])).by[0] == 2
    assert scale_of(RATE, column(0, 0, 0), YEARS[:3], np.array([40.0])).by[0] == pytest.approx(2)
    assert scale_of(RATE, column(0, 0, 0), YEARS[:3], NONE).by[0] > 0


def test_a_kind_gives_way_to_what_the_values_are():
    kind = np.array([SHARE, SHARE, SHARE, RATE, LEVEL])
    low, high = np.array([0.0, 3.0, 1.0, -1.0, 2.0]), np.array([50.0, 104.0, 9.0, 2.0, 3.0])
    reach = np.array([60.0, 90.0, 110.0, 3.0, -5.0])
    assert kinds_followed(kind, low, high, reach).tolist() == [SHARE, LEVEL, LEVEL, OTHER, LEVEL]


def test_the_slope_turns_a_small_error_of_the_value_into_one_of_the_scale():
    for kind in (SHARE, RATE, COUNT, OTHER):
        scale = scale_of(kind, column(30, 42, 35), YEARS[:3], NONE)
        at = np.array([35.0])
        moved = (scale.forward(at + 1e-5) - scale.forward(at - 1e-5)) / 2e-5
        assert scale.slope(at) == pytest.approx(moved, rel=1e-6)
