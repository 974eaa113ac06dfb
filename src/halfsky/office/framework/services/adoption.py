"""Adopting a plan together with the framework that ships for it."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from django.db import transaction

from halfsky.formats.catalogue import load
from halfsky.method.indicator import BoundTarget, Catalogue, PlanRows
from halfsky.office.framework.models import Binding, FrameworkVersion, Indicator, Track
from halfsky.office.people.models import Body
from halfsky.office.plan.models import Division, Goal, Measure, Milestone, Plan, Target
from halfsky.office.plan.services.adopt import adopt as adopt_plan
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record


@transaction.atomic
def adopt(*, plan_id: int, token: int, by: Actor, at: datetime) -> Plan:
    """Adopt a draft plan and bind the shipped framework to it; a plan without one keeps its bindings open."""
    plan = adopt_plan(plan_id=plan_id, token=token, by=by, at=at)
    catalogue = load()
    load_indicators(catalogue=catalogue, by=by, at=at)
    rows = plan_that_fits(plan, catalogue)
    if rows is not None:
        bind(plan=plan, rows=rows, by=by, at=at)
    plan.refresh_from_db()
    return plan


def plan_that_fits(plan: Plan, catalogue: Catalogue) -> PlanRows | None:
    """The catalogue's plan with the same domains and numbers of goals and measures, or None."""
    shape = [(d.name, d.goals.count(), d.measures.count()) for d in plan.domains.order_by("order")]
    for rows in catalogue.plans:
        if [(d.name_zh, d.goals, d.measures) for d in rows.domains] == shape:
            return rows
    return None


INDICATOR_TEXTS = (
    "name_zh", "name_en", "definition_zh", "definition_en", "numerator_zh", "numerator_en", "denominator_zh",
    "denominator_en", "decimals", "direction", "period", "frequency", "carry_years", "kind", "small_count", "form",
    "comparability_zh", "comparability_en", "anchor_year",
)


@transaction.atomic
def load_indicators(*, catalogue: Catalogue, by: Actor, at: datetime) -> int:
    """Take the catalogue's indicators into the office; what the county changed in its own row is not touched."""
    units = {unit.code: unit for unit in catalogue.units}
    bodies = {body.code: body for body in Body.objects.all()}
    known = set(Indicator.objects.values_list("code", flat=True))
    rows = []
    for order, indicator in enumerate(catalogue.indicators, start=1):
        if indicator.code in known:
            continue
        unit = units[indicator.unit]
        rows.append(Indicator(
            code=indicator.code, domain=indicator.code.split(".")[0], order=order, unit=unit.code,
            unit_zh=unit.label_zh, unit_en=unit.label_en, scale=unit.scale if indicator.denominator_zh else None,
            breakdowns=" ".join(indicator.breakdowns), source_body=bodies[indicator.source_body],
            **{field: getattr(indicator, field) for field in INDICATOR_TEXTS},
        ))
    Indicator.objects.bulk_create(rows)
    if rows:
        record(by=by, at=at, action="framework.indicators", about="framework", facts={"added": len(rows)})
    return len(rows)


@transaction.atomic
def bind(*, plan: Plan, rows: PlanRows, by: Actor, at: datetime) -> FrameworkVersion:
    """Bind the catalogue's titles, targets, tracks, milestones and task division to an adopted plan."""
    Plan.objects.filter(pk=plan.pk).update(code=rows.code)
    slugs = dict(enumerate(rows.domains))
    for domain in plan.domains.all():
        shipped = slugs[domain.order]
        if domain.slug != shipped.slug or domain.name_en != shipped.name_en:
            domain.slug, domain.name_en = shipped.slug, shipped.name_en
            domain.save(update_fields=["slug", "name_en"])
    goals = {(g.domain.slug, g.no): g for g in Goal.objects.filter(domain__plan=plan).select_related("domain")}
    measures = {(m.domain.slug, m.no): m for m in Measure.objects.filter(domain__plan=plan).select_related("domain")}
    for key, clause in [*goals.items(), *measures.items()]:
        clause.code = f"{key[0]}.{'goal' if isinstance(clause, Goal) else 'measure'}.{key[1]}"
    for titles, clauses in ((rows.goals, goals), (rows.measures, measures)):
        for title in titles:
            clause = clauses.get((title.domain, title.no))
            if clause is not None:
                clause.title_zh, clause.title_en = title.title_zh, title.title_en
    Goal.objects.bulk_update(goals.values(), ["code", "title_zh", "title_en"])
    Measure.objects.bulk_update(measures.values(), ["code", "title_zh", "title_en"])
    bound, open_ = _targets(plan, rows)
    tracks = _tracks(rows, goals, bound)
    _milestones(rows, goals)
    _division(plan, rows, goals, measures)
    version = FrameworkVersion.objects.create(
        plan=plan, version=1 + FrameworkVersion.objects.filter(plan=plan).count(), loaded_at=at, digest=_digest(rows)
    )
    record(
        by=by, at=at, action="framework.bind", about=f"plan:{plan.pk}",
        facts={"catalogue": rows.code, "targets": len(bound), "open": open_, "tracks": tracks},
    )
    return version


