"""The plan as it stands: every goal with its tracks, who is responsible, and the state of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from halfsky.office.framework.measure import UNIT_FIELDS, Measure, measure_of
from halfsky.office.framework.models import Track
from halfsky.office.monitoring.models import GoalResult, OutlookResult, TrackResult
from halfsky.office.monitoring.selectors.rows import FIELDS, TAGS, TrackRow, track_row
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.selectors.tallies import EMPTY, Count, Tallied, tallied
from halfsky.office.monitoring.words import kind_word
from halfsky.office.plan.models import Division, Goal


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who leads and who supports, and whether the county has confirmed it."""

    lead: str
    supporting: str
    suggested: bool
    deadline: str


NOBODY = Responsible("", "", False, "")


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal with its tracks. ``tags`` are what the filter chips look for; ``state`` "" before a run."""

    no: int
    code: str
    title: str
    text: str
    state: str
    partial: bool
    tags: str
    tracks: tuple[TrackRow, ...]
    who: Responsible

    @property
    def tag_set(self) -> list[str]:
        """The tags one by one."""
        return self.tags.split()


@dataclass(frozen=True, slots=True)
class DomainPart:
    """One domain with its goals and counts."""

    slug: str
    name: str
    count: Count
    indicators: Count
    goals: tuple[GoalRow, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """The whole plan, domain by domain, with the numbers the chips show."""

    domains: tuple[DomainPart, ...]
    chips: tuple[tuple[str, int], ...]
    goal_count: int
    track_count: int
    counts: Tallied
    measure_owners: dict[int, Responsible]


def responsible(plan: int, lang: str, slug: str = "") -> tuple[dict[int, Responsible], dict[int, Responsible]]:
    """Who is responsible, by goal and by measure (one query)."""
    lead, helper = ("lead__name_en", "supporting__name_en") if lang == "en" else ("lead__short_zh", "supporting__short_zh")
    rows = Division.objects.filter(plan_id=plan)
    if slug:
        rows = rows.filter(goal__domain__slug=slug) | rows.filter(measure__domain__slug=slug)
    gathered: dict[tuple[int | None, int | None], tuple[str, list[str], bool, str]] = {}
    for goal, measure, name, other, status, deadline in rows.order_by("pk", "supporting__pk").values_list(
        "goal_id", "measure_id", lead, helper, "status", "deadline"
    ):
        entry = gathered.setdefault((goal, measure), (name, [], status == "suggested", deadline))
        if other:
            entry[1].append(other)
    by_goal: dict[int, Responsible] = {}
    by_measure: dict[int, Responsible] = {}
    for (goal, measure), (name, others, suggested, deadline) in gathered.items():
        who = Responsible(name, (", " if lang == "en" else "、").join(others), suggested, deadline)
        if goal is not None:
            by_goal[goal] = who
        elif measure is not None:
            by_measure[measure] = who
    return by_goal, by_measure


def plan_view(stand: Standing, lang: str, slug: str = "") -> PlanView:
    """The plan, or one domain of it, as judged by the newest run (six queries; fewer before a run)."""
    assert stand.plan is not None
    goals = Goal.objects.select_related("domain").filter(domain__plan_id=stand.plan)
    defined = Track.objects.filter(goal__domain__plan_id=stand.plan)
    if slug:
        goals, defined = goals.filter(domain__slug=slug), defined.filter(goal__domain__slug=slug)
    counts = tallied(stand.run, stand.year) if stand.run else Tallied(0, {})
    states = {} if stand.run is None else {
        code: (state, partial)
        for code, state, partial in GoalResult.objects.filter(run_id=stand.run).values_list("code", "state", "partial")
    }
    tracks = _tracks(stand, defined, lang, slug)
    by_goal, by_measure = responsible(stand.plan, lang, slug)
    domains: dict[str, list[GoalRow]] = {}
    names: dict[str, str] = {}
    for goal in goals:
        names[goal.domain.slug] = goal.domain.name_en if lang == "en" and goal.domain.name_en else goal.domain.name
        state, partial = states.get(goal.code, ("", False))
        rows = tuple(tracks.get(goal.pk, ()))
        tags = sorted(tag for tag in {state} | {row.tag for row in rows} if tag)
        if state in ("hard", "not_met"):
            tags.append("bad")
        domains.setdefault(goal.domain.slug, []).append(GoalRow(
            no=goal.no, code=goal.code, title=goal.title_en if lang == "en" and goal.title_en else goal.title_zh,
            text=goal.text, state=state, partial=partial, tags=" ".join(tags), tracks=rows,
            who=by_goal.get(goal.pk, NOBODY),
        ))
    parts = tuple(
        DomainPart(slug, names[slug], counts.of(slug) if stand.run else EMPTY, counts.of(slug, "indicators"), tuple(rows))
        for slug, rows in domains.items()
    )
    return PlanView(
        domains=parts, chips=_chips(parts), goal_count=sum(len(part.goals) for part in parts),
        track_count=sum(len(goal.tracks) for part in parts for goal in part.goals),
        counts=counts, measure_owners=by_measure,
    )


def _tracks(stand: Standing, defined: object, lang: str, slug: str) -> dict[int, list[TrackRow]]:
    results: dict[str, dict[str, Any]] = {}
    if stand.run is not None:
        found = TrackResult.objects.filter(run_id=stand.run)
        if slug:
            found = found.filter(goal__startswith=f"{slug}.")
        there = OutlookResult.objects.filter(run_id=stand.run, code=OuterRef("code")).exclude(model="counts")
        found = found.annotate(likely=Subquery(there.values("level")[:1]), chance=Subquery(there.values("p_met")[:1]))
        results = {str(row["code"]): row for row in found.values(*FIELDS, "likely", "chance")}
    title = "title_en" if lang == "en" else "title_zh"
    rows: dict[int, list[TrackRow]] = {}
    fields = [f"indicator__{name}" for name in UNIT_FIELDS]
    for goal, code, kind, name, plain, *unit in defined.order_by("goal_id", "order").values_list(  # type: ignore[attr-defined]
        "goal_id", "code", "kind", title, "title_zh", *fields
    ):
        measure: Measure | None = measure_of(tuple(unit), lang) if unit[0] else None
        result = results.get(code)
        if result is None:
            row = TrackRow(
                code=code, title=name or plain, kind=kind_word(kind, lang), tag=TAGS.get(kind, "n"),
                indicator=unit[0] or "", breakdown="", state="", shape="none", bullet=None, before="", now="",
                delta=None, note="", reason="", target="",
            )
        else:
            looked = (str(result["likely"]), result["chance"]) if result["likely"] else None
            row = track_row(result, name or plain, measure, lang, (stand.year, stand.before_plan, stand.end_year), looked)
        rows.setdefault(goal, []).append(row)
    return rows


def _chips(parts: Iterable[DomainPart]) -> tuple[tuple[str, int], ...]:
    goals = [goal for part in parts for goal in part.goals]
    keys = ("q", "d", "l", "not_met", "hard", "no_data", "not_due", "not_monitorable")
    return tuple((key, sum(key in goal.tag_set for goal in goals)) for key in keys)
