"""Timing two things in turn, and printing a ratio with its goal."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable


def interleaved(ours: Callable[[], object], baseline: Callable[[], object], pairs: int = 5, inner: int = 1) -> tuple[list[float], list[float]]:
    """Seconds of each call of ``ours`` and of ``baseline``, taken in turn after one warm-up of both.

    ``inner`` calls are timed together and divided, for calls too short to time one by one.
    """
    ours()
    baseline()
    mine, theirs = [], []
    for _ in range(pairs):
        for call, taken in ((ours, mine), (baseline, theirs)):
            gc.collect()
            start = time.perf_counter()
            for _ in range(inner):
                call()
            taken.append((time.perf_counter() - start) / inner)
    return mine, theirs


def ratio(mine: list[float], theirs: list[float]) -> float:
    """Median of the ratios ours / baseline, pair by pair."""
    return statistics.median(a / b for a, b in zip(mine, theirs, strict=True))


def say(name: str, figure: str, goal: str, met: bool) -> None:
    """One line: name, figure, goal, and whether the goal is reached."""
    print(f"{name}: {figure} (goal {goal}) {'reached' if met else 'NOT reached'}", flush=True)
