"""The limits stay inside what was promised: 30 seconds and 500 MB for one file."""

from halfsky.formats.intake.limits import LIMITS, MEGABYTE, Limits


def test_the_promise_is_kept():
    assert LIMITS.wall_seconds < 30
    assert LIMITS.cpu_seconds <= LIMITS.wall_seconds
    assert LIMITS.memory_bytes < 500 * MEGABYTE


def test_they_travel_to_the_child_and_back():
    assert Limits(**LIMITS.to_dict()) == LIMITS