def _digest(rows: PlanRows) -> str:
    return hashlib.sha256(json.dumps(repr(rows), ensure_ascii=False).encode()).hexdigest()


def _targets(plan: Plan, rows: PlanRows) -> tuple[dict[str, Target], int]:
    """Bind each target to its cell; the key is domain, goal, operator and value. Gives the bound ones and how many stay open."""
    indicators = {indicator.code: indicator for indicator in Indicator.objects.all()}
    free: dict[tuple[object, ...], list[Target]] = {}
    targets = list(
        Target.objects.filter(domain__plan=plan).exclude(state="dropped").select_related("domain", "goal").order_by("id")
    )
    for target in targets:
        key = (target.domain.slug, target.goal.no if target.goal else None, target.operator, target.value)
        free.setdefault(key, []).append(target)
    bound: dict[str, Target] = {}
    exact = [(row, waiting.pop(0)) for row in rows.targets
             if (waiting := free.get((row.domain, row.goal_no, row.operator, row.value)))]
    for row, target in exact + _corrected(rows, [row.code for row, _target in exact], free):
        target.code = row.code
        target.save(update_fields=["code"])
        bound[row.code] = target
        Binding.objects.update_or_create(target=target, defaults={
            "indicator": indicators[row.indicator], "breakdown": row.breakdown, "tolerance": row.tolerance,
            "change": row.change, "basis": row.basis, "base_year": row.base_year,
            "compare_indicator": row.compare_indicator, "compare_breakdown": row.compare_breakdown,
            "note_zh": row.note_zh, "note_en": row.note_en,
        })
    return bound, len(targets) - len(bound)


def _corrected(
    rows: PlanRows, taken: list[str], free: dict[tuple[object, ...], list[Target]]
) -> list[tuple[BoundTarget, Target]]:
    """Targets whose figure a person corrected: bound where their goal has just one left on either side."""
    pairs = []
    left = [target for waiting in free.values() for target in waiting if target.state in {"corrected", "added"}]
    open_rows = [row for row in rows.targets if row.code not in taken]
    for target in left:
        place = (target.domain.slug, target.goal.no if target.goal else None)
        fitting = [row for row in open_rows if (row.domain, row.goal_no) == place]
        rivals = [other for other in left if (other.domain_id, other.goal_id) == (target.domain_id, target.goal_id)]
        if len(fitting) == 1 and len(rivals) == 1:
            pairs.append((fitting[0], target))
    return pairs


def _tracks(rows: PlanRows, goals: dict[tuple[str, int], Goal], bound: dict[str, Target]) -> int:
    indicators = {indicator.code: indicator for indicator in Indicator.objects.all()}
    made = 0
    for order, row in enumerate(rows.tracks, start=1):
        goal = goals.get((row.domain, row.goal_no))
        if goal is None or (row.kind == "quantitative" and row.target not in bound):
            continue
        target = bound.get(row.target)
        binding = Binding.objects.filter(target=target).first() if target else None
        Track.objects.update_or_create(goal=goal, code=row.code, defaults={
            "order": order, "kind": row.kind, "target": target,
            "indicator": indicators.get(row.indicator) or (binding.indicator if binding else None),
            "breakdown": row.breakdown or (binding.breakdown if binding and not row.indicator else ""),
            "direction": row.direction, "subject": row.subject, "compare_indicator": row.compare_indicator,
            "compare_breakdown": row.compare_breakdown, "title_zh": row.title_zh, "title_en": row.title_en,
        })
        made += 1
    return made


def _milestones(rows: PlanRows, goals: dict[tuple[str, int], Goal]) -> None:
    by_track = {row.code: goals.get((row.domain, row.goal_no)) for row in rows.tracks}
    for row in rows.milestones:
        goal = by_track.get(row.track)
        if goal is None:
            continue
        Milestone.objects.update_or_create(goal=goal, code=row.code, defaults={
            "track": row.track, "no": row.no, "title_zh": row.title_zh, "title_en": row.title_en,
            "due_year": row.due_year, "weight": row.weight, "mechanism": row.mechanism,
            "evidence_zh": row.evidence_zh, "evidence_en": row.evidence_en,
        })


def _division(
    plan: Plan, rows: PlanRows, goals: dict[tuple[str, int], Goal], measures: dict[tuple[str, int], Measure]
) -> None:
    bodies = {body.code: body for body in Body.objects.all()}
    for row in rows.allotments:
        goal = goals.get((row.domain, row.no)) if row.kind == "goal" else None
        measure = measures.get((row.domain, row.no)) if row.kind == "measure" else None
        if (goal is None and measure is None) or row.lead not in bodies:
            continue
        division, _created = Division.objects.update_or_create(
            plan=plan, goal=goal, measure=measure,
            defaults={"lead": bodies[row.lead], "deadline": row.deadline, "status": row.status or "suggested"},
        )
        division.supporting.set([bodies[code] for code in row.supporting if code in bodies])
