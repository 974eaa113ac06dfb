"""A day in words: 2025年4月18日, 18 April 2025."""

from __future__ import annotations

from datetime import date

from halfsky.method.wording.phrase import phrase
from halfsky.method.wording.piece import Field, Sentence

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def month_words(month: int, lang: str) -> str:
    """`10` as it stands before 月, or its English name.

    >>> month_words(10, "zh"), month_words(10, "en")
    ('10', 'October')
    """
    return str(month) if lang == "zh" else MONTHS[month - 1]


def day_words(day: date, lang: str, key: str = "report") -> Sentence:
    """The day, bound to ``key``."""
    return phrase(
        lang, "date", year=Field(f"{key}:year", str(day.year)), month=Field(f"{key}:month", month_words(day.month, lang)),
        day=Field(f"{key}:day", str(day.day)),
    )  # fmt: skip
