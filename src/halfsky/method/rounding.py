"""The one rounding rule of the product: half up, on decimals.

Published figures are rounded once, from the unrounded figure (GB/T 8170, no rounding in two steps).
Binary floats are never rounded here: 2.675 as a float is 2.67499999..., and three libraries round it three
ways.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from halfsky.method.errors import HalfskyError

SCALE = 6
"""Decimals kept by every stored figure."""
UNIT = 10**SCALE
"""One, in scaled integers."""
LARGEST = 2**63 - 1


class StoredRangeError(HalfskyError):
    """A number that the release cannot hold."""

    messages = {
        "too_large": ("数值 {value} 超出可保存的范围，请核对单位。", "{value} is too large to be stored; check its unit."),
        "not_a_number": ("{value} 不是可保存的数。", "{value} is not a number that can be stored."),
    }


_WIDE = Context(prec=80, rounding=ROUND_HALF_UP)


def half_up(value: Decimal, decimals: int) -> Decimal:
    """``value`` rounded to ``decimals`` places, ties away from zero: half_up(Decimal("2.675"), 2) = 2.68."""
    return value.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)


def ratio(
    numerator: Decimal, denominator: Decimal, scale: Decimal | int = 1, decimals: int = SCALE
) -> Decimal | None:
    """``numerator / denominator x scale`` rounded once to ``decimals`` places; None on a zero denominator.

    >>> ratio(Decimal(100), Decimal(371), 100, 1)
    Decimal('27.0')
    """
    if denominator == 0:
        return None
    top = abs(_WIDE.multiply(numerator, Decimal(scale))).scaleb(decimals, _WIDE)
    bottom = abs(denominator)
    whole, rest = _WIDE.divmod(top, bottom)
    if 2 * rest >= bottom:
        whole += 1
    negative = (numerator < 0) != (denominator < 0) and scale > 0
    return (-whole if negative else whole).scaleb(-decimals, _WIDE)


def divided(numerator: int, denominator: int) -> int | None:
    """``numerator / denominator`` as a whole number, ties away from zero; None on a zero denominator.

    >>> divided(-5, 2), divided(7, 3), divided(1, 0)
    (-3, 2, None)
    """
    if denominator == 0:
        return None
    whole, rest = divmod(abs(numerator), abs(denominator))
    whole += 2 * rest >= abs(denominator)
    return -whole if (numerator < 0) != (denominator < 0) else whole


def to_scaled(value: Decimal) -> int:
    """``value`` as an integer count of millionths, rounded half up; StoredRangeError beyond 64 bits."""
    if not value.is_finite():
        raise StoredRangeError("not_a_number", value=value)
    scaled = int(half_up(value, SCALE).scaleb(SCALE, _WIDE))
    if abs(scaled) > LARGEST:
        raise StoredRangeError("too_large", value=value)
    return scaled


def from_scaled(scaled: int) -> Decimal:
    """The decimal that ``scaled`` millionths stand for, exact."""
    return Decimal(scaled).scaleb(-SCALE, _WIDE)
