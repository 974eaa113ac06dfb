"""What a chart is drawn from: one indicator over the years, and two groups of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from halfsky.method.wording.clause import Aim
from halfsky.method.wording.number import Unit


@dataclass(frozen=True, slots=True)
class Point:
    """One year; `value` is None where there is no figure, `carried` where an older figure stands for it."""

    year: int
    value: Decimal | None
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator's line, with what it is measured against.

    `key` is the address of its figures, `figure:health.maternal_mortality:SEX=F`. `reach` is the figure the
    target comes to (a change target as a level); None where there is none.
    """

    key: str
    name: str
    unit: Unit
    decimals: int
    points: tuple[Point, ...]
    base_year: int = 0
    aim: Aim | None = None
    reach: Decimal | None = None
    cases: tuple[tuple[int, Decimal], ...] = ()
    """The events behind a small-count rate, by year: drawn in place of the yearly rate, which says nothing."""

    @property
    def known(self) -> tuple[Point, ...]:
        """The points that have a figure."""
        return tuple(point for point in self.points if point.value is not None)

    @property
    def base(self) -> Decimal | None:
        """The base year's figure."""
        return next((point.value for point in self.points if point.year == self.base_year), None)


@dataclass(frozen=True, slots=True)
class Twin:
    """Two groups of one indicator: women and men (`SEX`) or town and country (`URBANISATION`)."""

    dimension: str
    first: Series
    second: Series


@dataclass(frozen=True, slots=True)
class StateBar:
    """One domain's goals by state, for the attainment chart; `key` addresses its counts."""

    key: str
    name: str
    by_state: tuple[tuple[str, int], ...]
    monitorable: int
    attained: int
    rate: Decimal | None
