"""What a freeze would take in, and what is missing, before anything is frozen."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, Q

from halfsky.method.period import is_due
from halfsky.office.collection.models import Observation
from halfsky.office.collection.selectors import SPREADS
from halfsky.office.framework.models import Indicator
from halfsky.office.people.selectors import body_names
from halfsky.office.plan.models import Plan
from halfsky.office.release.models import Figure, Release

MOST_BODIES = 40


@dataclass(frozen=True, slots=True)
class Missing:
    """One department: how many figures of the year are due from it, and how many are not there."""

    body: str
    due: int
    missing: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a freeze of ``year`` would take in. ``revises`` names the release it would take the place of, "" for none."""

    year: int
    genre: str
    genres: tuple[str, ...]
    plan: str
    start: int
    end: int
    figures: int
    of_year: int
    without_value: int
    newest: str
    changed: int
    revises: str
    due: int
    missing: tuple[Missing, ...]

    @property
    def missing_count(self) -> int:
        return sum(row.missing for row in self.missing)

    @property
    def within(self) -> bool:
        """Whether the year lies in the plan's period."""
        return not self.start or self.start <= self.year <= self.end


def preview(year: int, genre: str, area: str, lang: str) -> Preview:
    """The freeze of a year as it would be now; the plan is the adopted one of ``genre``, or the only one. ``area`` is the office's."""
    adopted = list(Plan.objects.filter(status="adopted").order_by("id"))
    plan = next((one for one in adopted if one.genre == genre), adopted[0] if adopted else None)
    current = Observation.objects.filter(current=True, year__lte=year)
    counts = current.aggregate(
        all=Count("id"), newest=Max("accepted_at"), of_year=Count("id", filter=Q(year=year)),
        without=Count("id", filter=Q(year=year, value=None)),
    )
    earlier = Release.objects.filter(origin="", year=year, plan=plan).order_by("-number").first() if plan else None
    due, missing = _missing(year, area, lang)
    return Preview(
        year=year, genre=plan.genre if plan else "", genres=tuple(one.genre for one in adopted), plan=plan.title if plan else "",
        start=(plan.start_year or 0) if plan else 0, end=(plan.end_year or 0) if plan else 0,
        figures=counts["all"], of_year=counts["of_year"], without_value=counts["without"],
        newest=f"{counts['newest']:%Y-%m-%d}" if counts["newest"] else "", changed=_changed(earlier, year) if earlier else 0,
        revises=earlier.name if earlier else "", due=due, missing=missing,
    )


def _changed(earlier: Release, year: int) -> int:
    """How many cells stand otherwise than in an earlier release: other versions, new ones, and those gone."""
    then = set(Figure.objects.filter(release=earlier).values_list("area", "indicator", "breakdown", "year", "version"))
    now = set(Observation.objects.filter(current=True, year__lte=year).values_list(
        "area", "indicator__code", "breakdown", "year", "version"))
    return len({cell[:4] for cell in then ^ now})


def _missing(year: int, area: str, lang: str) -> tuple[int, tuple[Missing, ...]]:
    """The figures of the office's own area that are due in a year, and by department how many of them are not there."""
    there = set(Observation.objects.filter(current=True, year=year, area=area).values_list("indicator__code", "breakdown"))
    due: dict[str, int] = {}
    gone: dict[str, int] = {}
    for indicator in Indicator.objects.select_related("source_body"):
        if not is_due(year, indicator.frequency, indicator.anchor_year):
            continue
        cells = ("", *(cell for part in indicator.breakdowns.split() for cell in SPREADS.get(part, ())))
        body = indicator.source_body.code
        due[body] = due.get(body, 0) + len(cells)
        gone[body] = gone.get(body, 0) + sum((indicator.code, cell) not in there for cell in cells)
    names = body_names(lang)
    rows = [Missing(names.get(body, body), due[body], count) for body, count in gone.items() if count]
    return sum(due.values()), tuple(sorted(rows, key=lambda row: -row.missing)[:MOST_BODIES])
