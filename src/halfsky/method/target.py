"""A target as a value, and what it means to meet it.

Every form comes down to one line: the figure to reach = multiplier x reference + offset, where the reference is
nothing, the base value, or another indicator's figure of the same year. So "by 20 % below the base" is
0.8 x base, "one point more a year" is base + years, "doubled" is 2 x base, and "at least 95" is 95.
Values are compared as they are, not as published (GB/T 8170-2008, comparison of full values).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from halfsky.method.errors import HalfskyError
from halfsky.method.rounding import SCALE, half_up

OPERATORS = (">=", "<=", "~", "hold>=", "hold<=", "hold~", "delta>=", "delta<=", "ratio>=")
GROWTH_DECIMALS = 9
ABOUT_PERCENT = 5
"""Where no tolerance is recorded, "about x" is read as within 5 % of x. The catalogue records one for each, and the
scheme may set another (``about_percent``)."""
FLOOR, CEILING = Decimal(0), Decimal(100)
"""A share lies between them; a rate, a level and a count have the floor alone."""
BOUNDED_BELOW = ("share", "rate", "level", "count")
"""Kinds of indicator that cannot fall below zero; ``other`` may."""

AT_LEAST, AT_MOST, NEAR = 1, -1, 0


class TargetError(HalfskyError):
    """A target that cannot be judged as it is written."""

    messages = {
        "operator": (
            "目标 {code} 的关系“{operator}”不认识，只能用 >= <= ~ hold>= hold<= hold~ delta>= delta<= ratio>=。",
            "The target {code} has the unknown operator {operator!r}; use one of >= <= ~ hold>= hold<= hold~ "
            "delta>= delta<= ratio>=.",
        ),
        "change": (
            "目标 {code} 是变化幅度，须写明 once 或 yearly、percent 或 points。",
            "The target {code} is a change: say once or yearly, and percent or points.",
        ),
    }


@dataclass(frozen=True, slots=True)
class Target:
    """One target, its base year resolved.

    ``value`` is as written, positive also for a fall, and None while a figure set from outside is not assigned.
    ``change`` (once, yearly) and ``basis`` (percent, points) belong to delta. ``compared``: the reference is
    another indicator's figure of the same year.
    """

    operator: str
    value: Decimal | None
    year: int
    base_year: int
    tolerance: Decimal | None = None
    change: str = ""
    basis: str = ""
    compared: bool = False
    code: str = ""

    def __post_init__(self) -> None:
        if self.operator not in OPERATORS:
            raise TargetError("operator", code=self.code, operator=self.operator)
        if self.operator.startswith("delta") and (
            self.change not in ("once", "yearly") or self.basis not in ("percent", "points")
        ):
            raise TargetError("change", code=self.code)

    @property
    def hold(self) -> bool:
        """Whether it must be met every year, not only in the target year."""
        return self.operator.startswith("hold")

    @property
    def assigned(self) -> bool:
        """Whether there is something to judge against."""
        return self.value is not None or self.compared

    @property
    def reference(self) -> str:
        """What the figure to reach starts from: compare, base or nothing."""
        if self.compared:
            return "compare"
        return "base" if self.operator.startswith(("delta", "ratio")) else ""

    @property
    def years(self) -> int:
        return max(self.year - self.base_year, 0)

    def sense(self, direction: str) -> int:
        """1 at least, -1 at most, 0 near.

        "About x" binds on the worse side only when the indicator has a better one: a women's share of 35 % meets
        "about 30 %". Where the indicator's direction is about or none, too high is as much a departure as too low.
        """
        if self.operator.endswith(">="):
            return AT_LEAST
        if self.operator.endswith("<="):
            return AT_MOST
        return {"up": AT_LEAST, "down": AT_MOST}.get(direction, NEAR)

    def line(self) -> tuple[Decimal, Decimal]:
        """(multiplier to nine decimals, offset to six) of the figure to reach."""
        value = self.value if self.value is not None else Decimal(0)
        if self.operator == "ratio>=":
            return half_up(value, GROWTH_DECIMALS), Decimal(0)
        if self.compared:
            return Decimal(1), half_up(value, SCALE)
        if not self.operator.startswith("delta"):
            return Decimal(0), half_up(value, SCALE)
        signed = value if self.operator == "delta>=" else -value
        times = self.years if self.change == "yearly" else 1
        if self.basis == "points":
            return Decimal(1), half_up(signed * times, SCALE)
        return half_up((1 + signed / 100) ** times, GROWTH_DECIMALS), Decimal(0)

    def reach(self, reference: Decimal | None, kind: str = "") -> Decimal | None:
        """The figure to reach, given the base value or the comparator; None when that is not known.

        A change cannot ask for more than there can be (``within``): two points more than 99 % is 100 %.
        """
        multiplier, offset = self.line()
        if not self.reference:
            return offset
        if reference is None:
            return None
        figure = half_up(reference * multiplier, SCALE) + offset
        return within(kind, figure) if self.reference == "base" else figure

    def slack(self, reach: Decimal, about_percent: int = ABOUT_PERCENT) -> Decimal:
        """How far a value may stay short: the recorded tolerance, else for "about" so many per cent of the figure."""
        if self.tolerance is not None:
            return self.tolerance
        if self.operator.endswith("~"):
            return half_up(abs(reach) * about_percent / 100, SCALE)
        return Decimal(0)


def bounds(kind: str) -> tuple[Decimal | None, Decimal | None]:
    """(least, greatest) that a value of this ``kind`` can be; None where there is no end."""
    if kind == "share":
        return FLOOR, CEILING
    return (FLOOR, None) if kind in BOUNDED_BELOW else (None, None)


def within(kind: str, figure: Decimal) -> Decimal:
    """``figure`` brought back to where a value of this ``kind`` can lie; only a share has both ends."""
    least, greatest = bounds(kind)
    if least is not None:
        figure = max(figure, least)
    return figure if greatest is None else min(figure, greatest)


def shortfall(sense: int, value: Decimal, reach: Decimal) -> Decimal:
    """How far ``value`` is from ``reach`` on the worse side; zero or negative when it is there or beyond."""
    if sense == AT_LEAST:
        return reach - value
    if sense == AT_MOST:
        return value - reach
    return abs(value - reach)


def meets(sense: int, value: Decimal, reach: Decimal, slack: Decimal = Decimal(0)) -> bool:
    """value <= target + tolerance, on the worse side; a value at the bound meets it."""
    return shortfall(sense, value, reach) <= slack
