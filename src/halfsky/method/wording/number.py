"""How a number is written: by its unit, with the decimals its indicator is published with.

Half-up on exact decimals; thousands are parted by a comma, as GB/T 15835 allows.
A share changes by percentage points, every other rate by per cent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from halfsky.method.rounding import half_up

Language = str
ZH: Language = "zh"
EN: Language = "en"


@dataclass(frozen=True, slots=True)
class Unit:
    """How one unit is written and how it changes.

    `group` is share (changes by percentage points), rate and count and money (change by per cent), or level
    and time (change by so many of the unit itself).
    """

    code: str
    zh: str
    en: str
    group: str
    point_zh: str = ""
    point_en: str = ""


UNITS: dict[str, Unit] = {
    unit.code: unit
    for unit in (
        Unit("percent", "%", "%", "share", "个百分点", " percentage points"),
        Unit("permille", "‰", "‰", "rate", "个千分点", " per mille points"),
        Unit("per_100k", "/10万", " per 100,000", "rate"),
        Unit("per_10k", "/万", " per 10,000", "rate"),
        Unit("per_thousand_pop", "/千人", " per 1,000 people", "rate"),
        Unit("years", "岁", " years", "level"),
        Unit("school_years", "年", " years", "level"),
        Unit("person", "人", " people", "count"),
        Unit("case", "例", " cases", "count"),
        Unit("count", "个", "", "count"),
        Unit("yuan", "元", " yuan", "money"),
        Unit("hours", "小时", " hours", "time"),
        Unit("minutes", "分钟", " minutes", "time"),
        Unit("days", "天", " days", "time"),
        Unit("ratio", "", "", "level"),
        Unit("bare", "", "", "count"),
        Unit("index", "", "", "level"),
    )
}


ONE = {" people": " person", " years": " year", " cases": " case", " hours": " hour", " minutes": " minute", " days": " day"}
"""The English unit of exactly one."""
COUNTERS = (
    ("人次", "人次"),
    ("件", "件"),
    ("户", "户"),
    ("例数", "例"),
    ("次数", "次"),
    ("人数", "人"),
    ("所", "所"),
)
"""The measure word of a count, by what its name ends with or holds; otherwise 个."""


def unit_of(code: str, name_zh: str = "") -> Unit:
    """The unit of a code, with the measure word its name asks for.

    Years of life are 岁, years of schooling 年; a count takes 件, 户, 例 or 次 from its name, otherwise 个; what is
    "per thousand persons" by its name is counted in 个 or 人. A code not known here is a count written without a unit.
    """
    known = UNITS.get(code, UNITS["bare"])
    if code == "years" and "寿命" not in name_zh and not name_zh.endswith("年龄"):
        return UNITS["school_years"]
    if code == "per_thousand_pop" and name_zh.startswith("每千"):
        return replace(known, zh="人" if "人员" in name_zh else "个", en="")
    if code == "count":
        for word, counter in COUNTERS:
            if word in name_zh:
                return replace(known, zh=counter)
    return known


def rounded(value: Decimal, decimals: int) -> Decimal:
    """`value` with so many decimals, half up."""
    return half_up(value, decimals)


def digits(value: Decimal, decimals: int) -> str:
    """The bare number: rounded, thousands parted, never minus zero."""
    number = rounded(value, decimals)
    return f"{abs(number) if number == 0 else number:,}"


def with_unit(value: Decimal, unit: Unit, decimals: int, lang: Language) -> str:
    """The number with its unit: `95.20%`, `12.5/10万`, `78.1岁`."""
    if lang == EN and rounded(value, decimals) == 1:
        return digits(value, decimals) + ONE.get(unit.en, unit.en)
    return digits(value, decimals) + (unit.zh if lang == ZH else unit.en)


def in_points(value: Decimal, decimals: int, lang: Language, unit: Unit | None = None) -> str:
    """A difference of two shares: `2.1个百分点`, `2.1 percentage points`."""
    of = unit if unit is not None and unit.point_zh else UNITS["percent"]
    words = of.point_zh if lang == ZH else of.point_en
    number = digits(value, decimals)
    if lang == EN and rounded(value, decimals) == 1:
        words = words.removesuffix("s")
    return number + words


def in_percent(value: Decimal, decimals: int = 1) -> str:
    """A relative change or a share in text: `3.2%`."""
    return digits(value, decimals) + "%"


def signed(value: Decimal, decimals: int) -> str:
    """A change in a table: `+2.1`, `-0.4`, `0.0`."""
    number = rounded(value, decimals)
    return f"+{number:,}" if number > 0 else digits(value, decimals)
