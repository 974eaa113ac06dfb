"""Whatever a task raises is an answer."""

import pytest

from halfsky.formats.intake.child import TASKS, answer
from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.refusal import IntakeRefused


def raising(error):
    def task(data, suffix, limits):
        raise error

    return task


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (IntakeRefused("file.blank"), "file.blank"), (MemoryError(), "child.memory"), (RecursionError(), "child.broke"),
        (ValueError("x"), "child.broke"),
    ],
)
def test_an_error_is_a_keyed_refusal(error, key):
    assert answer(raising(error), b"", "", Limits())["refused"] == key


def test_a_result_is_passed_on():
    assert answer(lambda data, suffix, limits: {"n": len(data)}, b"abc", "", Limits()) == {"result": {"n": 3}}
    assert set(TASKS) == {"plan", "table", "report"}
