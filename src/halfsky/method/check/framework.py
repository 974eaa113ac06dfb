"""Whether a framework is whole: every goal followed and allotted, every indicator defined and sourced.

``check`` reads the catalogue and one plan and gives findings as data; it runs on the parts that exist
and says which part is missing. The sentences are in ``framework_kinds.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from halfsky.method.check.binding import bindings, goals_of
from halfsky.method.check.definition import both, definitions, listed, repeated
from halfsky.method.check.finding import Finding
from halfsky.method.check.framework_kinds import found
from halfsky.method.indicator import Allotment, Catalogue, Goal, PlanRows


def check(catalogue: Catalogue, plan: PlanRows) -> tuple[Finding, ...]:
    """All findings about ``catalogue`` and ``plan``, sorted by the row they are about; empty when clean."""
    return tuple(sorted({*definitions(catalogue), *bindings(catalogue, plan), *_plan(catalogue, plan)}))


def _plan(catalogue: Catalogue, plan: PlanRows) -> Iterator[Finding]:
    parts = {
        "bodies": catalogue.bodies,
        "units": catalogue.units,
        "indicators": catalogue.indicators,
        "domains": plan.domains,
        "goals": plan.goals,
        "measures": plan.measures,
        "targets": plan.targets,
        "tracks": plan.tracks,
        "milestones": plan.milestones,
        "division": plan.allotments,
    }
    for part, rows in parts.items():
        if not rows and not (part == "targets" and plan.tracks):
            yield found("part_missing", plan.code, part=part)
    yield from both(plan.code, ("title", plan.title_zh, plan.title_en))
    yield from repeated(goal.code for goal in plan.goals)
    yield from repeated(measure.measure_code for measure in plan.measures)
    yield from _numbering(plan, "goal", plan.goals)
    yield from _numbering(plan, "measure", plan.measures)
    for goal in plan.goals:
        yield from both(goal.code, ("title", goal.title_zh, goal.title_en))
    for measure in plan.measures:
        yield from both(measure.measure_code, ("title", measure.title_zh, measure.title_en))
    yield from _division(catalogue, plan)


def _numbering(plan: PlanRows, kind: str, rows: tuple[Goal, ...]) -> Iterator[Finding]:
    """Goals and measures are numbered as the plan's shape says; a repeated number is found elsewhere."""
    if not rows:
        return
    expected = {shape.slug: shape.goals if kind == "goal" else shape.measures for shape in plan.domains}
    numbers: dict[str, set[int]] = {slug: set() for slug in expected}
    for row in rows:
        numbers.setdefault(row.domain, set()).add(row.no)
    for slug, seen in numbers.items():
        count = expected.get(slug, 0)
        if seen != set(range(1, count + 1)):
            text = ", ".join(str(no) for no in sorted(seen)) or "0"
            yield found(
                "count_differs",
                f"{plan.code} {slug} {kind}",
                domain=slug,
                part=kind,
                expected=count,
                found=text,
            )


def _division(catalogue: Catalogue, plan: PlanRows) -> Iterator[Finding]:
    if not plan.allotments:
        return
    measures = tuple(
        f"{shape.slug}.measure.{no}" for shape in plan.domains for no in range(1, shape.measures + 1)
    )
    known = {*goals_of(plan), *measures}
    times = Counter(allotment.code for allotment in plan.allotments)
    for code in (*goals_of(plan), *measures):
        if times[code] == 0:
            yield found("not_allotted", code)
        elif times[code] > 1:
            yield found("allotted_twice", code, times=times[code])
    for allotment in plan.allotments:
        if allotment.code not in known:
            yield found("unknown_goal", allotment.code, goal=allotment.code)
        yield from _allotment(allotment, catalogue, plan)


def _allotment(allotment: Allotment, catalogue: Catalogue, plan: PlanRows) -> Iterator[Finding]:
    code = allotment.code
    yield from listed(code, "status", allotment.status, ("suggested", "confirmed"))
    if not allotment.lead:
        yield found("not_allotted", code)
    if catalogue.bodies:
        named = [("lead", allotment.lead)] if allotment.lead else []
        named += [("supporting", body) for body in allotment.supporting]
        yield from (
            found("unknown_body", code, column=column, body=body)
            for column, body in named
            if catalogue.body(body) is None
        )
    try:
        due = date.fromisoformat(allotment.deadline)
    except ValueError:
        yield found("bad_deadline", code, deadline=allotment.deadline)
        return
    if not plan.start_year <= due.year <= plan.end_year:
        yield found("year_outside", code, year=due.year, start=plan.start_year, end=plan.end_year)
