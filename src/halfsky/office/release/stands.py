"""How the areas of another office's release stand, for its pages: a few rows at a time, out of ``AreaStand``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg, Count, F, Q, QuerySet, Subquery, Sum

from halfsky.office.release.models import AreaStand
from halfsky.office.release.services.looked_at import LEVELS

SORTS = {
    "rank": (F("rank").asc(nulls_last=True), "area"), "worst": (F("rank").desc(nulls_last=True), "area"), "code": ("area",),
    **{level: (f"-{level}", "area") for level in LEVELS},
}
"""By name: the columns that the list is ordered by."""
BINS = 10


@dataclass(frozen=True, slots=True)
class StandRow:
    """One area in one domain."""

    code: str
    name: str
    rank: int | None
    met: int
    judged: int
    rate: Decimal | None
    levels: tuple[int, ...]
    """Warnings in the order of ``LEVELS``."""


@dataclass(frozen=True, slots=True)
class Part:
    """An area between the release's own and the judged ones: a province, a city."""

    code: str
    name: str
    count: int
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class Spread:
    """How the rates of the areas are spread: areas in each tenth from 0 to 100 %, the quartiles, the ends."""

    bins: tuple[int, ...]
    low: Decimal
    first: Decimal
    middle: Decimal
    third: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Stands:
    """A page of the list: its rows, how many there are in all, what lies between, the spread, the warnings in sum."""

    rows: tuple[StandRow, ...]
    count: int
    parts: tuple[Part, ...]
    spread: Spread | None
    levels: tuple[int, ...]


def stands(
    release: int, own: str, lang: str, *, domain: str = "", under: str = "", words: str = "", sort: str = "rank", first: int = 0, most: int = 50
) -> Stands | None:
    """The judged areas of a release but its ``own``, in ``domain``, ``under`` one of the areas above them, whose name or code
    has every one of the ``words`` (five queries); None while its monitoring was not worked out."""
    every = AreaStand.objects.filter(release_id=release, domain=domain)
    judged = every.filter(judged=True).exclude(area=own)
    if under:
        inside = every.filter(parent=under).values("area")
        judged = judged.filter(Q(parent=under) | Q(parent__in=inside))
    for word in words.split():
        judged = judged.filter(Q(name_zh__icontains=word) | Q(name_en__icontains=word) | Q(area__startswith=word))
    rows = judged.order_by(*SORTS.get(sort, SORTS["rank"]))[first : first + most]
    shown = tuple(_row(row, lang) for row in rows)
    if not shown and not every.exists():
        return None
    summed = judged.aggregate(count=Count("id"), **{level: Sum(level) for level in LEVELS})
    rates = list(judged.filter(rate__isnull=False).order_by("rate").values_list("rate", flat=True))
    return Stands(
        rows=shown, count=summed["count"], parts=_parts(every, under or own, lang),
        spread=_spread(rates), levels=tuple(summed[level] or 0 for level in LEVELS),
    )


def _named(row: AreaStand, lang: str) -> str:
    return row.name_en if lang == "en" and row.name_en else row.name_zh


def _row(row: AreaStand, lang: str) -> StandRow:
    return StandRow(
        row.area, _named(row, lang), row.rank, row.met, row.monitorable, row.rate, tuple(getattr(row, level) for level in LEVELS),
    )


def _parts(every: QuerySet[AreaStand], above: str, lang: str) -> tuple[Part, ...]:
    """The areas right below ``above`` that have judged ones below them, with how many and their mean rate (two queries)."""
    between = list(every.filter(judged=False).order_by("area"))
    parts = [row for row in between if row.parent == above]
    if not parts:
        return ()
    told = {row["parent"]: row for row in every.filter(judged=True).values("parent").annotate(n=Count("id"), mean=Avg("rate"))}
    cities: dict[str, list[str]] = {}
    for row in between:
        cities.setdefault(row.parent, []).append(row.area)
    found = []
    for part in parts:
        below = [told[code] for code in (part.area, *cities.get(part.area, ())) if code in told]
        count = sum(one["n"] for one in below)
        known = [(one["n"], one["mean"]) for one in below if one["mean"] is not None]
        weight = sum(n for n, _ in known)
        mean = Decimal(str(sum(float(m) * n for n, m in known) / weight)).quantize(Decimal("0.1")) if weight else None
        if count:
            found.append(Part(part.area, _named(part, lang), count, mean))
    return tuple(found)


def _spread(rates: Sequence[Decimal]) -> Spread | None:
    if not rates:
        return None
    bins = [0] * BINS
    for rate in rates:
        bins[min(int(rate * BINS / 100), BINS - 1)] += 1
    last = len(rates) - 1
    low, first, middle, third, high = (rates[round(last * share)] for share in (0, 0.25, 0.5, 0.75, 1))
    return Spread(tuple(bins), low, first, middle, third, high)


def stand_of(release: int, area: str, lang: str) -> tuple[StandRow, bool, dict[str, StandRow], int] | None:
    """One area: how it stands in all, whether it is judged, by domain, and how many areas are judged (one query); None
    when there is none."""
    count = AreaStand.objects.filter(release_id=release, domain="", judged=True).values("release").annotate(n=Count("id")).values("n")
    rows = list(AreaStand.objects.filter(release_id=release, area=area).annotate(areas=Subquery(count)))
    whole = next((row for row in rows if not row.domain), None)
    if whole is None:
        return None
    return _row(whole, lang), whole.judged, {row.domain: _row(row, lang) for row in rows if row.domain}, whole.areas or 0
