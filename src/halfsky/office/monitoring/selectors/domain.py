"""One domain in full: its goals with their clauses, milestones and measures."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import FilteredRelation, Q

from halfsky.office.monitoring.selectors.plan import (
    NOBODY,
    DomainPart,
    PlanView,
    Responsible,
    plan_view,
)
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.words import pick
from halfsky.office.plan.models import Measure, Milestone

DONE_WORDS = {"done": ("已完成", "done"), "partial": ("部分完成", "partly done"), "none": ("未完成", "not done")}


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone with the year it is due and what was reported of it up to the run's year."""

    track: str
    title: str
    due: int
    state: str
    state_word: str
    evidence: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure and who carries it out."""

    no: int
    title: str
    who: Responsible


@dataclass(frozen=True, slots=True)
class DomainView:
    """A domain's goals, milestones by track and measures."""

    part: DomainPart
    plan: PlanView
    milestones: dict[str, tuple[MilestoneRow, ...]]
    measures: tuple[MeasureRow, ...]


def domain_view(stand: Standing, slug: str, lang: str) -> DomainView | None:
    """The domain ``slug`` of the plan, None when the plan has no such domain (eight queries)."""
    view = plan_view(stand, lang, slug)
    if not view.domains or stand.plan is None:
        return None
    measures = tuple(
        MeasureRow(row.no, row.title_en if lang == "en" and row.title_en else row.title_zh or row.text,
                   view.measure_owners.get(row.pk, NOBODY))
        for row in Measure.objects.filter(domain__plan_id=stand.plan, domain__slug=slug)
    )
    return DomainView(view.domains[0], view, _milestones(stand, slug, lang), measures)


def _milestones(stand: Standing, slug: str, lang: str) -> dict[str, tuple[MilestoneRow, ...]]:
    year = stand.year or 9999
    rows = (
        Milestone.objects.filter(goal__domain__plan_id=stand.plan, goal__domain__slug=slug)
        .annotate(told=FilteredRelation("states", condition=Q(states__year__lte=year)))
        .order_by("track", "no", "told__year")
        .values_list("code", "track", "title_zh", "title_en", "due_year", "told__state", "told__evidence", "evidence_zh")
    )
    latest: dict[str, MilestoneRow] = {}
    for code, track, title_zh, title_en, due, state, told, wanted in rows:
        known = pick(DONE_WORDS.get(state or "", ("没有报送", "nothing reported")), lang)
        latest[code] = MilestoneRow(
            track, title_en if lang == "en" and title_en else title_zh, due, state or "", known, told or wanted
        )
    gathered: dict[str, list[MilestoneRow]] = {}
    for row in latest.values():
        gathered.setdefault(row.track, []).append(row)
    return {track: tuple(rows) for track, rows in gathered.items()}
