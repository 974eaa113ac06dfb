"""The share of the time that has passed and the pace still needed, in one clause beside what is not met yet."""

from __future__ import annotations

from decimal import Decimal

from halfsky.method.wording import number
from halfsky.method.wording.comparison import difference_words
from halfsky.method.wording.number import Unit

_UP = {"count": ("每年还须增加{amount}", "{amount} more needed a year")}
_DOWN = {"count": ("每年还须减少{amount}", "{amount} fewer needed a year")}


def pace_words(
    share_of_time: Decimal | None, needed: Decimal | None, unit: Unit, decimals: int, lang: str
) -> str:
    """`时间已过80%，每年还须提高0.52个百分点`; "" when neither is known.

    ``needed`` is in units a year, negative for a fall. A share moves by percentage points, any other unit by itself;
    a pace that the indicator's decimals would round to nothing is written with as many more as it takes.
    """
    at = 1 if lang == "en" else 0
    parts = []
    if share_of_time is not None:
        whole = share_of_time == share_of_time.to_integral_value()
        share = number.digits(share_of_time, 0 if whole else 1)
        parts.append(("时间已过{share}%", "{share}% of the time has passed")[at].format(share=share))
    if needed is not None and needed != 0:
        while number.rounded(needed, decimals) == 0 and decimals < 6:
            decimals += 1
        table = _UP if needed > 0 else _DOWN
        usual = ("每年还须提高{amount}", "up by {amount} a year needed") if needed > 0 else (
            "每年还须降低{amount}", "down by {amount} a year needed")
        phrase = table.get(unit.group, usual)[at]
        parts.append(phrase.format(amount=difference_words(abs(needed), unit, decimals, lang)))
    return ("，", ", ")[at].join(parts)
