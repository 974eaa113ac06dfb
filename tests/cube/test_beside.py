"""Two pieces of work side by side."""

import threading

import pytest

from halfsky.cube.beside import Beside, Then


def fail() -> None:
    raise ValueError("beside")


def test_the_work_runs_while_the_body_does_and_is_finished_at_its_end() -> None:
    met = threading.Barrier(2, timeout=30)
    done = []

    def work() -> None:
        met.wait()
        done.append("work")

    with Beside(work):
        met.wait()
    assert done == ["work"]


def test_an_error_of_the_work_is_raised_at_the_end_of_the_body() -> None:
    done = []
    with pytest.raises(ValueError, match="beside"), Beside(fail):
        done.append("body")
    assert done == ["body"]


def test_the_error_of_the_body_comes_before_that_of_the_work() -> None:
    with pytest.raises(KeyError, match="body"), Beside(fail):
        raise KeyError("body")


def test_then_does_the_work_before_the_body() -> None:
    done = []
    with Then(lambda: done.append("work")):
        done.append("body")
    assert done == ["work", "body"]
