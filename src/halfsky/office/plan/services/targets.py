"""A person corrects what was read: confirm, correct, add or drop a target of a draft plan."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.db.models import F

from halfsky.office.plan.errors import PlanChanged, PlanRefused
from halfsky.office.plan.models import OPERATORS, Goal, Plan, Target
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record


def move_token(plan: Plan, token: int) -> None:
    """Take the plan for one change: exactly one of two people with the same token wins."""
    if plan.status != "draft":
        raise PlanRefused("not_draft", title=plan.title)
    if Plan.objects.filter(pk=plan.pk, token=token, status="draft").update(token=F("token") + 1) != 1:
        raise PlanChanged("token_old")


def _target(target_id: int) -> Target:
    target = Target.objects.select_related("domain__plan", "goal").filter(pk=target_id).first()
    if target is None:
        raise PlanRefused("no_target")
    return target


def number_of(value: object) -> Decimal:
    """The value of a target as a number; PlanRefused when it is none or negative."""
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation as cause:
        raise PlanRefused("value_bad", value=value) from cause
    if not number.is_finite() or abs(number) >= Decimal(10) ** 12:
        raise PlanRefused("value_bad", value=value)
    if number < 0:
        raise PlanRefused("value_negative", value=value)
    return number


def check_form(plan: Plan, operator: str, year: int) -> None:
    """PlanRefused when there is no such operator, or the year lies outside the plan."""
    if operator not in OPERATORS:
        raise PlanRefused("operator_bad", operator=operator, known=" ".join(OPERATORS))
    start, end = plan.start_year or 0, plan.end_year or 9999
    if not start <= year <= end:
        raise PlanRefused("year_bad", year=year, start=start, end=end)


def _facts(target: Target) -> dict[str, object]:
    return {
        "operator": target.operator, "value": str(target.value), "unit": target.unit, "year": target.year,
        "goal": target.goal.code if target.goal else "", "state": target.state,
    }


@transaction.atomic
def confirm(*, target_id: int, token: int, by: Actor, at: datetime) -> Target:
    """Say that a target was read rightly; a second reading will leave it alone."""
    target = _target(target_id)
    move_token(target.domain.plan, token)
    target.state, target.changed_by = "confirmed", by.login
    target.save(update_fields=["state", "changed_by"])
    record(by=by, at=at, action="plan.target.confirm", about=f"target:{target.pk}", facts=_facts(target))
    return target


@transaction.atomic
def correct(
    *, target_id: int, token: int, operator: str, value: object, unit: str, year: int, goal_id: int | None,
    by: Actor, at: datetime,
) -> Target:
    """Change what was read of a target; the quote and its place stay."""
    target = _target(target_id)
    plan = target.domain.plan
    check_form(plan, operator, year)
    number = number_of(value)
    goal = None
    if goal_id is not None:
        goal = Goal.objects.filter(pk=goal_id, domain__plan=plan).select_related("domain").first()
        if goal is None:
            raise PlanRefused("goal_bad")
    move_token(plan, token)
    before = _facts(target)
    target.operator, target.value, target.unit, target.year = operator, number, unit.strip()[:16], year
    target.goal = goal
    target.change, target.basis = kind_of_change(operator, target.unit, target.change)
    if goal is not None:
        target.domain = goal.domain
    target.state, target.changed_by = "corrected", by.login
    target.save()
    record(
        by=by, at=at, action="plan.target.correct", about=f"target:{target.pk}",
        facts={"before": before, "after": _facts(target)},
    )
    return target


@transaction.atomic
def add(
    *, plan_id: int, token: int, domain_order: int, goal_no: int | None, operator: str, value: object, unit: str,
    year: int, quote: str, by: Actor, at: datetime,
) -> Target:
    """Add a target that the reader missed."""
    plan = Plan.objects.filter(pk=plan_id).first()
    if plan is None:
        raise PlanRefused("no_plan", plan=plan_id)
    check_form(plan, operator, year)
    number = number_of(value)
    domain = plan.domains.filter(order=domain_order).first()
    goal = domain.goals.filter(no=goal_no).first() if domain and goal_no is not None else None
    if domain is None or (goal_no is not None and goal is None):
        raise PlanRefused("goal_bad")
    move_token(plan, token)
    target = Target.objects.create(
        domain=domain, goal=goal, code=next_code(domain.slug, goal), operator=operator, value=number,
        unit=unit.strip()[:16], year=year, **dict(zip(("change", "basis"), kind_of_change(operator, unit), strict=True)), quote=quote.strip(), state="added", changed_by=by.login,
    )
    record(by=by, at=at, action="plan.target.add", about=f"target:{target.pk}", facts=_facts(target))
    return target


def in_judged_form(operator: str, value: Decimal | None, unit: str) -> tuple[str, Decimal | None, str]:
    """A target as it is judged: a rise by so many times (增加一倍) is a ratio to the base, as 翻一番 is; others as read."""
    if operator == "delta>=" and unit == "倍" and value is not None:
        return "ratio>=", value + 1, "倍"
    return operator, value, unit


def kind_of_change(operator: str, unit: str, change: str = "") -> tuple[str, str]:
    """(once or yearly, percent or points) of a change target; two empty texts for any other."""
    if not operator.startswith("delta"):
        return "", ""
    return change or "once", "percent" if unit in ("%", "") else "points"


def next_code(slug: str, goal: Goal | None) -> str:
    """The next free target code of a goal, such as ``health.goal.10.target.3`` (``…table.target.1`` in a table)."""
    stem = f"{goal.code}.target." if goal else f"{slug}.table.target."
    if goal is not None:
        taken = {target.code for target in goal.targets.all()}
    else:
        taken = set(Target.objects.filter(code__startswith=stem).values_list("code", flat=True))
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


@transaction.atomic
def drop(*, target_id: int, token: int, by: Actor, at: datetime) -> Target:
    """Say that what was read is no target; it stays in the record as dropped."""
    target = _target(target_id)
    move_token(target.domain.plan, token)
    target.state, target.changed_by = "dropped", by.login
    target.save(update_fields=["state", "changed_by"])
    record(by=by, at=at, action="plan.target.drop", about=f"target:{target.pk}", facts=_facts(target))
    return target
