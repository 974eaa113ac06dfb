"""When an indicator's own period comes, and for how long a figure may stand for later years.

Each indicator has its reference period, its frequency and its own rule for carrying forward: the maternal-health
year runs from 1 October to 30 September and bears the year in which it ends, leadership shares change only with
elections, life expectancy comes from censuses. Source: the plan's monitoring scheme; SDMX code list CL_FREQ for
the idea of a frequency of one's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

PERIODS = ("calendar", "maternal_year", "school_year", "term", "census", "survey")


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """What the judgement needs to know of an indicator's way of coming in.

    ``frequency``: years from one figure to the next, counted from ``anchor_year``. ``carry_years``: for how many
    years a figure may stand in, 0 forbids it. ``small_count``: judged on pooled years. ``scale``: value =
    numerator / denominator x scale.
    """

    frequency: int = 1
    anchor_year: int = 2020
    carry_years: int = 0
    small_count: bool = False
    scale: Decimal = Decimal(1)


def is_due(year: int, frequency: int, anchor_year: int) -> bool:
    """Whether the indicator's own period brings a figure in ``year``.

    >>> [year for year in range(2020, 2031) if is_due(year, 5, 2021)]
    [2021, 2026]
    """
    return (year - anchor_year) % max(frequency, 1) == 0


def may_stand_for(figure_year: int, year: int, carry_years: int) -> bool:
    """Whether the figure of an earlier year may stand for ``year``."""
    return year - carry_years <= figure_year < year


def reference_dates(period: str, year: int) -> tuple[date, date]:
    """First and last day that a figure of ``year`` describes.

    A school year is named by the autumn in which it starts; a term, a census and a survey count by the calendar
    year in which they were held.

    >>> reference_dates("maternal_year", 2024)
    (datetime.date(2023, 10, 1), datetime.date(2024, 9, 30))
    """
    if period == "maternal_year":
        return date(year - 1, 10, 1), date(year, 9, 30)
    if period == "school_year":
        return date(year, 9, 1), date(year + 1, 8, 31)
    return date(year, 1, 1), date(year, 12, 31)
