"""Checks of what binds a plan to its indicators: targets, tracks and milestones."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from halfsky.method.breakdown import BreakdownError, parse
from halfsky.method.check.definition import both, listed, repeated
from halfsky.method.check.finding import Finding
from halfsky.method.check.framework_kinds import found
from halfsky.method.indicator import BoundTarget, Catalogue, Indicator, PlanRows, Track

OPERATORS = (">=", "<=", "~", "hold>=", "hold<=", "hold~", "delta>=", "delta<=", "ratio>=")
KINDS = ("quantitative", "directional", "qualitative", "external", "none")
SUBJECTS = ("value", "gap:SEX", "gap:URBANISATION", "compare")
#: subject -> directions that make sense for it
DIRECTIONS: dict[str, tuple[str, ...]] = {
    "value": ("up", "down", "curb", "hold"),
    "gap:SEX": ("narrow",),
    "gap:URBANISATION": ("narrow",),
    "compare": ("match",),
}
#: what is asked -> directions of the indicator against which it cannot be asked
CONFLICTS: dict[str, tuple[str, ...]] = {
    ">=": ("down", "none"),
    "<=": ("up", "none"),
    "up": ("down", "about", "none"),
    "down": ("up", "about", "none"),
    "curb": ("up", "about"),
}
FULL_WEIGHT = Decimal(100)


def goals_of(plan: PlanRows) -> tuple[str, ...]:
    """The codes of all goals the plan's shape names, in its order."""
    return tuple(f"{shape.slug}.goal.{no}" for shape in plan.domains for no in range(1, shape.goals + 1))


def bindings(catalogue: Catalogue, plan: PlanRows) -> Iterator[Finding]:
    """Findings about the plan's targets, tracks and milestones."""
    goals = frozenset(goals_of(plan))
    yield from repeated(target.code for target in plan.targets)
    yield from repeated(track.code for track in plan.tracks)
    yield from repeated(milestone.code for milestone in plan.milestones)
    for target in plan.targets:
        yield from _place(target.code, target.goal, "target", goals)
        yield from _target(target, catalogue, plan)
    for track in plan.tracks:
        yield from _place(track.code, track.goal, "track", goals)
        yield from _track(track, catalogue, plan)
    if plan.tracks:
        followed = {track.goal for track in plan.tracks}
        yield from (found("goal_without_track", goal) for goal in goals_of(plan) if goal not in followed)
        bound = {track.target for track in plan.tracks if track.kind == "quantitative"}
        yield from (
            found("target_without_track", target.code) for target in plan.targets if target.code not in bound
        )
    yield from _milestones(plan)


def _place(code: str, goal: str, part: str, goals: frozenset[str]) -> Iterator[Finding]:
    if goal not in goals:
        yield found("unknown_goal", code, goal=goal)
    elif not code.startswith(f"{goal}.{part}.") or not code.rpartition(".")[2].isdecimal():
        yield found("bad_code", code, form=f"{goal}.{part}.1")


def _cell(where: str, code: str, breakdown: str, catalogue: Catalogue) -> Iterator[Finding]:
    """The indicator exists and asks for every dimension the breakdown uses."""
    indicator = catalogue.indicator(code)
    if indicator is None:
        yield found("unknown_indicator", where, indicator=code)
        return
    try:
        cell = parse(breakdown)
    except BreakdownError:
        yield found("unknown_breakdown", where, breakdown=breakdown)
        return
    for dimension, _ in cell.coordinates():
        if dimension not in indicator.breakdowns:
            yield found(
                "breakdown_not_asked",
                where,
                breakdown=breakdown,
                dimension=dimension,
                indicator=indicator.code,
            )


def _conflict(where: str, asked: str, side: str, indicator: Indicator | None) -> Iterator[Finding]:
    if indicator is not None and indicator.direction in CONFLICTS.get(side, ()):
        yield found(
            "direction_conflict", where, asked=asked, indicator=indicator.code, direction=indicator.direction
        )


