"""The one worker of an installation: does the jobs one after another, and what has to be done by the clock.

Only one works at a time: it holds a lock on a file of the data folder, and another waits for it. When it starts, nobody
else can be at work, so what stands as running was broken off. SIGTERM lets the job at hand end.
"""

from __future__ import annotations

import os
import secrets
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import close_old_connections, transaction
from django.utils import timezone

from halfsky.office.release.services.lift import note_lifted
from halfsky.office.release.shelf import sweep
from halfsky.office.trail.actor import SYSTEM
from halfsky.upkeep import jobs

PAUSE = 1.0
"""Seconds between two looks into an empty queue."""
TICK = 10.0
"""Seconds between two looks at the clock's work."""
OLD_PART = 3600.0
"""A file of this age in seconds that was being written was never finished."""


def work(*, once: bool = False, with_parent: bool = False) -> int:
    """Do jobs until told to end, or with ``once`` until there is none; gives how many were done.

    ``with_parent``: end when the process that started this one is gone.
    """
    ending = _Ending(os.getppid() if with_parent else 0)
    done, ticked = 0, 0.0
    with _alone(Path(settings.HALFSKY_HOME) / "worker.lock", ending):
        if ending.asked:
            return done
        start()
        worker = secrets.token_hex(8)
        while not ending.asked:
            close_old_connections()
            if time.monotonic() - ticked >= TICK or not ticked:
                by_the_clock()
                ticked = time.monotonic()
            if jobs.do_next(worker):
                done += 1
            elif once:
                break
            else:
                ending.wait(PAUSE)
    return done


def start() -> None:
    """What a worker finds to put right: jobs broken off, releases and files never finished."""
    jobs.reclaim()
    with transaction.atomic():  # the one writer: nobody freezes meanwhile
        sweep()
    sweep_parts(Path(settings.HALFSKY_HOME), time.time())


def by_the_clock() -> None:
    """Embargoes that are over, jobs too old to keep."""
    note_lifted(by=SYSTEM, at=timezone.now())
    jobs.forget_old()


def sweep_parts(home: Path, now: float) -> int:
    """Take away files that were being written when a process ended; gives how many."""
    swept = 0
    for part in home.rglob(".part-*"):
        with suppress(FileNotFoundError):
            if part.is_file() and now - part.stat().st_mtime > OLD_PART:
                part.unlink()
                swept += 1
    return swept


class _Ending:
    """Whether the worker was asked to end, or its ``parent`` is gone."""

    def __init__(self, parent: int) -> None:
        self._asked, self._parent = False, parent
        for number in (signal.SIGTERM, signal.SIGINT):
            with suppress(ValueError):  # not in the main thread: a test
                signal.signal(number, self._ask)

    @property
    def asked(self) -> bool:
        return self._asked or (self._parent != 0 and os.getppid() != self._parent)

    def _ask(self, _number: int, _frame: object) -> None:
        self._asked = True

    def wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self.asked and time.monotonic() < end:
            time.sleep(min(0.2, seconds))


@contextmanager
def _alone(path: Path, ending: _Ending) -> Iterator[None]:
    """Hold the lock on ``path``; wait for it while another holds it."""
    with path.open("a+") as file:
        while not ending.asked and not _locked(file):
            ending.wait(PAUSE)
        yield


def _locked(file: IO[str]) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
