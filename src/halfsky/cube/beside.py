"""Two pieces of work side by side: the engine leaves Python to the other while it plans or answers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any


class Beside:
    """Runs one piece of work in a second thread while the body runs; an error of either is raised."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.error: BaseException | None = None
        self.thread = threading.Thread(target=self._run, args=(work,))

    def _run(self, work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - handed to the caller, below
            self.error = error

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, kind: object, *_: object) -> None:
        self.thread.join()
        if self.error is not None and kind is None:
            raise self.error


class Then:
    """Runs one piece of work before the body: in a connection of its own there is no second one to ask."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.work = work

    def __enter__(self) -> None:
        self.work()

    def __exit__(self, *_: object) -> None:
        return None


def shared(work: Callable[[int], Any], pieces: int, hands: int) -> list[Any]:
    """``work`` of 0, 1, … up to ``pieces``, done by as many ``hands``, each of which takes the next piece; the results
    in their order. The error of a piece is raised when the others have come to an end.
    """
    found: list[Any] = [None] * pieces
    left = iter(range(pieces))

    def take() -> None:
        for piece in left:
            found[piece] = work(piece)

    with ExitStack() as stack:
        for _ in range(hands - 1):
            stack.enter_context(Beside(take))
        take()
    return found
