"""Rose, fell or stayed: a change between two years in the measure proper to its unit.

A share moves by percentage points, a rate or an amount by per cent, a level (years of life, hours) by so
many of its own unit. The change is taken between the figures *as printed*, so that a reader with a calculator
gets the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from halfsky.method.wording import number
from halfsky.method.wording.number import Unit

SMALL_BASE = Decimal(100)
"""Below this a count changes by so many, not by per cent: `由3个增加到5个` is no `增长66.7%`."""


@dataclass(frozen=True, slots=True)
class Change:
    """`kind` is points, percent or absolute; `amount` has no sign; `better` is None without a direction."""

    kind: str
    sign: int
    amount: Decimal
    decimals: int
    unit: Unit
    better: bool | None


def between(
    now: Decimal, before: Decimal, unit: Unit, decimals: int, direction: str = "none", *, pieces: bool = False
) -> Change:
    """The change from `before` to `now`, both rounded to the indicator's decimals first.

    `pieces`: by so many of the unit, not by per cent; a sentence that compares with two years says both alike.
    """
    new, old = number.rounded(now, decimals), number.rounded(before, decimals)
    difference = new - old
    sign = (difference > 0) - (difference < 0)
    better = None if direction not in {"up", "down"} or sign == 0 else (sign > 0) == (direction == "up")
    if unit.group == "share":
        return Change("points", sign, abs(difference), decimals, unit, better)
    relative = unit.group in {"rate", "count", "money"} and old > 0
    if relative and not pieces and not (unit.group == "count" and old < SMALL_BASE):
        share = number.rounded(abs(difference) / old * 100, 1)
        if share > 0 or sign == 0:
            return Change("percent", sign, share, 1, unit, better)
    return Change("absolute", sign, abs(difference), decimals, unit, better)


def multiple(now: Decimal, before: Decimal, unit: Unit, decimals: int) -> Decimal | None:
    """How many times the earlier figure it is, one decimal, from twofold on; exactly 2 only when doubled as printed.

    Said of amounts, rates and counts that began at a hundred or more; a share is never "times" another.
    """
    if unit.group not in {"rate", "count", "money"}:
        return None
    new, old = number.rounded(now, decimals), number.rounded(before, decimals)
    if old <= 0 or new < 2 * old or (unit.group == "count" and old < SMALL_BASE):
        return None
    return Decimal(2) if new == 2 * old else max(number.rounded(new / old, 1), Decimal("2.0"))


def amount_words(change: Change, lang: str) -> str:
    """How much, with its unit and without its sign: `2.1个百分点`, `3.2%`, `0.6岁`."""
    if change.kind == "points":
        return number.in_points(change.amount, change.decimals, lang)
    if change.kind == "percent":
        return number.in_percent(change.amount, change.decimals)
    return number.with_unit(change.amount, change.unit, change.decimals, lang)


def table_words(change: Change, lang: str) -> str:
    """The same in a table cell, with its sign: `+2.1百分点`, `-3.2%`."""
    sign = {1: "+", 0: "", -1: "-"}[change.sign]
    words = amount_words(change, lang)
    if change.kind == "points":
        words = (
            words.removeprefix("")
            .replace("个百分点", "百分点")
            .replace(" percentage point", " pp")
            .replace("pps", "pp")
        )
    return sign + words


def phrase_key(change: Change) -> str:
    """Which verb says it: `change.share.up`, `change.money.down`, `change.flat`."""
    if change.sign == 0:
        return "change.flat"
    return f"change.{change.unit.group}.{'up' if change.sign > 0 else 'down'}"
