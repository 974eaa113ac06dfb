"""The figures of a sentence: value, the interval its rounding allows, unit, place.

A printed figure stands for every value that rounds to it: 81.5 % is [81.45, 81.55], 3.2 万人 is [31,500, 32,500].
A whole number of persons or items is exact. Claims are compared as intervals, so that a rounding is never an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from halfsky.plandoc.numerals import Quantity, half_width, quantities

_SCALES = {"百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 10**6, "千万": 10**7, "亿": 10**8, "百亿": 10**10, "万亿": 10**12}
_SCALED = re.compile("^(百万|千万|万亿|百亿|[百千万亿])(?=.)")
_CLASSES = {
    "人": "person", "名": "person", "位": "person", "项": "item", "个": "item", "条": "item", "户": "household",
    "例": "case", "件": "case", "人次": "visit",
}  # fmt: skip
_ROUGH = re.compile(r"(?:约|近|将近|接近|大约|大概|左右|超过?|超|逾|突破|不足|多达)占?\s*$")
_ROUGH_AFTER = re.compile(r"^\s*(?:左右|以上|以内|以下|余|多[名人项个户位条]?)")
_POINTS = re.compile(r"\s*(?P<of>[百千万]|十万|百万)分点")
_CASES = re.compile(r"\s*起(?![来草到步点码初])")
"""警情 53 起: cases; a plan never sets them, so its numerals do not know the word."""
RATES = {"%": 100, "‰": 1000, "/万": 10_000, "/10万": 100_000, "/100万": 10**6}
"""Units of a share or rate, with the number a full share is."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure: ``value`` in its base unit, the interval ``[low, high]`` it stands for, and its place.

    kind: ``rate`` (per cent and per so many), ``point`` (percentage points), ``times`` (倍), or the class of what is
    counted (person, item, household …, or the unit itself). rough: said to be "about" or "more than".
    """

    value: Decimal
    low: Decimal
    high: Decimal
    kind: str
    unit: str
    start: int
    end: int
    printed: str
    rough: bool = False

    @property
    def is_count(self) -> bool:
        return self.kind not in ("rate", "point", "times", "year", "bare")


def figures_of(text: str) -> list[Figure]:
    """All figures of a sentence, left to right; years and bare numbers included under their own kinds."""
    plain = half_width(text)
    return [figure for q in quantities(plain) if (figure := _figure(q, plain)) is not None]


def _figure(q: Quantity, plain: str) -> Figure | None:
    if q.kind in ("double", "ratio"):
        return None
    printed = plain[q.start : q.end]
    points = _POINTS.match(plain[q.end :]) if q.unit == "个" else None
    if points:
        half = Decimal(1) / (2 * Decimal(10) ** decimals_of(printed))
        rough = bool(_ROUGH.search(plain[: q.start]))
        return Figure(q.value, q.value - half, q.value + half, "point", f"个{points['of']}分点", q.start, q.end + points.end(), printed + points.group(), rough)
    kind, scale = _kind(q, plain)
    cases = _CASES.match(plain[q.end :]) if kind == "bare" else None
    if cases:
        return Figure(q.value, q.value, q.value, "case", "起", q.start, q.end + cases.end(), printed + "起", bool(_ROUGH.search(plain[: q.start])))
    half = Decimal(0)
    decimals = decimals_of(printed)
    if kind in ("rate", "point", "times") or scale > 1 or decimals:
        half = Decimal(scale) / (2 * Decimal(10) ** decimals)
    value = q.value * scale
    rough = bool(_ROUGH.search(plain[: q.start]) or _ROUGH_AFTER.match(plain[q.end :]))
    unit = plain[q.start : q.end] if q.kind == "share" else q.unit
    return Figure(value, value - half, value + half, kind, q.unit or unit, q.start, q.end, printed, rough)


def _kind(q: Quantity, plain: str) -> tuple[str, int]:
    if q.unit in RATES:
        return "rate", 1
    if q.unit in ("个百分点", "个千分点"):
        return "point", 1
    if q.unit == "倍":
        return "times", 1
    if q.unit == "年" or (not q.unit and re.match(r"\s*年", plain[q.end :]) and 1900 <= q.value <= 2100):
        return "year", 1
    if not q.unit:
        return "bare", 1
    scaled = _SCALED.match(q.unit)
    base = q.unit[scaled.end() :] if scaled else q.unit
    return _CLASSES.get(base, base), _SCALES[scaled.group(1)] if scaled else 1


def decimals_of(printed: str) -> int:
    """Digits behind the point of a printed figure."""
    found = re.search(r"\.(\d+)", printed)
    return len(found.group(1)) if found else 0


def share(part: Figure, whole: Figure, full: int) -> tuple[Decimal, Decimal]:
    """The interval of part / whole x full that the two printed figures allow."""
    low = max(part.low, Decimal(0)) * full / whole.high
    return low, part.high * full / max(whole.low, Decimal(1) / 1000)


def meets(figure: Figure, low: Decimal, high: Decimal) -> bool:
    """Whether what is printed and what is computed may be one value; a half may be rounded either way."""
    return figure.low <= high and low <= figure.high


def rounded(value: Decimal, like: str) -> str:
    """``value`` with as many decimals as the printed figure ``like``, at least one."""
    return f"{value:.{max(decimals_of(like), 1)}f}"
