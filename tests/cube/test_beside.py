"""Two pieces of work side by side."""

import threading

import pytest

from halfsky.cube.beside import Beside, Then, shared


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


@pytest.mark.parametrize("hands", [1, 2, 5])
def test_pieces_are_shared_among_the_hands_and_come_in_their_order(hands):
    assert shared(lambda piece: piece * piece, 4, hands) == [0, 1, 4, 9]
    assert shared(fail, 0, hands) == []


def test_two_hands_are_at_work_at_once():
    met = threading.Barrier(2, timeout=30)
    assert sorted(shared(lambda piece: met.wait(), 2, 2)) == [0, 1]


def test_the_error_of_a_piece_is_raised():
    done = []

    def work(piece: int) -> None:
        if piece == 1:
            fail()
        done.append(piece)

    with pytest.raises(ValueError, match="beside"):
        shared(work, 3, 2)
    assert done
