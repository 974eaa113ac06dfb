"""Working days: when a term of so many working days ends.

Public holidays and the working days moved to weekends are those the State Council announces for each year, as the
package ``chinesecalendar`` carries them. A year that it does not know yet is counted from Monday to Friday, and the
answer says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Term:
    """The last day of a term. ``announced`` is False when a year's public holidays were not known yet."""

    last: date
    announced: bool


def is_workday(day: date) -> tuple[bool, bool]:
    """Whether ``day`` is a working day, and whether that rests on announced holidays.

    >>> is_workday(date(2025, 10, 6)), is_workday(date(2025, 10, 11))
    ((False, True), (True, True))
    """
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:
        return day.weekday() < 5, False


def term(start: date, days: int) -> Term:
    """The end of a term of ``days`` working days after ``start``; the day itself does not count.

    >>> term(date(2025, 9, 26), 3).last
    datetime.date(2025, 9, 30)
    """
    day, left, announced = start, days, True
    while left > 0:
        day += timedelta(days=1)
        works, known = is_workday(day)
        left, announced = left - works, announced and known
    return Term(day, announced)
