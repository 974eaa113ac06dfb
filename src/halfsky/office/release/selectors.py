"""Released figures as the pages show them: one row a year with its breakdowns, counts and status in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import F
from django.utils import timezone

from halfsky.method.wording import number
from halfsky.office.framework.measure import Measure
from halfsky.office.release.models import Figure

WOMEN, MEN, URBAN, RURAL = "SEX=F", "SEX=M", "URBANISATION=U", "URBANISATION=R"


@dataclass(frozen=True, slots=True)
class Seen:
    """One released figure of one cell."""

    breakdown: str
    year: int
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    version: int
    status: str
    reason: str
    note: str
    source_body: str
    signer: str
    accepted_at: datetime

    @property
    def accepted_text(self) -> str:
        """When it was accepted, to the minute, in the office's time."""
        return f"{timezone.localtime(self.accepted_at):%Y-%m-%d %H:%M}"


@dataclass(frozen=True, slots=True)
class CellText:
    """One cell of the data table: the figure, or in words why there is none (``missing``)."""

    text: str
    missing: bool


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year of an indicator: a cell for each column, the counts, and the data's status in words."""

    year: int
    cells: tuple[CellText, ...]
    numerator: str
    denominator: str
    status: str
    note: str


def figures_of(release: int, indicator: str, area: str = "") -> list[Seen]:
    """Every figure of an indicator in a release, newest year first (one query); without `area` of the release's own area."""
    rows = Figure.objects.filter(release_id=release, indicator=indicator, area=area or F("release__area"))
    return [
        Seen(*row) for row in rows.order_by("-year", "breakdown").values_list(
            "breakdown", "year", "value", "numerator", "denominator", "version", "status", "reason", "note",
            "source_body", "signer", "accepted_at",
        )
    ]


def columns_of(seen: list[Seen]) -> list[str]:
    """The breakdowns to show: total, women, men, urban, rural, then any other that has a figure."""
    there = {row.breakdown for row in seen}
    first = [key for key in ("", WOMEN, MEN, URBAN, RURAL) if key in there]
    return first + sorted(there - set(first))


def main_column(seen: list[Seen], wanted: str = "") -> str:
    """The breakdown whose counts are shown: the one judged on, else the total, else the first there is."""
    there = columns_of(seen)
    return wanted if wanted in there else (there[0] if there else "")


def year_rows(
    seen: list[Seen], measure: Measure, columns: list[str], main: str, gap: bool,
    reason: Callable[[str], str], status: Callable[[Seen], str],
) -> list[YearRow]:
    """The data table: a row a year, cells in the order of ``columns``, then the gap of women and men if asked."""
    by_year: dict[int, dict[str, Seen]] = {}
    for row in seen:
        by_year.setdefault(row.year, {})[row.breakdown] = row
    rows = []
    for year, there in by_year.items():
        cells = [_cell(there.get(key), measure, reason) for key in columns]
        if gap:
            women, men = there.get(WOMEN), there.get(MEN)
            known = women is not None and men is not None and women.value is not None and men.value is not None
            text = ""
            if known and women and men and women.value is not None and men.value is not None:
                difference = number.rounded(women.value, measure.decimals) - number.rounded(men.value, measure.decimals)
                text = number.signed(difference, measure.decimals)
            cells.append(CellText(text, not known))
        shown = there.get(main) or next(iter(there.values()))
        rows.append(YearRow(
            year=year, cells=tuple(cells), numerator=_count(shown.numerator), denominator=_count(shown.denominator),
            status=status(shown), note=shown.note,
        ))
    return rows


def _count(value: Decimal | None) -> str:
    if value is None:
        return ""
    places = max(0, -int(value.normalize().as_tuple().exponent))  # type: ignore[arg-type]
    return number.digits(value, min(places, 2))


def _cell(row: Seen | None, measure: Measure, reason: Callable[[str], str]) -> CellText:
    if row is None:
        return CellText("", True)
    if row.value is None:
        return CellText(reason(row.reason), True)
    return CellText(measure.bare(row.value), False)
