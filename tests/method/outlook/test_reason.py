import pytest

from halfsky.method.outlook.reason import KEYS, reason


def given(**more):
    plain = {"level": "at_risk", "swing": "", "place": 0.5, "hold": False, "needed": 2.0, "recent": 1.0}
    return reason(**{**plain, **more})


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({}, "pace_short"), ({"recent": 2.5}, "spread_wide"), ({"recent": -1.0}, "moving_away"), ({"recent": 0.05}, "standstill"),
        ({"recent": None}, "standstill"), ({"needed": 0.0}, "reached_unsure"), ({"needed": 0.0, "hold": True}, "hold_unsure"),
        ({"needed": -2.0, "recent": -1.0}, "pace_short"), ({"level": "on_track", "swing": "flag", "place": 0.999}, "swing_up"),
        ({"level": "cannot_judge", "swing": "watch", "place": 0.001}, "swing_down"), ({"counts": True}, "cases"),
    ],
)  # fmt: skip
def test_the_reason_is_what_drives_the_probability(more, key):
    assert given(**more) == key and key in KEYS