def _target(target: BoundTarget, catalogue: Catalogue, plan: PlanRows) -> Iterator[Finding]:
    code = target.code
    yield from _cell(code, target.indicator, target.breakdown, catalogue)
    yield from listed(code, "operator", target.operator, OPERATORS)
    indicator = catalogue.indicator(target.indicator)
    change = target.operator.startswith(("delta", "ratio"))
    if indicator is not None and not change and target.unit != indicator.unit:
        yield found("unit_differs", code, unit=target.unit, indicator_unit=indicator.unit)
    if target.value is None:
        yield found("value_missing", code)
    if target.operator.endswith("~") and target.tolerance is None:
        yield found("tolerance_missing", code)
    if target.tolerance is not None and target.tolerance < 0:
        yield found("bad_number", code, column="tolerance", value=target.tolerance, range="0…")
    if change and target.base_year is None:
        yield found("base_missing", code, column="base_year")
    if target.operator.startswith("delta"):
        yield from (
            found("base_missing", code, column=column)
            for column, text in (("change", target.change), ("basis", target.basis))
            if not text
        )
    yield from listed(code, "change", target.change, ("", "once", "yearly"))
    yield from listed(code, "basis", target.basis, ("", "percent", "points"))
    yield from _conflict(code, target.operator, target.operator[-2:], indicator)
    yield from _in_plan(code, target.year, plan)
    if target.compare_indicator:
        yield from _cell(code, target.compare_indicator, target.compare_breakdown, catalogue)
    if target.note_zh or target.note_en:
        yield from both(code, ("note", target.note_zh, target.note_en))


def _in_plan(code: str, year: int, plan: PlanRows) -> Iterator[Finding]:
    if not plan.start_year <= year <= plan.end_year:
        yield found("year_outside", code, year=year, start=plan.start_year, end=plan.end_year)


def _track(track: Track, catalogue: Catalogue, plan: PlanRows) -> Iterator[Finding]:
    yield from listed(track.code, "kind", track.kind, KINDS)
    yield from both(track.code, ("title", track.title_zh, track.title_en))
    if track.kind == "quantitative":
        yield from _follows(track, plan)
    elif track.kind == "directional":
        yield from _directional(track, catalogue)
    elif track.kind == "external":
        yield from _cell(track.code, track.indicator, track.breakdown, catalogue)
    elif track.kind == "qualitative" and not any(row.track == track.code for row in plan.milestones):
        yield found("no_milestones", track.code)


def _follows(track: Track, plan: PlanRows) -> Iterator[Finding]:
    target = next((row for row in plan.targets if row.code == track.target), None)
    if target is None:
        yield found("unknown_target", track.code, target=track.target)
        return
    for column, mine, its in (
        ("goal", track.goal, target.goal),
        ("indicator", track.indicator, target.indicator),
        ("breakdown", track.breakdown, target.breakdown),
    ):
        if mine != its:
            yield found("track_differs", track.code, column=column, target=target.code)


def _directional(track: Track, catalogue: Catalogue) -> Iterator[Finding]:
    code = track.code
    yield from _cell(code, track.indicator, track.breakdown, catalogue)
    yield from listed(code, "subject", track.subject, SUBJECTS)
    if track.subject in DIRECTIONS and track.direction not in DIRECTIONS[track.subject]:
        yield found("subject_unfit", code, direction=track.direction, subject=track.subject)
    indicator = catalogue.indicator(track.indicator)
    if track.subject.startswith("gap:") and indicator is not None:
        dimension = track.subject.removeprefix("gap:")
        if dimension not in indicator.breakdowns:
            yield found(
                "breakdown_not_asked",
                code,
                breakdown=track.subject,
                dimension=dimension,
                indicator=indicator.code,
            )
    if track.subject == "compare":
        if not track.compare_indicator:
            yield found("compare_missing", code)
        else:
            yield from _cell(code, track.compare_indicator, track.compare_breakdown, catalogue)
    if track.subject == "value":
        yield from _conflict(code, track.direction, track.direction, indicator)


def _milestones(plan: PlanRows) -> Iterator[Finding]:
    qualitative = {track.code for track in plan.tracks if track.kind == "qualitative"}
    totals: dict[str, Decimal] = {}
    for row in plan.milestones:
        yield from both(
            row.code, ("title", row.title_zh, row.title_en), ("evidence", row.evidence_zh, row.evidence_en)
        )
        yield from _in_plan(row.code, row.due_year, plan)
        if row.weight <= 0:
            yield found("bad_number", row.code, column="weight", value=row.weight, range="> 0")
        if row.track not in qualitative:
            yield found("unknown_track", row.code, track=row.track)
        elif row.code != f"{row.track}.milestone.{row.no}":
            yield found("bad_code", row.code, form=f"{row.track}.milestone.{row.no}")
        totals[row.track] = totals.get(row.track, Decimal(0)) + row.weight
    for track, total in totals.items():
        if total != FULL_WEIGHT:
            yield found("weights_unfit", track, total=total)
