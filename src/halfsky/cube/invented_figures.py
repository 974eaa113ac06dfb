"""The figures of one invented area: drift, noise, jumps, small counts, sides of sex and residence, and what is missing.

Every area draws from its own stream of random numbers, named by the seed and its number, so its figures do not depend
on how many others are made or in what order. Counts of a total are the sum of its parts; a share or rate is the count
over its base, rounded as an imported figure is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from halfsky.cube.content import REASONS
from halfsky.cube.invented import BREAKDOWNS, YEARS, Kind

Array = np.ndarray[Any, np.dtype[Any]]
MILLION = 1_000_000
STATUSES = ("A", "P", "E", "I", "B", "O", "L", "M")
REASON = ("", *REASONS)
_PARTS = ("SEX=F;URBANISATION=U", "SEX=F;URBANISATION=R", "SEX=M;URBANISATION=U", "SEX=M;URBANISATION=R")
_SUMS = np.array(
    [[all(side in part.split(";") for side in key.split(";") if side) for part in _PARTS] for key in BREAKDOWNS],
    dtype=np.int64,
)
"""Which of the four parts make up each breakdown."""
_BY_SEX = np.array([("SEX=" in key) for key in BREAKDOWNS])


@dataclass(frozen=True, slots=True)
class Area:
    """Arrays of shape (indicators, breakdowns, years); figures in millionths, ``-1`` where there is none."""

    numerator: Array
    denominator: Array
    value: Array
    status: Array
    """Place in STATUSES."""
    reason: Array
    """Place in REASON."""


def area(kinds: Sequence[Kind], seed: int, number: int) -> Area:
    """The figures of the area called ``number`` (its division code without the zeros, as an integer)."""
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, number))))
    people = 10 ** rng.normal(5.5, 0.25)
    town = rng.uniform(0.25, 0.8)
    women = rng.normal(0.488, 0.006)
    weight = np.array([women * town, women * (1 - town), (1 - women) * town, (1 - women) * (1 - town)])
    shape = (len(kinds), 4, len(YEARS))
    level, base = _levels(rng, kinds, shape), _bases(rng, kinds, people, weight)
    broken = _breaks(rng, kinds)
    level += np.where(np.arange(len(YEARS)) >= broken[:, None], rng.normal(0, 0.25, (len(kinds), 1)), 0)[:, None, :]
    made = _figures(rng, kinds, level, base, weight)
    return _with_gaps(rng, kinds, made, broken)


def _levels(rng: np.random.Generator, kinds: Sequence[Kind], shape: tuple[int, int, int]) -> Array:
    """The level of each part and year: a national one, the area's own, its sides', drift, noise, and now and then a jump."""
    n, parts, years = shape
    nation = np.random.Generator(np.random.PCG64(2021)).normal(0.2, 0.9, n)
    better = np.array([{"up": 1.0, "down": -1.0}.get(kind.direction, 0.0) for kind in kinds])
    sides = np.array([[0.12, -0.10], [0.0, -0.28], [0.12, 0.14], [0.0, -0.06]])[:parts].sum(axis=1)
    tilt = rng.normal(1.0, 0.5, (n, 1))
    middle = nation[:, None] + rng.normal(0, 0.35, (n, 1))
    apart = tilt * sides + rng.normal(0, 0.04, (n, parts))
    drift = better * np.abs(rng.normal(0.08, 0.04, n)) * np.where(rng.random(n) < 0.07, -0.4, 1.0)
    steps = rng.normal(0, 0.02, (n, years)).cumsum(axis=1)
    jump = np.where(rng.random((n, years)) < 0.008, rng.normal(0, 0.3, (n, years)), 0).cumsum(axis=1)
    noise = rng.normal(0, 0.012, (n, parts, years))
    way = drift[:, None] * np.arange(years) + steps + jump
    closing = 1 - rng.normal(0.05, 0.02, (n, 1, 1)) * np.arange(years)
    level: Array = middle[:, :, None] + apart[:, :, None] * closing + way[:, None, :] + noise
    return level


def _bases(rng: np.random.Generator, kinds: Sequence[Kind], people: float, weight: Array) -> Array:
    """What the counts are counted against: the part of the people that the indicator is about, by part and year."""
    about = np.array([0.011 if kind.small else 0.4 for kind in kinds]) * np.exp(rng.normal(0, 0.3, len(kinds)))
    growth = 1 + rng.normal(0.002, 0.004, (len(kinds), 1)) * np.arange(len(YEARS))
    whole = people * about[:, None] * growth
    return np.maximum(np.rint(whole[:, None, :] * weight[None, :, None]), 1).astype(np.int64)


def _breaks(rng: np.random.Generator, kinds: Sequence[Kind]) -> Array:
    """The year (as its place) in which the definition changed; beyond the last where it did not."""
    place = rng.integers(3, len(YEARS), len(kinds))
    return np.where(rng.random(len(kinds)) < 0.004, place, len(YEARS) + 9)


def _figures(rng: np.random.Generator, kinds: Sequence[Kind], level: Array, base: Array, weight: Array) -> Area:
    counted = np.array([kind.scale is not None for kind in kinds])
    rate = np.array([kind.kind == "rate" for kind in kinds])
    small = np.array([kind.small for kind in kinds])
    share = 1 / (1 + np.exp(-level))
    risk = np.where(small[:, None, None], 2e-4, 0.02) * np.exp(0.5 * level)
    events = np.where(rate[:, None, None], risk, share) * base
    parts = np.minimum(np.rint(events), base).astype(np.int64)
    parts[small] = np.minimum(rng.poisson(events[small]), base[small])
    top, bottom = _sum(parts), _sum(base)
    scale = np.array([kind.scale or 1 for kind in kinds], dtype=np.int64)[:, None, None]
    value = (top * scale * 2 * MILLION + bottom) // (2 * bottom)
    value = np.where(counted[:, None, None], value, _uncounted(kinds, level, base, weight))
    nothing = np.full(value.shape, -1, dtype=np.int64)
    with_counts = counted[:, None, None]
    return Area(
        np.where(with_counts, top * MILLION, nothing), np.where(with_counts, bottom * MILLION, nothing), value,
        np.zeros(value.shape, dtype=np.int8), np.zeros(value.shape, dtype=np.int8),
    )  # fmt: skip


def _sum(parts: Array) -> Array:
    total: Array = np.einsum("bp,ipy->iby", _SUMS, parts)
    return total


def _uncounted(kinds: Sequence[Kind], level: Array, base: Array, weight: Array) -> Array:
    """Levels (a weighted mean of the parts, to one decimal) and bare counts (their sum), in millionths."""
    shares = _SUMS * weight
    mean = np.einsum("bp,ipy->iby", shares / shares.sum(axis=1, keepdims=True), 10 + 2 * level)
    levels = np.rint(mean * 10).astype(np.int64) * (MILLION // 10)
    counts = _sum(np.rint(base * 0.01 * np.exp(0.3 * level)).astype(np.int64)) * MILLION
    bare = np.array([kind.kind == "count" for kind in kinds])
    return np.where(bare[:, None, None], counts, levels)


def _with_gaps(rng: np.random.Generator, kinds: Sequence[Kind], made: Area, broken: Array) -> Area:
    """Take out what was not reported and write why; mark provisional figures, breaks and copies."""
    n, breakdowns, years = made.value.shape
    status, reason = made.status, made.reason
    status[(np.arange(years) == years - 1) & (rng.random((n, 1)) < 0.1)[:, None] & np.ones_like(status, dtype=bool)] = 1
    status[(rng.random((n, breakdowns, years)) < 0.004)] = 2
    status[np.broadcast_to((np.arange(years) == broken[:, None])[:, None, :], status.shape)] = 4
    split = (rng.random(n) < 0.015)[:, None, None] & _BY_SEX[None, :, None] & np.ones((1, 1, years), dtype=bool)
    whole_year = np.broadcast_to((rng.random((n, years)) < 0.008)[:, None, :], status.shape)
    for gone, code, why in (
        (whole_year, 5, "not_reported"),
        (rng.random(status.shape) < 0.006, 5, "not_reported"),
        (rng.random(status.shape) < 0.003, 6, "hard_to_obtain"),
        (split, 6, "no_sex_split"),
        (np.broadcast_to((rng.random(n) < 0.002)[:, None, None], status.shape), 7, "not_applicable"),
    ):
        status[gone], reason[gone] = code, REASON.index(why)
    for i, kind in enumerate(kinds):
        if kind.frequency > 1:
            _between(made, i, kind)
    gone = reason != 0
    for figures in (made.numerator, made.denominator, made.value):
        figures[gone] = -1
    return made


def _between(made: Area, i: int, kind: Kind) -> None:
    """The years between two figures of an indicator's own: not due, or a copy of the last figure."""
    due = np.array([(year - 2020) % kind.frequency == 0 for year in YEARS])
    last = np.maximum.accumulate(np.where(due, np.arange(len(YEARS)), -1))
    for y in np.flatnonzero(~due):
        source = last[y]
        told = kind.copies and source >= 0
        copied = (made.reason[i, :, source] == 0) if told else np.zeros(len(BREAKDOWNS), dtype=bool)
        for figures in (made.numerator, made.denominator, made.value):
            figures[i, :, y] = np.where(copied, figures[i, :, source], figures[i, :, y])
        made.status[i, :, y] = np.where(copied, 3, 5)
        made.reason[i, :, y] = np.where(copied, 0, REASON.index("not_due"))
