"""Counts of states as the pages print them: numerator, denominator, rate, and the three kinds left out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from halfsky.method.wording import number
from halfsky.office.monitoring.models import Tally
from halfsky.office.monitoring.words import JUDGED, LEFT_OUT


@dataclass(frozen=True, slots=True)
class Count:
    """One row of counts. ``rate`` is the percentage without its sign, "" when nothing can be monitored."""

    met_early: int
    met: int
    expected: int
    hard: int
    not_met: int
    no_data: int
    not_due: int
    not_monitorable: int
    monitorable: int
    rate_value: Decimal | None

    @property
    def attained(self) -> int:
        """Met and met early."""
        return self.met + self.met_early

    @property
    def bad(self) -> int:
        """Not met and hard to meet."""
        return self.hard + self.not_met

    @property
    def left_out(self) -> int:
        """No data, not due, not monitorable."""
        return self.no_data + self.not_due + self.not_monitorable

    @property
    def total(self) -> int:
        """Judged and left out."""
        return self.monitorable + self.left_out

    @property
    def rate(self) -> str:
        """The attainment rate to one decimal, without the sign."""
        return "" if self.rate_value is None else number.digits(self.rate_value, 1)


EMPTY = Count(0, 0, 0, 0, 0, 0, 0, 0, 0, None)


@dataclass(frozen=True, slots=True)
class Tallied:
    """The counts of a run by (domain slug or "" for all, scope, year), and what the difference of two years is."""

    year: int
    counts: dict[tuple[str, str, int], Count]

    def of(self, domain: str = "", scope: str = "goals", year: int | None = None) -> Count:
        """Counts of a domain, of ``goals`` or ``indicators``, in a year (the run's own by default)."""
        return self.counts.get((domain, scope, self.year if year is None else year), EMPTY)

    def moved(self, domain: str = "") -> Decimal | None:
        """Change of the rate of goals against last year in points, from the rates as printed."""
        now, before = self.of(domain), self.of(domain, year=self.year - 1)
        if now.rate_value is None or before.rate_value is None:
            return None
        return number.rounded(now.rate_value, 1) - number.rounded(before.rate_value, 1)


def tallied(run: int, year: int) -> Tallied:
    """All counts of a run (one query)."""
    rows = Tally.objects.filter(run_id=run).values_list(
        "domain", "scope", "year", *JUDGED, *LEFT_OUT, "monitorable", "rate"
    )
    return Tallied(year, {(row[0], SCOPES.get(row[1], row[1]), row[2]): Count(*row[3:]) for row in rows})


SCOPES = {"goal": "goals", "indicator": "indicators"}
